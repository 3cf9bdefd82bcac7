-- Collectors that send their own metrics here. Each instance counts from its start: the newest value of every series, summed.
SELECT
    uniqExact(instance) AS instances,
    sumIf(value, metric = 'receiver_accepted_spans') AS acceptedSpans,
    sumIf(value, metric = 'receiver_refused_spans') AS refusedSpans,
    sumIf(value, metric = 'exporter_sent_spans') AS sentSpans,
    sumIf(value, metric = 'exporter_send_failed_spans') AS failedSpans,
    sumIf(value, metric = 'exporter_queue_size') AS queued,
    sumIf(value, metric = 'exporter_queue_capacity') AS queueCapacity,
    max(reported) AS reportedAt
FROM
(
    SELECT
        replaceRegexpAll(MetricName, '^otelcol_|_total$', '') AS metric,
        concat(ServiceName, ResourceAttributes['service.instance.id']) AS instance,
        Attributes,
        argMax(Value, TimeUnix) AS value,
        max(TimeUnix) AS reported
    FROM
    (
        SELECT MetricName, ServiceName, ResourceAttributes, Attributes, Value, TimeUnix
        FROM otel_metrics_sum
        WHERE startsWith(MetricName, 'otelcol_') AND TimeUnix > now() - INTERVAL 10 MINUTE
        UNION ALL
        SELECT MetricName, ServiceName, ResourceAttributes, Attributes, Value, TimeUnix
        FROM otel_metrics_gauge
        WHERE startsWith(MetricName, 'otelcol_') AND TimeUnix > now() - INTERVAL 10 MINUTE
    )
    GROUP BY metric, instance, Attributes
)
