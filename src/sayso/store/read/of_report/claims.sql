SELECT * FROM claims WHERE report = :report ORDER BY n
