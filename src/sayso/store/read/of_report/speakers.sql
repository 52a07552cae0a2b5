SELECT * FROM speakers
WHERE voice IN (
    SELECT voice FROM voices WHERE claim IN (SELECT claim FROM claims WHERE report = :report)
    UNION ALL
    SELECT voice FROM voices WHERE tie IN (SELECT tie FROM ties WHERE report = :report)
    UNION ALL
    SELECT voice FROM voices WHERE figure IN (SELECT figure FROM figures WHERE report = :report)
)
ORDER BY voice, n
