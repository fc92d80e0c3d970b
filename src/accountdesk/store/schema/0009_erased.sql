-- What was erased: the body of such an entry may be blanked, and nothing else of it ever changes.

CREATE TABLE erased(
  entry BLOB PRIMARY KEY,
  by BLOB NOT NULL                   -- the `erased` entry that covers it
) STRICT, WITHOUT ROWID;

DROP TRIGGER entry_fixed;
CREATE TRIGGER entry_fixed BEFORE UPDATE ON entry
  WHEN (new.seq, new.id, new.note, new.at, new.desk, new.by, new.account, new.kind)
    IS NOT (old.seq, old.id, old.note, old.at, old.desk, old.by, old.account, old.kind)
    OR NOT json_valid(new.body) OR json_type(new.body, '$.erased') IS NOT 'true'
    OR NOT EXISTS (
      SELECT 1 FROM erased x JOIN entry e ON e.id = x.by JOIN word w ON w.id = e.kind
      WHERE x.entry = old.id AND w.text = 'erased'
    )
  BEGIN SELECT raise(ABORT, 'entries are immutable'); END;

-- Which erasures there are is asked whenever something comes in.
CREATE INDEX entry_team ON entry(kind) WHERE account = 0;

-- An older program has taken in what it could not read: `rebuild` erases it.
INSERT OR REPLACE INTO meta SELECT 'erasing', 'yes' WHERE EXISTS
  (SELECT 1 FROM entry e JOIN word w ON w.id = e.kind WHERE e.account = 0 AND w.text = 'erased');
