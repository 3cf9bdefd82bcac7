SELECT
    -- include filters/time
    AS time,
    toString(outcome) AS outcome_name,
    sum(call_count) AS calls
FROM
    -- include tool-calls/counts-over-time
GROUP BY time, outcome_name
ORDER BY time
