-- Claims by the day of their report and by quad, the last days that have any.
SELECT c.published, c.quad, count(*)
FROM claims AS c
WHERE c.published IS NOT NULL AND /* where */ true
GROUP BY c.published, c.quad
ORDER BY 1 DESC, 2
LIMIT :most
