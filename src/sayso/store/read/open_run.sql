SELECT run FROM runs
WHERE version = :version AND model = :model AND settings = :settings AND state <> 'finished'
ORDER BY run DESC
LIMIT 1
