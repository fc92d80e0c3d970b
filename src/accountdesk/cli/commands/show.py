"""`accountdesk show ACCOUNT`: one account, whole, or its last days from the customer's chair."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.desk import Desk
from accountdesk.desk.shoes_page import ShoesPage, shoes_page


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT", help="a key, a name, or how a name begins")
    parser.add_argument(
        "--shoes", action="store_true", help="the last 90 days from the customer's chair"
    )


def run(desk: Desk, args: Namespace) -> int:
    """Print the account."""
    page = (shoes_page if args.shoes else account_page)(desk, args.account)
    if args.json:
        say_json(page.data)
    elif isinstance(page, ShoesPage):
        _say_shoes(page)
    else:
        _say(page)
    return 0


def _say(page: AccountPage) -> None:
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


def _say_shoes(page: ShoesPage) -> None:
    for title, lines in page.parts:
        say(title)
        for line in lines:
            say(f"  {line}")
