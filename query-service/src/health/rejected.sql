SELECT day AS date, service, reason, sum(spans) AS spans
FROM otel_traces_rejected
WHERE day > today() - 7
GROUP BY day, service, reason
ORDER BY day DESC, spans DESC
LIMIT 100
