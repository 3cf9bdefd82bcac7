SELECT $__timeInterval(TimeUnix) AS time, max(Value / nullIf(capacity, 0)) AS filled
FROM (
    SELECT
        TimeUnix,
        MetricName,
        Value,
        anyIf(Value, MetricName = 'otelcol_exporter_queue_capacity') OVER (
            PARTITION BY ServiceName, ResourceAttributes['service.instance.id'], Attributes
        ) AS capacity
    FROM otel_metrics_gauge
    WHERE TimeUnix >= $__fromTime_ms AND TimeUnix < $__toTime_ms
        AND MetricName IN ('otelcol_exporter_queue_size', 'otelcol_exporter_queue_capacity')
)
WHERE MetricName = 'otelcol_exporter_queue_size'
GROUP BY time
ORDER BY time
