SELECT arguments, arguments_truncated AS argumentsTruncated, result, result_truncated AS resultTruncated
FROM mcp_content
WHERE ts >= {from:DateTime64(6, 'UTC')} AND ts <= {to:DateTime64(6, 'UTC')} AND trace_id = {trace:String} AND span_id = {span:String}
LIMIT 1
