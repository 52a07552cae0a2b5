c.claim IN (
    SELECT v.claim FROM speakers AS s
    CROSS JOIN voices AS v ON v.voice = s.voice
    WHERE s.country IN (SELECT value FROM json_each(:countries)) AND v.claim IS NOT NULL
        AND (:stances IS NULL OR v.stance IN (SELECT value FROM json_each(:stances)))
        AND (:level IS NULL OR v.level = :level)
)
