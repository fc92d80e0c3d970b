-- Sources that are pulled: where each of their lists stands, and who is at it.

CREATE TABLE pull(
  source TEXT NOT NULL,              -- the tenant key
  list TEXT NOT NULL,
  way TEXT NOT NULL,                 -- changed (or all), deleted, sweep
  since TEXT,                        -- the source's mark: what was seen; NULL: nothing was yet
  going TEXT,                        -- the way that was begun and not ended: all, changed, ...
  place TEXT,                        -- where it was left, as the source made it; NULL: nowhere
  ended_at INTEGER,                  -- UTC milliseconds of the last way that came to its end
  PRIMARY KEY (source, list, way)
) STRICT, WITHOUT ROWID;

CREATE TABLE listed(                 -- what the ways under way have seen: the rest has gone
  source TEXT NOT NULL,
  list TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (source, list, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease(                  -- one program at a time
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL             -- UTC milliseconds
) STRICT, WITHOUT ROWID;

CREATE TABLE pause(                  -- a source wants to be left alone; all programs keep to it
  source TEXT PRIMARY KEY,
  until INTEGER NOT NULL             -- UTC milliseconds
) STRICT, WITHOUT ROWID;

-- A CRM's record has no line, but an id.
ALTER TABLE set_aside ADD COLUMN record TEXT NOT NULL DEFAULT '';
DROP INDEX set_aside_place;
CREATE UNIQUE INDEX set_aside_place ON set_aside(source, file, line, record, field);
