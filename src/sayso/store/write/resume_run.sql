UPDATE runs SET state = 'running', finished = NULL WHERE run = :run
