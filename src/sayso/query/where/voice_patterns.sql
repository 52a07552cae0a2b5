c.claim IN (
    SELECT v.claim FROM json_each(:patterns) AS wanted
    CROSS JOIN entities AS e ON e.name LIKE wanted.value ESCAPE '\'
    CROSS JOIN speakers AS s ON s.entity = e.entity
    CROSS JOIN voices AS v ON v.voice = s.voice
    WHERE v.claim IS NOT NULL
        AND (:stances IS NULL OR v.stance IN (SELECT value FROM json_each(:stances)))
        AND (:level IS NULL OR v.level = :level)
)
