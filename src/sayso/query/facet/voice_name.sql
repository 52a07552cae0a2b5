SELECT e.name, count(DISTINCT c.claim)
FROM claims AS c
JOIN voices AS v ON v.claim = c.claim AND v.level = 0
JOIN speakers AS s ON s.voice = v.voice
JOIN entities AS e ON e.entity = s.entity
WHERE /* where */ true
GROUP BY e.name
ORDER BY 2 DESC, 1
LIMIT :most
