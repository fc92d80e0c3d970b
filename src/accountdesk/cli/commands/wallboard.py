"""`accountdesk wallboard [--names] [--follow]`: the team's board, which is only read."""

import gc
import os
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json
from accountdesk.cli.terminal import can_draw, columns, has_keys
from accountdesk.config.settings import settings
from accountdesk.desk import goal_words, words
from accountdesk.desk.board import Board, board
from accountdesk.desk.board_lines import PLAIN, page, page_count, state
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--names", action="store_true", help="with names and amounts")
    parser.add_argument(
        "--follow", action="store_true", help="while a stand-up is on, the stop where it is"
    )


def read_only(args: Namespace) -> bool:
    """Whether nothing can be written through the store: always so."""
    return True


def run(desk: Desk, args: Namespace) -> int:
    """Show the board on the terminal; print it where there is none."""
    desk.settle()  # of a private copy for another day
    shown = board(desk, names=args.names, follow=args.follow)
    if args.json:
        say_json(_data(desk, shown))
    elif not can_draw():
        _say_board(shown)
    elif not has_keys("wallboard", f"{desk.program} wallboard"):
        return 2
    else:
        gc.disable()  # as while loading: the app enables it behind its first frame
        from accountdesk.tui.terminal_app import looks
        from accountdesk.tui.wall import run as run_wall  # 0.2 s that no other command pays

        look = looks(settings(os.environ))
        return run_wall(desk, shown, look, names=args.names, follow=args.follow)
    return 0


def _say_board(shown: Board) -> None:
    cells = columns()
    for number in range(page_count(shown)):
        for line in page(shown, number, cells, PLAIN):
            say(line.text.rstrip())
        say(state(shown, number))


def _data(desk: Desk, shown: Board) -> dict[str, object]:
    """The board for programs; without names no key stands for a name."""
    lists = {
        listed.seat.value: {
            words.GROUPS[group].lower(): count for group, count in listed.counts.items()
        }
        for listed in shown.lists
    }
    targets = [
        {
            "title": target.title,
            "percent": target.percent,
            "pace": target.pace,
            **({} if target.amounts is None else {"amounts": target.amounts}),
        }
        for target in shown.targets
    ]
    named = {
        "news": list(shown.news),
        "next": list(shown.next),
        "pressing": {
            listed.seat.value: [row.data for row in rows]
            for listed, rows in zip(shown.lists, shown.rows, strict=False)
        },
    }
    return {
        "today": desk.today.isoformat(),
        "focus": shown.focus,
        "goals": targets,
        "lists": lists,
        "good_news": {flow.value: shown.counted.get(flow, 0) for flow in goal_words.NEWS},
        "age": shown.age,
        "waits": shown.waits,
        **(named if shown.rows else {}),
        **({} if shown.stop is None else {"standup": shown.stop.data}),
    }
