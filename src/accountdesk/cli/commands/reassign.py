"""`accountdesk reassign MEMBER --to MEMBER`: what one has promised and holds becomes another's."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import ask, say, say_json, tell
from accountdesk.core.entry import id_text
from accountdesk.desk import words
from accountdesk.desk.absences import Handing, hand_over, handing
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("member", metavar="MEMBER", help="who leaves, or gives it away")
    parser.add_argument("--to", metavar="MEMBER", required=True, help="whose it becomes")
    parser.add_argument("--dry-run", action="store_true", help="only list what it is")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(desk: Desk, args: Namespace) -> int:
    """List open promises, repairs, steps and seats of a member, and hand them over."""
    what = handing(desk, args.member, args.to)
    lines = [f"{one.name}: {one.words}" for one in what.things]
    if args.dry_run or not lines:
        return _list(what, lines, args)
    count = words.count(len(lines), "thing")
    if not args.json:
        for line in lines:
            say(line)
    question = f"Shall these be {what.other.name}'s instead of {what.one.name}'s ({count})?"
    if not args.yes and not ask(question):
        if args.json:
            _list(what, lines, args)
        else:
            say("Nothing was recorded.")
        return 1
    noted = hand_over(desk, what)
    for hint in noted.hints:
        tell(hint)
    if args.json:
        say_json({"note": id_text(noted.note), "recorded": lines})
    else:
        say(f"{count} {'is' if len(lines) == 1 else 'are'} {what.other.name}'s now.")
    return 0


def _list(what: Handing, lines: list[str], args: Namespace) -> int:
    if args.json:
        say_json({"note": None, "recorded": [], "would_record": lines})
        return 0
    for line in lines or [f"{what.one.name} holds no seat, and has nothing open."]:
        say(line)
    return 0
