-- The ledger: one SQLite file that keeps who said what, and can prove it.
--
-- Version 4 (PRAGMA user_version); step_1.sql and so on bring older files here.
--   1  the ledger
--   2  compared, matches; meaning, vectors, vector_codes; statements_by_confidence
--   3  followed
--   4  tallies
--
-- Two kinds of tables:
--   kept      outlets, articles, versions, sources, readings, events, removals: what was seen, what a reader made of it
--             and what people said about that.  Nothing here is ever overwritten; triggers hold that.
--   derived   speakers, people, statements, times, statements_fts: what stands now, made from the kept ones so that it
--             can be searched; tallies, matches and vectors, made from statements.  `inquit doctor` makes them again.
--
-- Every offset counts Unicode code points from 0, half-open.  substr() counts code points from 1, so that
--   substr(versions.text, start + 1, stop - start)
-- shows the characters of a range.  Times are ISO 8601; those that the ledger sets itself (added, fetched, at) are UTC.
-- `id` is a row's number in this file; `short_id` is the id that commands, links and exports use, the same everywhere.


-- kept -----------------------------------------------------------------------------------------------------------------

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- A story under one address, whatever its text is at the moment.  Without an address, one text is one article.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    short_id TEXT NOT NULL UNIQUE,                  -- a + hash of the address, or of the text where there is none
    title TEXT,                                     -- the headline of the current version
    url TEXT UNIQUE,                                -- without its fragment; null: not known, or removed
    outlet_id INTEGER REFERENCES outlets(id),       -- of the current version
    current_version_id INTEGER REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED   -- null: removed
);
CREATE INDEX articles_by_outlet ON articles(outlet_id);

-- One text of an article, exactly as it was read.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    number INTEGER NOT NULL,                        -- 1, 2, … in the order of adding
    sha256 TEXT NOT NULL,                           -- of the text's UTF-8 bytes
    text TEXT NOT NULL,
    added TEXT NOT NULL,
    title TEXT,
    outlet_id INTEGER REFERENCES outlets(id),
    published TEXT,
    modified TEXT,
    language TEXT,
    given_id TEXT,                                  -- the id that the input gave the article
    details TEXT,                                   -- JSON: authors, published_candidates, warnings, extra, url as given
    current_reading_id INTEGER REFERENCES readings(id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (article_id, number),
    UNIQUE (article_id, sha256)
);
CREATE INDEX versions_by_text ON versions(sha256);
CREATE INDEX versions_by_date ON versions(published);

-- The bytes that a version was made from, where they were kept.
CREATE TABLE sources (
    version_id INTEGER PRIMARY KEY REFERENCES versions(id),
    place TEXT NOT NULL,                            -- the path, or the address that was asked for
    final_url TEXT,                                 -- the address that answered, after redirects; null: not fetched
    fetched TEXT NOT NULL,
    sha256 TEXT NOT NULL,                           -- of the bytes as they came
    size_bytes INTEGER NOT NULL,
    packed BLOB NOT NULL                            -- the bytes, as zlib (RFC 1950)
);

CREATE INDEX sources_by_place ON sources(place);
CREATE INDEX sources_by_final_url ON sources(final_url) WHERE final_url IS NOT NULL;

-- What one reader made of one version.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    added TEXT NOT NULL,
    reader TEXT,                                    -- version of the program; null: made by hand or not told
    model TEXT,
    statements INTEGER NOT NULL,                    -- how many
    sha256 TEXT NOT NULL,                           -- of the record
    packed BLOB NOT NULL                            -- speakers, statements, times in the reading format: JSON, as zlib
);
CREATE INDEX readings_by_version ON readings(version_id);

