"""`accountdesk add …`: what no source has, and what the team says over a source."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from accountdesk.cli.options import add_options
from accountdesk.cli.output import say, say_json, tell
from accountdesk.core import money
from accountdesk.core.account import AccountAdded, Why
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk.absences import Typed, add_absence
from accountdesk.desk.adding import (
    Added,
    add_account,
    add_deal,
    add_member,
    add_person,
)
from accountdesk.desk.adds import ADDS
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Add, filled, labels
from accountdesk.desk.log import day_typed
from accountdesk.desk.matters import Kind, add_matter
from accountdesk.desk.standing import (
    Told,
    add_field,
    add_left,
    add_renewal,
    confirm_gone,
    name_seats,
    put_off,
)

PARTS = "account|person|deal|member|seat|renewal|left|snooze|gone|field|blocker|parked|absence"

FORMS = {one.word: one for one in ADDS if one.word}
"""What a form of the screen asks for, too."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar="|".join((PARTS, *FORMS)))
    account = what.add_parser("account", help="an account")
    account.add_argument("name", metavar="NAME")
    account.add_argument("--type", help="what it is to us; the type customer makes a customer")
    person = what.add_parser("person", help="a person of an account")
    person.add_argument("account", metavar="ACCOUNT")
    person.add_argument("name", metavar="NAME")
    for option in ("title", "email", "phone"):
        person.add_argument(f"--{option}")
    deal = what.add_parser("deal", help="a deal of an account")
    deal.add_argument("account", metavar="ACCOUNT")
    deal.add_argument("name", metavar="NAME")
    deal.add_argument("--amount", help="like 12500 or 12500.50")
    deal.add_argument("--currency", help="ISO code, like EUR")
    deal.add_argument("--closes", metavar="DATE", help="expected, or the day it was closed")
    deal.add_argument("--owner", metavar="MEMBER", help="a member; without one it is yours")
    deal.add_argument("--outcome", choices=[o.value for o in Outcome], default="open")
    member = what.add_parser("member", help="a member of our team")
    member.add_argument("name", metavar="NAME")
    member.add_argument("--email")
    member.add_argument("--seat", choices=[holds.value for holds in Holds])
    whose = member.add_mutually_exclusive_group()
    whose.add_argument("--me", action="store_true", help="what I record here is theirs")
    whose.add_argument("--claim", metavar="OWNER", help="an owner in a source who is them")
    _arguments_of_standing(what.add_parser)
    _arguments_of_the_day(what.add_parser)
    for word, one in FORMS.items():
        part = what.add_parser(word, help=one.label, epilog=_BY_NAME)
        part.add_argument("account", metavar="ACCOUNT")
        part.add_argument("answers", metavar="TEXT", nargs="*", help="what is asked, in its order")
    for part in what.choices.values():
        add_options(part)


_BY_NAME = "An answer may be named like the line of the form that asks for it: who=Dana."


def _arguments_of_standing(add: Callable[..., ArgumentParser]) -> None:
    seat = add("seat", help="who holds a seat of accounts; all of the holders")
    seat.add_argument("accounts", metavar="ACCOUNT", nargs="+")
    for held in Seat:
        seat.add_argument(
            f"--{held.value}", metavar="MEMBER", action="append", default=[], help="or nobody"
        )
    renewal = add("renewal", help="a contract that renews")
    renewal.add_argument("account", metavar="ACCOUNT")
    renewal.add_argument("on", metavar="DATE")
    renewal.add_argument("--amount", help="a year, like 12500 or 12500.50")
    renewal.add_argument("--currency", help="ISO code, like EUR")
    left = add("left", help="a customer who left")
    left.add_argument("account", metavar="ACCOUNT")
    left.add_argument("on", metavar="DATE", nargs="?", default="today")
    left.add_argument("--words", help="why, in their words")
    left.add_argument("--why", choices=[why.value for why in Why], help="why, sorted")
    snooze = add("snooze", help="not now: puts an account off until a day, or calls it back")
    snooze.add_argument("account", metavar="ACCOUNT")
    snooze.add_argument("until", metavar="DATE", help="the day it calls again; none: now")
    snooze.add_argument("--why", default="", metavar="TEXT")
    snooze.add_argument("--seat", choices=[seat.value for seat in Seat], help="only for one seat")
    gone = add("gone", help="that its source has it no longer is right")
    gone.add_argument("account", metavar="ACCOUNT")
    gone.add_argument("--why", metavar="TEXT")
    field = add("field", help="a field of our own of an account, over what its source says")
    field.add_argument("account", metavar="ACCOUNT")
    field.add_argument("name", metavar="NAME")
    field.add_argument("value", metavar="TEXT", nargs="?", help="without it ours is taken away")


