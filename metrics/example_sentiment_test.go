package metrics_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// "NRR" is read in three ways. Each has its definition; a bare number never leaves
// the library.
func ExampleNegativePositiveRatio() {
	var nrr metrics.NegativePositiveRatio
	for _, review := range []struct {
		text     string
		polarity feedback.Polarity
		times    int
	}{
		{"物流很快，包装完好，五星好评", feedback.Positive, 164},
		{"三天了还没发货，客服不回消息", feedback.Negative, 41},
		{"东西收到了", feedback.Neutral, 35},
		{"ได้รับแล้ว", feedback.Unknown, 4},
	} {
		for range review.times {
			nrr.Add(review.polarity)
		}
	}
	fmt.Printf("%d negative, %d positive\n", nrr.Count(feedback.Negative), nrr.Count(feedback.Positive))
	for _, tag := range readers {
		fmt.Println(nrr.Estimate().Line(tag))
	}
	fmt.Println(nrr.Share().Line(language.SimplifiedChinese))
	fmt.Println(nrr.ShareOfAll().Line(language.SimplifiedChinese))
	// Output:
	// 41 negative, 164 positive
	// Negative-to-positive ratio: 0.25 to 1 (95% CI 0.18 to 0.35, n = 205, Wilson, as ratio)
	// 負面與正面回饋比：0.25 比 1（95% 信賴區間 0.18 至 0.35，n = 205，由 Wilson 區間換算）
	// 负面与正面反馈之比：0.25 比 1（95% 置信区间 0.18 至 0.35，n = 205，由 Wilson 区间换算）
	// 负面占比（占正负面合计）：20.0%（95% 置信区间 15.1% 至 26.0%，n = 205，Wilson 区间）
	// 负面占比（占全部可判断的反馈）：17.1%（95% 置信区间 12.8% 至 22.4%，n = 240，Wilson 区间）
}

// Reviews in a language that nobody could judge are not neutral reviews.
func ExampleNetSentiment() {
	var net metrics.NetSentiment
	for p, n := range map[feedback.Polarity]int64{feedback.Positive: 90, feedback.Neutral: 20, feedback.Negative: 30, feedback.Unknown: 60} {
		if err := net.AddCount(p, n); err != nil {
			fmt.Println(err)
			return
		}
	}
	low, high := net.Bounds()
	for _, tag := range readers {
		fmt.Println(net.Estimate().Line(tag))
		fmt.Println(net.Coverage().Line(tag))
	}
	fmt.Printf("from %.1f if all of them complain to %.1f if none does\n", low.Or(0), high.Or(0))
	// Output:
	// Net sentiment: 42.9 points (95% CI 28.5 to 55.4, n = 140, adjusted Wald; 60 could not be judged)
	// Share of feedback that could be judged: 70.0% (95% CI 63.3% to 75.9%, n = 200, Wilson)
	// 淨情緒值：42.9 分（95% 信賴區間 28.5 至 55.4，n = 140，調整後 Wald 區間；注意：60 筆無法判斷情緒）
	// 情緒可判斷比例：70.0%（95% 信賴區間 63.3% 至 75.9%，n = 200，Wilson 區間）
	// 净情感值：42.9 分（95% 置信区间 28.5 至 55.4，n = 140，校正 Wald 区间；注意：60 条无法判断情感）
	// 情感可识别占比：70.0%（95% 置信区间 63.3% 至 75.9%，n = 200，Wilson 区间）
	// from 0.0 if all of them complain to 60.0 if none does
}

// 三个品牌一周内在评论区被提到的次数和口碑。
func ExampleVoice() {
	var voice metrics.Voice
	for _, m := range []struct {
		brand    string
		polarity feedback.Polarity
		times    int
	}{
		{"云杉", feedback.Positive, 58}, {"云杉", feedback.Negative, 21}, {"云杉", feedback.Unknown, 13},
		{"山岚", feedback.Positive, 40}, {"山岚", feedback.Negative, 61},
		{"白桦", feedback.Neutral, 27},
	} {
		for range m.times {
			voice.Add(m.brand, m.polarity)
		}
	}
	tag := language.SimplifiedChinese
	for brand, sentiment := range voice.Brands() {
		fmt.Println(voice.Mentions(brand).Line(tag))
		fmt.Println(voice.ShareOfVoice(brand).Line(tag))
		fmt.Println(sentiment.Estimate().Line(tag))
	}
	// Output:
	// 提及量（云杉）：92 次（95% 置信区间 74 至 113，n = 92，Garwood 精确区间）
	// 声量份额（云杉）：41.8%（95% 置信区间 35.5% 至 48.4%，n = 220，Wilson 区间）
	// 净情感值：46.8 分（95% 置信区间 26.0 至 64.2，n = 79，校正 Wald 区间；注意：13 条无法判断情感）
	// 提及量（山岚）：101 次（95% 置信区间 82 至 123，n = 101，Garwood 精确区间）
	// 声量份额（山岚）：45.9%（95% 置信区间 39.5% 至 52.5%，n = 220，Wilson 区间）
	// 净情感值：-20.8 分（95% 置信区间 -38.9 至 -1.5，n = 101，校正 Wald 区间）
	// 提及量（白桦）：27 次（95% 置信区间 18 至 39，n = 27，Garwood 精确区间）
	// 声量份额（白桦）：12.3%（95% 置信区间 8.6% 至 17.3%，n = 220，Wilson 区间）
	// 净情感值：0.0 分（95% 置信区间 -8.0 至 8.0，n = 27，校正 Wald 区间；注意：样本量偏小，大约需要 385 份才能把误差控制在 ±10 个百分点）
}
