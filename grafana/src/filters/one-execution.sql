trace_id = decodeURLComponent('${trace:percentencode}') AND span_id = decodeURLComponent('${span:percentencode}')
