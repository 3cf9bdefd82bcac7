-- What messages of one kind have in common: quoted text, addresses, paths and numbers are put as what they are. Cut first: the
-- rest of a long message is a stack or a dump. In this order, because each one would break the ones before it.
replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(
    substringUTF8(error_message, 1, 400),
    '"[^"]*"|`[^`]*`|“[^”]*”', '"…"'),
    '(^|[^A-Za-z0-9])\'[^\']*\'', '\\1"…"'),
    '[A-Za-z][A-Za-z0-9+.-]*://[^\\s"<>]+', '<url>'),
    '(^|[\\s=:,(\\[])(?:[A-Za-z]:\\\\|~?/|\\.{1,2}/)[^\\s:,"\')\\]]+', '\\1<path>'),
    '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|0x[0-9a-fA-F]+|\\b[0-9a-fA-F]{12,}\\b|\\b[A-Za-z_-]*[0-9]+[A-Za-z]+[0-9][A-Za-z0-9_-]*\\b', '<id>'),
    '[0-9]+(?:[.,:][0-9]+)*', '<n>')
