SELECT report, id, source, published, title, text, copy_of, exact FROM reports
WHERE report > :after AND copy_of IS NOT NULL
ORDER BY report
LIMIT :limit
