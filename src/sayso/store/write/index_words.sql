INSERT INTO report_words (rowid, title, text) SELECT report, title, text FROM reports WHERE report = :report;

INSERT INTO sentence_words (rowid, words)
SELECT sentence, words FROM claim_sentences WHERE report = :report ORDER BY sentence;
