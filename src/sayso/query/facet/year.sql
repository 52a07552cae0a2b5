SELECT substr(c.day_first, 1, 4), count(*)
FROM claims AS c
WHERE c.day_first IS NOT NULL AND /* where */ true
GROUP BY 1
ORDER BY 2 DESC, 1
LIMIT :most