def _arguments_of_the_day(add: Callable[..., ArgumentParser]) -> None:
    blocker = add("blocker", help="what is in our way with an account, and who helps")
    blocker.add_argument("account", metavar="ACCOUNT")
    blocker.add_argument("text", metavar="TEXT")
    blocker.add_argument("--helper", metavar="MEMBER", default="")
    parked = add("parked", help="something to be talked about, not now, and who sees to that")
    parked.add_argument("account", metavar="ACCOUNT")
    parked.add_argument("text", metavar="TEXT")
    parked.add_argument("--helper", metavar="MEMBER", default="")
    absence = add("absence", help="a member who is away, and who covers")
    absence.add_argument("member", metavar="MEMBER")
    absence.add_argument("first", metavar="DATE")
    absence.add_argument("last", metavar="DATE", nargs="?", default="", help="the last day")
    absence.add_argument("--cover", metavar="MEMBER", default="", help="who covers for them")
    absence.add_argument("--why", metavar="TEXT", default="")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return True


def run(desk: Desk, args: Namespace) -> int:
    """Add, and print the key that it goes by, or what was recorded."""
    if args.what in FORMS:
        return _fill(desk, FORMS[args.what], args)
    if args.what in _STANDING:
        return _tell(_STANDING[args.what](desk, args), args)
    added = _add(desk, args)
    for hint in added.hints:
        tell(hint)
    if args.json:
        say_json({"key": added.key, "note": id_text(added.note)})
    else:
        say(f"{added.words}  {added.key}")
    return 0


def _fill(desk: Desk, what: Add, args: Namespace) -> int:
    """Record what a form of the screen would."""
    form = what.form(desk, args.account)
    if not args.answers:
        asked = ", ".join(labels(form))
        raise NotUnderstood(f"“{form.title}” asks for: {asked}. Give them in that order, or named.")
    answers = filled(form, args.answers)
    sentence = answers.record(desk)
    if args.json:
        say_json({"recorded": [answers.words]})
    else:
        say(sentence)
    return 0


def _add(desk: Desk, args: Namespace) -> Added:
    if args.what == "account":
        return add_account(desk, AccountAdded(args.name, args.type))
    if args.what == "person":
        body = PersonAdded(args.name, args.title, args.email, args.phone)
        return add_person(desk, args.account, body)
    if args.what == "deal":
        return add_deal(desk, args.account, _deal(desk, args), args.owner)
    seat = None if args.seat is None else Holds(args.seat)
    claim = desk.claim if args.me else args.claim
    return add_member(desk, MemberSaid(args.name, args.email, seat), claim)


def _deal(desk: Desk, args: Namespace) -> DealAdded:
    outcome = Outcome(args.outcome)
    past = outcome is not Outcome.OPEN
    return DealAdded(
        args.name,
        outcome,
        None if args.closes is None else day_typed(desk, args.closes, past=past),
        None if args.amount is None else money.cents(args.amount),
        None if args.currency is None else money.currency(args.currency),
    )


_STANDING: dict[str, Callable[[Desk, Namespace], Told]] = {
    "seat": lambda desk, args: name_seats(
        desk, args.accounts, {Seat.HUNTER: args.hunter, Seat.FARMER: args.farmer}
    ),
    "renewal": lambda desk, args: add_renewal(
        desk, args.account, args.on, args.amount, args.currency
    ),
    "left": lambda desk, args: add_left(
        desk, args.account, args.on, args.words, None if args.why is None else Why(args.why)
    ),
    "snooze": lambda desk, args: put_off(
        desk,
        [args.account],
        args.until,
        args.why,
        None if args.seat is None else Seat(args.seat),
    ),
    "gone": lambda desk, args: confirm_gone(desk, args.account, args.why),
    "field": lambda desk, args: add_field(desk, args.account, args.name, args.value),
    "blocker": lambda desk, args: _matter(desk, args, BlockerSaid),
    "parked": lambda desk, args: _matter(desk, args, ParkedSaid),
    "absence": lambda desk, args: add_absence(
        desk, Typed(args.member, args.first, args.last, args.cover, args.why)
    ),
}


def _matter(desk: Desk, args: Namespace, kind: Kind) -> Told:
    return add_matter(desk, kind, args.account, args.text, args.helper)


def _tell(told: Told, args: Namespace) -> int:
    for hint in told.hints:
        tell(hint)
    if args.json:
        say_json({"note": id_text(told.note), "recorded": list(told.words)})
    else:
        for line in told.words:
            say(line)
    return 0
