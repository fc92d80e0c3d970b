"""`accountdesk person export|erase|expire`: what is kept of a person, and its end."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from accountdesk.cli.options import add_options
from accountdesk.cli.output import ask_for_yes, say, say_json, tell
from accountdesk.core.errors import Refused
from accountdesk.desk import old_quotes
from accountdesk.desk.about import about, exported
from accountdesk.desk.desk import Desk
from accountdesk.desk.erasing import Plan, erase, planned, to_look_for
from accountdesk.desk.somebody import somebody
from accountdesk.desk.words import count

PARTS = "export|erase|expire"
FOREVER = "It cannot be brought back, and goes on every desk that has this journal."


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar=PARTS)
    export = what.add_parser("export", help="everything that is recorded about a person, as JSON")
    erasing = what.add_parser("erase", help="a person's name and words, from everything")
    for part in (export, erasing):
        part.add_argument("name", metavar="NAME", help="a name, an e-mail address or a key")
        part.add_argument("--account", metavar="ACCOUNT", help="only of this account")
    expire = what.add_parser("expire", help="quotes older than the policy's quotes.days")
    for part in (erasing, expire):
        part.add_argument("--dry-run", action="store_true", help="only say what would be erased")
        part.add_argument("--yes", action="store_true", help="do not ask")
    for part in what.choices.values():
        add_options(part)


def run(desk: Desk, args: Namespace) -> int:
    """Print what there is, or erase it."""
    if args.what == "export":
        who = somebody(desk, args.name, args.account)
        say_json(exported(who, about(desk, to_look_for(desk, who), who.accounts)))
        return 0
    if not args.dry_run:
        desk.must_keep()
    plan = (
        planned(desk, args.name, args.account) if args.what == "erase" else old_quotes.planned(desk)
    )
    if args.dry_run:
        _show(plan, args)
        return 0
    _tell(plan)
    if not (args.yes or ask_for_yes(f"Erase {plan.who}? {FOREVER}")):
        raise Refused("Nothing was erased.")
    hints = erase(desk, plan)
    for hint in hints:
        tell(hint)
    if args.json:
        say_json({**_data(plan), "hints": list(hints)})
    else:
        say(f"Erased: {_sums(plan)}.")
    return 0


def _show(plan: Plan, args: Namespace) -> None:
    if args.json:
        say_json({**_data(plan), "hints": list(plan.hints)})
        return
    say(f"This would erase {plan.who}: {_sums(plan)}.")
    for line in _lines(plan):
        say(line)
    for hint in plan.hints:
        say(hint)


def _tell(plan: Plan) -> None:
    """Before the question: how much it is, on standard error."""
    tell(f"{plan.who}: {_sums(plan)}. --dry-run lists it.")


def _lines(plan: Plan) -> Iterator[str]:
    parts: list[tuple[str, Sequence[str]]] = [
        ("Words that go from the journal", plan.entries),
        ("Records of sources", plan.records),
        ("Set aside", [f"{one.file}: {one.reason}" for _, one in plan.found.aside]),
        ("Waits to be written", [f"{row.source} {row.id}" for row in plan.found.waiting]),
        ("Drafts, of whoever typed them", [draft.text for draft in plan.found.drafts]),
    ]
    for title, lines in parts:
        if lines:
            yield f"{title}:"
            yield from (f"  {line}" for line in lines)


def _sums(plan: Plan) -> str:
    found = plan.found
    parts = [
        (len(found.entries), "entry", "entries"),
        (len(found.facts), "record of sources", "records of sources"),
        (len(found.aside), "row that was set aside", "rows that were set aside"),
        (len(found.waiting), "line of the outbox", "lines of the outbox"),
        (len(found.drafts), "draft", "drafts"),
    ]
    return ", ".join(count(*part) for part in parts if part[0]) or "nothing that names them"


def _data(plan: Plan) -> dict[str, object]:
    return {
        "entries": list(plan.said.entries),
        "records": len(plan.found.facts),
        "set_aside": len(plan.found.aside),
        "outbox": len(plan.found.waiting),
        "drafts": len(plan.found.drafts),
    }
