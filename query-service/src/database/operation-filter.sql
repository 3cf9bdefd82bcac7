    ts >= {from:DateTime64(6, 'UTC')} AND ts < {to:DateTime64(6, 'UTC')}
    AND ({service:String} = '' OR service = {service:String})
    AND ({tool:String} = '' OR target = {tool:String})
    AND ({outcome:String} = '' OR toString(outcome) = {outcome:String})
    AND ({client:String} = '' OR client_name = {client:String})
    AND ({session:String} = '' OR session_key = {session:String})
    AND ({side:String} = '' OR toString(side) = {side:String})
    AND ({q:String} = '' OR positionCaseInsensitiveUTF8(concat(session_key, '\n', target, '\n', client_name, '\n', error_message), {q:String}) > 0)
