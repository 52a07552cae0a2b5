SELECT * FROM ties WHERE report = :report ORDER BY n
