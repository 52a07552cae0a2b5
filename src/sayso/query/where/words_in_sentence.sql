c.sentence IN (SELECT rowid FROM sentence_words WHERE sentence_words MATCH :words)
