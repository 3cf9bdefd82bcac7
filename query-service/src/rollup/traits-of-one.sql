            -- Who made one call, and the sizes of what it carried, as the rollup has those of many.
            [client_name] AS clients,
            ifNull(arguments_size, 0) AS arguments_max,
            if(arguments_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(arguments_size))))]) AS arguments_sizes,
            if(arguments_size IS NULL, [], [toUInt32(1)]) AS arguments_counts,
            ifNull(result_size, 0) AS result_max,
            if(result_size IS NULL, [], [toUInt16(round(16 * log2(1 + assumeNotNull(result_size))))]) AS result_sizes,
            if(result_size IS NULL, [], [toUInt32(1)]) AS result_counts
