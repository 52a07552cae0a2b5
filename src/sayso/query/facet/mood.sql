SELECT c.mood, count(*)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.mood
ORDER BY 2 DESC, 1
LIMIT :most
