c.claim IN (
    SELECT v.claim FROM entities AS e
    CROSS JOIN speakers AS s ON s.entity = e.entity
    CROSS JOIN voices AS v ON v.voice = s.voice
    WHERE e.name COLLATE NOCASE IN (SELECT value FROM json_each(:names)) AND v.claim IS NOT NULL
        AND (:stances IS NULL OR v.stance IN (SELECT value FROM json_each(:stances)))
        AND (:level IS NULL OR v.level = :level)
)
