count() AS sessions,
-- Open at the end of the period, with a sign of life in its last 5 minutes.
countIf(
    (ended IS NULL OR ended >= addMilliseconds(since, length_ms)) AND last_sign_of_life >= addMilliseconds(since, length_ms) - INTERVAL 5 MINUTE
) AS active,
avgOrNull(duration_ms) AS average_duration,
sum(operations) AS operation_count,
sum(errors) / nullIf(operation_count, 0) AS error_rate
