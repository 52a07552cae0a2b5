c.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :words)
