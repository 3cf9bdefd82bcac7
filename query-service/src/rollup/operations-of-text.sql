    (
        -- Operations in which a text is found, but not in what the rollup tells of them: those that failed or have a message, and all others of
        -- sessions with such a key.
        SELECT
            ts, service, side, method, target, session_key, outcome, error_message, protocol_version, transport, client_name, client_version
        FROM mcp_failed_operations
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
        UNION ALL
        SELECT
            ts, service, side, method, target, session_key, outcome, error_message, protocol_version, transport, client_name, client_version
        FROM mcp_operations
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND toUnixTimestamp(toStartOfHour(ts)) IN {found_hours:Array(UInt32)}
            AND session_key IN {found_sessions:Array(String)}
            AND outcome IN ('ok', 'cancelled') AND error_message = ''
    )
