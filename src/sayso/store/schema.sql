-- The store of Sayso: one SQLite file that holds reports and everything that was read out of them.
--
-- How to read it
--   * One table a layer of the record (data/record.schema.json). A list keeps its order in column n, counted from 0.
--   * Spans are half-open, [span_start, span_end), in code points of reports.text, counted from 0:
--     substr(text, span_start + 1, span_end - span_start) are the words. NULL: the report does not say.
--   * The first column of a table is its key, an integer; the record's own ids stand in column id. They are hashes of
--     report and content, the same whenever the report is coded again, and unique within one report only.
--   * Days are ISO dates as text, countries ISO 3166 alpha-3.
--   * Begin with the views at the end: claims_readable, ties_readable, figures_readable, reports_readable.
--
-- application_id is "Says"; user_version is the version of this schema.

PRAGMA application_id = 0x53617973;
PRAGMA user_version = 2;


-- Where it all comes from ---------------------------------------------------------------------------------------------

-- Runs of `sayso code` that loaded something. One that was broken off and taken up again is one run.
CREATE TABLE runs (
    run      INTEGER PRIMARY KEY,             -- key
    version  TEXT NOT NULL,                   -- of Sayso
    model    TEXT NOT NULL,                   -- SHA-256 of the model file, in hex
    settings TEXT NOT NULL,                   -- what the run was told to do, a JSON object
    started  TEXT NOT NULL,                   -- UTC, ISO 8601
    finished TEXT,                            -- UTC; NULL while it runs, and where it was killed
    state    TEXT NOT NULL                    -- running, or how it ended: finished, stopped, ...
);

-- Parts of the input that are in the store whole: each was loaded in one transaction.
CREATE TABLE shards (
    shard INTEGER PRIMARY KEY,                -- key
    name  TEXT NOT NULL UNIQUE,               -- a hash of the documents, settings, version and model
    run   INTEGER NOT NULL REFERENCES runs (run)  -- that loaded it
);