-- What people said about it: corrections, joined and parted people, and what was taken back.  A log: rows are only added.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,                             -- correct, strike, add, confirm, undo; for others see *_events.py
    article_id INTEGER REFERENCES articles(id),
    statement_id INTEGER REFERENCES statements(id),
    person_id INTEGER REFERENCES people(id),
    field TEXT,                                     -- the field of the statement, as the reading format names it
    value TEXT,                                     -- JSON: what it is, after this event
    was TEXT,                                       -- JSON: what stood there before
    why TEXT,
    undoes INTEGER REFERENCES events(id)            -- the event that this one takes back
);
CREATE INDEX events_by_statement ON events(statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX events_by_article ON events(article_id) WHERE article_id IS NOT NULL;
CREATE INDEX events_by_person ON events(person_id) WHERE person_id IS NOT NULL;
CREATE INDEX events_undone ON events(undoes) WHERE undoes IS NOT NULL;

-- Articles that were taken out for good: the text is gone, this line stays.
CREATE TABLE removals (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    texts TEXT NOT NULL                             -- JSON: the SHA-256 of every text that there was
);

-- Feeds that are followed and pages that they listed, for `inquit follow`.  Rows change as feeds are asked again.
CREATE TABLE followed (
    url TEXT PRIMARY KEY,
    feed TEXT,                                      -- the feed that listed it; null: it is a feed that somebody named
    kind TEXT NOT NULL,                             -- feed, page
    told TEXT,                                      -- JSON: what the feed says of a page: title, published, updated, outlet
    etag TEXT,                                      -- of the last answer (RFC 9110, section 8.8.3)
    last_modified TEXT,
    seen TEXT NOT NULL,                             -- when it was first listed or named, UTC
    checked TEXT,                                   -- when it last answered; null: never
    due TEXT,                                       -- not to be asked before; null: not again
    failures INTEGER NOT NULL DEFAULT 0,            -- in a row
    error TEXT                                      -- the last one
) WITHOUT ROWID;
CREATE INDEX followed_by_due ON followed(due) WHERE due IS NOT NULL;

CREATE TRIGGER versions_keep_their_text BEFORE UPDATE OF article_id, number, sha256, text, added ON versions BEGIN
    SELECT RAISE(ABORT, 'the text of a version never changes: a new text is a new version');
END;
CREATE TRIGGER versions_stay BEFORE DELETE ON versions
WHEN OLD.article_id NOT IN (SELECT article_id FROM removals) BEGIN
    SELECT RAISE(ABORT, 'a version is only deleted with its article: inquit remove');
END;
CREATE TRIGGER readings_never_change BEFORE UPDATE ON readings BEGIN
    SELECT RAISE(ABORT, 'a reading never changes: corrections stand beside it');
END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings
WHEN (SELECT article_id FROM versions WHERE id = OLD.version_id) NOT IN (SELECT article_id FROM removals) BEGIN
    SELECT RAISE(ABORT, 'a reading is only deleted with its article: inquit remove');
END;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'an event never changes: undo it with another');
END;
CREATE TRIGGER events_stay BEFORE DELETE ON events
WHEN OLD.article_id IS NULL OR OLD.article_id NOT IN (SELECT article_id FROM removals) BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted: undo it with another');
END;
CREATE TRIGGER removals_never_change BEFORE UPDATE ON removals BEGIN
    SELECT RAISE(ABORT, 'a removal never changes');
END;
CREATE TRIGGER removals_stay BEFORE DELETE ON removals BEGIN
    SELECT RAISE(ABORT, 'a removal is never deleted');
END;


-- derived --------------------------------------------------------------------------------------------------------------

-- One who speaks, across articles.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    short_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,                             -- as people renamed them, else as told
    told TEXT NOT NULL,                             -- the name as the first article has it
    kind TEXT NOT NULL,                             -- person, organization, group, document
    joined_by TEXT NOT NULL UNIQUE,                 -- what makes speakers this one: kind and name, or one article's speaker
    merged_into INTEGER REFERENCES people(id),      -- who stands for them, since somebody said they are one; null: themselves
    wikidata TEXT                                   -- Q-number; null: nobody told
);
CREATE INDEX people_by_name ON people(name COLLATE NOCASE);
CREATE INDEX people_merged ON people(merged_into) WHERE merged_into IS NOT NULL;

