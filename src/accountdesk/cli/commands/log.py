"""`accountdesk log ACCOUNT TEXT|-`: record a note from the shell."""

import sys
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, tell
from accountdesk.core.entry import id_text
from accountdesk.core.note import LONGEST
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT", help="a key, a name, or how a name begins")
    parser.add_argument("text", metavar="TEXT", help="the note; - reads it from standard input")


def run(desk: Desk, args: Namespace) -> int:
    """Record, and print one id a line; what was understood goes to standard error."""
    text = _typed() if args.text == "-" else args.text
    recorded = log(desk, args.account, text)
    ids = [id_text(entry.id) for entry in recorded.entries]
    if args.json:
        say_json({"note": id_text(recorded.note), "entries": ids, "agreed": recorded.agreed})
    else:
        for identity in ids:
            say(identity)
    for hint in recorded.hints:
        tell(hint)
    tell(f"Recorded on {recorded.account}: {' · '.join(recorded.words)}")
    return 0


def _typed() -> str:
    # Without an end to what is read, a mistaken pipe could fill the memory.
    return sys.stdin.buffer.read(4 * LONGEST + 4).decode("utf-8", "replace")
