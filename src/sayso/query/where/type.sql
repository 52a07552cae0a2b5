c.type IN (SELECT value FROM json_each(:type))
