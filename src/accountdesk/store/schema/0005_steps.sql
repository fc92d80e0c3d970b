-- Open next steps with a day, by whose they are: a member's day is read without folding.

-- From here on `desk_own.holder` and `tally_own.holder` name a part of a list: what a member holds,
-- by the member's key, or what a filter lets through, by its word (silent, due, ...; no key is one).

CREATE TABLE step(
  owner TEXT NOT NULL,               -- the member's key; steps of nobody who is known are not here
  day INTEGER NOT NULL,              -- proleptic day number
  time TEXT NOT NULL,                -- HH:MM; empty if none was named
  entry BLOB NOT NULL,               -- what made it
  account INTEGER NOT NULL,
  seats INTEGER NOT NULL,            -- whom it calls: 1 hunter, 2 farmer, 3 both
  what TEXT NOT NULL,
  PRIMARY KEY (owner, day, time, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_account ON step(account);
