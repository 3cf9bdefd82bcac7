    (
        SELECT *
        FROM
        (
    -- include rollup/operation-sessions
        )
        WHERE method = 'tools/call' AND (counted OR {one_side:Bool})
    -- include :kinds
    )
