"""The store: one SQLite file through APSW. It keeps what was said and what lists show of it."""
