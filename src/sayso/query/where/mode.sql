c.mode IN (SELECT value FROM json_each(:mode))
