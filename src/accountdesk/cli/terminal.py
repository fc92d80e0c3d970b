"""The terminal that a command is run on: whether it can be drawn on, and how wide it is."""

import os
import sys

from accountdesk.cli.output import tell

FEWEST, MOST = 20, 300
"""Columns that are used at least and at most."""
PIPED = 100
"""Columns where no terminal says how many it has."""


def can_draw() -> bool:
    """Whether standard output is a terminal with a screen to draw on; else text is printed."""
    return sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def has_keys(what: str, command: str) -> bool:
    """Whether the screen could be used; if not, that is said. Args: `what` needs it."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        return True
    tell(
        f"accountdesk: the {what} needs a terminal for its keys (standard input) and its screen "
        f"(standard error). `{command} | cat` prints it as text."
    )
    return False


def columns() -> int:
    """Columns for text."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and len(told) < 5 and int(told) > 0:
        return max(FEWEST, min(int(told), MOST))
    if sys.stdout.isatty():
        return max(FEWEST, os.get_terminal_size(sys.stdout.fileno()).columns)
    return PIPED
