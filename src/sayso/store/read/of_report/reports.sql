SELECT * FROM reports WHERE report = :report
