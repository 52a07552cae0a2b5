SELECT * FROM figures WHERE report = :report ORDER BY n
