"""One account, whole: who it is, why it needs us, what is next, its people, deals and timeline."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.case import CaseFact
from accountdesk.core.deal import DealFact, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Member, Seat
from accountdesk.core.next_step import Step, open_steps
from accountdesk.core.quotes import aged
from accountdesk.core.readings import Readings, readings
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import Touch
from accountdesk.desk import promise_words, reason_words, say_back, words
from accountdesk.desk.account_data import account_data
from accountdesk.desk.desk import Desk
from accountdesk.desk.evidence import evidence
from accountdesk.desk.said import in_words
from accountdesk.desk.saying import names
from accountdesk.desk.together_page import TogetherPage, joint_copies, together_page
from accountdesk.desk.word_page import WordPage, word_page
from accountdesk.store import joined, journal, projections

AGREED = "agreement, in their terms"
"""What the text to say back is called among what can be copied."""


class AccountPage(NamedTuple):
    """An account on a day.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        about: What it is, in words.
        seats: Who holds each seat, in words.
        whys: For each list it stands in: the label and the explained sum.
        terms: For each of these lists every reason in words, the heaviest first, and under each of
            them what it was read from.
        unknown: What could not be read for lack of facts.
        steps: Open next steps in words, the earliest due first.
        word: What was promised, what went wrong, how they feel and whom we know.
        together: Hand-offs, the plan and referrals.
        people: Name, title and ways to reach them, in words.
        deals: In words, the open ones by their close, then the others, the latest first.
        cases: In words, the open ones by their day, then the others.
        contracts: Renewals and leavings in words, the earliest first.
        fields: Names and values that nothing else shows.
        link: Address of the record in its source; None if there is none.
        timeline: When and what, in words, the newest first.
        copies: What one may want to copy: what it is, and its text.
        data: The same for programs.
    """

    key: AccountKey
    name: str
    about: str
    seats: tuple[str, ...]
    whys: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    steps: tuple[str, ...]
    word: WordPage
    together: TogetherPage
    people: tuple[str, ...]
    deals: tuple[str, ...]
    cases: tuple[str, ...]
    contracts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    link: str | None
    timeline: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    data: dict[str, object]

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and lines of all that is known but the timeline; empty parts are left out."""
        parts = (
            *self.word.parts,
            ("Next", self.steps),
            *self.together.parts,
            ("Seats", self.seats),
            ("People", self.people),
            ("Contact", self.word.threads),
            *self.word.quiet,
            ("What we learned", self.word.learned),
            *self.together.quiet,
            ("Contracts", self.contracts),
            ("Fields", tuple(f"{name}: {value}" for name, value in self.fields)),
            ("Deals", self.deals),
            ("Cases", self.cases),
        )
        return tuple((title, lines) for title, lines in parts if lines)

    @property
    def whole(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and lines of why it needs us, of all that is known, and the link."""
        whys = tuple(f"{label}: {total}" for label, total in self.whys)
        link = (("Link", (self.link,)),) if self.link else ()
        return (("Why", whys), *self.parts, *link)

    @property
    def happened(self) -> tuple[str, ...]:
        """The timeline, each touch a line."""
        lines = tuple(f"{when}  {what}" for when, what in self.timeline)
        return lines or ("nothing recorded yet",)

    @property
    def explained(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each list it stands in with its sum, then what could not be read."""
        sums = tuple(
            (f"{label}: {total}", terms)
            for (label, total), terms in zip(self.whys, self.terms, strict=True)
        )
        unknown = (("Unknown, so it adds nothing", self.unknown),) if self.unknown else ()
        return sums + unknown


def account_page(desk: Desk, account: str) -> AccountPage:
    """The page of the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    team = desk.team()
    named, labels = desk.account_called(account), team.labels
    state = aged(projections.state(desk.store, named.account, team), team.policy, desk.today)
    now = readings(state, team, desk.today)
    entries = [
        entry
        for part in sorted(joined.group(desk.store, named.account))
        for entry in journal.of_account(desk.store, part)
    ]
    return AccountPage(
        key=state.key,
        name=state.name,
        about=_about(state, now),
        seats=_seats(state, labels, team, desk.today),
        whys=tuple((labels[seat], reason_words.total(now.seats[seat])) for seat in now.seats),
        terms=tuple(
            evidence(found, state, entries, team, desk.today) for found in now.seats.values()
        ),
        unknown=now.unknown,
        steps=tuple(_step(step, team, desk.today) for step in open_steps(state.steps)),
        word=word_page(state, team, desk.today),
        together=together_page(state, team, now.customer, desk.today),
        people=tuple(
            ", ".join(filter(None, (p.name, p.title, p.email, p.phone))) for p in state.people
        ),
        deals=tuple(_deal(deal, desk.today) for deal in _deals(state)),
        cases=tuple(words.case(one, desk.today) for one in _cases(state)),
        contracts=_contracts(state, team),
        fields=tuple(state.profile.fields.items()),
        link=state.profile.link,
        timeline=tuple(_touch(t, state, team, desk.today) for t in reversed(state.touches)),
        copies=(*_copies(state), *joint_copies(state, team, desk.today)),
        data=account_data(state, now, entries, team, desk.today),
    )


def _about(state: AccountState, now: Readings) -> str:
    parts = ["customer" if now.customer else "no customer yet", state.track.value]
    if state.profile.left and not now.customer:
        parts[0] = "left"
    if state.profile.gone is not None:
        parts.append(f"{words.GONE} since {words.full(state.profile.gone)}")
    if state.profile.name is None:
        parts.append(words.NOT_RECEIVED)
    if state.unknown_kinds:
        parts.append(words.UPDATE)
    return " · ".join(parts)


def _seats(
    state: AccountState, labels: dict[Seat, str], team: Team, today: date
) -> tuple[str, ...]:
    def who(holders: Sequence[Member]) -> str:
        named = (promise_words.doing(member.key, team, today) for member in holders)
        return ", ".join(named) or "unknown"

    return tuple(
        f"{labels[seat]}: {who(holders)}"
        for seat, holders in ((Seat.HUNTER, state.hunters), (Seat.FARMER, state.farmers))
    )


def _cases(state: AccountState) -> list[CaseFact]:
    """The open ones, the earliest due first, then the others."""
    return sorted(state.cases, key=lambda case: case.is_closed)


def _deals(state: AccountState) -> list[DealFact]:
    """The open ones by their close, then the others, the latest first."""
    open_ = [deal for deal in state.deals if deal.outcome is Outcome.OPEN]
    closed = [deal for deal in state.deals if deal.outcome is not Outcome.OPEN]
    return open_ + closed[::-1]


def _step(step: Step, team: Team, today: date) -> str:
    return f"{words.step(step, today)} ({team.name_of(step.owner)})"


def _deal(deal: DealFact, today: date) -> str:
    return words.deal(deal, None if deal.closes is None else words.day(deal.closes, today))


def _copies(state: AccountState) -> tuple[tuple[str, str], ...]:
    people: dict[str, str] = {person.key: person.name for person in state.people}
    found: list[tuple[str, str | None]] = [
        (one.title, one.text) for one in say_back.latest(state.promises, people)
    ]
    found += [("name", state.name), ("link", state.profile.link), ("key", state.key)]
    for person in state.people:
        found += [
            (f"e-mail of {person.name}", person.email),
            (f"phone of {person.name}", person.phone),
        ]
    return tuple((what, text) for what, text in found if text)


def _contracts(state: AccountState, team: Team) -> tuple[str, ...]:
    """When contracts renew, and when and why they left, by day."""
    said = [(renewal.on, in_words(renewal, state, team)) for renewal in state.profile.renewals]
    said += [(gone.left.on, in_words(gone.left, state, team)) for gone in state.profile.left]
    return tuple(text for _, text in sorted(said, key=lambda one: one[0]))


def _touch(touch: Touch, state: AccountState, team: Team, today: date) -> tuple[str, str]:
    people = names(touch.people, {person.key: person.name for person in state.people})
    by = "" if touch.by is None else f" ({team.name_of(touch.by)})"
    return (
        words.moment(touch.on, touch.time, today),
        words.touch(touch, people, touch.text) + by,
    )
