"""Real servers of CRMs, started on this machine for tests; see `.ci/servers`."""
