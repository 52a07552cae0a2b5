SELECT * FROM entities WHERE report = :report ORDER BY n
