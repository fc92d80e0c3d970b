"""`accountdesk list`: the hunters' and the farmers' lists."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from itertools import groupby, islice

from accountdesk.cli.options import add_view
from accountdesk.cli.output import say, say_json, say_rows
from accountdesk.core.errors import NotUnderstood
from accountdesk.desk import words
from accountdesk.desk.accounts import SEATS, AccountList, Row, account_list, rows
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.view import Page, View, must_know

BLOCK = 500
"""Rows whose columns are aligned with each other."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--seat", choices=[seat.value for seat in SEATS], help="only the list of one seat"
    )
    add_view(parser)


def run(desk: Desk, args: Namespace) -> int:
    """Print the lists, each in its three groups."""
    desk.settle()
    team = desk.team()
    view = args.view or View()
    if view.page is not Page.DESK:
        raise NotUnderstood(
            f"A list has no {view.page}; `{desk.program} today` and `{desk.program} goals` print "
            "what those pages show."
        )
    must_know(desk, view)
    of = view.of(team.who(desk.claim))
    seats = [seat for seat in SEATS if args.seat in (None, seat.value)]
    if args.json:
        say_json(
            {
                "today": desk.today.isoformat(),
                **{f"{seat.value}s": [row.data for row in rows(desk, seat, of)] for seat in seats},
            }
        )
        return 0
    for seat in seats:
        _print(desk, account_list(desk, team, seat, view), rows(desk, seat, of))
    return 0


def _print(desk: Desk, listed: AccountList, found: Iterable[Row]) -> None:
    say(listed.head)
    if not listed.size:
        adding = f"`{desk.program} add account NAME`"
        say(f"  {words.empty(listed.seat, adding, listed.shown)}")
    for group, together in groupby(found, key=lambda row: row.group):
        say(f"  {words.GROUPS[group]} {number(listed.counts[group])}")
        # A block at a time: a list of a million accounts must not be held in memory.
        while block := list(islice(together, BLOCK)):
            say_rows([(row.name, row.reason, row.when) for row in block], indent="    ")
    say()
