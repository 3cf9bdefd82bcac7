-- Spans that were lost on their way: refused for their time today, or given up on or not queued by a Collector in the period.
SELECT reason, sum(spans) AS dropped
FROM (
    SELECT concat('time ', reason) AS reason, toFloat64(spans) AS spans
    FROM otel_traces_rejected
    WHERE day = toDate($__toTime)
    UNION ALL
    SELECT replaceRegexpAll(MetricName, '^otelcol_|_total$', '') AS reason, max(Value) - min(Value) AS spans
    FROM otel_metrics_sum
    WHERE TimeUnix >= $__fromTime_ms AND TimeUnix < $__toTime_ms
        AND replaceRegexpAll(MetricName, '^otelcol_|_total$', '') IN ('exporter_send_failed_spans', 'exporter_enqueue_failed_spans')
    GROUP BY reason, ServiceName, ResourceAttributes['service.instance.id'], Attributes
)
GROUP BY reason
