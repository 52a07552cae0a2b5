SELECT p.tie, p.side, e.name, e.country
FROM json_each(:ties) AS wanted
CROSS JOIN tie_parties AS p ON p.tie = wanted.value
JOIN entities AS e ON e.entity = p.entity
ORDER BY p.tie, p.side, p.n
