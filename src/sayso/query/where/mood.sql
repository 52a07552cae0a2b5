c.mood IN (SELECT value FROM json_each(:mood))
