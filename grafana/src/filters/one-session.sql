-- By the key of its operations, every session of an identity.
(session_key = decodeURLComponent('${session:percentencode}') OR operations_key = decodeURLComponent('${session:percentencode}'))
