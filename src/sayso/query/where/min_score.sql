c.score >= :min_score
