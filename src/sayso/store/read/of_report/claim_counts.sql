SELECT claim_counts.* FROM claims JOIN claim_counts ON claim_counts.claim = claims.claim WHERE claims.report = :report
ORDER BY claims.claim, claim_counts.n
