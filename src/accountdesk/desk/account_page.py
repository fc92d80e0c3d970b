"""One account, whole: its two sides and the goal between, our word, people, and what happened."""

from datetime import date
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.entry import AccountKey, Entry
from accountdesk.core.next_step import open_steps
from accountdesk.core.quotes import aged
from accountdesk.core.readings import Readings, readings
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import account_sides, promise_words, reason_words, say_back, words
from accountdesk.desk.account_data import account_data
from accountdesk.desk.account_goal import account_goal
from accountdesk.desk.account_sides import Side, sides
from accountdesk.desk.desk import Desk
from accountdesk.desk.evidence import evidence
from accountdesk.desk.need_page import NeedPage, need_page
from accountdesk.desk.our_way import process_line
from accountdesk.desk.people_page import people_parts
from accountdesk.desk.timeline import TOUCHES, Happening, shown, timeline
from accountdesk.desk.together_page import TogetherPage, joint_copies, together_page
from accountdesk.desk.track_page import track_card
from accountdesk.desk.word_page import WordPage, word_page
from accountdesk.desk.words import Parts
from accountdesk.store import joined, journal, projections

AGREED = "agreement, in their terms"
"""What the text to say back is called among what can be copied."""


class AccountPage(NamedTuple):
    """An account on a day.

    Attributes:
        key: What it goes by.
        name: As it was written; faces clean it.
        about: What it is, in words.
        sides: The hunters' part and the farmers'.
        goal: What it adds to the goal that both share: the goal, and lines.
        whys: For each list it stands in: the label and the explained sum.
        terms: For each of these lists every reason in words, the heaviest first, and under each of
            them what it was read from.
        unknown: What could not be read for lack of facts.
        steps: Open next steps in words, the earliest due first.
        word: What was promised, what went wrong, how they feel and whom we know.
        together: Hand-offs, the plan and referrals.
        needs: What they want, what we can, what was gained, and how close they let us.
        track: On which side it is treated, in words.
        way: Where it stands in our process, in words; nothing while nobody has said.
        people: Who they are, who knows them, how they work together, what lacks.
        deals: In words, the open ones by their close, then the others, the latest first.
        cases: In words, the open ones by their day, then the others.
        contracts: Renewals and leavings in words, the earliest first.
        fields: Names and values that nothing else shows.
        link: Address of the record in its source; None if there is none.
        happenings: Everything that happened, the newest first.
        copies: What one may want to copy: what it is, and its text.
        data: The same for programs.
    """

    key: AccountKey
    name: str
    about: str
    sides: tuple[Side, Side]
    goal: tuple[str, tuple[str, ...]]
    whys: tuple[tuple[str, str], ...]
    terms: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]
    steps: tuple[str, ...]
    word: WordPage
    together: TogetherPage
    needs: NeedPage
    track: tuple[str, ...]
    way: tuple[str, ...]
    people: Parts
    deals: tuple[str, ...]
    cases: tuple[str, ...]
    contracts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    link: str | None
    happenings: tuple[Happening, ...]
    copies: tuple[tuple[str, str], ...]
    data: dict[str, object]

    @property
    def seats(self) -> tuple[str, ...]:
        """Who holds each seat, in words."""
        return tuple(f"{side.label}: {side.holders}" for side in self.sides)

    @property
    def timeline(self) -> tuple[tuple[str, str], ...]:
        """When and what passed between them and us, in words, the newest first."""
        return tuple((one.when, one.what) for one in shown(self.happenings, TOUCHES))

    @property
    def stands(self) -> Parts:
        """How it stands: our word, how they feel, what is in the way, the track, its fields."""
        named = tuple(f"{name}: {value}" for name, value in self.fields)
        parts = (
            *self.word.parts,
            *self.word.quiet,
            ("Our way", self.way),
            ("Track", self.track),
            ("Fields", named),
            ("Link", (self.link,) if self.link else ()),
        )
        return tuple((title, lines) for title, lines in parts if lines)

    @property
    def who(self) -> Parts:
        """Their people, and with whom we speak."""
        return (*self.people, ("Contact", self.word.threads))

    @property
    def joint(self) -> Parts:
        """What we do together: hand-offs, the plan, what they want and what both sides gain."""
        parts = (*self.together.parts, *self.gains, *self.together.quiet)
        return tuple((title, lines) for title, lines in parts if lines)

    @property
    def gains(self) -> Parts:
        """What they want, what we can, what both sides gained and learned, how close we are."""
        parts = (*self.needs.parts, ("What we learned", self.word.learned))
        return tuple((title, lines) for title, lines in parts if lines)

    @property
    def parts(self) -> Parts:
        """Title and lines of all that is known but the timeline; empty parts are left out."""
        parts = (
            *self.word.parts,
            ("Next", self.steps),
            ("Our way", self.way),
            *self.together.parts,
            ("Seats", self.seats),
            *self.who,
            *self.word.quiet,
            *self.gains,
            ("Track", self.track),
            self.goal,
            *self.together.quiet,
            ("Contracts", self.contracts),
            ("Fields", tuple(f"{name}: {value}" for name, value in self.fields)),
            ("Deals", self.deals),
            ("Cases", self.cases),
        )
        return tuple((title, lines) for title, lines in parts if lines)

    @property
    def whole(self) -> Parts:
        """Title and lines of why it needs us, of all that is known, and the link."""
        whys = tuple(f"{label}: {total}" for label, total in self.whys)
        link = (("Link", (self.link,)),) if self.link else ()
        return (("Why", whys), *self.parts, *link)

    @property
    def happened(self) -> tuple[str, ...]:
        """What passed between them and us, each touch a line."""
        return self.of_kind(TOUCHES)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The timeline as one of `timeline.kinds` has it, each happening a line."""
        lines = tuple(f"{one.when}  {one.what}" for one in shown(self.happenings, kind))
        return lines or ("nothing recorded yet",)

    @property
    def explained(self) -> Parts:
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
    team, today = desk.team(), desk.today
    named = desk.account_called(account)
    state = aged(projections.state(desk.store, named.account, team), team.policy, today)
    now = readings(state, team, today)
    labels = team.labels
    entries = _entries(desk, named.account)
    return AccountPage(
        key=state.key,
        name=state.name,
        about=_about(state, now, team, today),
        sides=sides(state, now, team, today),
        goal=account_goal(desk, state, team),
        whys=tuple((labels[seat], reason_words.total(now.seats[seat])) for seat in now.seats),
        terms=tuple(evidence(found, state, entries, team, today) for found in now.seats.values()),
        unknown=now.unknown,
        steps=tuple(account_sides.step(one, team, today) for one in open_steps(state.steps)),
        word=word_page(state, team, today),
        together=together_page(state, team, now.customer, today),
        needs=need_page(state, team, today),
        track=track_card(state, now.against, team, today),
        way=tuple(filter(None, (process_line(state, team.policy, today),))),
        people=people_parts(desk, state, team),
        deals=tuple(account_sides.deal(one, today) for one in account_sides.deals(state)),
        cases=tuple(words.case(one, today) for one in account_sides.cases(state)),
        contracts=account_sides.contracts(state, team),
        fields=tuple(state.profile.fields.items()),
        link=state.profile.link,
        happenings=timeline(state, entries, team, today),
        copies=(*_copies(state), *joint_copies(state, team, today)),
        data=account_data(state, now, entries, team, today),
    )


def _entries(desk: Desk, account: int) -> list[Entry]:
    """What was recorded of an account, and of those that it is joined to."""
    return [
        entry
        for part in sorted(joined.group(desk.store, account))
        for entry in journal.of_account(desk.store, part)
    ]


def _about(state: AccountState, now: Readings, team: Team, today: date) -> str:
    parts = ["customer" if now.customer else "no customer yet", state.track.value]
    if state.profile.left and not now.customer:
        parts[0] = "left"
    if now.against:
        parts.append("in the middle")
    if state.profile.gone is not None:
        parts.append(f"{words.GONE} since {words.full(state.profile.gone)}")
    if state.profile.name is None:
        parts.append(words.NOT_RECEIVED)
    if state.unknown_kinds:
        parts.append(words.UPDATE)
    shown_ = feeling.now(state.feelings, today, team.policy.number("feeling.days"))
    if shown_ is not None:
        people: dict[str, str] = {person.key: person.name for person in state.people}
        parts.append(promise_words.feeling(shown_, team, people, today))
    return " · ".join(parts)


def _copies(state: AccountState) -> tuple[tuple[str, str], ...]:
    people: dict[str, str] = {person.key: person.name for person in state.people}
    found: list[tuple[str, str | None]] = [
        (one.title, one.text) for one in say_back.latest(state.promises, people)
    ]
    found += [("name", state.name), ("link", state.profile.link), ("key", state.key)]
    for person in state.people:
        if state.relations.not_to_contact(person.key) or person.key in state.relations.moved:
            continue
        found += [
            (f"e-mail of {person.name}", person.email),
            (f"phone of {person.name}", person.phone),
        ]
    return tuple((what, text) for what, text in found if text)
