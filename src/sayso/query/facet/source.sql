SELECT r.source, count(*)
FROM claims AS c
JOIN reports AS r ON r.report = c.report
WHERE r.source IS NOT NULL AND /* where */ true
GROUP BY r.source
ORDER BY 2 DESC, 1
LIMIT :most
