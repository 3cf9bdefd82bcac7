-- The sessions with the most calls, of equals any, each with the start of the newest bucket that has a call of it, or the time of a newer call; and how
-- many each service has, by the hash of its name: a list of a few numbers is lighter than a set of names.
SELECT
    arrayMap(
        each -> (toString(each.2), -each.1, each.3, each.4),
        groupArraySorted(10)((-toInt64(calls), session_id, failed, since))) AS busiest,
    CAST(sumMap(services, arrayMap(service -> 1, services)), 'Map(UInt64, UInt64)') AS numbers
FROM (
    SELECT
        session_id, sum(number) AS calls, sumIf(number, outcome NOT IN ('ok', 'cancelled')) AS failed,
        max(ts) AS since, arrayDistinct(groupArray(cityHash64(service))) AS services
    FROM
    -- include :sessions
    ARRAY JOIN session_ids AS session_id, session_operations AS number
    GROUP BY session_id
)
