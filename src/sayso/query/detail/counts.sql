SELECT k.claim, k.what, k.value
FROM json_each(:claims) AS wanted
CROSS JOIN claim_counts AS k ON k.claim = wanted.value
ORDER BY k.claim, k.n
