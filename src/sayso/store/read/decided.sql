SELECT text, copy_of, exact FROM reports WHERE id = :id