-- Which offices people hold and whom they speak for, as events tell: one side of a matter.
CREATE TABLE offices (
    event_id INTEGER PRIMARY KEY REFERENCES events(id),
    person_id INTEGER NOT NULL REFERENCES people(id),
    relation TEXT NOT NULL,                         -- holds, speaks for
    office TEXT,                                    -- mayor, spokeswoman; null: not told
    of TEXT,                                        -- Norvik, the ministry: as told; null: not told
    of_person_id INTEGER REFERENCES people(id) ON DELETE SET NULL,  -- the one of that name; null: none, or several
    since TEXT,                                     -- ISO 8601, as precise as told; null: not known
    until TEXT                                      -- null: still, or not known
);
CREATE INDEX offices_by_person ON offices(person_id);
CREATE INDEX offices_by_whom ON offices(of_person_id) WHERE of_person_id IS NOT NULL;

-- Articles in which a name means another one than elsewhere, as events tell.
CREATE TABLE partings (
    person_id INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
    article TEXT NOT NULL,                          -- short id
    into_id INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
    PRIMARY KEY (person_id, article)
) WITHOUT ROWID;

-- Names of people, those that a rename hides included.
CREATE VIRTUAL TABLE people_fts USING fts5(
    name, told, content="people", content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER people_fts_insert AFTER INSERT ON people BEGIN
    INSERT INTO people_fts(rowid, name, told) VALUES (NEW.id, NEW.name, NEW.told);
END;
CREATE TRIGGER people_fts_delete AFTER DELETE ON people BEGIN
    INSERT INTO people_fts(people_fts, rowid, name, told) VALUES ('delete', OLD.id, OLD.name, OLD.told);
END;
CREATE TRIGGER people_fts_update AFTER UPDATE OF name, told ON people
WHEN OLD.name IS NOT NEW.name OR OLD.told IS NOT NEW.told BEGIN
    INSERT INTO people_fts(people_fts, rowid, name, told) VALUES ('delete', OLD.id, OLD.name, OLD.told);
    INSERT INTO people_fts(rowid, name, told) VALUES (NEW.id, NEW.name, NEW.told);
END;

-- One who speaks in one version, as a reader found them or as a correction names them.
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions(id),
    reading_id INTEGER REFERENCES readings(id),     -- null: named by a correction
    key TEXT NOT NULL,                              -- the speaker's id in the reading
    name TEXT NOT NULL,
    kind TEXT NOT NULL,                             -- person, organization, group, anonymous, document
    role TEXT,
    person_id INTEGER REFERENCES people(id),        -- null: unnamed
    UNIQUE (version_id, reading_id, key)
);
CREATE INDEX speakers_by_person ON speakers(person_id);

-- One statement: a place in a version, with what stands about it now, corrections included.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    short_id TEXT NOT NULL UNIQUE,                  -- s + hash of article, text and place: any reader's, any machine's
    article_id INTEGER NOT NULL REFERENCES articles(id),
    version_id INTEGER NOT NULL REFERENCES versions(id),
    reading_id INTEGER REFERENCES readings(id),     -- the newest that holds it; null: a person added it
    outlet_id INTEGER REFERENCES outlets(id),
    speaker_id INTEGER REFERENCES speakers(id),     -- null: not known
    person_id INTEGER REFERENCES people(id),        -- the speaker's
    source TEXT NOT NULL,                           -- the words that name who speaks; empty: left out
    cue TEXT NOT NULL,                              -- the words that signal it
    words TEXT NOT NULL,                            -- what is attributed
    spans TEXT NOT NULL,                            -- JSON: source, cue, content, condition, addressee, setting, target
    start INTEGER NOT NULL,                         -- of the first of source, cue and content
    stop INTEGER NOT NULL,                          -- after the last
    mode TEXT NOT NULL,
    type TEXT,
    act TEXT,
    conditional INTEGER NOT NULL DEFAULT 0,
    negated INTEGER NOT NULL DEFAULT 0,
    hedged INTEGER NOT NULL DEFAULT 0,
    condition TEXT,                                 -- the words that state it
    said TEXT,                                      -- ISO 8601 or TIMEX3 value; null: not told
    said_basis TEXT,                                -- text, published; null: not told
    said_first TEXT,                                -- the first day that `said` can mean; null: not known
    said_last TEXT,                                 -- the last
    published TEXT,                                 -- the day of the version
    day TEXT NOT NULL DEFAULT '',                   -- said_first, else published, else empty: the order of time
    target_speaker_id INTEGER REFERENCES speakers(id),
    within_id INTEGER REFERENCES statements(id) DEFERRABLE INITIALLY DEFERRED,  -- the one whose content it stands in
    confidence REAL,
    current INTEGER NOT NULL,                       -- 1: in the newest reading of the newest version, and not struck out
    struck INTEGER NOT NULL DEFAULT 0,              -- 1: a person says that it is not a statement
    corrected INTEGER NOT NULL DEFAULT 0            -- 1: people changed something about it, or added it
);
CREATE INDEX statements_by_place ON statements(version_id, start);
CREATE INDEX statements_by_speaker ON statements(speaker_id);
-- The next four hold what filters and facets look at, so that a search reads the rows only of what it shows.
CREATE INDEX statements_by_person ON statements(person_id, day, current, act);
CREATE INDEX statements_by_day ON statements(day, current, person_id, act, outlet_id, published);
CREATE INDEX statements_by_published ON statements(published, day, current, act, outlet_id);
CREATE INDEX statements_by_id ON statements(id, day, current, person_id, act, outlet_id, published);
CREATE INDEX statements_by_outlet ON statements(outlet_id, published);
CREATE INDEX statements_by_act ON statements(act, published);
CREATE INDEX statements_within ON statements(within_id) WHERE within_id IS NOT NULL;
-- The least sure of those that stand, for people who check them.
CREATE INDEX statements_by_confidence ON statements(confidence) WHERE current = 1 AND confidence IS NOT NULL;

