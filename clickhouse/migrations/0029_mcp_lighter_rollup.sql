-- One tool's rows lie apart in the rollup, a few of each bucket: blocks of 16 KB leave less beside them to decompress than those of 64 KB do. Times
-- of a bucket need few bits of 64, sorted durations and sizes differ little from one to the next, and numbers are small: that saves more than the smaller
-- blocks cost. Parts that are there already are written anew when they are merged.
ALTER TABLE mcp_rollup MODIFY SETTING min_compress_block_size = 16384;
ALTER TABLE mcp_rollup
    MODIFY COLUMN first CODEC(T64, ZSTD(1)),
    MODIFY COLUMN last CODEC(T64, ZSTD(1)),
    MODIFY COLUMN latencies CODEC(Delta(2), ZSTD(1)),
    MODIFY COLUMN latency_counts CODEC(T64, ZSTD(1));

-- Shapes are few, and long: where they are read of operations, they were most of what was read. This one column is written anew at once.
ALTER TABLE mcp_operations MODIFY COLUMN arguments_shape LowCardinality(String) CODEC(ZSTD(1));
