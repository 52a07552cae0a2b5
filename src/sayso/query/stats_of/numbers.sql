SELECT
    (SELECT count(*) FROM reports WHERE copy_of IS NULL) AS reports,
    (SELECT count(*) FROM reports WHERE copy_of IS NOT NULL) AS copies,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM ties) AS ties,
    (SELECT count(*) FROM figures) AS figures,
    (SELECT count(*) FROM entities) AS entities,
    (SELECT count(*) FROM problems WHERE report IS NULL) AS refused,
    (SELECT count(*) FROM claims WHERE paper = 0) AS voiced,
    (SELECT min(published) FROM reports) AS first_published,
    (SELECT max(published) FROM reports) AS last_published,
    (SELECT min(day_first) FROM claims) AS first_day,
    (SELECT max(day_first) FROM claims) AS last_day
