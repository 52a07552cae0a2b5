SELECT
    v.claim,
    v.voice,
    v.stance,
    substr(r.text, v.cue_start + 1, v.cue_end - v.cue_start) AS cue,
    e.name,
    e.kind,
    e.country,
    e.sector,
    e.what
FROM json_each(:claims) AS wanted
CROSS JOIN voices AS v ON v.claim = wanted.value
JOIN claims AS c ON c.claim = v.claim
JOIN reports AS r ON r.report = c.report
LEFT JOIN speakers AS s ON s.voice = v.voice
LEFT JOIN entities AS e ON e.entity = s.entity
ORDER BY v.claim, v.level, s.n
