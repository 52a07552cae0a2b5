SELECT runs.*, (SELECT count(*) FROM reports WHERE reports.run = runs.run) AS reports FROM runs ORDER BY run
