-- All rows of one report, those that refer to others first.
DELETE FROM speakers WHERE voice IN (
    SELECT voice FROM voices WHERE claim IN (SELECT claim FROM claims WHERE report = :report)
    UNION ALL
    SELECT voice FROM voices WHERE tie IN (SELECT tie FROM ties WHERE report = :report)
    UNION ALL
    SELECT voice FROM voices WHERE figure IN (SELECT figure FROM figures WHERE report = :report)
);
DELETE FROM voices WHERE claim IN (SELECT claim FROM claims WHERE report = :report);
DELETE FROM voices WHERE tie IN (SELECT tie FROM ties WHERE report = :report);
DELETE FROM voices WHERE figure IN (SELECT figure FROM figures WHERE report = :report);
DELETE FROM dyads WHERE claim IN (SELECT claim FROM claims WHERE report = :report);
DELETE FROM claim_parties WHERE claim IN (SELECT claim FROM claims WHERE report = :report);
DELETE FROM claim_counts WHERE claim IN (SELECT claim FROM claims WHERE report = :report);
DELETE FROM claims WHERE report = :report;
DELETE FROM tie_parties WHERE tie IN (SELECT tie FROM ties WHERE report = :report);
DELETE FROM ties WHERE report = :report;
DELETE FROM figures WHERE report = :report;
DELETE FROM attribution_spans WHERE attribution IN (SELECT attribution FROM attributions WHERE report = :report);
DELETE FROM attributions WHERE report = :report;
DELETE FROM mentions WHERE report = :report;
DELETE FROM times WHERE report = :report;
DELETE FROM signals WHERE report = :report;
DELETE FROM problems WHERE report = :report;
DELETE FROM entities WHERE report = :report;
DELETE FROM sentences WHERE report = :report;
DELETE FROM reports WHERE report = :report;
