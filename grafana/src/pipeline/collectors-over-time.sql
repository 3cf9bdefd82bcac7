-- Spans a second through the Collectors that report their own metrics here; their counters count from each start.
SELECT time, metric, sum(increase) / $__interval_s AS spans
FROM (
    SELECT
        $__timeInterval(TimeUnix) AS time,
        replaceRegexpAll(MetricName, '^otelcol_|_total$', '') AS metric,
        greatest(0, Value - lagInFrame(Value, 1, Value) OVER (
            PARTITION BY MetricName, ServiceName, ResourceAttributes['service.instance.id'], Attributes
            ORDER BY TimeUnix
            ROWS BETWEEN 1 PRECEDING AND CURRENT ROW
        )) AS increase
    FROM otel_metrics_sum
    WHERE TimeUnix >= $__fromTime_ms AND TimeUnix < $__toTime_ms
        AND replaceRegexpAll(MetricName, '^otelcol_|_total$', '') IN (
            'receiver_accepted_spans', 'receiver_refused_spans', 'exporter_sent_spans',
            'exporter_send_failed_spans', 'exporter_enqueue_failed_spans')
)
GROUP BY time, metric
ORDER BY time
