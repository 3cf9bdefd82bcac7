    (
        SELECT *
        FROM
        (
    -- include rollup/call-counts
        )
        WHERE (counted OR {one_side:Bool})
    -- include :kinds
    )
