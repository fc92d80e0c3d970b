-- Promises that are open or disputed, by their day, and what went wrong: read without folding.

CREATE TABLE promise(
  day INTEGER NOT NULL,              -- proleptic day number of the last day agreed; 9999999: none
  entry BLOB NOT NULL,               -- what made it
  account INTEGER NOT NULL,
  key TEXT NOT NULL,                 -- the account's
  name TEXT NOT NULL,                -- the account's
  side TEXT NOT NULL,                -- ours, theirs
  owner TEXT NOT NULL,               -- the key of the member who sees to it, else the raw claim
  what TEXT NOT NULL,
  time TEXT NOT NULL,                -- HH:MM; empty if none was named
  moves INTEGER NOT NULL,            -- how often it was agreed anew
  disputed INTEGER NOT NULL,         -- 1: members say different things of it
  open INTEGER NOT NULL,             -- 1: nobody says that it came to anything yet
  PRIMARY KEY (day, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_account ON promise(account);
CREATE INDEX promise_owner ON promise(owner, day, entry);
CREATE INDEX promise_disputed ON promise(day, entry) WHERE disputed = 1;

CREATE TABLE repair(                 -- those that were confirmed, too
  day INTEGER NOT NULL,              -- day number on which it came up
  entry BLOB NOT NULL,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,               -- as above
  what TEXT NOT NULL,
  due INTEGER NOT NULL,              -- day number by which it shall be right; 9999999: none
  stage TEXT NOT NULL,               -- the last step; empty: none yet
  open INTEGER NOT NULL,             -- 0: they confirmed
  PRIMARY KEY (day, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX repair_account ON repair(account);
CREATE INDEX repair_open ON repair(day, entry) WHERE open = 1;
CREATE INDEX repair_owner ON repair(owner, day, entry) WHERE open = 1;
