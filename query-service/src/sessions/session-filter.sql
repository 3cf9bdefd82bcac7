    last_activity >= {from:DateTime64(6, 'UTC')} AND created < {to:DateTime64(6, 'UTC')}
    AND ({service:String} = '' OR service = {service:String})
    AND ({client:String} = '' OR client_name = {client:String})
    AND ({session:String} = '' OR session_key = {session:String})
    AND ({q:String} = '' OR positionCaseInsensitiveUTF8(concat(session_key, '\n', client_name, '\n', service), {q:String}) > 0)
    -- Filters on single operations keep the sessions that have one such operation in the period.
    AND (({tool:String} = '' AND {outcome:String} = '' AND {side:String} = '') OR session_key IN (
        SELECT session_key
        FROM mcp_operations
        WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
            AND NOT ({tool:String} = '' AND {outcome:String} = '' AND {side:String} = '')
            AND ({tool:String} = '' OR target = {tool:String})
            AND ({outcome:String} = '' OR toString(outcome) = {outcome:String})
            AND ({side:String} = '' OR toString(side) = {side:String})
    ))
