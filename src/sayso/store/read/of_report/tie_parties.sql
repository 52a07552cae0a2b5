SELECT tie_parties.* FROM ties JOIN tie_parties ON tie_parties.tie = ties.tie WHERE ties.report = :report
ORDER BY ties.tie, tie_parties.side, tie_parties.n
