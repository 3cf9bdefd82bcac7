-- Spans and contents are written much and read seldom, a few rows at a time: of merges that join more parts at once, each row needs a third fewer.
ALTER TABLE otel_traces MODIFY SETTING merge_selector_base = 10;
ALTER TABLE mcp_content MODIFY SETTING merge_selector_base = 10;
