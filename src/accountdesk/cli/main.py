"""The program: reads its arguments, opens the desk, runs one command, says what went wrong.

Exit codes: 0 done, 1 failed (one sentence on standard error), 2 wrong use.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module

from accountdesk import __version__
from accountdesk.cli.output import tell
from accountdesk.config import settings
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.open import open_desk

COMMANDS = {
    "add": "add an account, a person, a deal or a member by hand",
    "list": "the hunters' and the farmers' lists: who needs us, and why",
    "log": "record a note on an account; prints the ids of its entries",
    "show": "one account: why it needs us, what is next, its people, deals and timeline",
    "undo": "take a note back; the journal keeps everything",
    "journal": "everything that was recorded; export it, import it",
    "policy": "what the team decided about readings; decide anew",
    "rebuild": "make everything that lists show again from facts and journal",
}
"""Every command and what it does; each is a module of `cli.commands` of the same name."""

CREATING = frozenset({"add", "policy"})
"""Commands that start a desk where there is none; `journal import` does, too."""


def run() -> None:
    """The entry point of the program."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _run(argv)
    except AccountDeskError as error:
        tell(f"accountdesk: {error}")
        return 1
    except BrokenPipeError:
        # The reader has seen enough (`| head`); Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        tell("accountdesk: stopped.")
        return 130


def _run(argv: Sequence[str]) -> int:
    words = [_valid(word) for word in argv]
    named = next((word for word in words if word in COMMANDS), None)
    args = _parser(named).parse_args(words)
    if args.command is None:
        _parser(None).print_help()
        return 2
    today = args.today or _day_of_environment()
    module = import_module(f"accountdesk.cli.commands.{args.command}")
    create = args.command in CREATING or getattr(args, "creates", False)
    path = settings(os.environ).store
    try:
        with open_desk(path, today=today, create=create) as desk:
            return int(module.run(desk, args))
    except (AccountDeskError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user
        return _report(error, args.debug)


def _valid(word: str) -> str:
    """An argument as text: bytes that are no UTF-8 become replacement marks."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _parser(named: str | None) -> argparse.ArgumentParser:
    """The parser; only the named command's own arguments are loaded."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    _options(shared)
    parser = argparse.ArgumentParser(
        prog="accountdesk", description="A terminal dashboard for account teams."
    )
    _options(parser)
    parser.set_defaults(json=False, today=None, debug=False)
    parser.add_argument("--version", action="version", version=f"accountdesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does, parents=[shared])
        if name == named:
            import_module(f"accountdesk.cli.commands.{name}").arguments(command)
    return parser


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="results as JSON")
    parser.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="work on another day")
    parser.add_argument("--debug", action="store_true", help="keep a report of a crash in a file")


def _day(text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day like 2026-12-05") from None


def _day_of_environment() -> date | None:
    text = os.environ.get("ACCOUNTDESK_TODAY")
    if not text:
        return None
    try:
        return _day(text)
    except argparse.ArgumentTypeError as error:
        raise AccountDeskError(f"ACCOUNTDESK_TODAY: {error}.") from None


def _report(error: Exception, debug: bool) -> int:
    """What a user sees of a bug: a sentence, and a file with the details if they ask for it."""
    name = type(error).__name__
    if not debug:
        tell(
            f"accountdesk: a mistake in the program stopped it ({name}). What was recorded is "
            "kept. Run the same again with --debug to keep a report of it."
        )
        return 1
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", prefix="accountdesk-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        # Frames without their variables: those hold customers' names.
        report.write("".join(traceback.format_exception(error)))
    tell(f"accountdesk: a mistake in the program stopped it ({name}); see {report.name}.")
    return 1
