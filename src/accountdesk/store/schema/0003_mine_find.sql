-- Projections of what one member holds, and of what is found by typing.

CREATE TABLE desk_own(               -- a list, for each member who holds its seat of an account
  seat INTEGER NOT NULL,             -- as in desk_row, as all that follows
  holder TEXT NOT NULL,              -- the member's key
  grp INTEGER NOT NULL,
  calm INTEGER NOT NULL,
  name_key TEXT NOT NULL,
  key TEXT NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (seat, holder, grp, calm, name_key, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_own_account ON desk_own(account);

CREATE TABLE tally_own(              -- rows a group of a member's list has; none: no row
  seat INTEGER NOT NULL,
  holder TEXT NOT NULL,
  grp INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (seat, holder, grp)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER desk_own_counted AFTER INSERT ON desk_own BEGIN
  INSERT INTO tally_own VALUES (new.seat, new.holder, new.grp, 1)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER desk_own_gone AFTER DELETE ON desk_own BEGIN
  UPDATE tally_own SET n = n - 1 WHERE seat = old.seat AND holder = old.holder AND grp = old.grp;
  DELETE FROM tally_own
    WHERE seat = old.seat AND holder = old.holder AND grp = old.grp AND n = 0;
END;

-- Rows from before are empty here, and not yet in `find`, until they are folded again.
ALTER TABLE desk_row ADD COLUMN words TEXT NOT NULL DEFAULT '';  -- folded; a line of the names', then one a person
ALTER TABLE card ADD COLUMN people TEXT NOT NULL DEFAULT '';     -- how to reach them, a line each as in words

CREATE VIRTUAL TABLE find USING fts5(  -- rowid: the account; holds desk_row.words where there are any
  words, content='', detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii'
);
