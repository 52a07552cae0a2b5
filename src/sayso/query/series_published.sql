SELECT c.published, c.published, count(*), count(c.score), sum(c.score), sum(c.paper)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.published
