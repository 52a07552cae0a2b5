SELECT * FROM mentions WHERE report = :report ORDER BY reference, n
