SELECT report, text FROM reports WHERE report > :after AND copy_of IS NULL ORDER BY report LIMIT :limit
