package driver

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/figure"
)

// words are the phrases of a language. What stands in braces is replaced.
type words struct {
	caveat string

	driver         string // name, share, interval, slope, p, tests, notShown
	driverInterval string // confidence, low, high, ranks
	odds           string // name, ratio, confidence, low, high, p, tests, notShown
	impact         string // name, impact, confidence, low, high, share, gap, held, p, tests, notShown
	held           string // gap
	everybody      string // name
	contrast       string // name, role, penalty, penaltyP, reward, rewardP, tests
	notShown       string
	test, tests    string // n

	warnings  figure.List // count, detail
	roles     figure.List
	quadrants figure.List
}

// wordsFor are those for people who read tag; English if loam does not write that
// language.
func wordsFor(tag language.Tag) words {
	switch text.Supported(tag) {
	case language.TraditionalChinese:
		return traditional
	case language.SimplifiedChinese:
		return simplified
	}
	return english
}

var english = words{
	caveat: "These are associations, not causes: something that is not in the data may be behind both. Whether a change helps is shown only by making it and comparing.",

	driver:         "{name}: associated with {share} of the explained differences{interval}; one more goes with {slope} (p {p} after {tests}){notShown}",
	driverInterval: " ({confidence} CI {low} to {high}, rank {ranks})",
	odds:           "{name}: one more is associated with {ratio} times the odds ({confidence} CI {low} to {high}, p {p} after {tests}){notShown}",
	impact:         "{name}: {impact} points of the NPS are associated with it ({confidence} CI {low} to {high}); {share} mention it and differ from the others by {gap} points{held} (p {p} after {tests}){notShown}",
	held:           ", {gap} with the other topics held fixed",
	everybody:      "{name}: everybody mentions it, so that there is nothing to compare with",
	contrast:       "{name}: {role}; associated with low ratings: {penalty} (p {penaltyP}), with high ones: {reward} (p {rewardP}; after {tests})",
	notShown:       "; not shown by these data",
	test:           "{n} test",
	tests:          "{n} tests",

	warnings: figure.List{
		{string(MissingRows), "rows left out because a value is missing: {count} ({detail})"},
		{string(FewRows), "few data: {count} rows would be enough for so many drivers"},
		{string(FewEvents), "few cases of the rarer outcome: {count} would be enough for so many drivers"},
		{string(HighInflation), "{detail} nearly follows from the other drivers (variance inflation {count}): its coefficient says little"},
		{string(SampledOrders), "too many drivers for all their orders: {count} orders were sampled"},
		{string(Penalised), "the outcomes are told apart completely by {detail}: its odds ratio is finite by Firth's penalty only"},
		{string(NoContrast), "{detail} lacks low, middling or high ratings, so that they cannot be compared"},
		{string(NotHeldFixed), "the topics could not be told apart in one model: {detail}"},
		{string(RareTopics), "left out because too few mention them: {detail}"},
	},
	roles: figure.List{
		{string(MustBe), "a must"}, {string(Performance), "the better the happier"}, {string(Attractive), "a delight"},
		{string(Indifferent), "no effect shown"}, {string(Reverse), "reverse"}, {string(Open), "cannot be told"},
	},
	quadrants: figure.List{
		{string(Concentrate), "concentrate here"}, {string(KeepUp), "keep up the good work"},
		{string(LowPriority), "low priority"}, {string(Overkill), "possible overkill"},
	},
}

