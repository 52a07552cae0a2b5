SELECT text FROM reports WHERE report = :report
