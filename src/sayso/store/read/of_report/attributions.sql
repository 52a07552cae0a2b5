SELECT * FROM attributions WHERE report = :report ORDER BY n
