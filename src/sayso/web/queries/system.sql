-- The newest claims in which two parties face each other.
SELECT c.claim, c.type, c.mode, c.mood, c.paper, c.day_first, c.day_last
FROM claims AS c
WHERE (
    SELECT count(*) FROM claim_parties AS p WHERE p.claim = c.claim AND p.role IN ('actor', 'recipient')
) > 1 AND /* where */ true
ORDER BY c.day_first DESC, c.claim
LIMIT :most
