            -- The duration of one call, as the rollup has those of many.
            [toUInt16(32 * round(16 * log2(greatest(1, duration_ns))))] AS latencies, [toUInt32(1)] AS latency_counts
