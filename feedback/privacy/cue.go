package privacy

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

// A cue is a word that says what stands beside it.
type cue int

const (
	cuePhone cue = iota
	cueOrder
	cueAccount
	cueCard
	cuePassport
	cueID
	cuePlate
	cueMessenger
	cueName  // introduces a name
	cueTitle // Mr.
	cueUnit  // makes a quantity of the number before it
)

// cuePatterns are the words, in the notation of [text.Expand].
var cuePatterns = map[cue][]string{
	cuePhone: {"(tele)?phone( number| no)?", "(mobile|cell|cellphone|phone|contact|whatsapp) (number|no|me at|on|at)", "mobile", "cell", "tel", "hotline", "helpline", "fax",
		"(call|ring|text|dial|phone|reach|contact) (me|us|him|her|them)?( back)?( at| on)?", "电话(号码|号)?", "手机(号码|号)?", "联系电话", "联络电话", "专线", "热线", "传真", "行动电话", "致电", "拨打", "来电", "请拨", "请打", "打给我", "打我电话", "座机", "市话", "分机", "联系方式", "联络方式", "连络电话", "电联", "客服电话"},
	cueOrder:     {"(order|booking|reservation|confirmation|invoice|receipt|tracking|ticket|case|reference|ref|transaction|parcel|shipment|waybill|itinerary|pnr|complaint|rma|serial)( number| no| id| ref| code| #)?", "订单(编号|号码|号|序号)?", "单号", "订单编号为", "订房(编号|代号|代码|号码)", "订位(编号|代号|代码|号码)", "预订(编号|号|代码)", "预约(编号|号)", "确认(号|码|编号)", "快递(单号|单|号)", "物流(单号|号)", "运单(号)?", "配送单号", "发票(号码|号)?", "交易(编号|序号|号|单号)", "取货(编号|码|号)", "取件码", "工单(号|编号)?", "案件(编号|号)", "案号", "票号", "订票编号", "流水号", "货号编号", "包裹(号码|编号)"},
	cueAccount:   {"(account|member|membership|loyalty|customer|policy|patient|medical record|frequent flyer|iban|bank account|insurance|student|employee|card holder)( number| no| id| #)", "iban", "会员(编号|卡号|号码|号|帐号)", "客户(编号|号)", "帐号", "账号", "帐户", "账户", "银行(帐号|账号|帐户|卡号)?", "保单(号码|号|编号)?", "病历(号码|号)?", "学号", "工号", "员工编号", "社保号", "健保卡号", "就诊号"},
	cueCard:      {"(credit |debit |bank )?card( number| no| ending| ending in| ending with)?", "信用卡(卡号|号码|号|末四码|尾号|后四码)?", "银行卡(卡号|号码|号|尾号)?", "卡号", "尾号", "末四码", "后四码", "末四位", "后四位"},
	cuePassport:  {"passport( number| no)?", "护照(号码|号|编号)?"},
	cueID:        {"(national|identity|id) (card|number|no)( number| no)?", "ssn", "social security( number)?", "hkid", "身份证(号码|号|字号)?", "身分证(字号|号码|号|统一编号)?", "证件(号码|号)", "居留证(号|号码|统一证号)?", "统一证号", "台胞证(号)?", "港澳通行证(号)?"},
	cuePlate:     {"(license|licence|number|registration) plate( number| no)?", "plate (number|no)", "plate", "car registration", "车牌(号码|号)?", "车号", "牌照(号码|号)?"},
	cueMessenger: {"line id", "line", "line号", "line帐号", "赖", "微信(号|号码|id|帐号|账号)?", "wechat( id| account)?", "weixin", "wx", "vx", "v信", "威信", "薇信", "qq(号|号码)?", "whatsapp( number| no| id)?", "telegram( id)?", "tg", "kakao(talk)?( id)?", "skype( id)?", "instagram( id)?", "ig(帐号)?", "ins"},
	cueName:      {"my name is", "the name is", "name's", "under the name( of)?", "booked under", "我叫", "我的名字(是|叫)", "姓名", "本人姓名", "名字(是|叫)", "订房人", "订位人", "收件人", "联系人", "联络人", "预订人", "full name", "yours sincerely", "sincerely yours"},
	cueTitle:     {"mr", "mrs", "ms", "miss", "dr", "mister", "prof", "madam"},
	cueUnit: {"元", "块", "圆", "日", "年", "月", "号", "点", "分", "小时", "分钟", "天", "周", "次", "个", "件", "份", "人", "位", "颗", "张", "度", "公里", "公斤", "克", "毫升", "倍", "折", "楼", "期", "岁", "公分", "厘米", "字", "条", "瓶", "盒", "包", "箱", "杯", "台", "部", "只", "双", "本", "间", "晚", "万", "亿", "千", "百", "多", "余", "几", "级", "成", "股",
		"dollars", "usd", "ntd", "nt", "rmb", "cny", "rs", "inr", "eur", "gbp", "euros", "pounds", "kg", "km", "cm", "mm", "ml", "gb", "mb", "mah", "hours", "hour", "hrs", "minutes", "mins", "days", "weeks", "months", "years", "people", "persons", "guests", "items", "times", "pieces", "pcs", "percent", "%", "$", "am", "pm", "stars", "nights", "rooms", "square", "sq", "ft", "feet", "inches", "pages", "words", "points", "steps", "miles"},
}

