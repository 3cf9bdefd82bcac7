target = decodeURLComponent('${tool:percentencode}')
-- include filters/service
-- include filters/client
