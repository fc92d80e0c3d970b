"""`accountdesk rebuild`: make everything that lists show again."""

import sys
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.rebuild import rebuild


def arguments(parser: ArgumentParser) -> None:
    """What the command takes: nothing."""


def run(desk: Desk, args: Namespace) -> int:
    """Rebuild; what is interrupted goes on at the next start."""
    count = rebuild(desk, _progress if sys.stderr.isatty() else lambda count: None)
    if args.json:
        say_json({"accounts": count})
    else:
        say(f"{number(count)} accounts folded again from facts and journal.")
    return 0


def _progress(count: int) -> None:
    sys.stderr.write(f"\r{number(count)} accounts")
    sys.stderr.flush()
