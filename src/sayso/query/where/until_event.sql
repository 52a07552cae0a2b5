c.day_first <= :until
