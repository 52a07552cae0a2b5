SELECT
    c.claim,
    c.id,
    r.id AS report,
    r.source,
    r.title,
    r.published,
    s.number AS sentence_number,
    substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS sentence,
    c.trigger_start - s.span_start AS trigger_at,
    substr(r.text, c.trigger_start + 1, c.trigger_end - c.trigger_start) AS trigger,
    c.trigger_start,
    c.trigger_end,
    c.type,
    c.mode,
    c.quad,
    c.score,
    c.mood,
    c.day_first,
    c.day_last,
    c.time_value,
    c.probability
FROM json_each(:claims) AS wanted
CROSS JOIN claims AS c ON c.claim = wanted.value
CROSS JOIN reports AS r ON r.report = c.report
LEFT JOIN sentences AS s ON s.sentence = c.sentence
ORDER BY wanted.key
