SELECT p.claim, p.role, e.name, e.country
FROM json_each(:claims) AS wanted
CROSS JOIN claim_parties AS p ON p.claim = wanted.value AND p.role IN ('actor', 'recipient')
JOIN entities AS e ON e.entity = p.entity
ORDER BY p.claim, p.role, p.n
