-- Who is most often an actor or a recipient.
SELECT e.name, e.country, count(DISTINCT c.claim)
FROM claims AS c
JOIN claim_parties AS p ON p.claim = c.claim AND p.role IN ('actor', 'recipient')
JOIN entities AS e ON e.entity = p.entity
WHERE /* where */ true
GROUP BY e.name, e.country
ORDER BY 3 DESC, 1
LIMIT :most
