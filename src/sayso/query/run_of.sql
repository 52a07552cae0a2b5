SELECT runs.* FROM reports JOIN runs ON runs.run = reports.run WHERE reports.id = :id
