SELECT * FROM problems WHERE report = :report ORDER BY n
