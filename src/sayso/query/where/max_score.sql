c.score <= :max_score
