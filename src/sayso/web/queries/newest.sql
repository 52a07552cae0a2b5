-- The newest reports, each with its claims counted, and those of them that only others say.
SELECT r.id, r.title, r.source, r.published, substr(r.text, 1, 160) AS beginning,
    (SELECT count(*) FROM claims AS c WHERE c.report = r.report) AS claims,
    (SELECT count(*) FROM claims AS c WHERE c.report = r.report AND NOT c.paper) AS voiced
FROM reports AS r
WHERE r.copy_of IS NULL
ORDER BY r.published DESC, r.report DESC
LIMIT :most
