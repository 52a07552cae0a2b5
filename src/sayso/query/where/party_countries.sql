c.claim IN (
    SELECT p.claim FROM claim_parties AS p
    WHERE p.role IN (SELECT value FROM json_each(:roles)) AND p.country IN (SELECT value FROM json_each(:countries))
)
