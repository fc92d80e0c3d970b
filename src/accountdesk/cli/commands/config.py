"""`accountdesk config [show | path | check]`: this machine's settings. It needs no desk."""

import os
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows
from accountdesk.config import as_they_stand, settings_path

PARTS = ("show", "path", "check")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("part", nargs="?", choices=PARTS, default="show")


def run_alone(args: Namespace) -> int:
    """Show the settings, where their file is, or that there is nothing wrong with it."""
    path = settings_path(os.environ)
    there = os.path.exists(path)
    if args.part == "path":
        return _print(args, {"path": path, "exists": there}, path)
    found = as_they_stand(os.environ)  # whatever is wrong with the file is said by this
    if args.part == "check":
        state = "has nothing wrong in it" if there else "is not there; defaults hold"
        return _print(args, {"path": path, "exists": there, "well": True}, f"{path} {state}.")
    if args.json:
        say_json({one.name: {"value": one.value, "origin": one.origin} for one in found})
    else:
        say_rows([(one.name, one.value, one.origin) for one in found])
    return 0


def _print(args: Namespace, data: dict[str, object], text: str) -> int:
    if args.json:
        say_json(data)
    else:
        say(text)
    return 0
