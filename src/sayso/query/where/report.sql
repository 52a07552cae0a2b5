c.report IN (SELECT report FROM reports WHERE id IN (SELECT value FROM json_each(:report)))