var traditional = words{
	caveat: "以上是關聯，不是因果：背後可能另有資料裡沒有的原因。改善有沒有效，要實際做了再比較才知道。",

	driver:         "{name}：與 {share} 的可解釋差異有關聯{interval}；每多 1，結果相差 {slope}（校正{tests}後 p {p}）{notShown}",
	driverInterval: "（{confidence} 信賴區間 {low} 至 {high}，排名 {ranks}）",
	odds:           "{name}：每多 1，與之關聯的勝算為 {ratio} 倍（{confidence} 信賴區間 {low} 至 {high}，校正{tests}後 p {p}）{notShown}",
	impact:         "{name}：NPS 中有 {impact} 分與它有關聯（{confidence} 信賴區間 {low} 至 {high}）；{share} 的人提到，與其他人相差 {gap} 分{held}（校正{tests}後 p {p}）{notShown}",
	held:           "，扣除其他主題後為 {gap} 分",
	everybody:      "{name}：每個人都提到，無從比較",
	contrast:       "{name}：{role}；與低分關聯的差異為 {penalty}（p {penaltyP}），與高分關聯的為 {reward}（p {rewardP}；皆已校正{tests}）",
	notShown:       "；這些資料還看不出關聯",
	test:           " {n} 次檢定",
	tests:          " {n} 次檢定",

	warnings: figure.List{
		{string(MissingRows), "{count} 筆資料有缺漏，未納入計算（{detail}）"},
		{string(FewRows), "資料偏少：這麼多因素，至少要 {count} 筆"},
		{string(FewEvents), "較少見的那種結果太少：這麼多因素，至少要 {count} 筆"},
		{string(HighInflation), "「{detail}」幾乎可由其他因素推得（變異數膨脹因子 {count}），單看它的係數沒有意義"},
		{string(SampledOrders), "因素太多，無法算完所有順序，改為抽樣 {count} 種順序"},
		{string(Penalised), "「{detail}」把結果完全分開，勝算比是靠 Firth 懲罰項才算得出來"},
		{string(NoContrast), "「{detail}」缺少低分、中間或高分的評分，無從比較"},
		{string(NotHeldFixed), "這些主題無法放進同一個模型區分：{detail}"},
		{string(RareTopics), "{count} 個主題太少人提到，未納入：{detail}"},
	},
	roles: figure.List{
		{string(MustBe), "必備品質"}, {string(Performance), "一維品質"}, {string(Attractive), "魅力品質"},
		{string(Indifferent), "看不出影響"}, {string(Reverse), "反向品質"}, {string(Open), "無法判斷"},
	},
	quadrants: figure.List{
		{string(Concentrate), "優先改善"}, {string(KeepUp), "繼續保持"},
		{string(LowPriority), "次要改善"}, {string(Overkill), "可能投入過多"},
	},
}

var simplified = words{
	caveat: "以上是关联，不是因果：背后可能另有数据里没有的原因。改进有没有效，要实际做了再对比才知道。",

	driver:         "{name}：与 {share} 的可解释差异相关联{interval}；每多 1，结果相差 {slope}（校正{tests}后 p {p}）{notShown}",
	driverInterval: "（{confidence} 置信区间 {low} 至 {high}，排名 {ranks}）",
	odds:           "{name}：每多 1，与之关联的几率为 {ratio} 倍（{confidence} 置信区间 {low} 至 {high}，校正{tests}后 p {p}）{notShown}",
	impact:         "{name}：NPS 中有 {impact} 分与它相关联（{confidence} 置信区间 {low} 至 {high}）；{share} 的人提到，与其他人相差 {gap} 分{held}（校正{tests}后 p {p}）{notShown}",
	held:           "，扣除其他主题后为 {gap} 分",
	everybody:      "{name}：每个人都提到，无从比较",
	contrast:       "{name}：{role}；与低分关联的差异为 {penalty}（p {penaltyP}），与高分关联的为 {reward}（p {rewardP}；均已校正{tests}）",
	notShown:       "；这些数据还看不出关联",
	test:           " {n} 次检验",
	tests:          " {n} 次检验",

	warnings: figure.List{
		{string(MissingRows), "{count} 条数据有缺失，未纳入计算（{detail}）"},
		{string(FewRows), "数据偏少：这么多因素，至少要 {count} 条"},
		{string(FewEvents), "较少见的那种结果太少：这么多因素，至少要 {count} 条"},
		{string(HighInflation), "“{detail}”几乎可由其他因素推出（方差膨胀因子 {count}），单看它的系数意义不大"},
		{string(SampledOrders), "因素太多，无法算完所有顺序，改为抽样 {count} 种顺序"},
		{string(Penalised), "“{detail}”把结果完全分开，比值比是靠 Firth 惩罚项才算得出来"},
		{string(NoContrast), "“{detail}”缺少低分、中间或高分的评分，无从比较"},
		{string(NotHeldFixed), "这些主题无法放进同一个模型区分：{detail}"},
		{string(RareTopics), "{count} 个主题提到的人太少，未纳入：{detail}"},
	},
	roles: figure.List{
		{string(MustBe), "必备属性"}, {string(Performance), "期望属性"}, {string(Attractive), "魅力属性"},
		{string(Indifferent), "看不出影响"}, {string(Reverse), "反向属性"}, {string(Open), "无法判断"},
	},
	quadrants: figure.List{
		{string(Concentrate), "优先改进"}, {string(KeepUp), "继续保持"},
		{string(LowPriority), "次要改进"}, {string(Overkill), "可能投入过多"},
	},
}
