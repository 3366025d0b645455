package theme

import (
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// StopWords are what is no phrase by itself and stands at no edge of one:
// function words, and words of praise, blame and time that fit any subject.
type stopWords struct {
	words   map[string]bool // folded, without spaces between Chinese characters
	light   map[string]bool // no phrase alone
	grammar []bool          // Chinese characters from firstHan on that are words of grammar
	longest int             // of the Chinese ones, in characters
}

func newStopWords(more []string) *stopWords {
	s := &stopWords{words: map[string]bool{}, light: map[string]bool{}, grammar: make([]bool, lastHan-firstHan+1)}
	for _, list := range []string{englishStop, chineseStop} {
		for w := range strings.FieldsSeq(list) {
			s.add(w)
		}
	}
	for _, c := range neverFirst + neverLast + numerals {
		s.grammar[c-firstHan] = true
	}
	for w := range strings.FieldsSeq(englishLight) {
		s.light[w] = true
	}
	for _, w := range more {
		s.add(text.Fold(w))
	}
	return s
}

// The block of the common Chinese characters.
const (
	firstHan = '\u4E00'
	lastHan  = '\u9FFF'
)

// isGrammar reports whether a Chinese character is a word of grammar.
func (s *stopWords) isGrammar(c []byte) bool {
	r, _ := utf8.DecodeRune(c)
	return firstHan <= r && r <= lastHan && s.grammar[r-firstHan]
}

func (s *stopWords) add(folded string) {
	if folded == "" {
		return
	}
	s.words[folded] = true
	if isHan(folded) {
		s.longest = max(s.longest, len([]rune(folded)))
	}
}

// refuses reports whether a row of folded tokens is no phrase because of the words
// at its edges.
func (s *stopWords) refuses(tokens []string) bool {
	if name := join(tokens); s.words[name] || s.light[name] || len(tokens) == 1 && s.stops(name) {
		return true
	} else if strings.Contains(particleVerbs, " "+name+" ") {
		return false
	}
	if s.onlyLight(tokens) {
		return true
	}
	edge := func(token, never string) bool {
		if isHan(token) {
			return strings.Contains(never, token) && !kept(tokens)
		}
		return s.stops(token)
	}
	if edge(tokens[0], neverFirst) || edge(tokens[len(tokens)-1], neverLast) {
		return true
	}
	for _, t := range tokens {
		if isHan(t) && strings.Contains(never, t) || !isHan(t) && s.stops(t) && !strings.Contains(joining, " "+t+" ") {
			return true
		}
	}
	for n := 2; n < len(tokens) && n <= s.longest; n++ {
		head, tail := tokens[:n], tokens[len(tokens)-n:]
		if isHan(head[0]) && s.words[join(head)] || isHan(tail[0]) && s.words[join(tail)] {
			return true
		}
	}
	return false
}

// stops reports whether a folded Latin word names nothing in any place: adverbs,
// which describe, and contractions of words of grammar too.
func (s *stopWords) stops(word string) bool {
	if s.words[word] {
		return true
	}
	if i := strings.IndexByte(word, '\''); i > 0 && (s.words[word[:i]] || !strings.HasSuffix(word, "'s")) {
		return true
	}
	return strings.HasSuffix(word, "ly") && len(word) > 4 && !strings.Contains(lyNouns, " "+word+" ")
}

// lyNouns are words in -ly that are no adverbs.
const lyNouns = " reply apply italy rally bully jelly belly family supply assembly friendly unfriendly elderly costly smelly weekly hourly monthly monopoly butterfly multiply timely quarterly deadly "

// free reports whether a word is no part of any name, so that it shows an end of
// what stands beside it.
func (s *stopWords) free(word string) bool {
	if isHan(word) {
		return strings.Contains(never, word)
	}
	return s.stops(word)
}

// onlyLight reports whether a row is of Latin words none of which names anything.
func (s *stopWords) onlyLight(tokens []string) bool {
	for _, t := range tokens {
		if isHan(t) || !s.light[t] && !s.words[t] {
			return false
		}
	}
	return true
}

// particleVerbs are names that end in a word of grammar.
const particleVerbs = " check in check out log in log on log out sign in sign up sign out opt out follow up set up pick up drop off sold out add on plug in "

// kept reports whether a word is one although a character at its edge is mostly a
// word of its own.
func kept(tokens []string) bool { return strings.Contains(exceptions, " "+join(tokens)+" ") }

// join writes tokens as a phrase, with spaces between Latin words only.
func join(tokens []string) string {
	n := len(tokens)
	for _, t := range tokens {
		n += len(t)
	}
	b := make([]byte, 0, n)
	for i, t := range tokens {
		if i > 0 && !isHan(t) && !isHan(tokens[i-1]) {
			b = append(b, ' ')
		}
		b = append(b, t...)
	}
	return string(b)
}

// joining are the words of grammar that may stand inside a name: "value for money".
const joining = " of for to the and in on a an at with by up out off or "

// never are characters that part phrases.
const never = "的了我你您他她它们吗呢吧啊呀"

// neverFirst and neverLast are characters of grammar.
const (
	neverFirst = "的了着过得地吗呢吧啊呀哦嗯啦嘛哈么们是就都也还又再才把被给让跟和与及或而但如因所以我你您他她它这那哪每各某其此该等个很挺更最真一二三两几在有要会能可想应说对从向由为于将并只已经曾则却且若虽当用做去来到叫请问像比按据连共约仅另某之乎者呵嘿嗨噢喔哎唉员"
	neverLast  = "的了着过得地吗呢吧啊呀哦嗯啦嘛么们是就都也还又再才把被给让跟和与及或而但我你您他她它这那哪每各某其此该等个很挺更最真太不没在有要会能可想应说对从向由为于将并只已曾则却且若虽当一二三两几以之里上下中后前时些来去到"
)

// exceptions are words that begin or end with a character of grammar.
const exceptions = " 会员 会员卡 可乐 可口可乐 要求 能量 说明 说明书 一次性 一次性餐具 一次性筷子 对比 用户 用料 用餐 做工 做法 问题 问诊 请假 比例 比赛 两人份 一楼 " +
	" 到货 到店 来电 去污 去油 去屑 对接 对账 向导 应用 应急 想象 给力 让座 过期 过敏 过滤 过热 真皮 真丝 真伪 一体机 三明治 三文鱼 三星 个人信息 个性 经理 经济舱 连接 连锁店 当地 " +
	" 场地 产地 质地 目的地 机会 宴会 约会 功能 性能 节能 智能 不会 社会 效果 水果 芒果 苹果 结果 上下 时候 时间 地址 地点 地铁 地图 地毯 地板 得分 过程 和牛 和风 因素 从业 将军 为人 为难 已读 并发症 " +
	" 里程 上网 上菜 上门 上车 下载 下单 下水道 中奖 中餐 中药 后台 后续 后厨 前台 前厅 硬件 太太 水上 线上 线下 楼上 楼下 楼道里 售后 午后 产后 术后 术前 餐前 餐后 门前 提前 用时 按时 准时 超时 及时 平时 实时 小时 临时 当时 计时 " +
	" 推荐 推薦 应付 所有权 所在地 以太网 地方 地面 地下 地下室 地道 员工 员工们 回来 当归 本地 "

// chineseStop are words, in simplified characters, that fit any subject.
const chineseStop = `
没有 可以 觉得 感觉 还是 就是 但是 不是 不过 而且 虽然 因为 所以 如果 什么 怎么 这么 那么 这样 那样 怎样 这个 那个 哪个 这些 那些 这里 那里 哪里 这次 那次 上次 下次 每次 一次
一个 一下 一点 一些 一样 一直 一般 一定 一起 有点 有些 有的 有人 有没有 还有 还可以 还不错 还行 不错 很好 挺好 很棒 太好 最好 非常 特别 十分 比较 相当 真的 真是 确实 实在 其实 总体 总的来说 总之 整体 整体来说
自己 我们 你们 他们 她们 大家 别人 人家 本人 今天 昨天 明天 今年 去年 现在 刚才 刚刚 以后 以前 之后 之前 然后 后来 最后 最近 当时 平时 有时 时候 的时候 已经 曾经 正在 一会 一会儿
知道 希望 喜欢 满意 推荐 值得 需要 想要 应该 必须 能够 可能 也许 大概 好像 似乎 不能 不会 不要 不用 不知道 不想 不让 不到 不了 不好 不太 不行 不可 不然 不管 不但 不仅 不如 不得 不得不 没什么 没法 没办法 没想到 没说
东西 地方 事情 方面 情况 样子 问题 结果 原因 原来 本来 居然 竟然 果然 终于 突然 马上 立刻 只是 只有 只能 只要 除了 关于 对于 由于 通过 根据 为了 为什么 到底 究竟 还要 还会 还没 还是很 就不 都不 都没 也不 也没 也很 也是 都是 就会 都会
看到 看了 看着 看看 看起来 听说 说是 说的 告诉 发现 出来 起来 下来 上来 下去 过来 过去 回来 回去 进去 进来 出去 上去 开始 继续 直接 完全 根本 绝对 几乎 差不多 左右 多少 很多 许多 好多 不少 太多 更多 越来越 各种 其他 其它 另外 任何 每天 每个 所有 全部 整个 第一 第二 第一次 第二次
收到 买了 用了 拿到 打开 想到 遇到 得到 给我 跟我 对我 让我 叫我 帮我 问我 我的 你的 他的 她的 我在 我是 我想 我就 我也 我都 我要 说我 的人 的话 来说 而言 的是 的很 是不是 能不能 会不会 要不要 好不好 可不可以 行不行
谢谢 感谢 辛苦 辛苦了 加油 支持 呵呵 哈哈 哈哈哈 嘻嘻 嘿嘿 唉 哎 哇 天啊 天哪 好吧 算了 反正 无语 垃圾 差评 好评 五星 一星 超级 超 极其 尤其 甚至 同时 相对 之类 之一 以及 并且 或者 不论 无论 即使 尽管 只不过 毕竟 难道 何况 况且 因此 于是
是个 是一 在这 在那 这家 那家 这款 这种 那种 这本 这本书 那本 这部 这样的 那样的 再也 再也不 不再 从来 从没 从不 永远 总是 经常 偶尔 有时候 依然 仍然 依旧 照样 随便 稍微 略微 稍 极了 死了 得很 不得了 要是 假如 比如 例如 像是 所谓 而已 罢了 不已 不止 不断
觉得很 感觉很 感觉不 有一 有一点 有一些 是很 真心 真不 太差 太差了 很差 超好 超赞 赞 棒 差 好 坏 新 大 小 多 少 高 低 快 慢 人 次 年 月 日 天 号 点 分钟 小时 半小时 个小时 一个小时 两个小时 个月 星期 周
告知 表示 认为 以为 估计 建议 请问 想问 麻烦 不好意思 对不起 抱歉 没关系 没问题 还好 挺不错 很不错 蛮好 蛮不错 不怎么样 一般般 凑合 普通 正常 不一样 差别 那天 当天 第二天 几天 两天 三天 几次 两次 三次 多次 好几次 两个 三个 几个 多个 一份 两份 一碗 一家 一种 一件 一部 一位 一条 一本 一台
里面 外面 上面 下面 后面 前面 旁边 下午 上午 晚上 早上 中午 半夜 简直 基本 基本上 明显 部分 大部分 关键 相信 注意 导致 实际 实际上 准备 认识 朋友 朋友们 老公 老婆 男朋友 女朋友 给力 失望 差劲 使用 选择 块钱 元钱 世界 想象 适合 合适 要说 严重
绝对 强烈 不过瘾 期待 接受 明白 相信大家 总算 难得 幸好 还算 算是 更好 更是 不仅仅 不只 只不 本来就 本以为 以外 此外 左右吧 大约 至少 最多 至于 首先 其次 另外就是 唯一 优点 缺点 美中不足 个人 个人觉得 个人感觉 真正 值得一 影响 提供 介绍 描述 属于 造成 达到 进行 保持 具有 拥有 存在 出现 发生 增加 减少 变成 成为 作为
不愧 不错不错 好东西 坑爹 坑人 无奈 郁闷 气愤 生气 开心 高兴 幸福 快乐 可惜 遗憾 可怕 可怜 厉害 糟糕 恶劣 优秀 完美 精彩 良好 一流 一般般的 中等 偏 略 老是 总 净 光 单 双 半 整 每 某 该 本 这 那 哪 谁 何 几 俩 仨 十 百 千 万 亿 元 块 毛 角 分 斤 两 公斤 克 米 厘米
人员 人生 人们 有人说 内 外 上 下 里 前 后 左 右 中 间 旁 边 东 西 南 北 号码的 家里 家人 妈妈 爸爸 老妈 爸妈 父母 女儿 儿子 宝宝们 先生 女士 小姐 同事 同学 
段时间 一段时间 刚买 无法 同样 既往 一如既往 意思 好久 玩意 令人 本身 方式 包括 近日 逐渐 指出 透露 强调 大推 超快 好慢 神速 的确 反正就 容易 不容易 平常 每天都 天天 一天 一年 半年 一个月 两个月 几个月 一个星期 一周 几年 多年 年前 月前 天前 小时后 分钟后 之间 期间 刚开始 一开始 最终 最初 如今 目前 近期 长期 短期 随时 及时的 一时 一旦 一下子 一会就 一块 一共 总共 合计 平均
恩 嗯嗯 呃 哟 唷 咯 喽 罢 呐 噻 哒 滴 啥 咋 咋样 甭 俺 咱 咱们 偶 恶心 想说 不说 说话 说法 无所谓 没事 有事 有用 没用 有时间 看来 看样子 照理 理论上 按理 按理说 说实话 老实说 坦白 坦率 个别 大多数 多数 少数 所在 评价 点评 评论 留言 回复 转发 微博 转发微博 回复我 亲 亲们 楼主 小编 傻逼 卧槽 尼玛 有没 没人 有一种 入手 麻烦您 快点 赶快 尽快 拜托 明明 赶紧 记住 不必 一句 连一 一句不好意思
`

// englishLight are words that name nothing alone, but may be part of a name:
// "waiting time", "phone call".
const englishLight = `
add afternoon area back big bit bottom buy call called calling calls case change dad date daughter day days double early easy end evening example
extra face fact family first form forward free friend friends full general group guy guys half hard help high home hour hours hr hrs husband idea
issue issues job kid kids kind lady large last late level life line long lot low main man member men middle min mins minute minutes mom month months
morning move name new next night number old order paid part parts pay people person piece place places play point problem problems read reason run
second send set short show side single small son sort start state stop third time times top turn type use wait watch week weekend weeks wife woman
women work worked working works world write year years
`

// englishStop are words that fit any subject, in any part of a name.
const englishStop = `
showing supposed stuff seconds everytime wherefore figure figured happening learnt moment past suggest mention opinion th apart ensure thank-you thankyou chance chances ones sounds sounded become becomes able longer shall must noticed remember stuff anyways supposedly honest honestly frankly overall besides eleven twelve fifteen twenty thirty forty fifty sixty ninety hundred hundreds thousand million dozen half-hour zero percent a able about above absolute absolutely according across actual actually added after again against ago ah ain ain't all allow allowed almost along alot
already also although always am amazing among amount amp an and another any anybody anymore anyone anything anyway anywhere apparently appreciate
appreciated april are aren aren't arent around as asap aside ask asked asking asks at august available away awesome awful b bad basically bc be
beautiful became because become been before behind being believe below beside besides best better between beyond both bought brilliant bring brought
btw but buying by c ca came can can't cannot cant cause certain certainly changed cheers clear clearly com come comes coming complete completely
constantly continually continue continued cool could couldn couldn't couldnt couple coz crap crappy currently cuz d damn dear december decent decide
decided definitely did didn didn't didnt different difficult disappointed disappointing disappointment do does doesn doesn't doesnt doing don don't
done dont down dr due dumb during e each easily eg eight either else enjoy enjoyed enough entire entirely especially etc even eventually ever every
everybody everyone everything everywhere exactly excellent except exceptional expect expected expecting extremely f fabulous fairly fantastic far
favorite favourite february feel feeling feels felt few finally find finding finds fine five follow followed for fortunately found four fri friday
from fuck fucking fully fun funny further g gave get gets getting give given gives giving glad go goes going gone gonna good goodness got got'ta gotta
gotten grateful great gt guess guys h had hadn hadn't hadnt haha hahaha happen happened happens happy has hasn hasn't hasnt hate hated have haven
haven't havent having he he'd he'll he's hear heard hell hello helped helps hence her here hers herself hey hi highly him himself his hmm hold
honestly hope hopefully hoping horrible how however http https huge i i'd i'll i'm i've id idk ie if ill im immediately imo important impossible
impressed impressive in included including incredible indeed instead interesting into is isn isn't isnt it it'd it'll it's its itself ive j january
july june just k keep keeping keeps kept kinda knew know knowing known knows l lame lately later least leave leaves leaving left less let let's lets
like liked likely likes literally little live lived ll lmao lol look looked looking looks lots love loved lovely loves loving lt m madam made make
makes making many march may maybe me mean means meant might mine mon monday more moreover most mostly moved mr mrs ms much must my myself n n't near
nearly need needed needing needs neither never nevertheless nice nine no nobody none nonetheless nope nor not not_bad nothing november now nowhere o
october of off often oh ok okay omg on once one ones only onto or other others otherwise our ours ourselves out outstanding over overall own p
particularly pathetic per perfect perfectly perhaps played pleasant please pleased pleasure pls plus plz pm poor positive possible pretty previously
probably properly provide provided providing put puts putting q quickly quite r rather re reading ready real really receive received recently
recommend recommended regarding regards ridiculous right rt rubbish running runs s said same sat satisfied saturday saw say saying says see seeing
seem seemed seems seen sees self sell sent september seriously seven several shall she she'd she'll she's shit shitty should shouldn shouldn't
shouldnt showed shown shows side-note simply since sir six slowly so sold some somebody somehow someone something sometimes somewhat somewhere soon
sorry sorta speak spoke spoken started starts stay stayed still stopped stops stupid such suck sucked sucks sun sunday super superb sure t take taken
takes taking talk talked talking tbh tell telling tells ten terrible than thank thankful thanks that that'll that's thats the their theirs them
themselves then there there's therefore theres these they they'd they'll they're they've thing things think thinking thinks this those though thought
three through throughout thru thu thursday thus thx to today today's together told tomorrow tonight too took total totally toward towards tried tries
true truly try trying tue tuesday turned turns twice two u ugh uh um unable under understand understood unfortunately unhappy unless unlike until up
upon ur us used useful useless uses using usually utter v various ve very via vs w wanna want wanted wants was wasn wasn't wasnt watched way ways we
we'd we'll we're we've wed wednesday well went were weren weren't werent what what's whatever whats when whenever where whereas wherever whether which
whichever while whilst who whoever whole whom whose why will wish with within without wo won won't wonderful wont worse worst worst-ever worth would
wouldn wouldn't wouldnt wow writing written wrong wtf www x y y'all ya yall yay yeah yep yes yesterday yet you you'd you'll you're you've your yours
yourself yourselves z
`
