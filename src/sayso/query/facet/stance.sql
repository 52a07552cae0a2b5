SELECT coalesce(v.stance, 'paper'), count(*)
FROM claims AS c
LEFT JOIN voices AS v ON v.claim = c.claim AND v.level = 0
WHERE /* where */ true
GROUP BY 1
ORDER BY 2 DESC, 1
LIMIT :most
