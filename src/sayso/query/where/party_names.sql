c.claim IN (
    SELECT p.claim FROM entities AS e
    CROSS JOIN claim_parties AS p ON p.entity = e.entity
    WHERE e.name COLLATE NOCASE IN (SELECT value FROM json_each(:names))
        AND p.role IN (SELECT value FROM json_each(:roles))
)
