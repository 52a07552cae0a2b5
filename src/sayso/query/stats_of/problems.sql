SELECT what, count(*) FROM problems GROUP BY what ORDER BY 2 DESC, 1 LIMIT :most
