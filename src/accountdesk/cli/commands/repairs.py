"""`accountdesk repairs [PART] [ID] [WORDS]`: what went wrong, and how far it is made right."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.commands.promises import say_noted, say_page
from accountdesk.cli.options import strays_in
from accountdesk.cli.output import say, say_json, tell
from accountdesk.core.repair import Stage
from accountdesk.desk.called import word_behind
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import person_typed, told
from accountdesk.desk.log import day_typed
from accountdesk.desk.promises_page import promises_page
from accountdesk.desk.repairing import go_on, next_stage, repair_called

_STAGES = {
    "told": Stage.TOLD,
    "fixed": Stage.FIXED,
    "gave": Stage.GAVE,
    "confirmed": Stage.CONFIRMED,
}
PARTS = ("list", *_STAGES)
_TAKES = {"list": ("--mine",), **dict.fromkeys(_STAGES, ("ID", "WORDS", "--on", "--person"))}


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "part", nargs="?", choices=PARTS, default="list",
        help="the step that was made; confirmed needs the customer's own words",
    )  # fmt: skip
    parser.add_argument("id", nargs="?", metavar="ID", help="the repair, as the list has it")
    parser.add_argument("words", nargs="?", metavar="WORDS", default="", help="what was said")
    parser.add_argument("--on", metavar="DATE", default="today", help="the day of that")
    parser.add_argument("--person", metavar="NAME", default="", help="who of them was there")
    parser.add_argument("--mine", action="store_true", help="list: only what you see to")


def run(desk: Desk, args: Namespace) -> int:
    """List what is to be made right, or say that a step was made."""
    if (strays := strays_in(args, _TAKES)) is not None:
        tell(f"accountdesk repairs {args.part}: {strays}")
        return 2
    if args.part == "list":
        return _list(desk, args)
    if args.id is None:
        tell(f"accountdesk repairs {args.part}: name a repair by its id, as the list has it.")
        return 2
    word, entry = word_behind(desk, args.id)
    repair, on = repair_called(word, entry), day_typed(desk, args.on, past=True)
    step = next_stage(repair, _STAGES[args.part], args.words, on, desk.today)
    step = step._replace(person=person_typed(args.person, word.state))
    return say_noted(go_on(desk, word, repair, step), f"{word.name}: {told(word, step)}", args)


def _list(desk: Desk, args: Namespace) -> int:
    desk.settle()
    page = promises_page(desk, mine=args.mine)
    page = page._replace(rows=tuple(row for row in page.rows if row.is_repair))
    if args.json:
        rows = [row.data for row in page.rows]
        say_json(page.data | {"rows": rows})
        return 0
    say_page(page)
    if not page.rows:
        say("Nothing is to be made right.")
    return 0