// cueAt is a cue found: bytes [start, end) of the folded form.
type cueAt struct {
	set        int // 1 << cue
	start, end int
}

// cueMatcher compiles the cues.
func cueMatcher() *text.Matcher {
	compiled.once.Do(func() {
		var phrases []text.Phrase
		ids := map[string]int{}
		for c, patterns := range cuePatterns {
			for _, p := range patterns {
				expanded, err := text.Expand(p, nil)
				if err != nil {
					panic(err) // the patterns are constant, and tested
				}
				for _, e := range expanded {
					key := text.Fold(e)
					ids[key] |= 1 << c
				}
			}
		}
		for key, id := range ids {
			phrases = append(phrases, text.Phrase{Text: key, ID: id})
		}
		m, err := text.NewMatcher(phrases)
		if err != nil {
			panic(err)
		}
		compiled.matcher = m
	})
	return compiled.matcher
}

var compiled struct {
	once    sync.Once
	matcher *text.Matcher
}

// findCues fills f.cue, at each place with the longest.
func (f *finder) findCues() {
	tokens := f.text.Tokens()
	for m := range cueMatcher().Matches(f.text) {
		start, end := int(tokens[m.First].Start), int(tokens[m.End-1].End)
		f.cue = append(f.cue, cueAt{m.ID, start, end})
	}
}

// cueBefore reports whether one of the cues in set stands right before i, with
// nothing but linking words between.
func (f *finder) cueBefore(i int, set int) bool {
	_, ok := f.cueEnding(i, set)
	return ok
}

// cueEnding is the cue in set that stands right before i.
func (f *finder) cueEnding(i int, set int) (cueAt, bool) {
	const farthest = 24 // bytes
	k, _ := slices.BinarySearchFunc(f.cue, i+1, func(c cueAt, i int) int { return cmp.Compare(c.end, i) })
	for k--; k >= 0 && i-f.cue[k].end <= farthest; k-- {
		c := f.cue[k]
		if c.set&set != 0 && links(f.fold[c.end:i]) {
			return c, true
		}
		if c.set&^(1<<cueUnit) != 0 {
			break // another word says what it is
		}
	}
	return cueAt{}, false
}

// unitAfter reports whether a unit stands right behind i, so that the number
// before it is a quantity.
func (f *finder) unitAfter(i int) bool {
	if f.at(i) == ' ' {
		i++
	}
	k, found := slices.BinarySearchFunc(f.cue, i, func(c cueAt, i int) int { return cmp.Compare(c.start, i) })
	return found && f.cue[k].set&(1<<cueUnit) != 0
}

// linkWords may stand between a cue and what it is about.
var linkWords = []string{"is", "was", "no", "nr", "number", "num", "id", "ref", "at", "on", "are", "it's", "ending", "in", "with", "to", "my", "是", "为", "号", "码", "号码", "我的", "也是", "就是", "：", "编", "并", "给", "我", "了", "加", "在", "或", "and", "or", "the", "code"}

// links reports whether s holds nothing but signs and linking words.
func links(s []byte) bool {
	for len(s) > 0 {
		if strings.IndexByte(" :#.-(='\"/@+*\n", s[0]) >= 0 {
			s = s[1:]
			continue
		}
		n := 0
		for _, w := range linkWords {
			if len(w) > n && bytes.HasPrefix(s, []byte(w)) {
				n = len(w)
			}
		}
		if n == 0 || isLetter(s[0]) && n < len(s) && isAlnum(s[n]) {
			return false
		}
		s = s[n:]
	}
	return true
}
