session_key = decodeURLComponent('${session:percentencode}')
