"""`accountdesk import PATH...`: spreadsheets in."""

import sys
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import ask, ask_for, say, say_json
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.import_words import files_in_words
from accountdesk.desk.importing import DEFAULT_SOURCE, Imported, Order, import_files
from accountdesk.desk.set_aside import grouped

_COUNTS = "{:<10} {:>10} {:>10} {:>10} {:>10} {:>10}"
MOST_GROUPS = 12
"""Reasons that are printed; `accountdesk doctor` has all of them."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="CSV files, workbooks, folders")
    parser.add_argument(
        "--dry-run", action="store_true", help="show the mapping and what would change"
    )
    parser.add_argument(
        "--source", metavar="KEY", help="whose records these are; files if not told"
    )
    parser.add_argument("--map", metavar="FILE", help="what columns mean, where headers do not say")
    parser.add_argument("--encoding", metavar="NAME", help="of CSV files that are not UTF-8")
    parser.add_argument("--yes", action="store_true", help="do not ask about vanished accounts")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return True


def looks_only(args: Namespace) -> bool:
    """Whether it keeps nothing."""
    return bool(args.dry_run)


def run(desk: Desk, args: Namespace) -> int:
    """Import, and report what was read and what was not."""
    source = args.source
    if source is None and not desk.team().sources and sys.stdin.isatty() and not args.dry_run:
        source = ask_for("What shall this source be called?", DEFAULT_SOURCE)
    order = Order(args.paths, source, args.map, args.encoding, args.dry_run)
    done = import_files(desk, order, lambda question: args.yes or ask(question))
    if args.json:
        say_json(_data(desk, done, dry=args.dry_run))
        return 0
    for line in files_in_words(done):
        say(line)
    _say_counts(done)
    _say_aside(done)
    if args.dry_run:
        say("Nothing was written: this was a dry run.")
    elif not done.taken.aside:
        say("Everything was read. `accountdesk` shows the desk.")
    else:
        say("The rest was read. `accountdesk` shows the desk.")
    return 0


def _say_counts(done: Imported) -> None:
    say()
    say(_COUNTS.format("", "read", "new", "changed", "unchanged", "set aside"))
    for subject, counts in done.taken.counts.items():
        if counts.read:
            say(_COUNTS.format(subject, *map(number, (counts.read, *counts))))
    if done.gone:
        names = ", ".join(done.gone[:5]) + (", …" if len(done.gone) > 5 else "")
        say(
            f"{words.count(len(done.gone), 'account')} gone from {done.source}: {names}. Files "
            "with other accounts are a source of their own (--source)."
        )
    if done.unsure:
        accounts = words.count(done.unsure, "account")
        say(
            f"{accounts} of {done.source} not found, and not marked as gone: a part of the list "
            "could not be read."
        )
    if done.taken.renewed:
        contracts = words.count(done.taken.renewed, "contract")
        say(
            f"{contracts} renewed: the day has come, and there is a later one now. The journal "
            "keeps the day; where it was only corrected, `accountdesk undo` takes that back."
        )
    if done.left_deals:
        deals = words.count(done.left_deals, "earlier deal")
        say(f"{deals} of {done.source} not in these files; kept as they are.")
    if done.joined:
        say(f"There already, and taken for the same: {', '.join(done.joined)}.")


def _say_aside(done: Imported) -> None:
    found = [group for group in grouped(done.taken.aside) if group.kind != "files"]
    if not found:
        return
    say()
    say("Set aside (`accountdesk doctor` lists it):")
    for group in found[:MOST_GROUPS]:
        say(f"  {group.words()}")
    if len(found) > MOST_GROUPS:
        say(f"  and {number(len(found) - MOST_GROUPS)} more reasons")


def _data(desk: Desk, done: Imported, *, dry: bool) -> dict[str, object]:
    return {
        "today": desk.today.isoformat(),
        "source": done.source,
        "dry_run": dry,
        "files": [
            {"file": one.file, "used": True, "rows": one.rows, "columns": one.columns}
            | {"kept": list(one.kept), "hints": list(one.hints)}
            for one in done.used
        ]
        + [{"file": one.file, "used": False, "reason": one.reason} for one in done.unused],
        **{
            subject: {"read": counts.read, **counts._asdict()}
            for subject, counts in done.taken.counts.items()
        },
        "gone": list(done.gone),
        "gone_or_not_read": done.unsure,
        "joined": list(done.joined),
        "renewed": done.taken.renewed,
        "not_in_files": {"deals": done.left_deals, "tables_of_the_map": list(done.strange)},
        "set_aside": [group.data() for group in grouped(done.taken.aside)],
    }
