"""What entries say of what they want, what we can, what both sides gain, and how close we are."""

from datetime import date

from accountdesk.core.insider import InsiderSaid, WalletSaid
from accountdesk.core.need import AimSaid, CapacitySaid, KnowsSaid, NeedSaid
from accountdesk.core.value import LearnedSaid, ValueSaid
from accountdesk.desk import words
from accountdesk.desk.saying import Around, Says, ids, names


def _about(person: str | None, on: date | None, around: Around) -> str:
    """` (Dana Fox, Fri 4 Dec 2026)`; nothing where nobody and no day is named."""
    found = names([person], around.people) if person else []
    found += [] if on is None else [words.full(on)]
    return f" ({', '.join(found)})" if found else ""


def _aim(body: AimSaid, around: Around) -> str:
    due = "" if body.due is None else f", by {words.full(body.due)}"
    measure = "" if body.measure is None else f", measured by {body.measure}"
    return f"they aim at: {body.what}{due}{measure}{_about(body.person, body.on, around)}"


def _need(body: NeedSaid, around: Around) -> str:
    return f"they need: {body.what}{_about(body.person, body.on, around)}"


def _capacity(body: CapacitySaid, around: Around) -> str:
    answers = f" (for: {ids([body.need], around)})" if body.need else ""
    told = "not told yet" if body.told_on is None else f"told {words.full(body.told_on)}"
    return f"we {body.able.value}: {body.what}{answers}, {told}"


def _knows(body: KnowsSaid, around: Around) -> str:
    return f"they {body.how.value} already: {body.text}{_about(body.person, body.on, around)}"


def _value(body: ValueSaid, around: Around) -> str:
    amount = "" if body.cents is None else f", {words.money(body.cents, body.currency)}"
    return f"gain for {body.gains.value}: {body.text}{amount}{_about(None, body.on, around)}"


def _insider(body: InsiderSaid, around: Around) -> str:
    proof = f", as in: {ids([body.touchpoint], around)}" if body.touchpoint else ""
    return (
        f"{body.statement.value}: {body.answer.value}{_about(body.person, body.on, around)}{proof}"
    )


def _wallet(body: WalletSaid, around: Around) -> str:
    on = "" if body.on is None else f", as of {words.full(body.on)}"
    amount = words.money(body.cents, body.currency)
    return f"they spend {amount} a year on what we sell (estimate: {body.text}{on})"


SAYS: Says = {
    AimSaid: _aim,
    NeedSaid: _need,
    CapacitySaid: _capacity,
    KnowsSaid: _knows,
    ValueSaid: _value,
    LearnedSaid: lambda body, around: f"learned: {body.text}{_about(None, body.on, around)}",
    InsiderSaid: _insider,
    WalletSaid: _wallet,
}
