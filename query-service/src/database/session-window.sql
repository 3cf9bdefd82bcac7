basis = 'identity' AND operations_key =
    -- include :operationsKey
    AND toUnixTimestamp(created) <=
    -- include :second
    AND toUnixTimestamp(last_activity) >=
    -- include :second
