"""CRMs: a preset (TOML) says how one is read, and one engine interprets all of them."""
