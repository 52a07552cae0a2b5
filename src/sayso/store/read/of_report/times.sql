SELECT * FROM times WHERE report = :report ORDER BY n
