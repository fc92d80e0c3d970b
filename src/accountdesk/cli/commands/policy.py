"""`accountdesk policy [show | set KEY VALUE]`: what the team decided about readings."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows, tell
from accountdesk.desk import policy
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("part", nargs="?", choices=("show", "set"), default="show")
    parser.add_argument("key", nargs="?", metavar="KEY")
    parser.add_argument(
        "value", nargs="?", metavar="VALUE", help="a JSON value or a word; default goes back"
    )


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return bool(args.part == "set")


def run(desk: Desk, args: Namespace) -> int:
    """Show what is decided, or decide."""
    if args.part == "set":
        if args.value is None:
            tell("accountdesk policy set: name a key and a value, like cadence.relational 14.")
            return 2
        decided = policy.decide(desk, args.key, args.value)
        desk.settle()
        if args.json:
            say_json({decided.key: decided.value})
        else:
            say(f"{decided.key} = {decided.words}")
        return 0
    found = policy.shown(desk)
    if args.json:
        say_json({decision.key: decision.value for decision in found})
        return 0
    say_rows([(d.key, d.words, "default" if d.default else "decided", d.means) for d in found])
    return 0
