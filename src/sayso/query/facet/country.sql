SELECT p.country, count(DISTINCT c.claim)
FROM claims AS c
JOIN claim_parties AS p ON p.claim = c.claim AND p.role = :facet_role
WHERE p.country IS NOT NULL AND /* where */ true
GROUP BY p.country
ORDER BY 2 DESC, 1
LIMIT :most
