-- The newest ties, by the day of their report: all, or those of one actor (a country or a name).
SELECT t.tie, t.id, t.relation, t.what, t.time_value, r.id AS report, r.published, r.title, r.source,
    t.cue_start - s.span_start AS cue_at,
    substr(r.text, t.cue_start + 1, t.cue_end - t.cue_start) AS cue,
    substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS sentence
FROM ties AS t
JOIN reports AS r ON r.report = t.report
LEFT JOIN sentences AS s ON s.sentence = t.sentence
WHERE (:since IS NULL OR r.published >= :since)
    AND (:until IS NULL OR r.published <= :until)
    AND (:relations IS NULL OR t.relation IN (SELECT value FROM json_each(:relations)))
    AND (:who IS NULL OR t.tie IN (
        SELECT p.tie FROM entities AS e
        CROSS JOIN tie_parties AS p ON p.entity = e.entity
        WHERE e.name = :who COLLATE NOCASE OR e.country = :who
    ))
ORDER BY r.published DESC, t.tie
LIMIT :most
