DELETE FROM copy_marks WHERE report = :report AND mark IN (SELECT value FROM json_each(:marks))
