-- What sources sent and could not be used, and when they were last read.

ALTER TABLE fact ADD COLUMN gone TEXT;     -- ISO day on which the source had it no longer
CREATE INDEX fact_gone ON fact(kind, key) WHERE gone IS NOT NULL;

CREATE TABLE source(
  key TEXT PRIMARY KEY,              -- the tenant key
  read_at INTEGER NOT NULL,          -- UTC milliseconds of the last import that was finished
  lists_accounts INTEGER NOT NULL    -- whether it has ever sent a list of accounts
) STRICT, WITHOUT ROWID;

CREATE TABLE set_aside(              -- kept, listed by doctor; the next import of the file replaces it
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  field TEXT NOT NULL,               -- empty: the row as a whole
  reason TEXT NOT NULL,
  raw TEXT NOT NULL,
  whole INTEGER NOT NULL             -- 0: the rest of the row was used
) STRICT;
-- Two imports of one file at once set the same things aside.
CREATE UNIQUE INDEX set_aside_place ON set_aside(source, file, line, field);

-- Projections of goals.

CREATE TABLE contribution(           -- what accounts add to goals
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  flow TEXT NOT NULL,                -- won, kept
  day INTEGER NOT NULL,              -- proleptic day number
  currency TEXT NOT NULL,            -- empty: unknown
  left_on INTEGER NOT NULL,          -- day number of their leaving after it; 9999999: they stay
  cents INTEGER NOT NULL,
  n INTEGER NOT NULL,
  unknown INTEGER NOT NULL           -- of those, of unknown amount
) STRICT;
CREATE INDEX contribution_account ON contribution(account);

CREATE TABLE day_sum(                -- contributions of all accounts; goals read nothing else
  flow TEXT NOT NULL,
  day INTEGER NOT NULL,
  currency TEXT NOT NULL,
  left_on INTEGER NOT NULL,
  cents INTEGER NOT NULL,
  n INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  PRIMARY KEY (flow, day, currency, left_on)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contribution_counted AFTER INSERT ON contribution BEGIN
  INSERT INTO day_sum VALUES (new.flow, new.day, new.currency, new.left_on, new.cents, new.n, new.unknown)
    ON CONFLICT DO UPDATE SET
      cents = cents + excluded.cents, n = n + excluded.n, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER contribution_gone AFTER DELETE ON contribution BEGIN
  UPDATE day_sum SET cents = cents - old.cents, n = n - old.n, unknown = unknown - old.unknown
    WHERE flow = old.flow AND day = old.day AND currency = old.currency AND left_on = old.left_on;
  DELETE FROM day_sum WHERE flow = old.flow AND day = old.day AND currency = old.currency
    AND left_on = old.left_on AND n = 0;
END;

CREATE TABLE coming(                 -- decisions and renewals with a day: what each seat adds next
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  seat INTEGER NOT NULL,             -- 0 hunter: a decision, 1 farmer: a renewal
  day INTEGER NOT NULL,
  key TEXT NOT NULL,                 -- the account's
  name TEXT NOT NULL,                -- the account's
  what TEXT NOT NULL,                -- the deal's name; empty for a renewal
  who TEXT NOT NULL,                 -- names of those whose it is; empty if unknown
  cents INTEGER,
  currency TEXT
) STRICT;
CREATE INDEX coming_account ON coming(account);
CREATE INDEX coming_day ON coming(seat, day);
