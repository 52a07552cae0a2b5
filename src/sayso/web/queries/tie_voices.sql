SELECT v.tie, v.level, v.stance, e.name, e.country
FROM json_each(:keys) AS wanted
CROSS JOIN voices AS v ON v.tie = wanted.value
LEFT JOIN speakers AS s ON s.voice = v.voice
LEFT JOIN entities AS e ON e.entity = s.entity
ORDER BY v.tie, v.level, s.n
