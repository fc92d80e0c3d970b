"""`accountdesk promises [PART] [ID]`: what was promised, by its day, and what became of it."""

from argparse import ArgumentParser, Namespace
from itertools import groupby

from accountdesk.cli.options import strays_in
from accountdesk.cli.output import say, say_json, say_rows, tell
from accountdesk.core.entry import id_text
from accountdesk.core.promise import Settled
from accountdesk.core.text import clean
from accountdesk.desk.called import word_behind
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import (
    person_typed,
    promise_called,
    say_yes,
    settle,
    settled,
    told,
    yes_typed,
)
from accountdesk.desk.log import Noted, dates, day_typed
from accountdesk.desk.promises_page import MORE, NOTHING, PromisesPage, promises_page

WIDEST = 70
"""Characters of what was promised, in a list; `show` has all of it."""

PARTS = ("list", "done", "broken", "anew", "yes")
_TAKES = {
    "list": ("--mine",),
    "done": ("ID", "--on", "--why"),
    "broken": ("ID", "--on", "--why"),
    "anew": ("ID", "--on", "--why", "--due"),
    "yes": ("ID", "--on", "--person", "--words"),
}
_HOW = {"done": Settled.DONE, "broken": Settled.BROKEN, "anew": Settled.AGREED_ANEW}


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "part", nargs="?", choices=PARTS, default="list",
        help="done, broken; anew: agreed for another day; yes: they said yes to it",
    )  # fmt: skip
    parser.add_argument("id", nargs="?", metavar="ID", help="the promise, as the list has it")
    parser.add_argument("--mine", action="store_true", help="list: only what you see to")
    parser.add_argument("--on", metavar="DATE", default="today", help="the day of that")
    parser.add_argument("--due", metavar="DATE", help="anew: the new day, or none")
    parser.add_argument("--why", metavar="TEXT", default="", help="why")
    parser.add_argument("--person", metavar="NAME", default="", help="yes: who of them said so")
    parser.add_argument("--words", metavar="TEXT", default="", help="yes: in their own words")


def run(desk: Desk, args: Namespace) -> int:
    """List what is to be kept, or say what became of a promise."""
    if (strays := strays_in(args, _TAKES)) is not None:
        tell(f"accountdesk promises {args.part}: {strays}")
        return 2
    if args.part == "list":
        return _list(desk, args)
    if args.id is None:
        tell(f"accountdesk promises {args.part}: name a promise by its id, as the list has it.")
        return 2
    if args.part == "anew" and args.due is None:
        tell("accountdesk promises anew: --due says for which day, or --due none.")
        return 2
    return _say_yes(desk, args) if args.part == "yes" else _settle(desk, args)


def _settle(desk: Desk, args: Namespace) -> int:
    word, entry = word_behind(desk, args.id)
    promise, on = promise_called(word, entry), day_typed(desk, args.on, past=True)
    due = None if args.due in (None, "none") else day_typed(desk, args.due)
    said = settled(promise, _HOW[args.part], on, dates(desk, word.team), args.why, due)
    return say_noted(settle(desk, word, promise, said), f"{word.name}: {told(word, said)}", args)


def _say_yes(desk: Desk, args: Namespace) -> int:
    word, entry = word_behind(desk, args.id)
    promise = promise_called(word, entry)
    person = person_typed(args.person, word.state)
    on = day_typed(desk, args.on, past=True)
    said = yes_typed([promise], person, on, args.words, desk.today)
    noted = say_yes(desk, word, [promise], said)
    return say_noted(noted, f"{word.name}: {told(word, said)}", args)


def say_noted(noted: Noted, words: str, args: Namespace) -> int:
    """Print what was recorded, in words and with its note's id."""
    for hint in noted.hints:
        tell(hint)
    if args.json:
        say_json({"note": id_text(noted.note), "recorded": [words]})
    else:
        say(f"{words}  {id_text(noted.note)}")
    return 0


def _list(desk: Desk, args: Namespace) -> int:
    desk.settle()
    page = promises_page(desk, mine=args.mine)
    if args.json:
        say_json(page.data)
        return 0
    say_page(page)
    if not page.rows:
        say(NOTHING)
    return 0


def say_page(page: PromisesPage) -> None:
    """Print promises and repairs with their ids, and what breaks again and again."""
    for title, rows in groupby(page.rows, key=lambda row: row.group):
        say(title)
        say_rows(
            [
                (row.when, clean(row.what, WIDEST), f"{row.name} ({row.owner})", row.entry)
                for row in rows
            ],
            "  ",
        )
    if page.more:
        say(MORE)
    if page.again:
        say("What breaks again and again")
        for line in page.again:
            say(f"  {line}")
