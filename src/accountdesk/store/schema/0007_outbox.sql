-- What is to be written to sources: only by the desk that recorded it, after a yes for the source.

CREATE TABLE writes(                 -- sources that somebody has said yes to
  source TEXT PRIMARY KEY,           -- the tenant key
  takes TEXT NOT NULL                -- JSON: kinds it takes, each with what can be done with them;
                                     -- under "fields" the account's fields that it takes
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox(
  id INTEGER PRIMARY KEY,            -- the order in which an account's rows are sent
  source TEXT NOT NULL,
  record TEXT NOT NULL,              -- the account's key there
  account INTEGER NOT NULL,          -- the account under which the entry stands
  entry BLOB NOT NULL,
  op TEXT NOT NULL,                  -- write, change, undo, field
  field TEXT NOT NULL DEFAULT '',    -- the field, by our name; else empty
  state TEXT NOT NULL,               -- pending, sending, retry, unknown, rejected, conflict, parked
  due INTEGER,                       -- UTC milliseconds from which on; NULL: when a person says so
  since INTEGER NOT NULL,            -- UTC milliseconds at which it was recorded
  tries INTEGER NOT NULL DEFAULT 0,
  began INTEGER NOT NULL DEFAULT 0,  -- 1: a request may have arrived whose answer nobody has
  made TEXT NOT NULL DEFAULT '{}',   -- JSON: what steps that are done have given, by their number;
                                     -- of a field what stood there, was written, stands there now
  said TEXT NOT NULL DEFAULT ''      -- why it was not sent, in the source's own words
) STRICT;
CREATE INDEX outbox_ahead ON outbox(source, account, id) WHERE due IS NOT NULL;
CREATE INDEX outbox_due ON outbox(source, due) WHERE due IS NOT NULL;
CREATE INDEX outbox_entry ON outbox(entry);
CREATE INDEX outbox_stuck ON outbox(id) WHERE due IS NULL;
-- A field has one row, which writes what the team says of it when it is sent.
CREATE UNIQUE INDEX outbox_field ON outbox(record, field) WHERE field<>'';
