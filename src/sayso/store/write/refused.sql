INSERT INTO problems (source, what, advice, run) VALUES (:source, :what, :advice, :run)
ON CONFLICT (source, what, advice) WHERE report IS NULL DO UPDATE SET run = excluded.run
