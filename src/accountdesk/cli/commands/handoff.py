"""`accountdesk handoff ACCOUNT [PART]`: an account goes to the other seat, step by step."""

from argparse import ArgumentParser, Namespace
from datetime import date

from accountdesk.cli.commands.promises import say_noted
from accountdesk.cli.options import strays_in
from accountdesk.cli.output import say, say_json, tell
from accountdesk.core.errors import NotFound
from accountdesk.core.handoff import Checklist, Handoff, HandoffSaid, How, Stands
from accountdesk.core.member import Seat, member_called
from accountdesk.desk.account_page import account_page
from accountdesk.desk.desk import Desk
from accountdesk.desk.handing import (
    Handing,
    More,
    answered,
    giver_of,
    go_on,
    hand_over,
    handing_of,
    named_unit,
    parts_typed,
    sent,
    sent_again,
    the_one,
)
from accountdesk.desk.handing_known import known
from accountdesk.desk.keeping import person_typed, told
from accountdesk.desk.log import day_typed

PARTS = ("show", "unit", "send", "accept", "return", "told")
_OF_PARTS = ("--people", "--why", "--needs", "--promises", "--concerns")
_TAKES = {
    "show": (),
    "unit": ("--unit", "--giver", "--to"),
    "send": ("--unit", "--giver", "--to", *_OF_PARTS),
    "accept": ("--which", "--on"),
    "return": ("--which", "--missing", "--words"),
    "told": ("--which", "--on", "--words", "--person"),
}
_HELP = {
    "--unit": "unit, send: a new buying unit by name",
    "--to": "unit, send: the member who shall accept it",
    "--people": "send: their people, and what each is there; else as recorded",
    "--why": "send: why they bought",
    "--needs": "send: what they need",
    "--promises": "send: what we have promised; else as recorded",
    "--concerns": "send: what worries them; else as recorded",
    "--missing": "return: people, why they bought, needs, promises, concerns; with commas between",
    "--words": "return: what is missing; told: what they were told",
    "--person": "told: who of them was told",
    "--which": "of several: by its unit or its id",
}


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT")
    parser.add_argument(
        "part", nargs="?", choices=PARTS, default="show",
        help="unit: a new buying unit is to be handed over; send also completes what was returned",
    )  # fmt: skip
    parser.add_argument(
        "--giver", choices=[seat.value for seat in Seat], help="the seat that gives; else yours"
    )
    for option, help_ in _HELP.items():
        parser.add_argument(option, metavar="TEXT", default="", help=help_)
    parser.add_argument("--on", metavar="DATE", default="today", help="accept, told: the day")


def run(desk: Desk, args: Namespace) -> int:
    """Show what is to be handed over, or take one step of it."""
    if (strays := strays_in(args, _TAKES)) is not None:
        tell(f"accountdesk handoff {args.part}: {strays}")
        return 2
    if args.part == "show":
        return _show(desk, args)
    handing = handing_of(desk, args.account)
    if args.part == "unit":
        said = named_unit(args.unit, _giver(desk, handing, args), _to(handing, args), desk.today)
        return _begin(desk, handing, said, args)
    if args.part == "send":
        return _send(desk, handing, args)
    return _answer(desk, handing, args)


def _show(desk: Desk, args: Namespace) -> int:
    page = account_page(desk, args.account)
    if args.json:
        parts = ("key", "name", "today", "handoff_owed", "handoffs")
        say_json({part: page.data[part] for part in parts})
        return 0
    for line in page.together.handoffs:
        say(line)
    if not page.together.handoffs:
        say(f"Nothing of {page.name} is to be handed over.")
    return 0


def _giver(desk: Desk, handing: Handing, args: Namespace) -> Seat:
    if args.giver is not None:
        return Seat(args.giver)
    return Seat.HUNTER if handing.owed is not None else giver_of(desk, handing.word)


def _to(handing: Handing, args: Namespace) -> str | None:
    if not args.to:
        return None
    return member_called(args.to, handing.word.team.members.values()).key


def _send(desk: Desk, handing: Handing, args: Namespace) -> int:
    """Begin a hand-off, or complete one that is owed or was returned."""
    typed = Checklist(args.people, args.why, args.needs, args.promises, args.concerns)
    recorded = known(handing.word)
    one = _open(handing, args.unit)
    if one is None:
        told_ = Checklist(*(mine or its for mine, its in zip(typed, recorded, strict=True)))
        giver = _giver(desk, handing, args)
        said = sent(handing, told_, giver, args.unit, _to(handing, args))
        return _begin(desk, handing, said, args)
    before = (mine or its for mine, its in zip(one.checklist, recorded, strict=True))
    told_ = Checklist(*(mine or its for mine, its in zip(typed, before, strict=True)))
    again = sent_again(one, told_, desk.today)
    words = f"{handing.word.name}: {told(handing.word, again)}"
    return say_noted(go_on(desk, handing, one, again), words, args)


def _open(handing: Handing, unit: str) -> Handoff | None:
    """What was returned, or is owed, and is to be sent; None: a new one begins."""
    try:
        return the_one(handing, unit, Stands.RETURNED, Stands.OWED)
    except NotFound:
        return None


def _begin(desk: Desk, handing: Handing, said: HandoffSaid, args: Namespace) -> int:
    words = f"{handing.word.name}: {told(handing.word, said)}"
    return say_noted(hand_over(desk, handing, said), words, args)


_ANSWERS = {
    "accept": (How.ACCEPTED, Stands.SENT),
    "return": (How.RETURNED, Stands.SENT),
    "told": (How.TOLD, Stands.ACCEPTED),
}


def _answer(desk: Desk, handing: Handing, args: Namespace) -> int:
    how, stands = _ANSWERS[args.part]
    one, word = the_one(handing, args.which, stands), handing.word
    more = More(parts_typed(args.missing), args.words, person_typed(args.person, word.state))
    said = answered(one, how, _on(desk, args), desk.today, more)
    return say_noted(go_on(desk, handing, one, said), f"{word.name}: {told(word, said)}", args)


def _on(desk: Desk, args: Namespace) -> date:
    return day_typed(desk, args.on, past=True)
