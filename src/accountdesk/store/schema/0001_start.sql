-- What people and sources said. Never rewritten by the program, never thrown away.

CREATE TABLE meta(
  key TEXT PRIMARY KEY,              -- desk, day, pinned, fold_version, newest_at
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE word(                   -- texts that many rows share: kinds, claims, desks, tenants
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account(
  id INTEGER PRIMARY KEY,            -- 0 stands for the team and has no row
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,           -- order of arrival in this store; means nothing elsewhere
  id BLOB NOT NULL,
  note BLOB NOT NULL,
  at INTEGER NOT NULL,               -- UTC milliseconds
  desk INTEGER NOT NULL,
  by INTEGER NOT NULL,
  account INTEGER NOT NULL,          -- 0: the team
  kind INTEGER NOT NULL,
  body TEXT NOT NULL                 -- a JSON object, verbatim
) STRICT;
CREATE UNIQUE INDEX entry_id ON entry(id);
CREATE INDEX entry_account ON entry(account);
CREATE INDEX entry_note ON entry(note);
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'entries are immutable'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'entries are kept'); END;

CREATE TABLE fact(
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,                 -- <tenant key>:<record id>
  account INTEGER NOT NULL,          -- 0: the team
  hash BLOB NOT NULL,                -- of what the source sent; equal hash, nothing new
  known TEXT NOT NULL                -- the columns that we understand, a record of core as JSON
) STRICT;
CREATE UNIQUE INDEX fact_key ON fact(kind, key);
CREATE INDEX fact_account ON fact(account);

CREATE TABLE fact_raw(               -- what the source sent; cold, so that facts stay dense
  fact INTEGER PRIMARY KEY,
  raw TEXT NOT NULL
) STRICT;

-- Projections: what lists read. Everything below can be made again from the above (rebuild).

CREATE TABLE dirty(account INTEGER PRIMARY KEY) STRICT;   -- to be folded again

CREATE TABLE joined(                 -- live `same_account` entries: account says it is other
  account INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (account, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX joined_other ON joined(other);

CREATE TABLE card(                   -- how an account is found, and when its readings change
  account INTEGER PRIMARY KEY,
  part_of INTEGER NOT NULL,          -- the account that speaks for the joined ones; often itself
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,            -- folded
  changes_on INTEGER                 -- proleptic day number; NULL: never by time alone
) STRICT;
CREATE INDEX card_name ON card(name_key, account);
CREATE INDEX card_turns ON card(changes_on) WHERE changes_on IS NOT NULL;

CREATE TABLE desk_row(               -- the lists, in their order
  seat INTEGER NOT NULL,             -- 0 hunter, 1 farmer
  grp INTEGER NOT NULL,              -- 0 make right, 1 due, 2 stay close, 3 in order
  calm INTEGER NOT NULL,             -- 100 - points, so that every column ascends
  name_key TEXT NOT NULL,
  key TEXT NOT NULL,                 -- the account's, so that equal names stand alike everywhere
  account INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (seat, grp, calm, name_key, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_row_account ON desk_row(account);

CREATE TABLE tally(                  -- rows a group has; count(*) over a million rows takes 23 ms
  seat INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (seat, grp)
) STRICT, WITHOUT ROWID;
INSERT INTO tally VALUES (0,0,0),(0,1,0),(0,2,0),(0,3,0),(1,0,0),(1,1,0),(1,2,0),(1,3,0);
CREATE TRIGGER desk_row_counted AFTER INSERT ON desk_row
  BEGIN UPDATE tally SET n = n + 1 WHERE seat = new.seat AND grp = new.grp; END;
CREATE TRIGGER desk_row_gone AFTER DELETE ON desk_row
  BEGIN UPDATE tally SET n = n - 1 WHERE seat = old.seat AND grp = old.grp; END;
