SELECT c.quad, count(*)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.quad
ORDER BY 2 DESC, 1
LIMIT :most
