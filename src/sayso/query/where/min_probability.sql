c.probability >= :min_probability
