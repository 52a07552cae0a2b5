c.claim IN (
    SELECT p.claim FROM json_each(:patterns) AS wanted
    CROSS JOIN entities AS e ON e.name LIKE wanted.value ESCAPE '\'
    CROSS JOIN claim_parties AS p ON p.entity = e.entity
    WHERE p.role IN (SELECT value FROM json_each(:roles))
)
