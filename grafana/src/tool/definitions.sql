-- How its definition changed, and how the calls of the period went from the first listing of each one to that of the next. Hours in which
-- none was listed first are read from the rollup.
WITH (
    SELECT groupUniqArray(toStartOfHour(toDateTime64(first_listed, 6, 'UTC')))
    FROM mcp_listed_tools
    WHERE tool = decodeURLComponent('${tool:percentencode}')
) AS read_hours
SELECT
    definition_hash AS definition,
    toString(service) AS server,
    toDateTime64(first_listed, 6, 'UTC') AS first_listed_at,
    toDateTime64(last_listed, 6, 'UTC') AS last_listed_at,
    bytes,
    tokens,
    coalesce(counted, 0) AS calls,
    succeeded / nullIf(judged, 0) AS success_rate
FROM (
    SELECT *
    FROM mcp_listed_tools
    WHERE tool = decodeURLComponent('${tool:percentencode}')
        -- include filters/service
) AS listed
LEFT JOIN (
    SELECT
        service, definition_hash,
        sum(call_count) AS counted, sumIf(call_count, outcome = 'ok') AS succeeded, sumIf(call_count, outcome != 'cancelled') AS judged
    FROM (
        SELECT service, ts, outcome, call_count
        FROM mcp_tool_call_counts(
            step = 3600,
            from = if(empty(read_hours), $__toTime_ms, $__fromTime_ms),
            to = $__toTime_ms,
            by_client = NOT $__conditionalAll(0, $client))
        WHERE counted AND toStartOfHour(ts) NOT IN read_hours AND
            -- include filters/one-tool
        UNION ALL
        SELECT service, ts, outcome, 1 AS call_count
        FROM mcp_operations
        WHERE
            -- include filters/once-in-hours
            AND
            -- include filters/period
            AND
            -- include filters/one-tool
    ) AS calls
    ASOF JOIN (
        SELECT service, definition_hash, toDateTime64(first_listed, 6, 'UTC') AS since
        FROM mcp_listed_tools
        WHERE tool = decodeURLComponent('${tool:percentencode}')
    ) AS definitions ON calls.service = definitions.service AND calls.ts >= definitions.since
    GROUP BY service, definition_hash
) AS calls USING (service, definition_hash)
ORDER BY server, first_listed_at, definition
LIMIT 100
