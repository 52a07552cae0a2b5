SELECT d.actor || ':' || d.recipient, count(*)
FROM claims AS c
JOIN dyads AS d ON d.claim = c.claim
WHERE /* where */ true
GROUP BY d.actor, d.recipient
ORDER BY 2 DESC, 1
LIMIT :most
