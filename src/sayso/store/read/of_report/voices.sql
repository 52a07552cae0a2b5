SELECT * FROM voices
WHERE claim IN (SELECT claim FROM claims WHERE report = :report)
UNION ALL
SELECT * FROM voices
WHERE tie IN (SELECT tie FROM ties WHERE report = :report)
UNION ALL
SELECT * FROM voices
WHERE figure IN (SELECT figure FROM figures WHERE report = :report)
ORDER BY voice
