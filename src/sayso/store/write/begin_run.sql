INSERT INTO runs (version, model, settings, started, state) VALUES (:version, :model, :settings, :started, 'running')
