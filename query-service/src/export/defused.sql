-- Spreadsheets run a text that starts like a formula: an apostrophe before it makes it text (OWASP, CSV injection).
WITH (text -> if(substring(text, 1, 1) IN ('=', '+', '-', '@', '\t', '\r'), concat('\'', text), text)) AS defused
