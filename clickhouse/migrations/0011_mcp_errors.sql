-- Failed operations with the kind of their error. A kind is what their messages have in common: quoted text, addresses, paths, ids and
-- numbers are put as what they are. Cut first: the rest of a long message is a stack or a dump. In this order, because each
-- replacement would break the ones before it. The fingerprint is the same in every period and process.
CREATE VIEW IF NOT EXISTS mcp_errors AS
SELECT
    *,
    replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
        substringUTF8(error_message, 1, 400),
        '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
        '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
        '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
        '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
        '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
        '[0-9]+(?:[.,:][0-9]+)*', '<n>') AS common_message,
    lower(hex(cityHash64(toString(outcome), error_code, if(error_message = '', error_type, common_message)))) AS fingerprint
FROM mcp_operations FINAL
WHERE outcome NOT IN ('ok', 'cancelled');
