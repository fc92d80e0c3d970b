"""What belongs to this machine: settings, sources and their secrets, paths, and what is shipped."""
