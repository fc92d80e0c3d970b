"""The demo: a believable team and its accounts, made anew for any given day."""
