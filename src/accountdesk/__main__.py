"""`python -m accountdesk`."""

from accountdesk.cli.main import run

run()
