"""`accountdesk learned [WORDS]`: what we learned and both sides gained, with all accounts."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows
from accountdesk.core.text import clean
from accountdesk.desk.desk import Desk
from accountdesk.desk.learned_page import MORE, NOTHING, learned_page

WIDEST = 70
"""Characters of each, in the list; `show` has all of it."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "text", metavar="WORDS", nargs="*", help="how words of it, or of its account, begin"
    )


def run(desk: Desk, args: Namespace) -> int:
    """Print what was found, the latest first."""
    desk.settle()
    page = learned_page(desk, " ".join(args.text))
    if args.json:
        rows = [row.data for row in page.rows]
        say_json({"today": desk.today.isoformat(), "found": rows, "more": page.more})
        return 0
    say_rows([(row.when, row.what, clean(row.text, WIDEST), row.name) for row in page.rows])
    if page.more:
        say(MORE)
    if not page.rows:
        say(f"Nothing is found for “{page.text}”." if page.text.strip() else NOTHING)
    return 0
