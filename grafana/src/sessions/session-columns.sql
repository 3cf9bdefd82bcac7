-- Plain types: the plugin reads a SimpleAggregateFunction as JSON.
toString(status) AS session_status,
toString(end_reason) AS ended_by,
trim(concat(client_name, ' ', client_version)) AS client,
toString(service) AS service_name,
toString(transport) AS transport_name,
toString(protocol_version) AS protocol,
toString(basis) AS key_basis,
toDateTime64(created, 6, 'UTC') AS created_at,
toDateTime64(last_activity, 6, 'UTC') AS last_activity_at,
duration_ms AS duration,
operations,
tool_calls,
errors
