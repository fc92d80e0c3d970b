"""`accountdesk`: the desk, as text where there is no screen to draw on."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.desk_text import say_desk
from accountdesk.cli.output import say_json
from accountdesk.desk import goal_words
from accountdesk.desk.accounts import SEATS, rows
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page


def arguments(parser: ArgumentParser) -> None:
    """What the command takes: nothing."""


def run(desk: Desk, args: Namespace) -> int:
    """Print the desk."""
    if not args.json:
        say_desk(desk)
        return 0
    page = desk_page(desk, 0)
    say_json(
        {
            "today": desk.today.isoformat(),
            "focus": page.focus,
            "goal": goal_words.data(page.goal),
            "next": list(page.next),
            "age": page.age,
            "me": page.me,
            **{f"{seat.value}s": [row.data for row in rows(desk, seat)] for seat in SEATS},
        }
    )
    return 0
