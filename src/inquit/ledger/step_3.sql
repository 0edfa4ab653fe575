-- What makes version 4 of version 3; `tallies.fill` fills it.  A step is never changed: files were made by it.

CREATE TABLE IF NOT EXISTS tallies (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id),
    version_id INTEGER NOT NULL REFERENCES versions(id),
    outlet_id INTEGER REFERENCES outlets(id),
    published TEXT,
    words INTEGER NOT NULL,
    packed BLOB NOT NULL
);
