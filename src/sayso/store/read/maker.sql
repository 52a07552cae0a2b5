SELECT maker FROM makers WHERE stage = :stage AND made_by = :made_by
