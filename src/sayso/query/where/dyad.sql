c.claim IN (
    SELECT claim FROM dyads WHERE actor = :a AND recipient = :b
    UNION ALL
    SELECT claim FROM dyads WHERE :mutual AND actor = :b AND recipient = :a
)