-- The time expressions of a version, as its current reading found them.
CREATE TABLE times (
    version_id INTEGER NOT NULL REFERENCES versions(id),
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    mod TEXT,
    anchor TEXT,
    PRIMARY KEY (version_id, start, stop, type)
) WITHOUT ROWID;

-- Words of statements: SELECT … WHERE statements_fts MATCH '"word"'; quote every word that a user types.
CREATE VIRTUAL TABLE statements_fts USING fts5(
    words, source, content="statements", content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER statements_fts_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts(rowid, words, source) VALUES (NEW.id, NEW.words, NEW.source);
END;
CREATE TRIGGER statements_fts_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts(statements_fts, rowid, words, source)
    VALUES ('delete', OLD.id, OLD.words, OLD.source);
END;
CREATE TRIGGER statements_fts_update AFTER UPDATE OF words, source ON statements
WHEN OLD.words IS NOT NEW.words OR OLD.source IS NOT NEW.source BEGIN
    INSERT INTO statements_fts(statements_fts, rowid, words, source)
    VALUES ('delete', OLD.id, OLD.words, OLD.source);
    INSERT INTO statements_fts(rowid, words, source) VALUES (NEW.id, NEW.words, NEW.source);
END;

-- What `stats` counts of an article that stands.
CREATE TABLE tallies (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id),
    version_id INTEGER NOT NULL REFERENCES versions(id),    -- the current one
    outlet_id INTEGER REFERENCES outlets(id),
    published TEXT,                                 -- as precise as the version tells, without the time
    words INTEGER NOT NULL,                         -- of the text
    packed BLOB NOT NULL                            -- 14 bytes for each statement that stands: see tallies.py
);

-- Statements that `compare` has looked at, by which version of its rules; one that changes is looked at again.
CREATE TABLE compared (
    statement_id INTEGER PRIMARY KEY REFERENCES statements(id) ON DELETE CASCADE,
    rules INTEGER NOT NULL
);

