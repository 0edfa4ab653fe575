-- What makes version 3 of version 2.  A step is never changed: files were made by it.

CREATE TABLE IF NOT EXISTS followed (
    url TEXT PRIMARY KEY,
    feed TEXT,
    kind TEXT NOT NULL,
    told TEXT,
    etag TEXT,
    last_modified TEXT,
    seen TEXT NOT NULL,
    checked TEXT,
    due TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS followed_by_due ON followed(due) WHERE due IS NOT NULL;
