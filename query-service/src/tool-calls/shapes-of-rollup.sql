    (
        SELECT *
        FROM
        (
    -- include rollup/call-shapes
        )
        WHERE (counted OR {one_side:Bool})
    -- include :kinds
    )
