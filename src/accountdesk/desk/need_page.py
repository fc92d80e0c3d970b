"""What an account wants and what we can do, what both sides gained, and how close they let us."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.concerns import About, about
from accountdesk.core.confirmed import Yes
from accountdesk.core.insider import Evidence, Statement, standing
from accountdesk.core.need import Aim, Capacity, Need, aims_by, left_on_the_table
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.text import clean
from accountdesk.core.value import Gains, Value
from accountdesk.core.wallet_share import Share, share
from accountdesk.desk import words
from accountdesk.desk.saying import names, quoted

MOST = 5
"""Of what they know, what was gained and what is met, so much is told, the latest first."""

SHORT = 100
"""Characters that are told of the touch that proves something; the timeline has all of it."""

Part = tuple[str, tuple[str, ...]]


class NeedPage(NamedTuple):
    """What there is to say of it on a day, each part empty where nothing is known.

    Attributes:
        wants: Aim and needs, each with who confirmed it and what we can; met needs last.
        left: Value left on the table: needs that we can serve and that are not met.
        knows: What they know already, the latest first.
        gained: What they gained, then what we did, the latest first.
        close: What is known of each statement, and our share of their wallet.
        about: What contacts of the last days were about.
        unknown: What nobody has recorded yet, in one line.
    """

    wants: tuple[str, ...]
    left: tuple[str, ...]
    knows: tuple[str, ...]
    gained: tuple[str, ...]
    close: tuple[str, ...]
    about: tuple[str, ...]
    unknown: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """Title and lines; some may be empty."""
        return (
            ("What they want", self.wants),
            ("Value left on the table", self.left),
            ("What they know already", self.knows),
            ("What both sides gained", self.gained),
            ("Close to them", self.close),
            ("What contacts were about", self.about),
            ("Not known yet", (self.unknown,) if self.unknown else ()),
        )


def need_page(state: AccountState, team: Team, today: date) -> NeedPage:
    """What they want, what we can, what was gained and how close we are, in words."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    days = team.policy.number("coverage.days")
    contacts = about(state.concerns, state.touches, today - timedelta(days - 1), today)
    ours = share(state, today)
    return NeedPage(
        wants=tuple(wants(state, people, today)),
        left=tuple(
            f"{one.what}: {'; '.join(capacity(can, today) for can in one.can)}"
            for one in reversed(left_on_the_table(state.wants.needs))
        ),
        knows=tuple(
            f"{one.how.value}: {one.text}{_whose(one.person, one.on, people, today)}"
            for one in state.wants.knows[::-1][:MOST]
        ),
        gained=tuple(_gained(state.values, today)),
        close=tuple(_close(state, ours, people, today)),
        about=(f"{in_words(contacts)} (in {days} d)",) if sum(contacts) else (),
        unknown=" · ".join(_unknown(state, ours, today)),
    )


def wants(state: AccountState, people: Mapping[str, str], today: date) -> Iterator[str]:
    """The aim, then needs, open ones first, each with who confirmed it and what we can."""
    aims = aims_by(state.wants.aims, today)
    if aims:
        yield _aim(aims[-1], people, today)
        before = "; ".join(one.what for one in aims[:-1])
        if before:
            yield f"  before that: {before}"
    open_ = [one for one in state.wants.needs if one.met_on is None]
    met = [one for one in state.wants.needs if one.met_on is not None]
    for need in (*open_[::-1], *met[::-1][:MOST]):
        yield f"need: {need.what}{_whose(need.person, need.on, people, today)}"
        yield f"  {confirmation(need.yes, people, today)}"
        yield from (f"  {line}" for line in _answer(need, today))
    here = {one.entry for one in state.wants.needs}
    for one in reversed(state.wants.capacities):
        if one.need not in here:
            yield capacity(one, today)


def _aim(aim: Aim, people: Mapping[str, str], today: date) -> str:
    due = "" if aim.due is None else f", by {words.day(aim.due, today)}"
    measure = f", measured by {aim.measure}" if aim.measure else ""
    yes = confirmation(aim.yes, people, today)
    return f"aim: {aim.what}{due}{measure}{_whose(aim.person, aim.on, people, today)}, {yes}"


