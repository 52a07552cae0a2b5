SELECT * FROM signals WHERE report = :report ORDER BY n
