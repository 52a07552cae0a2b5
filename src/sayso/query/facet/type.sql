SELECT c.type, count(*)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.type
ORDER BY 2 DESC, 1
LIMIT :most
