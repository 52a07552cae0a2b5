-- An index that keeps no copy of the words must be given them again to forget them. Before forget.sql.
INSERT INTO report_words (report_words, rowid, title, text)
SELECT 'delete', report, title, text FROM reports WHERE report = :report;

INSERT INTO sentence_words (sentence_words, rowid, words)
SELECT 'delete', sentence, words FROM claim_sentences WHERE report = :report;
