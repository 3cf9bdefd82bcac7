-- What deserves attention, worst first, by the rules of the API.
WITH
    (SELECT (given_up, filled) FROM (
        -- include pipeline/collectors
    )) AS collectors,
    (
        SELECT quantileOrNull(0.95)(greatest(0, toUnixTimestamp64Milli(ingested_at) - toUnixTimestamp64Milli(ts) - duration_ns / 1e6))
        FROM mcp_operations
        WHERE ingested_at > now64(3) - INTERVAL 1 HOUR AND ts > now64(3) - INTERVAL 1 DAY
    ) AS lag_p95,
    (SELECT count() FROM (SELECT ts FROM mcp_operations LIMIT 1 SETTINGS final = 0)) AS operations,
    (
        SELECT groupArray((spans, service, reason))
        FROM (
            SELECT day, sum(spans) AS spans, toString(service) AS service, toString(reason) AS reason
            FROM otel_traces_rejected
            WHERE day > today() - 7
            GROUP BY day, service, reason
            ORDER BY day DESC, spans DESC
            LIMIT 5
        )
    ) AS rejected,
    arrayFilter(each -> each.2 != '', arrayConcat(
        [
            ('error', if(collectors.1 > 0, concat('Collectors gave up on ', toString(toUInt64(collectors.1)), ' spans: look at their logs and at ClickHouse.'), '')),
            ('warning', if(collectors.2 > 0.8, 'The Collectors’ queue is nearly full: ClickHouse stores less than what arrives.', '')),
            ('warning', if(lag_p95 > 60000,
                concat('Operations take ', toString(toUInt64(floor(assumeNotNull(lag_p95) / 1000 + 0.5))),
                    ' s (p95) to arrive: look at queues, and at the clocks of the servers.'), ''))
        ],
        arrayMap(each -> ('warning', concat(toString(each.1), ' spans of ', each.2, ' were refused as ', replaceAll(each.3, '_', ' '),
            ': look at the clock of that server.')), rejected),
        [('warning', if(operations = 0, 'Nothing has arrived yet: instrument a server, and send it here.', ''))]
    )) AS findings
SELECT finding.1 AS severity, finding.2 AS message
FROM (
    SELECT arrayJoin(if(empty(findings), [('ok', 'All is well. Data arrives, and nothing was dropped.')], findings)) AS finding
)
