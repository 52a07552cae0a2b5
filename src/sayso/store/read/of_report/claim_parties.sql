SELECT claim_parties.* FROM claims JOIN claim_parties ON claim_parties.claim = claims.claim WHERE claims.report = :report
ORDER BY claims.claim, claim_parties.role, claim_parties.n
