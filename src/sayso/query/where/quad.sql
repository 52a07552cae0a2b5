c.quad IN (SELECT value FROM json_each(:quad))
