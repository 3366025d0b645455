package respond

import "github.com/loamlib/loam/feedback/text"

// Rules lists the rules that replies are held to, by what they are about: time,
// the person, apology, thanks, tone, inquiry, solution, promise, the way offline,
// privacy, form, the loop, praise and the law.
//
// Severities are those of a place without rules of its own; a [Profile] changes
// them. The grade is that of the best evidence for a rule; where studies or
// platforms disagree, Against says so.
func Rules() []Rule {
	return []Rule{
		{ID: "TIME-01", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Give the first reply in time: within 24 hours unless the place says otherwise.",
				Hant: "及時給出首次回覆：除非平台另有規定，應在 24 小時內。",
				Hans: "及时给出首次回复：除非平台另有规定，应在 24 小时内。"},
			Source:  "Sparks, So & Bradley 2016, doi 10.1016/j.tourman.2015.09.011; Roschk & Kaiser 2013",
			Against: "Speed made no difference in Min, Lim & Magnini 2015 (n = 176), doi 10.1177/1938965514560014; a survey found 21 % of customers to expect a reply within 24 hours"},
		{ID: "TIME-02", Severity: Info, Grade: GradeA,
			Statement: text.Wording{
				En:   "Record when a reply was submitted and when it was published: the platform may hold it back in between.",
				Hant: "分別記錄回覆的送出時間與公開時間：平台審核期間回覆不會顯示。",
				Hans: "分别记录回复的提交时间和公开时间：平台审核期间回复不会显示。"},
			Source: "Google Business Profile reviews replies before showing them, mostly within 10 minutes, up to 30 days (optimixed.com, 2025)"},

		{ID: "PERS-01", Severity: Error, Grade: GradeB,
			Statement: text.Wording{
				En:   "Write for this customer; send no canned text.",
				Hant: "為這位客戶而寫，不用罐頭回覆。",
				Hans: "为这位客户而写，不用模板回复。"},
			Source:  "Wang & Chaudhry 2018: tailoring strengthens replies to negative reviews",
			Against: "No effect on bookings in Lopes et al. 2024, doi 10.1108/JOSM-05-2023-0219; templates did no harm for some praise in Deng & Ravichandran 2023, doi 10.1287/isre.2019.0175"},
		{ID: "PERS-02", Severity: Info, Grade: GradeC,
			Statement: text.Wording{
				En:   "Address the customer by the public display name, and by no other.",
				Hant: "以公開的顯示名稱稱呼客戶，不用其他姓名。",
				Hans: "以公开的昵称称呼客户，不用其他姓名。"},
			Source:  "Surveys of what customers expect of a reply (Uberall)",
			Against: "Tripadvisor allows no personal information, names included; health providers were fined for it"},
		{ID: "PERS-03", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Sign the reply: who answers, in which role.",
				Hant: "署名：由誰、以什麼職務回覆。",
				Hans: "署名：由谁、以什么职务回复。"},
			Source:  "Lopes et al. 2024, doi 10.1108/JOSM-05-2023-0219: a manager's signature raised bookings",
			Against: "Tripadvisor's wording on personal information covers any person; Google shows the name of the business anyway"},
		{ID: "PERS-04", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Say in your own words what the customer raised.",
				Hant: "用自己的話回應客戶提出的具體問題。",
				Hans: "用自己的话回应客户提出的具体问题。"},
			Source: "Min, Lim & Magnini 2015, doi 10.1177/1938965514560014; Kapeš et al. 2022 (n = 435), doi 10.20867/thm.28.1.1"},

		{ID: "APOL-01", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Where the business is at fault, admit it and apologise.",
				Hant: "企業有錯時，承認並道歉。",
				Hans: "企业有错时，承认并道歉。"},
			Source:  "Roschk & Kaiser 2013: empathy, then intensity, then timing; Kapeš et al. 2022; Davidow 2003",
			Against: "Apologies lowered bookings in Lopes et al. 2024"},
		{ID: "APOL-02", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Make no excuse, deny nothing, shift no blame.",
				Hant: "不找藉口、不否認、不推卸責任。",
				Hans: "不找借口、不否认、不推卸责任。"},
			Source:  "Kapeš et al. 2022: denial and excuse cost trust",
			Against: "A defensive reply helped with ordinary negative reviews in Li, Cui & Peng 2018, and bookings in Lopes et al. 2024"},
		{ID: "APOL-03", Severity: Warning, Grade: GradeD,
			Statement: text.Wording{
				En:   "Apologise without conditions: no \"if you feel\".",
				Hant: "道歉不附條件：不說「如有不便」。",
				Hans: "道歉不附条件：不说“如有不便”。"},
			Source: "Convention: a condition doubts what the customer said"},

		{ID: "THANK-01", Severity: Warning, Grade: GradeA,
			Statement: text.Wording{
				En:   "Thank the customer.",
				Hant: "感謝客戶。",
				Hans: "感谢客户。"},
			Source:  "Trustpilot, how to reply to reviews; Yelp, quoted by Small Business Bonfire",
			Against: "No effect on bookings in Lopes et al. 2024"},

		{ID: "TONE-01", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Stay calm: no insult, threat, profanity, sarcasm or quarrel.",
				Hant: "保持冷靜：不侮辱、不威脅、不說髒話、不嘲諷、不爭吵。",
				Hans: "保持冷静：不侮辱、不威胁、不说脏话、不嘲讽、不争吵。"},
			Source: "Tripadvisor, management response guidelines; Trustpilot, guidelines for businesses; FTC rule on reviews, 16 CFR 465.7: no threats to suppress a review"},
		{ID: "TONE-02", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Do not accuse the customer of a false review; report it to the platform.",
				Hant: "不指控客戶發假評論；有疑慮時向平台檢舉。",
				Hans: "不指控客户发虚假评价；有疑问时向平台举报。"},
			Source: "Tripadvisor, management response guidelines"},
		{ID: "TONE-03", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Speak as a person who understands how it felt.",
				Hant: "像人一樣說話，體會客戶的感受。",
				Hans: "像人一样说话，体会客户的感受。"},
			Source: "Sparks, So & Bradley 2016; Min, Lim & Magnini 2015; Kapeš et al. 2022"},

		{ID: "INV-01", Severity: Warning, Grade: GradeD,
			Statement: text.Wording{
				En:   "Where facts are missing, ask for them.",
				Hant: "不清楚經過時，先詢問細節。",
				Hans: "不清楚经过时，先询问细节。"},
			Source:  "Convention",
			Against: "Merely asking for information lowered bookings in Lopes et al. 2024"},

		{ID: "SOL-01", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Name a concrete remedy, or say what is being done.",
				Hant: "提出具體補償，或說明目前的處理。",
				Hans: "提出具体补偿，或说明目前的处理。"},
			Source: "Davidow 2003 (redress); Lopes et al. 2024: compensation raised bookings"},
		{ID: "SOL-02", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Where the place forbids it, offer no gift, money or discount in public; move the offer to a private channel.",
				Hant: "平台禁止時，不公開提供贈品、金錢或折扣；改為私下提出。",
				Hans: "平台禁止时，不公开提供赠品、金钱或折扣；改为私下提出。"},
			Source:  "Tripadvisor, management response guidelines; Trustpilot, guidelines for businesses (no incentives); Apple, App Store ratings and reviews",
			Against: "Compensation raised bookings in Lopes et al. 2024, so that the offer itself is right"},
		{ID: "SOL-03", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Do not ask to change or delete the review, nor trade anything for it.",
				Hant: "不要求修改或刪除評論，也不以任何好處交換。",
				Hans: "不要求修改或删除评价，也不以任何好处交换。"},
			Source: "Trustpilot, how to reply to reviews; Yelp, legal FAQ; Apple, App Store ratings and reviews"},

		{ID: "PROM-01", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Say what keeps it from happening again, and guarantee nothing.",
				Hant: "說明預防措施，但不打包票。",
				Hans: "说明预防措施，但不打包票。"},
			Source: "Sparks & Bradley 2014: explanation and action"},

		{ID: "OFF-01", Severity: Warning, Grade: GradeB,
			Statement: text.Wording{
				En:   "Give the business's own contact and invite the customer to talk in private.",
				Hant: "提供企業的聯絡方式，邀請客戶私下聯繫。",
				Hans: "提供企业的联系方式，邀请客户私下联系。"},
			Source: "Lopes et al. 2024: a private channel raised bookings"},
		{ID: "OFF-02", Severity: Info, Grade: GradeD,
			Statement: text.Wording{
				En:   "Where it suits, invite the customer to visit.",
				Hant: "適合時，邀請客戶到訪。",
				Hans: "合适时，邀请客户到访。"},
			Source:  "Convention",
			Against: "Inviting for another visit lowered bookings in Lopes et al. 2024"},

		{ID: "PRIV-01", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "In public, tell nothing personal about the customer that the customer did not publish.",
				Hant: "公開回覆不透露客戶未公開的個人資料。",
				Hans: "公开回复不透露客户未公开的个人信息。"},
			Source: "Tripadvisor, management response guidelines; Trustpilot, guidelines for businesses; HHS settlements for replies to reviews: Elite Dental 2019, New Vision 2022, Manasa 2023"},
		{ID: "PRIV-02", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "In a regulated sector, do not even confirm that the writer is a customer or patient.",
				Hant: "受規範的行業連對方是否為客戶或病患都不可證實。",
				Hans: "受监管的行业连对方是否为客户或患者都不可证实。"},
			Source: "HIPAA: HHS settlements for replies to reviews 2019 to 2023"},
		{ID: "PRIV-03", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Do not guess who the reviewer is.",
				Hant: "不猜測評論者的身分。",
				Hans: "不猜测评价者的身份。"},
			Source: "Tripadvisor, management response guidelines"},

		{ID: "FORM-01", Severity: Error, Grade: GradeA,
			Statement: text.Wording{
				En:   "Write in the language of the review, readable, as plain prose without markup or lists.",
				Hant: "使用與評論相同的語言，通順可讀，不用標記語法與條列。",
				Hans: "使用与评价相同的语言，通顺可读，不用标记语法和列表。"},
			Source: "Tripadvisor, management response guidelines and on machine translation"},
		{ID: "FORM-02", Severity: Warning, Grade: GradeA,
			Statement: text.Wording{
				En:   "Be brief: no promotion, no link that does not belong.",
				Hant: "簡短：不做宣傳，不放無關連結。",
				Hans: "简短：不做宣传，不放无关链接。"},
			Source: "Tripadvisor, management response guidelines; Yelp, quoted by Wick Marketing"},
		{ID: "FORM-03", Severity: Error, Grade: GradeD,
			Statement: text.Wording{
				En:   "Leave no slot unfilled, no greeting empty, nothing of the tool that wrote it.",
				Hant: "不留未填的欄位、空白的稱呼或撰寫工具的痕跡。",
				Hans: "不留未填的占位符、空白的称呼或撰写工具的痕迹。"},
			Source: "Reports of such replies sent: chatwoot/chatwoot#8422, freescout-help-desk/freescout#4473"},
		{ID: "FORM-04", Severity: Warning, Grade: GradeA,
			Statement: text.Wording{
				En:   "Quote neither the review nor other people's messages.",
				Hant: "不引用評論原文，也不引用他人的訊息。",
				Hans: "不引用评价原文，也不引用他人的消息。"},
			Source: "Tripadvisor, management response guidelines (original content)"},

		{ID: "LOOP-01", Severity: Warning, Grade: GradeD,
			Statement: text.Wording{
				En:   "Tell the customer how it goes on, and how it ended.",
				Hant: "告知客戶後續進度與處理結果。",
				Hans: "告知客户后续进展和处理结果。"},
			Source: "ISO 10002 names tracking and feedback (outline only)"},
		{ID: "LOOP-02", Severity: Warning, Grade: GradeD,
			Statement: text.Wording{
				En:   "After the fix, ask whether it holds.",
				Hant: "解決之後，詢問客戶是否滿意。",
				Hans: "解决之后，询问客户是否满意。"},
			Source: "Convention"},

		{ID: "POS-01", Severity: Info, Grade: GradeB,
			Statement: text.Wording{
				En:   "Answer praise briefly, without promoting yourself.",
				Hant: "回覆好評要簡短，不自我宣傳。",
				Hans: "回复好评要简短，不自我宣传。"},
			Source:  "Wang & Chaudhry 2018: replies to positive reviews lower later ratings, the more so the more tailored",
			Against: "89 % of consumers want replies to both kinds (BrightLocal 2025)"},

		{ID: "LEGAL-01", Severity: Off, Grade: GradeD,
			Statement: text.Wording{
				En:   "Admit no legal liability before counsel has agreed. Off unless asked for.",
				Hant: "未經法務同意，不承認法律責任。預設關閉。",
				Hans: "未经法务同意，不承认法律责任。默认关闭。"},
			Source:  "Convention of insurers and legal departments",
			Against: "Confession raised trust in Kapeš et al. 2022; an apology is not an admission of liability"},
	}
}
