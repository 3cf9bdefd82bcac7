SELECT arrayJoin(['ok', 'tool_error', 'invalid_request', 'server_error', 'cancelled', 'timeout', 'lost']) AS outcome
