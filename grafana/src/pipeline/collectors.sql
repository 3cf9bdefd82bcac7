-- What the Collectors that report their own metrics here counted since their start: the newest value of every series, summed.
SELECT
    uniqExact(instance) AS instances,
    sumIf(value, metric = 'receiver_accepted_spans') AS accepted,
    sumIf(value, metric = 'receiver_refused_spans') AS refused,
    sumIf(value, metric = 'exporter_sent_spans') AS sent,
    sumIf(value, metric = 'exporter_send_failed_spans') AS given_up,
    sumIf(value, metric = 'exporter_queue_size') / nullIf(sumIf(value, metric = 'exporter_queue_capacity'), 0) AS filled
FROM (
    SELECT
        replaceRegexpAll(MetricName, '^otelcol_|_total$', '') AS metric,
        concat(ServiceName, ResourceAttributes['service.instance.id']) AS instance,
        Attributes,
        argMax(Value, TimeUnix) AS value
    FROM (
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
