SELECT * FROM sentences WHERE report = :report ORDER BY number
