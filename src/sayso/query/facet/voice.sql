SELECT CASE WHEN c.paper THEN 'paper' ELSE s.country END, count(DISTINCT c.claim)
FROM claims AS c
LEFT JOIN voices AS v ON v.claim = c.claim AND v.level = 0
LEFT JOIN speakers AS s ON s.voice = v.voice
WHERE (c.paper OR s.country IS NOT NULL) AND /* where */ true
GROUP BY 1
ORDER BY 2 DESC, 1
LIMIT :most
