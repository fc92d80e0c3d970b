"""What the menu of `a` offers."""

from collections.abc import Callable
from functools import partial

from accountdesk.core.deal import DealFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Member, Seat
from accountdesk.core.promise import Side
from accountdesk.desk.absences import absence_form
from accountdesk.desk.adding import own_deals
from accountdesk.desk.adds import ADDS, TOGETHER
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Add, Form
from accountdesk.desk.forms import (
    account_form,
    deal_form,
    field_form,
    focus_form,
    goal_form,
    member_form,
)
from accountdesk.desk.standing import Told, seat_them, who_may
from accountdesk.desk.trust_forms import promise_form
from accountdesk.tui.dialogs.form import open_form
from accountdesk.tui.dialogs.menu import Offer, choose, numbered, offer
from accountdesk.tui.screens.acting import Target
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.handing import handing


def add_menu(screen: Asking, target: Target) -> None:
    """Offer what can be added."""
    offer(screen, "add", add_offers(screen, target))


def add_offers(screen: Asking, target: Target) -> list[Offer]:
    """What can be added."""
    offers = [Offer("o", "an account", partial(open_form, screen, account_form))]
    if target.here is not None:
        several = len(target.marked) > 1
        of = f" of {len(target.marked)} accounts" if several else ""
        theirs = partial(promise_form, account=target.here, side=Side.THEIRS)
        field = partial(field_form, account=target.here)
        offers += [
            Offer("d", "a promise of theirs", partial(open_form, screen, theirs)),
            Offer("b", "a deal, or what became of one", partial(_deals, screen, target.here)),
            Offer("s", f"who holds a seat{of}", partial(_seat, screen, target)),
            *_forms(screen, target.here),
            Offer("h", "a hand-off, and how it goes on", partial(handing, screen, target.here)),
            Offer("x", "a field of our own", partial(open_form, screen, field)),
        ]
    return [
        *offers,
        Offer(
            "w", "a member who is away, and who covers", partial(open_form, screen, absence_form)
        ),
        Offer("m", "a member of our team", partial(open_form, screen, member_form)),
        Offer("g", "the goal that both seats share", partial(open_form, screen, goal_form)),
        Offer("f", "the focus: the one thing we do well", partial(open_form, screen, focus_form)),
    ]


def _forms(screen: Asking, account: AccountKey) -> list[Offer]:
    """A form for each letter, or a menu of several."""
    by_letter: dict[str, list[Offer]] = {}
    for one in ADDS:
        offer_ = Offer(one.letter, one.label, partial(open_form, screen, _of(one, account)))
        by_letter.setdefault(one.letter, []).append(offer_)
    return [
        Offer(letter, TOGETHER[letter], partial(_several, screen, TOGETHER[letter], those))
        if len(those) > 1
        else those[0]
        for letter, those in by_letter.items()
    ]


def _of(one: Add, account: AccountKey) -> Callable[[Desk], Form]:
    return lambda desk: one.form(desk, account)


def _several(screen: Asking, title: str, those: list[Offer]) -> None:
    listed = numbered([one.label for one in those])
    choose(screen, title, listed, lambda at: those[at].run())


def _deals(screen: Asking, account: AccountKey) -> None:
    then = partial(_deal, screen, account)
    screen.ask_to_open("deals", partial(own_deals, account=account), then)


def _deal(screen: Asking, account: AccountKey, deals: tuple[tuple[DealFact, str], ...]) -> None:
    def chosen(at: int) -> None:
        deal = deals[at - 1][0] if at else None
        open_form(screen, partial(deal_form, account=account, deal=deal))

    if deals:
        listed = numbered([words for _, words in deals])
        choose(screen, "deal", [("n", "a new one"), *listed], chosen)
    else:
        chosen(0)


def _seat(screen: Asking, target: Target) -> None:
    def ask(at: int) -> None:
        seat = tuple(Seat)[at]
        screen.ask_to_open(
            "may", partial(who_may, seat=seat), partial(_holder, screen, target, seat)
        )

    text = ", ".join(target.names)
    choose(screen, "seat", [("h", "hunter"), ("f", "farmer")], ask, text=text)


def _holder(screen: Asking, target: Target, seat: Seat, members: tuple[Member, ...]) -> None:
    def chosen(at: int) -> None:
        member = members[at] if at < len(members) else None
        work = partial(seat_them, accounts=target.marked, seat=seat, member=member)
        screen.do(work, told)

    def told(what: Told) -> None:
        more = f" · and {len(what.words) - 2} more" if len(what.words) > 2 else ""
        sentence = f"Recorded: {' · '.join(what.words[:2])}{more}. {screen.taking_back}"
        screen.say_here(" ".join((sentence, *what.hints)))
        target.done()

    items = [*numbered([member.name for member in members]), ("0", "nobody")]
    text = "" if members else f"No member is known yet; {screen.pressed('do.add')} m adds one."
    choose(screen, seat.value, items, chosen, text=text)
