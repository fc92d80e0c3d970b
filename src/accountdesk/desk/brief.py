"""The brief: one screen before a call, so that they need not tell us twice; and what one inherits.

What they feel in their words, what both sides promised, what they want and know, the last three
touches, what is next. It is ours alone: the customer's own version is the review.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.attention import Group
from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Member, Seat
from accountdesk.core.quotes import aged
from accountdesk.core.readings import Readings, readings
from accountdesk.core.repair import open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.text import with_both_ends
from accountdesk.desk import account_sides, people_words, promise_words, reason_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.documents import Document, Part, markdown
from accountdesk.desk.need_page import need_page
from accountdesk.desk.timeline import happening
from accountdesk.desk.together_page import together_page
from accountdesk.desk.words import Parts
from accountdesk.store import journal, projections, windows
from accountdesk.store.windows import Slice

LAST = 3
"""Touches that are told."""

LONGEST = 300
"""Characters of what was written on a touch; the timeline has all of it."""


class Brief(NamedTuple):
    """What to know before one speaks with an account.

    Attributes:
        key: What it goes by.
        name: Its name.
        about: What it is, in words.
        sections: Title and lines; none of them is empty.
    """

    key: AccountKey
    name: str
    about: str
    sections: Parts

    @property
    def parts(self) -> Parts:
        """The sections under a head."""
        return ((f"{self.name} · {self.about}", ()), *self.sections)

    @property
    def called(self) -> str:
        """What it is called where it was copied."""
        return f"brief of {self.name}"

    @property
    def text(self) -> str:
        """The same as Markdown."""
        return markdown(self.document)

    @property
    def document(self) -> Document:
        """The same to be handed on among us."""
        parts = tuple(Part(title, (), lines) for title, lines in self.sections)
        return Document(self.name, self.about, parts)

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        told = {title.lower(): list(lines) for title, lines in self.sections}
        return {"key": self.key, "name": self.name, "about": self.about, **told}


def brief(desk: Desk, account: str) -> Brief:
    """The brief of the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    team = desk.team()
    return _brief(desk, desk.account_called(account).account, team)


def inherited(desk: Desk, seat: Seat, holder: Member | None = None) -> list[tuple[str, Brief]]:
    """The briefs of a list, or of what one member holds of it, each under its group, in its order.

    It folds each of these accounts.
    """
    team = desk.team()
    of = Slice(None if holder is None else holder.key)
    return [
        (
            words.GROUPS[Group(row.place.group)],
            _brief(desk, journal.known_account(desk.store, row.key), team),
        )
        for row in windows.rows(desk.store, seat, of)
    ]


def taken_over(desk: Desk, member: Member) -> "TakenOver":
    """The briefs of all that a member holds."""
    team = desk.team()
    lists = tuple((team.labels[seat], inherited(desk, seat, member)) for seat in Seat)
    return TakenOver(member, tuple((label, tuple(found)) for label, found in lists if found))


class TakenOver(NamedTuple):
    """What one takes over from a member, or begins with.

    Attributes:
        member: Who holds it.
        lists: What each of their lists is called, and its briefs, each with its group, in order.
    """

    member: Member
    lists: tuple[tuple[str, tuple[tuple[str, Brief], ...]], ...]

    @property
    def parts(self) -> Parts:
        """All of it, for a screen."""
        if not self.lists:
            return ((f"{self.member.name} holds no account.", ()),)
        found: list[tuple[str, tuple[str, ...]]] = []
        for label, briefs in self.lists:
            for group, one in briefs:
                (head, lines), *rest = one.parts
                found += [(f"{label}, {group} · {head}", lines), *rest]
        return tuple(found)

    @property
    def text(self) -> str:
        """All of it as Markdown."""
        return "\n".join(one.text for _, briefs in self.lists for _, one in briefs)

    @property
    def called(self) -> str:
        """What it is called where it was copied."""
        return f"briefs of what {self.member.name} holds"


def _brief(desk: Desk, account: int, team: Team) -> Brief:
    today = desk.today
    state = aged(projections.state(desk.store, account, team), team.policy, today)
    now = readings(state, team, today)
    parts = tuple(part for part in _parts(state, now, team, today) if part[1])
    kind = "customer" if now.customer else "no customer yet"
    about = " · ".join((kind, state.track.value, *_seats(now, team, today)))
    return Brief(state.key, state.name, about, parts)


def _seats(now: Readings, team: Team, today: date) -> Iterator[str]:
    for seat, those in ((Seat.HUNTER, now.hunters), (Seat.FARMER, now.farmers)):
        if those:
            yield f"{team.labels[seat]}: {account_sides.holders(those, team, today)}"


def _parts(
    state: AccountState, now: Readings, team: Team, today: date
) -> Iterator[tuple[str, tuple[str, ...]]]:
    people: dict[str, str] = {person.key: person.name for person in state.people}
    shown = feeling.now(state.feelings, today, team.policy.number("feeling.days"))
    felt = (promise_words.feeling(shown, team, people, today),)
    wrong = (f"{one.what}: {promise_words.stands(one)}" for one in open_repairs(state.repairs))
    yield "Why they need us", tuple(_reasons(now, today))
    yield "How they are", (*felt, *wrong)
    needs = need_page(state, team, today)
    yield "What they want", needs.wants
    yield "They told us already", needs.knows
    promises = (p for p in state.promises if p.is_open or p.disputed)
    lines = (promise_words.promise(one, team, people, today) for one in promises)
    yield "Open between us", tuple(lines)
    yield "Handed over", together_page(state, team, now.customer, today).handoffs
    yield "Who they are", tuple(_people(state, today))
    yield "The last we heard", tuple(_last(state, team, today))
    yield "Next", tuple(account_sides.step(one, team, today) for one in state.next_steps)


def _reasons(now: Readings, today: date) -> Iterator[str]:
    """Each reason once, the most pressing first, without its points."""
    told: dict[str, None] = {}
    for asks in now.seats.values():
        told |= dict.fromkeys(reason_words.reasons(asks, today))
    yield from told


def _people(state: AccountState, today: date) -> Iterator[str]:
    """Everybody who is still there; what matters to them behind it."""
    for one in state.people:
        if not state.relations.gone(one.key, today):
            note = state.relations.notes.get(one.key)
            matters = f" · {note.matters}" if note is not None and note.matters else ""
            yield people_words.person(one, state, today) + matters


def _last(state: AccountState, team: Team, today: date) -> Iterator[str]:
    touches = [touch for touch in state.touches if touch.on <= today]
    for touch in touches[-1 : -LAST - 1 : -1]:
        one = happening(touch, state, team, today)
        yield f"{one.when}  {with_both_ends(one.what, LONGEST)}"
