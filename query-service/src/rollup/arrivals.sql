-- The newest arrival in each hour of the period.
SELECT toUnixTimestamp(hour) AS begin, toUnixTimestamp64Milli(max(arrivals.arrived)) AS arrivedMs
FROM mcp_hour_arrivals AS arrivals
WHERE hour >= toStartOfHour({from:DateTime64(6, 'UTC')}) AND hour < {to:DateTime64(6, 'UTC')}
GROUP BY begin
