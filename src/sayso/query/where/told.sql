c.paper = 0
