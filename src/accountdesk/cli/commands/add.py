"""`accountdesk add account|person|deal|member`: what no source has."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.options import add_options
from accountdesk.cli.output import say, say_json, tell
from accountdesk.core import money
from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import id_text
from accountdesk.core.member import Holds, MemberSaid
from accountdesk.core.person import PersonAdded
from accountdesk.desk.adding import (
    Added,
    add_account,
    add_deal,
    add_member,
    add_person,
    closing_day,
)
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_subparsers(dest="what", required=True, metavar="account|person|deal|member")
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
    member.add_argument("--me", action="store_true", help="what I record here is theirs")
    for part in (account, person, deal, member):
        add_options(part)


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return True


def run(desk: Desk, args: Namespace) -> int:
    """Add, and print the key that it goes by."""
    added = _add(desk, args)
    for hint in added.hints:
        tell(hint)
    if args.json:
        say_json({"key": added.key, "note": id_text(added.note)})
    else:
        say(f"{added.words}  {added.key}")
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
    return add_member(desk, MemberSaid(args.name, args.email, seat), me=args.me)


def _deal(desk: Desk, args: Namespace) -> DealAdded:
    outcome = Outcome(args.outcome)
    return DealAdded(
        args.name,
        outcome,
        None if args.closes is None else closing_day(desk, args.closes, outcome),
        None if args.amount is None else money.cents(args.amount),
        None if args.currency is None else money.currency(args.currency),
    )
