-- From schema 1 to 2: later runs find near copies. The marks of what is there already are made by marks.py. Else the two
-- differ in a quote mark only: report_words of schema 1 is not the search of reports that Datasette finds by itself.
CREATE TABLE copy_marks (
    mark   INTEGER NOT NULL,                  -- the hash
    report INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    PRIMARY KEY (mark, report)
) WITHOUT ROWID;

PRAGMA user_version = 2;
