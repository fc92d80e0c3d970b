"""`accountdesk presets [list | check FILE]`: CRMs that are known, and whether a preset is right."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, tell
from accountdesk.desk.connected import presets, wrong_with

PARTS = ("list", "check")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("part", nargs="?", choices=PARTS, default="list")
    parser.add_argument("file", nargs="?", metavar="FILE", help="a preset's file, or its name")


def run_alone(args: Namespace) -> int:
    """List presets with how far each was tried, or check one; 1 if something is wrong with it."""
    if args.part == "check":
        return _check(args)
    found = list(presets())
    if args.json:
        say_json([one._asdict() for one in found])
        return 0
    for one in found:
        say(f"{one.name:<14}{one.title}")
        say(f"{'':<14}verified: {one.verified} ({one.tried})")
        say(f"{'':<14}brings accounts, {', '.join(one.has)}")
    say(
        "`accountdesk connect NAME` connects one; a preset of your own is a file in the same words."
    )
    return 0


def _check(args: Namespace) -> int:
    if args.file is None:
        tell("accountdesk: which preset? Name its file: accountdesk presets check FILE.")
        return 2
    wrong = wrong_with(args.file)
    if args.json:
        say_json({"file": args.file, "well": not wrong, "wrong": wrong})
    else:
        for sentence in wrong:
            tell(sentence)
        if not wrong:
            say(f"{args.file} has nothing wrong in it.")
    return 1 if wrong else 0
