SELECT
    p.claim,
    p.role,
    e.name,
    e.kind,
    e.country,
    e.sector,
    e.what,
    substr(r.text, p.span_start + 1, p.span_end - p.span_start) AS words
FROM json_each(:claims) AS wanted
CROSS JOIN claim_parties AS p ON p.claim = wanted.value
JOIN entities AS e ON e.entity = p.entity
JOIN reports AS r ON r.report = e.report
ORDER BY p.claim, p.role, p.n
