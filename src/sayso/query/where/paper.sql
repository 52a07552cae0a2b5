c.paper = 1
