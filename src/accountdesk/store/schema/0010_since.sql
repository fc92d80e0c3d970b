-- What was recorded from a moment on, whatever account it is of.

CREATE INDEX entry_at ON entry(at);
