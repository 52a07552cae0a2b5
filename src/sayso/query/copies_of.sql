SELECT id, source, published, title FROM reports WHERE copy_of = :id ORDER BY report
