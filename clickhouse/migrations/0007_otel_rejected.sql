-- Spans whose time lies outside of the accepted window (400 days back, one day ahead) are refused, and counted here.
CREATE TABLE IF NOT EXISTS otel_traces_rejected
(
    day Date COMMENT 'When they arrived',
    service LowCardinality(String),
    reason LowCardinality(String) COMMENT 'too_old or in_the_future',
    spans UInt64
)
ENGINE = SummingMergeTree
ORDER BY (day, service, reason)
COMMENT 'Spans refused for their time, counted by day of arrival';

CREATE MATERIALIZED VIEW IF NOT EXISTS otel_traces_rejected_from_landing TO otel_traces_rejected AS
SELECT today() AS day, ServiceName AS service, if(Timestamp > now(), 'in_the_future', 'too_old') AS reason, count() AS spans
FROM otel_traces_landing
WHERE Timestamp NOT BETWEEN now() - INTERVAL 400 DAY AND now() + INTERVAL 1 DAY
GROUP BY day, service, reason;