-- Pairs of statements that say the same in two articles; one_id < other_id.
CREATE TABLE matches (
    one_id INTEGER NOT NULL REFERENCES statements(id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES statements(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                             -- exact, cut, spliced, reworded, paraphrased
    score REAL NOT NULL,                            -- 0 to 1
    PRIMARY KEY (one_id, other_id)
) WITHOUT ROWID;
CREATE INDEX matches_by_other ON matches(other_id);
CREATE TRIGGER compared_again AFTER UPDATE OF words, mode, person_id, speaker_id, day, current ON statements
WHEN OLD.words IS NOT NEW.words OR OLD.mode IS NOT NEW.mode OR OLD.person_id IS NOT NEW.person_id
    OR OLD.speaker_id IS NOT NEW.speaker_id OR OLD.day IS NOT NEW.day OR OLD.current IS NOT NEW.current
BEGIN
    DELETE FROM compared WHERE statement_id = OLD.id;
    DELETE FROM matches WHERE one_id = OLD.id OR other_id = OLD.id;
END;

-- Which model made the vectors; one row, or none before `inquit index`.
CREATE TABLE meaning (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    model TEXT NOT NULL,                            -- its name and hash: vectors of two models do not compare
    dimensions INTEGER NOT NULL
);

-- What a statement's words mean, as a direction in space: the nearer two are, the more alike.  Only of statements that stand.
CREATE TABLE vectors (
    statement_id INTEGER PRIMARY KEY REFERENCES statements(id) ON DELETE CASCADE,
    words_crc INTEGER NOT NULL,                     -- CRC-32 of the words' UTF-8 bytes: another one, and the vector is stale
    vector BLOB NOT NULL                            -- int8, one for each dimension; only the direction counts
);

-- The signs of the same vectors, a bit each, of 4,096 statements side by side: what a search looks at first.
CREATE TABLE vector_codes (
    block INTEGER PRIMARY KEY,                      -- statement_id / 4096; within it statement_id % 4096 codes come before
    codes BLOB NOT NULL                             -- zeros where there is no vector; may end early
);
CREATE TRIGGER vectors_delete AFTER DELETE ON vectors BEGIN
    UPDATE vector_codes
    SET codes = CAST(
        substr(codes, 1, OLD.statement_id % 4096 * (length(OLD.vector) / 8)) || zeroblob(length(OLD.vector) / 8)
        || substr(codes, (OLD.statement_id % 4096 + 1) * (length(OLD.vector) / 8) + 1) AS BLOB
    )
    WHERE block = OLD.statement_id / 4096 AND length(codes) > OLD.statement_id % 4096 * (length(OLD.vector) / 8);
END;
CREATE TRIGGER vectors_of_other_words AFTER UPDATE OF words ON statements WHEN OLD.words IS NOT NEW.words BEGIN
    DELETE FROM vectors WHERE statement_id = NEW.id;
END;
CREATE TRIGGER vectors_of_the_superseded AFTER UPDATE OF current ON statements WHEN OLD.current AND NOT NEW.current BEGIN
    DELETE FROM vectors WHERE statement_id = NEW.id;
END;


-- to look at -----------------------------------------------------------------------------------------------------------

-- Every statement with its names: what stands now and, with current = 0, what stood before.
CREATE VIEW who_said_what AS
SELECT
    s.short_id AS id,
    coalesce(p.name, k.name, nullif(s.source, '')) AS who,
    k.role,
    k.kind,
    s.cue,
    s.words,
    s.act,
    s.type,
    s.mode,
    s.conditional,
    s.negated,
    s.hedged,
    s.condition,
    s.said,
    s.said_basis,
    v.published,
    o.name AS outlet,
    v.title,
    a.url,
    a.short_id AS article,
    v.number AS version,
    s.start,
    s.stop,
    p.short_id AS person,
    s.confidence,
    s.corrected,
    s.current
FROM statements s
JOIN articles a ON a.id = s.article_id
JOIN versions v ON v.id = s.version_id
LEFT JOIN outlets o ON o.id = v.outlet_id
LEFT JOIN speakers k ON k.id = s.speaker_id
LEFT JOIN people p ON p.id = s.person_id;

-- The log of what people said, readable: newest first.
CREATE VIEW corrections AS
SELECT
    e.id,
    e.at,
    e.who,
    e.what,
    a.short_id AS article,
    s.short_id AS statement,
    p.short_id AS person,
    e.field,
    e.was,
    e.value,
    e.why,
    e.undoes,
    (SELECT max(u.id) FROM events u WHERE u.undoes = e.id) AS undone_by
FROM events e
LEFT JOIN articles a ON a.id = e.article_id
LEFT JOIN statements s ON s.id = e.statement_id
LEFT JOIN people p ON p.id = e.person_id
ORDER BY e.id DESC;
