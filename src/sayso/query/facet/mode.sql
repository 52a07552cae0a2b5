SELECT CASE WHEN c.mode IS NULL THEN c.type ELSE c.type || '-' || c.mode END, count(*)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.type, c.mode
ORDER BY 2 DESC, 1
LIMIT :most
