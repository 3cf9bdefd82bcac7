-- The bands of the page, by their lower bounds.
SELECT
    -- include filters/time
    AS time,
    sumIf(number, band = 0) AS "0",
    sumIf(number, band = 1) AS "1 ms",
    sumIf(number, band = 2) AS "2 ms",
    sumIf(number, band = 3) AS "5 ms",
    sumIf(number, band = 4) AS "10 ms",
    sumIf(number, band = 5) AS "20 ms",
    sumIf(number, band = 6) AS "50 ms",
    sumIf(number, band = 7) AS "100 ms",
    sumIf(number, band = 8) AS "200 ms",
    sumIf(number, band = 9) AS "500 ms",
    sumIf(number, band = 10) AS "1 s",
    sumIf(number, band = 11) AS "2 s",
    sumIf(number, band = 12) AS "5 s",
    sumIf(number, band = 13) AS "10 s",
    sumIf(number, band = 14) AS "20 s",
    sumIf(number, band = 15) AS "50 s",
    sumIf(number, band = 16) AS "100 s"
FROM
    -- include tool-calls/counts-over-time
ARRAY JOIN bands AS band, latency_counts AS number
GROUP BY time
ORDER BY time
