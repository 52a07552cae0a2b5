INSERT INTO makers (stage, made_by) VALUES (:stage, :made_by)
