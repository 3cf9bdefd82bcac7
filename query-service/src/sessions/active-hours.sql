
    UNION ALL
    SELECT roundDown(toUnixTimestamp(hour), {starts:Array(UInt32)}) AS time, 'active' AS of, uniqExact(session_id) AS sessions, 0, 0
    FROM mcp_session_hours
    WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
        AND session_id IN (SELECT arrayJoin(told.2))
    GROUP BY time
