SELECT c.day_first, c.day_last, count(*), count(c.score), sum(c.score), sum(c.paper)
FROM claims AS c
WHERE /* where */ true
GROUP BY c.day_first, c.day_last
