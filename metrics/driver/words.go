package driver

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
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

	warnings  []phrase // count, detail
	roles     []phrase
	quadrants []phrase
}

// A phrase is what a language says for a word of the code.
type phrase struct{ word, text string }

func find(phrases []phrase, word string) (string, bool) {
	for _, p := range phrases {
		if p.word == word {
			return p.text, true
		}
	}
	return "", false
}

// fill puts values, given after their names, into a phrase.
func fill(form string, values ...string) string {
	for i := 0; i < len(values); i += 2 {
		values[i] = "{" + values[i] + "}"
	}
	return strings.NewReplacer(values...).Replace(form)
}

// wordsFor are those for people who read tag; English if loam does not write that
// language.
func wordsFor(tag language.Tag) *words {
	switch text.Supported(tag) {
	case language.TraditionalChinese:
		return &traditional
	case language.SimplifiedChinese:
		return &simplified
	}
	return &english
}

var english = words{
	caveat: "These are associations, not causes: something that is not in the data may be behind both. Whether a change helps is shown only by making it and comparing.",

	driver:         "{name}: associated with {share} of the explained differences{interval}; one more goes with {slope} (p {p} after {tests} tests){notShown}",
	driverInterval: " ({confidence} CI {low} to {high}, rank {ranks})",
	odds:           "{name}: one more is associated with {ratio} times the odds ({confidence} CI {low} to {high}, p {p} after {tests} tests){notShown}",
	impact:         "{name}: associated with {impact} points of the NPS ({confidence} CI {low} to {high}); those who mention it ({share}) differ by {gap} points{held} (p {p} after {tests} tests){notShown}",
	held:           ", {gap} with the other topics held fixed",
	everybody:      "{name}: everybody mentions it, so that there is nothing to compare with",
	contrast:       "{name}: {role}; associated with low ratings: {penalty} (p {penaltyP}), with high ones: {reward} (p {rewardP}; after {tests} tests)",
	notShown:       "; not shown by these data",

	warnings: []phrase{
		{string(MissingRows), "{count} rows lack a value and were left out ({detail})"},
		{string(FewRows), "few data: {count} rows would be enough for so many drivers"},
		{string(FewEvents), "few cases of the rarer outcome: {count} would be enough for so many drivers"},
		{string(HighInflation), "{detail} nearly follows from the other drivers (variance inflation {count}): its coefficient says little"},
		{string(SampledOrders), "too many drivers for all their orders: {count} orders were sampled"},
		{string(Penalised), "the outcomes are told apart completely by {detail}: its odds ratio is finite by Firth's penalty only"},
		{string(NoContrast), "{detail} lacks low, middling or high ratings, so that they cannot be compared"},
		{string(NotHeldFixed), "the topics could not be told apart in one model: {detail}"},
		{string(RareTopics), "{count} topics are mentioned too rarely and were left out: {detail}"},
	},
	roles: []phrase{
		{string(MustBe), "a must"}, {string(Performance), "the better the happier"}, {string(Attractive), "a delight"},
		{string(Indifferent), "no effect shown"}, {string(Reverse), "reverse"}, {string(Open), "cannot be told"},
	},
	quadrants: []phrase{
		{string(Concentrate), "concentrate here"}, {string(KeepUp), "keep up the good work"},
		{string(LowPriority), "low priority"}, {string(Overkill), "possible overkill"},
	},
}

var traditional = words{
	caveat: "以上是關聯，不是因果：背後可能另有資料裡沒有的原因。改善有沒有效，要實際做了再比較才知道。",

	driver:         "{name}：與 {share} 的可解釋差異有關聯{interval}；每多 1，結果相差 {slope}（校正 {tests} 次檢定後 p {p}）{notShown}",
	driverInterval: "（{confidence} 信賴區間 {low} 至 {high}，排名 {ranks}）",
	odds:           "{name}：每多 1，與之關聯的勝算為 {ratio} 倍（{confidence} 信賴區間 {low} 至 {high}，校正 {tests} 次檢定後 p {p}）{notShown}",
	impact:         "{name}：與 NPS 的 {impact} 分有關聯（{confidence} 信賴區間 {low} 至 {high}）；提到的人（{share}）與其他人相差 {gap} 分{held}（校正 {tests} 次檢定後 p {p}）{notShown}",
	held:           "，扣除其他主題後為 {gap} 分",
	everybody:      "{name}：每個人都提到，無從比較",
	contrast:       "{name}：{role}；與低分關聯的差異為 {penalty}（p {penaltyP}），與高分關聯的為 {reward}（p {rewardP}；皆已校正 {tests} 次檢定）",
	notShown:       "；這些資料還看不出關聯",

	warnings: []phrase{
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
	roles: []phrase{
		{string(MustBe), "必備品質"}, {string(Performance), "一維品質"}, {string(Attractive), "魅力品質"},
		{string(Indifferent), "看不出影響"}, {string(Reverse), "反向品質"}, {string(Open), "無法判斷"},
	},
	quadrants: []phrase{
		{string(Concentrate), "優先改善"}, {string(KeepUp), "繼續保持"},
		{string(LowPriority), "次要改善"}, {string(Overkill), "可能投入過多"},
	},
}

var simplified = words{
	caveat: "以上是关联，不是因果：背后可能另有数据里没有的原因。改进有没有效，要实际做了再对比才知道。",

	driver:         "{name}：与 {share} 的可解释差异相关联{interval}；每多 1，结果相差 {slope}（校正 {tests} 次检验后 p {p}）{notShown}",
	driverInterval: "（{confidence} 置信区间 {low} 至 {high}，排名 {ranks}）",
	odds:           "{name}：每多 1，与之关联的几率为 {ratio} 倍（{confidence} 置信区间 {low} 至 {high}，校正 {tests} 次检验后 p {p}）{notShown}",
	impact:         "{name}：与 NPS 的 {impact} 分相关联（{confidence} 置信区间 {low} 至 {high}）；提到的人（{share}）与其他人相差 {gap} 分{held}（校正 {tests} 次检验后 p {p}）{notShown}",
	held:           "，扣除其他主题后为 {gap} 分",
	everybody:      "{name}：每个人都提到，无从比较",
	contrast:       "{name}：{role}；与低分关联的差异为 {penalty}（p {penaltyP}），与高分关联的为 {reward}（p {rewardP}；均已校正 {tests} 次检验）",
	notShown:       "；这些数据还看不出关联",

	warnings: []phrase{
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
	roles: []phrase{
		{string(MustBe), "必备属性"}, {string(Performance), "期望属性"}, {string(Attractive), "魅力属性"},
		{string(Indifferent), "看不出影响"}, {string(Reverse), "反向属性"}, {string(Open), "无法判断"},
	},
	quadrants: []phrase{
		{string(Concentrate), "优先改进"}, {string(KeepUp), "继续保持"},
		{string(LowPriority), "次要改进"}, {string(Overkill), "可能投入过多"},
	},
}
