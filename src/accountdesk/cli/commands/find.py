"""`accountdesk find TEXT`: accounts by what they and their people are called."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say_json, say_rows, tell
from accountdesk.core.errors import NotFound
from accountdesk.desk.desk import Desk
from accountdesk.desk.find import find


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="+", help="how words of it begin, or a phone number"
    )


def run(desk: Desk, args: Namespace) -> int:
    """Print the accounts that were found, the best first."""
    desk.settle()
    text = " ".join(args.text)
    found = find(desk, text)
    if not found.hits:
        raise NotFound(
            f"Nothing is found for “{text}”: no account of the lists, and no person, address or "
            f"number of one, begins so. `{desk.program} list` shows all accounts."
        )
    if args.json:
        rows = [hit.data for hit in found.hits]
        say_json({"today": desk.today.isoformat(), "found": rows, "more": found.more})
        return 0
    say_rows(
        [(hit.row.name, hit.person, hit.row.reason, hit.row.when) for hit in found.hits],
    )
    if found.more:
        tell(f"These are the first {len(found.hits)}; another word finds fewer.")
    return 0
