c.claim IN (
    SELECT v.claim FROM voices AS v
    WHERE v.stance IN (SELECT value FROM json_each(:stances)) AND v.claim IS NOT NULL
        AND (:level IS NULL OR v.level = :level)
)
