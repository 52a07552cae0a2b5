SELECT count(*)
FROM claims AS c
WHERE /* where */ true
