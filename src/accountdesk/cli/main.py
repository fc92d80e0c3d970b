"""The program: reads its arguments, opens the desk, runs one command, says what went wrong.

Exit codes: 0 done, 1 failed (one sentence on standard error), 2 wrong use.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from types import ModuleType

from accountdesk import __version__
from accountdesk.cli.options import DEFAULTS, Parser, a_day, add_options
from accountdesk.cli.output import OutputError, drop, tell, write
from accountdesk.config.settings import settings
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.formats import use
from accountdesk.desk.open import open_desk

COMMANDS = {
    "demo": "a believable team in a store of its own; `demo COMMAND` runs any command on it",
    "import": "spreadsheets in: accounts, people, deals, activities and members",
    "connect": "connect a CRM: asks what it needs, tests it, writes the settings",
    "sync": "read what connected CRMs say now",
    "outbox": "what waits to be written to CRMs; retry, park or drop it, turn writing on or off",
    "presets": "the CRMs that are known, and how far each was tried; check one of your own",
    "add": "add an account, a person, a deal or a member by hand",
    "today": "who needs you today, and why: for the shell, mail or cron",
    "standup": "the stand-up: account by account what changed; --summary what came of it",
    "list": "the hunters' and the farmers' lists: who needs us, and why",
    "find": "accounts by how their names, people, addresses or phone numbers begin",
    "learned": "what we learned and both sides gained, with all accounts; words find some",
    "show": "one account: why it needs us, what is next, its people, deals and timeline",
    "brief": "one screen before a call; --seat the briefs of all that one takes over",
    "log": "record a note on an account; prints the ids of its entries",
    "promises": "what was promised, by its day; say what became of one, or that they said yes",
    "repairs": "what went wrong, and how far it is made right; say that a step was made",
    "handoff": "an account goes to the other seat: sent, accepted or returned, the customer told",
    "reassign": "when a member leaves: their promises, steps and seats become another one's",
    "undo": "take a note back; the journal keeps everything",
    "wallboard": "the team's board for a wall, only read; names and amounts only with --names",
    "goals": "the goals that both seats share; set one, say the focus",
    "process": "our way: the team's own process and where accounts stand; give it to a customer",
    "review": "a quarter or a year with an account; --customer what they may read",
    "journal": "everything that was recorded; export it, import it",
    "person": "everything about a person of a customer; erase them, or quotes that are old",
    "policy": "what the team decided about readings; decide anew",
    "config": "this machine's settings: what holds, where their file is, whether it is right",
    "doctor": "what is wrong or was set aside, and what to do about it",
    "rebuild": "make everything that lists show again from facts and journal",
}
"""Every command and what it does; each is a module of `cli.commands`."""

SIGNALLED = 128
"""Exit codes from here on mean that a signal ended the program."""

DESK = "desk"
"""The module of what runs where no command is named."""
_MODULES = {"import": "import_files"}
"""Those whose module has another name; `import` is a word of Python."""


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit code."""
    _mend_streams()
    try:
        code = _run(argv)
        if code < SIGNALLED:  # else the terminal may be gone, and nothing is on its way to it
            write("", last=True)
    except AccountDeskError as error:
        tell(f"accountdesk: {error}")
        return 1
    except BrokenPipeError:
        drop(sys.stdout)  # the reader has seen enough (`| head`)
        return 0
    except OutputError as error:
        drop(sys.stdout)
        tell(f"accountdesk: what was recorded is kept, but the output cannot be written: {error}.")
        return 1
    except KeyboardInterrupt:
        tell("accountdesk: stopped.")
        return 130
    return code


def _mend_streams() -> None:
    """A stream that the caller has closed is none to Python; writing goes nowhere then."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(argv: Sequence[str]) -> int:
    words = [_valid(word) for word in argv]
    named = _take_command(words)
    demo = False
    while named == "demo":
        demo, named = True, _take_command(words)
    if named is not None and named not in COMMANDS:
        return _no_command(named)
    parser = _parser(f"accountdesk {named}", COMMANDS[named]) if named else _overview()
    name = named or DESK
    module = import_module(f"accountdesk.cli.commands.{_MODULES.get(name, name)}")
    module.arguments(parser)
    args = parser.parse_args(words, argparse.Namespace(**DEFAULTS))
    gc.freeze()  # what is loaded by now stays: nothing looks through it again
    gc.enable()
    if hasattr(module, "run_alone"):
        return int(module.run_alone(args))
    return _on_a_desk(module, args, demo=demo)


def _take_command(words: list[str]) -> str | None:
    """Take out the first word that is neither an option nor what `--today` or `--view` takes."""
    takes = False
    for place, word in enumerate(words):
        if not takes and not word.startswith("-"):
            return words.pop(place)
        takes = word in ("--today", "--view")
    return None


def _on_a_desk(module: ModuleType, args: argparse.Namespace, *, demo: bool) -> int:
    """Open the desk and run a command on it."""
    today = args.today or _day_of_environment()
    if today is not None:
        # A private copy for that day must not be left behind by an end that was asked for.
        import signal

        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    said = settings(os.environ)
    use(said.dates, said.numbers)
    path = said.store
    try:
        return _run_on(path, today, module, args, demo=demo)
    except (AccountDeskError, BrokenPipeError, OutputError):
        raise
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user
        return _report(error, args.debug)


def _run_on(
    path: str, today: date | None, module: ModuleType, args: argparse.Namespace, *, demo: bool
) -> int:
    if demo:
        from accountdesk.desk.demo.store import demo_store, visitor

        path, today = demo_store(os.path.dirname(path), today), None
    elif hasattr(module, "welcome") and not os.path.exists(path):
        code = module.welcome(path, today, args)
        if code is not None:
            return int(code)
    create = hasattr(module, "creates") and module.creates(args)
    looks = hasattr(module, "looks_only") and module.looks_only(args)
    reads = hasattr(module, "read_only") and module.read_only(args)
    with open_desk(path, today=today, create=create, looks_only=looks, read_only=reads) as desk:
        if demo:
            desk = visitor(desk)
        hint = desk.hint()
        if hint:
            tell(hint)
        return int(module.run(desk, args))


def _valid(word: str) -> str:
    """An argument as text: bytes that are no UTF-8 become replacement marks."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _parser(prog: str, does: str) -> argparse.ArgumentParser:
    parser = Parser(
        prog=prog,
        description=does,
        # With a width of its own, argparse need not load what asks the terminal: 3 ms a start.
        formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(
            prog, width=88, max_help_position=30
        ),
    )
    add_options(parser)
    return parser


def _overview() -> argparse.ArgumentParser:
    """The parser for when no command is named: it says which there are."""
    parser = _parser("accountdesk", "A terminal dashboard for account teams.")
    parser.add_argument("--version", action="version", version=f"accountdesk {__version__}")
    listed = "".join(f"  {name:<10}{does}\n" for name, does in COMMANDS.items())
    parser.usage = "accountdesk [COMMAND] [options]"
    parser.epilog = f"commands, each with --help; without one, the desk itself:\n{listed}"
    return parser


def _no_command(word: str) -> int:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    did = f" Did you mean {near[0]}?" if near else ""
    tell(f"accountdesk: there is no command {word}.{did} Commands: {', '.join(COMMANDS)}.")
    return 2


def _day_of_environment() -> date | None:
    text = os.environ.get("ACCOUNTDESK_TODAY")
    if not text:
        return None
    try:
        return a_day(text)
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
