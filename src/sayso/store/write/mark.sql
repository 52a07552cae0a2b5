INSERT OR IGNORE INTO copy_marks (mark, report) SELECT value, :report FROM json_each(:marks)
