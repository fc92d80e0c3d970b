"""`accountdesk show ACCOUNT`: one account, whole."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows
from accountdesk.desk.account_page import account_page
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT", help="a key, a name, or how a name begins")


def run(desk: Desk, args: Namespace) -> int:
    """Print the account."""
    page = account_page(desk, args.account)
    if args.json:
        say_json(page.data)
        return 0
    say(page.name)
    say(f"  {page.about}")
    say(f"  key {page.key}")
    if page.link:
        say(f"  {page.link}")
    for label, total in page.whys:
        say(f"  why, {label}: {total}")
    if page.unknown:
        say(f"  unknown: {', '.join(page.unknown)}")
    for title, lines in page.parts:
        say(title)
        for line in lines:
            say(f"  {line}")
    if page.timeline:
        say("Timeline")
        say_rows(list(page.timeline), indent="  ")
    return 0
