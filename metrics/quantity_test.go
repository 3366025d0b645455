package metrics_test

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics"
)

// 目標值要用和現況同一個單位來寫。
func ExampleEstimate_FormatValue() {
	replies := metrics.Estimate{Definition: metrics.IDReplyRate}
	wait := metrics.Estimate{Definition: metrics.IDWaitingTime.With("p50")}
	complaints := metrics.Estimate{Definition: metrics.IDComplaintRate.With("orders")}
	for _, tag := range readers {
		fmt.Println(replies.FormatValue(0.8, tag), "|", wait.FormatValue(9300, tag), "|",
			complaints.FormatValue(0.0021, tag), "|", replies.FormatValue(math.NaN(), tag))
	}
	// Output:
	// 80.0% | 2 h 35 min | 2.10 per 1,000 orders | undefined
	// 80.0% | 2 小時 35 分鐘 | 每 1,000 筆訂單 2.10 件 | 無法計算
	// 80.0% | 2 小时 35 分钟 | 每 1,000 笔订单 2.10 件 | 无法计算
}

// Ten per cent more is not ten percentage points more.
func ExampleEstimate_FormatDifference() {
	satisfied := metrics.Estimate{Definition: metrics.IDSatisfaction.With("csat5>=4")}
	rating := metrics.Estimate{Definition: metrics.IDSatisfactionMean.With("csat5")}
	for _, tag := range readers {
		fmt.Println(satisfied.FormatDifference(0.063, tag), "|", rating.FormatDifference(-0.25, tag))
	}
	// Output:
	// 6.3 percentage points | -0.25 scale points
	// 6.3 個百分點 | -0.25 分
	// 6.3 个百分点 | -0.25 分
}
