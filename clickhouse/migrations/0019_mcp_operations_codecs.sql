-- Columns of few values were compressed by LZ4, the engine's default, which does not see that some values are more frequent than others:
-- ZSTD halves them. Parts that are there already are compressed anew when they are merged.
ALTER TABLE mcp_operations
    MODIFY COLUMN service CODEC(ZSTD(1)),
    MODIFY COLUMN service_version CODEC(ZSTD(1)),
    MODIFY COLUMN service_instance CODEC(ZSTD(1)),
    MODIFY COLUMN side CODEC(ZSTD(1)),
    MODIFY COLUMN method CODEC(ZSTD(1)),
    MODIFY COLUMN target CODEC(ZSTD(1)),
    MODIFY COLUMN session_basis CODEC(ZSTD(1)),
    MODIFY COLUMN outcome CODEC(ZSTD(1)),
    MODIFY COLUMN error_type CODEC(ZSTD(1)),
    MODIFY COLUMN error_code CODEC(ZSTD(1)),
    MODIFY COLUMN protocol_version CODEC(ZSTD(1)),
    MODIFY COLUMN transport CODEC(ZSTD(1)),
    MODIFY COLUMN client_name CODEC(ZSTD(1)),
    MODIFY COLUMN client_version CODEC(ZSTD(1)),
    MODIFY COLUMN server_name CODEC(ZSTD(1)),
    MODIFY COLUMN server_version CODEC(ZSTD(1)),
    MODIFY COLUMN user_agent CODEC(ZSTD(1));
