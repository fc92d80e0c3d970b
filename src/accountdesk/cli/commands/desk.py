"""`accountdesk`: the desk, on the screen, or as text where there is none to draw on."""

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from time import monotonic

from accountdesk.cli.desk_text import say_desk
from accountdesk.cli.options import add_view
from accountdesk.cli.output import say_json
from accountdesk.cli.terminal import can_draw, has_keys
from accountdesk.config.settings import settings
from accountdesk.desk import goal_words
from accountdesk.desk.accounts import SEATS, rows
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import desk_page
from accountdesk.desk.view import View, kept_view, must_know


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add_view(parser)


FIRST_S = 0.15
"""Seconds that folding may take before the first frame; the writer does the rest behind it."""


def welcome(path: str, today: date | None, args: Namespace) -> int | None:
    """Where there is a screen to ask on, ask how to begin; None: nothing is to be asked.

    Args:
        path: Where a desk would be; there is none.
        today: The day on which it would be pinned; None: it follows the clock.
        args: What the command was given.
    """
    if args.json or not (can_draw() and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    from accountdesk.cli.beginning import first_run  # only where there is no desk

    return first_run(path, today)


def run(desk: Desk, args: Namespace) -> int:
    """Show the desk on the terminal; print it where there is none."""
    must_know(desk, args.view or View())
    if args.json:
        desk.settle()
        _say_data(desk, args.view or View())
        return 0
    if not can_draw():
        desk.settle()
        say_desk(desk, args.view or View())
        return 0
    if not has_keys("desk", desk.program):
        return 2
    gc.disable()  # as while loading: the app enables it behind its first frame
    from accountdesk.desk.sync_lane import Syncer
    from accountdesk.tui.app import run as run_app  # 0.2 s that no other command pays
    from accountdesk.tui.terminal_app import looks

    until = monotonic() + FIRST_S
    desk.settle(go_on=lambda: monotonic() < until)
    # More than a screenful is read behind the first frame.
    view = args.view or kept_view(desk)
    many = os.get_terminal_size(sys.stdout.fileno()).lines or 1
    page = desk_page(desk, view=view, many=many)
    if page.keeps and page.is_empty and not desk.team().members:
        from accountdesk.cli.beginning import first_run  # as above

        return first_run(desk.store.path, None)
    # The demo and a copy for another day have no sources of their own.
    syncer = None if desk.looks_only or desk.program != "accountdesk" else Syncer(desk, os.environ)
    return run_app(desk, page, looks(settings(os.environ)), syncer)


def _say_data(desk: Desk, view: View) -> None:
    page = desk_page(desk, view=view)
    of = view.of(desk.me())
    say_json(
        {
            "today": desk.today.isoformat(),
            "focus": page.focus,
            "goal": goal_words.data(page.goal),
            "next": list(page.next),
            "away": [one._asdict() for one in page.away],
            "age": page.age,
            "me": page.me,
            **{f"{seat.value}s": [row.data for row in rows(desk, seat, of)] for seat in SEATS},
        }
    )
