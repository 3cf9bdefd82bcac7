-- How its definition changed, and how the calls of the period went from the first listing of each one to that of the next.
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
        count() AS counted, countIf(outcome = 'ok') AS succeeded, countIf(outcome != 'cancelled') AS judged
    FROM
        -- include tool/calls
        AS calls
    ASOF JOIN (
        SELECT service, definition_hash, toDateTime64(first_listed, 6, 'UTC') AS since
        FROM mcp_listed_tools
        WHERE tool = decodeURLComponent('${tool:percentencode}')
    ) AS definitions ON calls.service = definitions.service AND calls.ts >= definitions.since
    GROUP BY service, definition_hash
) AS calls USING (service, definition_hash)
ORDER BY server, first_listed_at, definition
LIMIT 100
