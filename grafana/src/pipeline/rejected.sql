SELECT day, service, reason, sum(spans) AS rejected
FROM otel_traces_rejected
WHERE day >= toDate($__fromTime) AND day <= toDate($__toTime)
GROUP BY day, service, reason
ORDER BY day DESC, rejected DESC
LIMIT 200