def _answer(need: Need, today: date) -> Iterator[str]:
    if need.met_on is not None:
        yield f"met {words.day(need.met_on, today)}"
    elif not need.answers:
        yield "not answered: whether we can is not recorded"
    yield from (capacity(one, today) for one in need.answers)


def capacity(one: Capacity, today: date) -> str:
    """`we cannot: our own cold store, told Thu 3 Dec`."""
    told = "not told yet" if one.told_on is None else f"told {words.day(one.told_on, today)}"
    return f"we {one.able.value}: {one.what}, {told}"


def confirmation(yes: Yes | None, people: Mapping[str, str], today: date) -> str:
    """`confirmed Thu 3 Dec by Dana Fox: “exactly”`, or `unconfirmed`."""
    if yes is None:
        return "unconfirmed"
    who = f" by {names([yes.person], people)[0]}" if yes.person else ""
    return f"confirmed {words.day(yes.on, today)}{who}{quoted(yes.words)}"


def _whose(person: str | None, on: date, people: Mapping[str, str], today: date) -> str:
    who = names([person], people) if person else []
    return f" ({', '.join((*who, words.day(on, today)))})"


def _gained(values: Sequence[Value], today: date) -> Iterator[str]:
    for gains in Gains:
        of = [one for one in reversed(values) if one.gains is gains]
        for one in of[:MOST]:
            yield f"{gains.value}: {value(one)} ({words.day(one.on, today)})"
        if len(of) > MOST:
            yield f"{gains.value}: and {len(of) - MOST} more"


def value(one: Value) -> str:
    """`two days a month saved, 1,200 EUR`; without the amount where nobody measured it."""
    return one.text if one.cents is None else f"{one.text}, {words.money(one.cents, one.currency)}"


def _close(
    state: AccountState, ours: Share | None, people: Mapping[str, str], today: date
) -> Iterator[str]:
    known = standing(state.closeness.evidence, today)
    for one in known.values():
        yield _evidence(one, state, people, today)
    missing = [statement.value for statement in Statement if statement not in known]
    if known and missing:
        yield f"unknown: {'; '.join(missing)}"
    if ours is not None:
        yield wallet(ours, today)


def _evidence(one: Evidence, state: AccountState, people: Mapping[str, str], today: date) -> str:
    proof = next((touch for touch in state.touches if touch.key == one.touchpoint), None)
    as_in = ""
    if proof is not None:
        as_in = f": {clean(words.touch(proof, names(proof.people, people), proof.text), SHORT)}"
    return f"{one.statement.value}: {one.answer.value}, {words.day(one.on, today)}{as_in}"


def wallet(ours: Share, today: date) -> str:
    """`share of wallet about 31 %: …`, with its source and age; or that it is unknown, and why."""
    spent = ours.wallet
    a_year = f"{words.money(spent.cents, spent.currency)} a year"
    old = ours.days_old(today)
    age = f", {words.days(old)} old" if old else ""
    source = f"(estimate: {spent.text}, as of {words.day(spent.on, today)}{age})"
    left_out = ""
    if ours.left_out:
        count = words.count(ours.left_out, "amount")
        left_out = f"; {count} of unknown size or in another currency left out"
    got = words.money(ours.ours, spent.currency)
    if not ours.ours:
        return f"share of wallet unknown: they spend {a_year} {source}{left_out}"
    if ours.percent > 100:
        said = f"we get {got} a year, more than the {a_year} that they are said to spend"
        return f"share of wallet unknown: {said} {source}{left_out}"
    what = "won in 365 days" if ours.by_deals else "yearly contracts"
    return f"share of wallet about {ours.percent} %: {got} ({what}) of {a_year} {source}{left_out}"


def in_words(found: About) -> str:
    """`3 care, 1 advice, 2 order, 4 unknown`."""
    return ", ".join(f"{n} {what}" for what, n in found._asdict().items())


def _unknown(state: AccountState, ours: Share | None, today: date) -> Iterator[str]:
    found = (
        (aims_by(state.wants.aims, today), "what they aim at"),
        (state.wants.needs, "what they need"),
        (state.wants.knows, "what they know already"),
        (state.values, "what both sides gained"),
        (standing(state.closeness.evidence, today), "how close they let us"),
        (ours, "what they spend on what we sell"),
    )
    return (what for known, what in found if not known)
