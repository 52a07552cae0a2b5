SELECT report, copy_of FROM reports WHERE id = :id
