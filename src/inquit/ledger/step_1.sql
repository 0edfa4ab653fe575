-- What makes version 2 of version 1.  A step is never changed: files were made by it.

CREATE TABLE IF NOT EXISTS compared (
    statement_id INTEGER PRIMARY KEY REFERENCES statements(id) ON DELETE CASCADE,
    rules INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS matches (
    one_id INTEGER NOT NULL REFERENCES statements(id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES statements(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one_id, other_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS matches_by_other ON matches(other_id);
CREATE TRIGGER IF NOT EXISTS compared_again AFTER UPDATE OF words, mode, person_id, speaker_id, day, current ON statements
WHEN OLD.words IS NOT NEW.words OR OLD.mode IS NOT NEW.mode OR OLD.person_id IS NOT NEW.person_id
    OR OLD.speaker_id IS NOT NEW.speaker_id OR OLD.day IS NOT NEW.day OR OLD.current IS NOT NEW.current
BEGIN
    DELETE FROM compared WHERE statement_id = OLD.id;
    DELETE FROM matches WHERE one_id = OLD.id OR other_id = OLD.id;
END;

CREATE TABLE IF NOT EXISTS meaning (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    model TEXT NOT NULL,
    dimensions INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS vectors (
    statement_id INTEGER PRIMARY KEY REFERENCES statements(id) ON DELETE CASCADE,
    words_crc INTEGER NOT NULL,
    vector BLOB NOT NULL
);

CREATE TABLE IF NOT EXISTS vector_codes (
    block INTEGER PRIMARY KEY,
    codes BLOB NOT NULL
);
CREATE TRIGGER IF NOT EXISTS vectors_delete AFTER DELETE ON vectors BEGIN
    UPDATE vector_codes
    SET codes = CAST(
        substr(codes, 1, OLD.statement_id % 4096 * (length(OLD.vector) / 8)) || zeroblob(length(OLD.vector) / 8)
        || substr(codes, (OLD.statement_id % 4096 + 1) * (length(OLD.vector) / 8) + 1) AS BLOB
    )
    WHERE block = OLD.statement_id / 4096 AND length(codes) > OLD.statement_id % 4096 * (length(OLD.vector) / 8);
END;
CREATE TRIGGER IF NOT EXISTS vectors_of_other_words AFTER UPDATE OF words ON statements WHEN OLD.words IS NOT NEW.words BEGIN
    DELETE FROM vectors WHERE statement_id = NEW.id;
END;
CREATE TRIGGER IF NOT EXISTS vectors_of_the_superseded AFTER UPDATE OF current ON statements WHEN OLD.current AND NOT NEW.current BEGIN
    DELETE FROM vectors WHERE statement_id = NEW.id;
END;

CREATE INDEX IF NOT EXISTS statements_by_confidence ON statements(confidence) WHERE current = 1 AND confidence IS NOT NULL;
