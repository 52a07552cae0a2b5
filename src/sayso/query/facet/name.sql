SELECT e.name, count(DISTINCT c.claim)
FROM claims AS c
JOIN claim_parties AS p ON p.claim = c.claim AND p.role = :facet_role
JOIN entities AS e ON e.entity = p.entity
WHERE /* where */ true
GROUP BY e.name
ORDER BY 2 DESC, 1
LIMIT :most
