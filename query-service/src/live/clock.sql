-- Times of arrival are the database's.
SELECT now64(3, 'UTC') AS now
