SELECT *
FROM
    -- include :traffic
ORDER BY operations DESC, name, version
