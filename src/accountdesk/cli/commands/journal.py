"""`accountdesk journal [export FILE|- | import FILE|-]`: everything that was recorded."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from accountdesk.cli.output import escaped, say, say_json, tell, write
from accountdesk.core.entry import Entry, id_text
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk import exchange
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.journal import Filter, Line, filtered, lines

PARTS = ("export", "import")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("part", nargs="?", choices=PARTS, help="write or read a journal file")
    parser.add_argument("file", nargs="?", metavar="FILE", help="the file; - is standard in/output")
    parser.add_argument("--account", metavar="ACCOUNT", help="only entries of one account")
    parser.add_argument("--kind", metavar="KIND", help="only entries of one kind")
    parser.add_argument("--note", metavar="NOTE", help="only entries of one note")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return bool(args.part == "import")


def run(desk: Desk, args: Namespace) -> int:
    """Print, write or read the journal."""
    if args.part is None:
        return _print(desk, args)
    if args.file is None:
        tell(f"accountdesk journal {args.part}: name a file, or - for standard in/output.")
        return 2
    return _export(desk, args) if args.part == "export" else _import(desk, args)


def _print(desk: Desk, args: Namespace) -> int:
    wanted = Filter(args.account, args.kind, args.note)
    if args.json:
        for entry in filtered(desk, wanted):
            say_json(_data(entry))
        return 0
    for line in lines(desk, wanted):
        say(_text(line))
    return 0


def _data(entry: Entry) -> object:
    return json.loads(exchange.as_line(entry))


def _text(line: Line) -> str:
    account = f" {line.account}:" if line.account else ""
    dead = " (taken back)" if line.dead else ""
    return f"{line.at}  {line.by}{account} {line.text}{dead}  {id_text(line.entry.id)}"


def _export(desk: Desk, args: Namespace) -> int:
    if args.file == "-":
        for line in exchange.export(desk):
            # A terminal gets what means the same and moves no cursor; a file what was written.
            write((escaped(line) if sys.stdout.isatty() else line) + "\n")
        return 0
    count = exchange.write_journal(desk, args.file)
    if args.json:
        say_json({"entries": count})
    else:
        tell(f"{number(count)} entries written to {args.file}.")
    return 0


def _import(desk: Desk, args: Namespace) -> int:
    with _opened(args.file) as lines_in:
        taken = exchange.take_journal(desk, lines_in)
    if args.json:
        say_json({"new": taken.new, "known": taken.known, "set_aside": taken.set_aside})
    else:
        new, known, aside = map(number, (taken.new, taken.known, len(taken.set_aside)))
        say(f"{new} new, {known} known, {aside} set aside")
    for hint in taken.hints:
        tell(hint)
    for reason in taken.set_aside:
        tell(f"{args.file}, {reason}")
    return 1 if taken.set_aside else 0


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = open(file, "rb")  # noqa: SIM115  # closed below; only opening may fail in words
    except OSError as error:
        raise AccountDeskError(f"{file} cannot be read: {error.strerror}.") from error
    with opened:
        yield opened
