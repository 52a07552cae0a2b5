SELECT shard FROM shards WHERE name = :name
