-- Newest first, claims of the same day in the order of the store; those of no known day at the end.
SELECT c.claim
FROM claims AS c
WHERE /* where */ true
ORDER BY c.day_first DESC, c.claim
LIMIT :limit OFFSET :offset
