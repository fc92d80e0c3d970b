"""The command line: one file a command, and nothing loaded that a command does not need."""
