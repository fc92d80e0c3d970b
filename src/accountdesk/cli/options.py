"""Options that every command takes, before its name or behind it."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.record import FIRST_YEAR, LAST_YEAR
from accountdesk.core.text import clean

if TYPE_CHECKING:
    from accountdesk.desk.view import View

DEFAULTS = {"json": False, "today": None, "debug": False}
"""What they are when nobody gives them; set once, so that the parts of a command agree."""


class Parser(ArgumentParser):
    """A parser whose complaints, which quote what was typed, are cleaned."""

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401  # as argparse has it
        text = "\n".join(clean(line) for line in message.split("\n"))
        super()._print_message(text, file)


def add_options(parser: ArgumentParser) -> None:
    """Let a parser take them."""
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help="results as JSON")
    parser.add_argument(
        "--today", type=a_day, default=SUPPRESS, metavar="YYYY-MM-DD", help="work on another day"
    )
    parser.add_argument(
        "--debug", action="store_true", default=SUPPRESS, help="keep a report of a crash in a file"
    )


def strays_in(args: Namespace, takes: Mapping[str, Sequence[str]]) -> str | None:
    """What was typed that the command's part has no use for, in a sentence; None: nothing.

    Args:
        args: As they were typed; `part` names the part.
        takes: What each part takes, as its help calls that: `ID`, `--on`.
    """
    known = dict.fromkeys(name for names in takes.values() for name in names)
    strays = [
        name
        for name in known
        if name not in takes[args.part]
        and getattr(args, name.strip("-").lower()) not in (None, False, "", "today")
    ]
    return f"it takes no {' and no '.join(strays)}." if strays else None


def add_view(parser: ArgumentParser) -> None:
    """Let a parser take the part of the lists that is meant."""
    parser.add_argument(
        "--view", type=a_view, metavar="VIEW", help="what the lists show, like mine,silent"
    )


def a_view(text: str) -> "View":
    """The view that an option names.

    Raises:
        ArgumentTypeError: It is none.
    """
    from accountdesk.desk.view import view_called  # for the few commands that show lists

    try:
        return view_called(text)
    except NotUnderstood as error:
        raise ArgumentTypeError(str(error)) from None


def a_day(text: str) -> date:
    """The day that an option names.

    Raises:
        ArgumentTypeError: It is no day like 2026-12-05.
    """
    try:
        if len(text) != 10 or not FIRST_YEAR <= text[:4] <= LAST_YEAR:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day like 2026-12-05") from None
