c.day_first >= :since
