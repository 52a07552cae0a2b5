INSERT INTO shards (name, run) VALUES (:name, :run) ON CONFLICT (name) DO UPDATE SET run = excluded.run
