UPDATE runs SET finished = :finished, state = :state WHERE run = :run