-- One report, as it came in: those that were read, and near copies of them, which were not.
CREATE TABLE reports (
    report    INTEGER PRIMARY KEY,            -- key
    id        TEXT NOT NULL UNIQUE,           -- the report's own
    source    TEXT,                           -- where it came from: a path, an address, a record of a corpus
    published TEXT,                           -- the day it appeared
    title     TEXT,                           -- its headline
    text      TEXT NOT NULL,                  -- never changed after it came in; all spans count its code points
    copy_of   TEXT,                           -- reports.id of the report that this is a near copy of; NULL: an original
    run       INTEGER NOT NULL REFERENCES runs (run),  -- that brought it
    shard     INTEGER NOT NULL REFERENCES shards (shard),  -- that brought it
    exact     BLOB                            -- the record as JSON, only where the tables cannot hold it to the letter:
                                              -- half characters and NUL (U+FFFD in the tables), keys that are not
                                              -- known here, integers over 64 bits
);
CREATE INDEX reports_by_copy ON reports (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX reports_by_published ON reports (published);

-- By what later runs find the report that a new one is a near copy of: a hash of its words, and hashes of the bands of a
-- MinHash signature of its runs of three words. Of originals only, worked out from their texts.
CREATE TABLE copy_marks (
    mark   INTEGER NOT NULL,                  -- the hash
    report INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    PRIMARY KEY (mark, report)
) WITHOUT ROWID;

-- What made an item: a stage of reading, and a head of the encoder or a rule in it.
CREATE TABLE makers (
    maker   INTEGER PRIMARY KEY,              -- key
    stage   TEXT NOT NULL,                    -- of reading: entities, claims, ...
    made_by TEXT NOT NULL,                    -- head:NAME, rule:NAME or rule:FILE#LINE
    UNIQUE (stage, made_by)
);


-- The layers of the record --------------------------------------------------------------------------------------------
-- maker, inputs and probability are the same in all: what made the item (makers), the ids of the items it was made from
-- (a JSON array), and the probability that the head gives it (NULL: a rule made it).

-- Sentences, in the order of the text.
CREATE TABLE sentences (
    sentence   INTEGER PRIMARY KEY,           -- key
    report     INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    number     INTEGER NOT NULL,              -- in the report, counted from 1
    span_start INTEGER NOT NULL,              -- its words
    span_end   INTEGER NOT NULL               -- past their last letter
);
CREATE INDEX sentences_by_report ON sentences (report, number);

-- Parties, places and speakers. The same name in two reports is two rows.
CREATE TABLE entities (
    entity      INTEGER PRIMARY KEY,          -- key
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    name        TEXT NOT NULL,                -- the fullest name in the report
    kind        TEXT NOT NULL,                -- state, government, military, person, ...
    country     TEXT,                         -- ISO 3166 alpha-3
    sector      TEXT,                         -- a PLOVER sector: GOV, MIL, REB, ...
    what        TEXT,                         -- role or description, in the words of the report
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL                          -- that the head gives it; NULL: a rule made it
);
CREATE INDEX entities_by_report ON entities (report, n);
CREATE INDEX entities_by_name ON entities (name COLLATE NOCASE);

-- One event as one chain of voices tells it.
CREATE TABLE claims (
    claim         INTEGER PRIMARY KEY,        -- key
    report        INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n             INTEGER NOT NULL,           -- place in the list
    id            TEXT NOT NULL,              -- of the record
    sentence      INTEGER REFERENCES sentences (sentence),  -- that holds it
    trigger_start INTEGER NOT NULL,           -- the word that names the event
    trigger_end   INTEGER NOT NULL,           -- past its last letter
    type          TEXT NOT NULL,              -- PLOVER: AGREE, CONSULT, ... ASSAULT
    mode          TEXT,                       -- PLOVER, within the type: arrest, aerial, ...
    mood          TEXT NOT NULL,              -- happened, ongoing, planned, possible, wanted, not
    time_start    INTEGER,                    -- the words that tell the time
    time_end      INTEGER,                    -- past their last letter
    time_value    TEXT,                       -- ISO 8601: 2023-04-06, 2023-W14, 2016/2020, 1989/
    maker         INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs        TEXT NOT NULL,              -- ids of the items it was made from, a JSON array
    probability   REAL,                       -- that the head gives it; NULL: a rule made it
    -- worked out from the above, for counting
    published     TEXT,                       -- the day of the report; NULL where that is no day of the calendar
    day_first     TEXT,                       -- first and last day that the event may cover: of time_value, or, where
    day_last      TEXT,                       -- that is NULL, the day of the report; NULL: unknown, or open ("since")
    quad          INTEGER,                    -- 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict
    score         REAL,                       -- PLOVER's score of type and mode, -10 (conflict) to 10 (cooperation)
    paper         INTEGER NOT NULL            -- 1: the paper says so itself, there are no voices
);
CREATE INDEX claims_by_report ON claims (report, n);
CREATE INDEX claims_by_sentence ON claims (sentence);
CREATE INDEX claims_by_id ON claims (id);
-- these two hold all that series and filters over codes need, so that counting does not touch the table
CREATE INDEX claims_by_day ON claims (day_first, day_last, type, mode, mood, quad, score, paper, probability);
CREATE INDEX claims_by_published ON claims (published, type, mode, mood, quad, score, paper, probability);

-- Who stands in which role in a claim.
CREATE TABLE claim_parties (
    claim      INTEGER NOT NULL REFERENCES claims (claim),  -- whose it is
    role       TEXT NOT NULL,                 -- actor, recipient or place
    n          INTEGER NOT NULL,              -- place in the list of this role
    entity     INTEGER REFERENCES entities (entity),  -- who; NULL: not among the entities of the report
    span_start INTEGER,                       -- the words; NULL where the sentence leaves the party out
    span_end   INTEGER,                       -- past their last letter
    country    TEXT,                          -- that of the entity, for finding claims by it
    PRIMARY KEY (claim, role, n)
) WITHOUT ROWID;
CREATE INDEX claim_parties_by_country ON claim_parties (role, country, claim);
CREATE INDEX claim_parties_by_entity ON claim_parties (entity, role, claim);

-- Countries that face each other in a claim, each pair once.
CREATE TABLE dyads (
    actor     TEXT NOT NULL,                  -- country of an actor
    recipient TEXT NOT NULL,                  -- country of a recipient; where mutual, of another actor
    claim     INTEGER NOT NULL REFERENCES claims (claim),  -- whose it is
    mutual    INTEGER NOT NULL,               -- 1: a two-sided event (talks, clashes), all of whose parties are actors;
                                              -- such a claim has both directions
    PRIMARY KEY (actor, recipient, claim)
) WITHOUT ROWID;
CREATE INDEX dyads_by_claim ON dyads (claim);

-- Numbers of dead, injured, arrested, ... in a claim.
CREATE TABLE claim_counts (
    claim INTEGER NOT NULL REFERENCES claims (claim),  -- whose it is
    n     INTEGER NOT NULL,                   -- place among the counts
    what  TEXT NOT NULL,                      -- dead, injured, arrested, people, ...
    value TEXT NOT NULL,                      -- 6, >=10, ~dozens
    PRIMARY KEY (claim, n)
) WITHOUT ROWID;

-- Standing relations between two sides, as told.
CREATE TABLE ties (
    tie         INTEGER PRIMARY KEY,          -- key
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    sentence    INTEGER REFERENCES sentences (sentence),  -- that holds it
    cue_start   INTEGER NOT NULL,             -- the words that tell the relation
    cue_end     INTEGER NOT NULL,             -- past their last letter
    relation    TEXT NOT NULL,                -- ally, rival, at-war, member, supplier, ...
    what        TEXT,                         -- what is supplied or disputed
    time_start  INTEGER,                      -- the words that tell the time
    time_end    INTEGER,                      -- past their last letter
    time_value  TEXT,                         -- ISO 8601, as in claims
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL                          -- that the head gives it; NULL: a rule made it
);
CREATE INDEX ties_by_report ON ties (report, n);

-- Who stands on which side of a tie.
CREATE TABLE tie_parties (
    tie        INTEGER NOT NULL REFERENCES ties (tie),  -- whose it is
    side       TEXT NOT NULL,                 -- a or b
    n          INTEGER NOT NULL,              -- place in the list of this side
    entity     INTEGER REFERENCES entities (entity),  -- who; NULL: not among the entities of the report
    span_start INTEGER,                       -- its words
    span_end   INTEGER,                       -- past their last letter
    PRIMARY KEY (tie, side, n)
) WITHOUT ROWID;
CREATE INDEX tie_parties_by_entity ON tie_parties (entity, side, tie);

-- Numbers, as told.
CREATE TABLE figures (
    figure      INTEGER PRIMARY KEY,          -- key
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    sentence    INTEGER REFERENCES sentences (sentence),  -- that holds it
    span_start  INTEGER NOT NULL,             -- its words
    span_end    INTEGER NOT NULL,             -- past their last letter
    value       TEXT,                         -- 69, 10..20, >=10, ~dozens
    unit        TEXT,                         -- percent, USD, people, barrel/day, ...
    of          TEXT,                         -- what it is a number of, in the words of the report
    period      TEXT,                         -- ISO 8601
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL                          -- that the head gives it; NULL: a rule made it
);
CREATE INDEX figures_by_report ON figures (report, n);

-- On whose say-so: one speaker, or several who speak together, in the chain over a claim, a tie or a figure.
-- An item without voices is told by the paper itself.
CREATE TABLE voices (
    voice     INTEGER PRIMARY KEY,            -- key
    claim     INTEGER REFERENCES claims (claim),  -- the item that it stands over: one of three
    tie       INTEGER REFERENCES ties (tie),  -- that it stands over
    figure    INTEGER REFERENCES figures (figure),  -- that it stands over
    level     INTEGER NOT NULL,               -- 0 is the outermost voice, 1 the one that it cites, ...
    cue_start INTEGER,                        -- "said", "according to"; NULL: carried over from an earlier sentence
    cue_end   INTEGER,                        -- past their last letter
    stance    TEXT NOT NULL                   -- asserts, alleges, denies, doubts, fears, expects, promises, ...
);
CREATE INDEX voices_by_claim ON voices (claim, level) WHERE claim IS NOT NULL;
CREATE INDEX voices_by_tie ON voices (tie, level) WHERE tie IS NOT NULL;
CREATE INDEX voices_by_figure ON voices (figure, level) WHERE figure IS NOT NULL;
CREATE INDEX voices_by_stance ON voices (stance, claim);

-- Who speaks; a voice without a row here is one that nobody names ("reportedly").
CREATE TABLE speakers (
    voice   INTEGER NOT NULL REFERENCES voices (voice),  -- whose it is
    n       INTEGER NOT NULL,                 -- place among those who speak together
    entity  INTEGER REFERENCES entities (entity),  -- who; NULL: not among the entities of the report
    country TEXT,                             -- that of the entity, for finding claims by it
    PRIMARY KEY (voice, n)
) WITHOUT ROWID;
CREATE INDEX speakers_by_country ON speakers (country, voice);
CREATE INDEX speakers_by_entity ON speakers (entity, voice);

-- Time expressions (TimeML) and the days that they mean.
CREATE TABLE times (
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    span_start  INTEGER NOT NULL,             -- its words
    span_end    INTEGER NOT NULL,             -- past their last letter
    type        TEXT NOT NULL,                -- DATE, TIME, DURATION, SET
    value       TEXT,                         -- TimeML: 2023-04, P3D, PAST_REF; NULL: cannot be worked out
    day_first   TEXT,                         -- first and last day that it may cover
    day_last    TEXT,                         -- and last
    grain       TEXT,                         -- day, week, month, quarter, year, decade, century
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL,                         -- that the head gives it; NULL: a rule made it
    PRIMARY KEY (report, n)
) WITHOUT ROWID;

-- Who is given as saying which words; the spans of its parts are in attribution_spans.
CREATE TABLE attributions (
    attribution INTEGER PRIMARY KEY,          -- key
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL                          -- that the head gives it; NULL: a rule made it
);
CREATE INDEX attributions_by_report ON attributions (report, n);

-- The words of the three parts of an attribution.
CREATE TABLE attribution_spans (
    attribution INTEGER NOT NULL REFERENCES attributions (attribution),  -- whose it is
    part        TEXT NOT NULL,                -- source, cue or content; each may be broken into several spans
    n           INTEGER NOT NULL,             -- place among the spans of this part
    span_start  INTEGER NOT NULL,             -- its words
    span_end    INTEGER NOT NULL,             -- past their last letter
    PRIMARY KEY (attribution, part, n)
) WITHOUT ROWID;

-- Words that name an entity, and words that stand for one.
CREATE TABLE mentions (
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    reference   INTEGER NOT NULL,             -- 0: a name; 1: a pronoun or noun phrase (the record's "references")
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    span_start  INTEGER NOT NULL,             -- its words
    span_end    INTEGER NOT NULL,             -- past their last letter
    label       TEXT NOT NULL,                -- Person, Location, Organization, NORP, Pronoun, Nominal, ...
    entity      INTEGER REFERENCES entities (entity),  -- NULL: it is not known whom it means
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL,                         -- that the head gives it; NULL: a rule made it
    PRIMARY KEY (report, reference, n)
) WITHOUT ROWID;

-- Passes of the encoder, which items name among their inputs.
CREATE TABLE signals (
    report      INTEGER NOT NULL REFERENCES reports (report),  -- whose it is
    n           INTEGER NOT NULL,             -- place in the list
    id          TEXT NOT NULL,                -- of the record
    maker       INTEGER NOT NULL REFERENCES makers (maker),  -- what made it
    inputs      TEXT NOT NULL,                -- ids of the items it was made from, a JSON array
    probability REAL,                         -- that the head gives it; NULL: a rule made it
    PRIMARY KEY (report, n)
) WITHOUT ROWID;

-- What could not be read, and what to do about it.
CREATE TABLE problems (
    problem     INTEGER PRIMARY KEY,          -- key
    report      INTEGER REFERENCES reports (report),  -- NULL: it never became a report; then source tells where
    n           INTEGER,                      -- place in the list
    id          TEXT,                         -- of the record
    what        TEXT NOT NULL,                -- what is wrong, and why
    span_start  INTEGER,                      -- where in the report; NULL: all of it
    span_end    INTEGER,                      -- past their last letter
    advice      TEXT NOT NULL,                -- what to do
    maker       INTEGER REFERENCES makers (maker),  -- what made it
    inputs      TEXT,                         -- ids of the items it was made from, a JSON array
    probability REAL,                         -- that the head gives it; NULL: a rule made it
    source      TEXT,                         -- file, line or address of what was refused
    run         INTEGER NOT NULL REFERENCES runs (run)  -- that met it
);
CREATE INDEX problems_by_report ON problems (report, n);
CREATE UNIQUE INDEX problems_refused ON problems (source, what, advice) WHERE report IS NULL;


-- Full text -----------------------------------------------------------------------------------------------------------
-- Words are folded (case, accents), not stemmed: arrest* finds arrests and arrested. Neither index keeps a second copy
-- of the words; whoever deletes a report has to tell both of them (write/forget_words.sql).

-- All reports, copies too. rowid = reports.report; in double quotes, by which Datasette finds it
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content="reports", content_rowid = 'report', tokenize = 'unicode61 remove_diacritics 2'
);

-- Sentences that hold a claim, with their words.
CREATE VIEW claim_sentences AS
SELECT s.sentence, s.report, s.number, substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS words
FROM sentences AS s
JOIN reports AS r ON r.report = s.report
WHERE EXISTS (SELECT 1 FROM claims AS c WHERE c.sentence = s.sentence);

-- rowid = sentences.sentence
CREATE VIRTUAL TABLE sentence_words USING fts5 (
    words, content = 'claim_sentences', content_rowid = 'sentence', tokenize = 'unicode61 remove_diacritics 2'
);


-- To look at ----------------------------------------------------------------------------------------------------------

-- Claims, in words: who did what to whom, when, where, and on whose say-so (voices: outermost first; NULL: the paper).
CREATE VIEW claims_readable AS
SELECT
    c.claim,
    c.id,
    r.id AS report,
    r.source,
    c.published,
    c.day_first,
    c.day_last,
    (SELECT group_concat(name, ', ') FROM (
        SELECT e.name FROM claim_parties AS p JOIN entities AS e ON e.entity = p.entity
        WHERE p.claim = c.claim AND p.role = 'actor' ORDER BY p.n)) AS actors,
    c.type,
    c.mode,
    (SELECT group_concat(name, ', ') FROM (
        SELECT e.name FROM claim_parties AS p JOIN entities AS e ON e.entity = p.entity
        WHERE p.claim = c.claim AND p.role = 'recipient' ORDER BY p.n)) AS recipients,
    (SELECT e.name FROM claim_parties AS p JOIN entities AS e ON e.entity = p.entity
        WHERE p.claim = c.claim AND p.role = 'place') AS place,
    c.mood,
    (SELECT group_concat(told, ' > ') FROM (
        SELECT coalesce((SELECT group_concat(name, ' and ') FROM (
            SELECT e.name FROM speakers AS s JOIN entities AS e ON e.entity = s.entity
            WHERE s.voice = v.voice ORDER BY s.n)), 'somebody unnamed') || ' ' || v.stance AS told
        FROM voices AS v WHERE v.claim = c.claim ORDER BY v.level)) AS voices,  -- outermost first; NULL: the paper
    (SELECT group_concat(what || ' ' || value, ', ') FROM (
        SELECT what, value FROM claim_counts AS k WHERE k.claim = c.claim ORDER BY k.n)) AS counts,
    c.quad,
    c.score,
    c.probability,
    substr(r.text, c.trigger_start + 1, c.trigger_end - c.trigger_start) AS trigger_words,
    substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS sentence
FROM claims AS c
JOIN reports AS r ON r.report = c.report
LEFT JOIN sentences AS s ON s.sentence = c.sentence;

-- Ties, in words.
CREATE VIEW ties_readable AS
SELECT
    t.tie,
    t.id,
    r.id AS report,
    r.published,
    (SELECT group_concat(name, ', ') FROM (
        SELECT e.name FROM tie_parties AS p JOIN entities AS e ON e.entity = p.entity
        WHERE p.tie = t.tie AND p.side = 'a' ORDER BY p.n)) AS a,
    t.relation,
    t.what,
    (SELECT group_concat(name, ', ') FROM (
        SELECT e.name FROM tie_parties AS p JOIN entities AS e ON e.entity = p.entity
        WHERE p.tie = t.tie AND p.side = 'b' ORDER BY p.n)) AS b,
    t.time_value,
    (SELECT group_concat(told, ' > ') FROM (
        SELECT coalesce((SELECT group_concat(name, ' and ') FROM (
            SELECT e.name FROM speakers AS s JOIN entities AS e ON e.entity = s.entity
            WHERE s.voice = v.voice ORDER BY s.n)), 'somebody unnamed') || ' ' || v.stance AS told
        FROM voices AS v WHERE v.tie = t.tie ORDER BY v.level)) AS voices,
    substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS sentence
FROM ties AS t
JOIN reports AS r ON r.report = t.report
LEFT JOIN sentences AS s ON s.sentence = t.sentence;

-- Figures, in words.
CREATE VIEW figures_readable AS
SELECT
    f.figure,
    f.id,
    r.id AS report,
    r.published,
    f.value,
    f.unit,
    f.of,
    f.period,
    (SELECT group_concat(told, ' > ') FROM (
        SELECT coalesce((SELECT group_concat(name, ' and ') FROM (
            SELECT e.name FROM speakers AS s JOIN entities AS e ON e.entity = s.entity
            WHERE s.voice = v.voice ORDER BY s.n)), 'somebody unnamed') || ' ' || v.stance AS told
        FROM voices AS v WHERE v.figure = f.figure ORDER BY v.level)) AS voices,
    substr(r.text, s.span_start + 1, s.span_end - s.span_start) AS sentence
FROM figures AS f
JOIN reports AS r ON r.report = f.report
LEFT JOIN sentences AS s ON s.sentence = f.sentence;

-- Reports, and how much was read out of each.
CREATE VIEW reports_readable AS
SELECT
    r.report,
    r.id,
    r.published,
    r.title,
    r.source,
    (SELECT count(*) FROM claims AS c WHERE c.report = r.report) AS claims,
    (SELECT count(*) FROM ties AS t WHERE t.report = r.report) AS ties,
    (SELECT count(*) FROM figures AS f WHERE f.report = r.report) AS figures,
    (SELECT count(*) FROM problems AS p WHERE p.report = r.report) AS problems,
    r.copy_of,
    (SELECT count(*) FROM reports AS c WHERE c.copy_of = r.id) AS copies
FROM reports AS r;
