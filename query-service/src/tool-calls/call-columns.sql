            ts, duration_ns, service, side, method, target, resource_uri, session_key, session_basis, request_id, outcome, error_type, error_code,
            error_message, protocol_version, transport, client_name, client_version, user_id, arguments_size, arguments_shape, result_size,
            trace_id, span_id
