-- include filters/period
-- include filters/service
-- include filters/client
AND target = decodeURLComponent('${tool:percentencode}')
