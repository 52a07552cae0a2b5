c.published <= :until
