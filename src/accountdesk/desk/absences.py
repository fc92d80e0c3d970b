"""Absences: members who are away, who covers, and what goes to another one when they leave."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.absence import AbsenceSaid
from accountdesk.core.account import SeatSaid
from accountdesk.core.blocker import BlockerSaid, ParkedSaid, open_blockers
from accountdesk.core.calendar import Dates
from accountdesk.core.entry import AccountKey, Entry, EntryId, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.liveness import Amended, Said
from accountdesk.core.member import Member, Seat, member_called
from accountdesk.core.record import Unreadable, parse, plain, read
from accountdesk.core.repair import open_repairs
from accountdesk.core.state import AccountState, live_by_account
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, says
from accountdesk.desk.log import Noted, dates, only_day, record
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import Told
from accountdesk.store import holdings, joined, journal, projections


class Typed(NamedTuple):
    """An absence as somebody typed it; without a last day it is one day, without a cover nobody."""

    member: str
    first: str
    last: str = ""
    cover: str = ""
    why: str = ""


def absence_typed(typed: Typed, team: Team, on: Dates) -> AbsenceSaid:
    """The absence that somebody typed.

    Raises:
        NotUnderstood: Nobody is called so, a day cannot be read, it ends before it begins, or one
            would cover for themselves.
    """
    members = team.members.values()
    gone = member_called(typed.member, members)
    first = only_day(typed.first, on)
    last = only_day(typed.last, on) if typed.last.strip() else first
    if last < first:
        raise NotUnderstood(f"{words.full(last)} is before {words.full(first)}: name the last day.")
    cover = member_called(typed.cover, members) if typed.cover.strip() else None
    if cover == gone:
        raise NotUnderstood(
            f"{gone.name} cannot cover for themselves. Name somebody else, or nobody."
        )
    why = " ".join(typed.why.split()) or None
    return AbsenceSaid(gone.key, first, last, None if cover is None else cover.key, why)


def add_absence(desk: Desk, typed: Typed) -> Told:
    """Record that a member is away.

    Raises:
        NotUnderstood: As `absence_typed`.
    """
    team = desk.team()
    said = absence_typed(typed, team, dates(desk, team))
    noted = record(desk, [(None, said)])
    return Told(noted.note, (in_words(said, None, team),), noted.hints)


def absence_form(desk: Desk) -> Form:
    """That a member is away, and who covers."""

    def read(answers: Sequence[str]) -> Filled:
        typed = Typed(*answers)
        needed(typed.member, "who is away"), needed(typed.first, "the first day, like mon")
        said = absence_typed(typed, team, on)
        words = in_words(said, None, team)
        return Filled(words, says(words, said))

    desk.must_keep()
    team, on = desk.team(), dates(desk, desk.team())
    me = team.who(desk.claim)
    blanks = (
        Blank("Who", "" if me is None else me.name, "a member"),
        Blank("From", hint="mon"),
        Blank("To", hint="the last day, like next fri; empty: one day"),
        Blank("Cover", hint="a member who covers; empty: nobody"),
        Blank("Why", hint="may stay empty"),
    )
    return Form("absence", "A member who is away", blanks, read)


class Handed(NamedTuple):
    """One thing that goes to another member: the account, what would be recorded, and in words."""

    account: AccountKey | None
    name: str
    body: NamedTuple
    words: str


class Handing(NamedTuple):
    """What a member leaves, and to whom it goes; `upto` is where the journal stood then."""

    one: Member
    other: Member
    things: tuple[Handed, ...]
    upto: int


def handing(desk: Desk, one: str, other: str) -> Handing:
    """What would go from one member to another: open promises, repairs, steps, and seats.

    Raises:
        NotUnderstood: Nobody is called so, or both are the same.
    """
    desk.must_keep()
    desk.settle()
    members = desk.team().members.values()
    leaves, takes = member_called(one, members), member_called(other, members)
    if leaves == takes:
        raise NotUnderstood(f"{leaves.name} cannot take over from themselves. Name somebody else.")
    return _handing(desk, leaves, takes)


def _handing(desk: Desk, leaves: Member, takes: Member) -> Handing:
    team, upto = desk.team(), journal.arrived(desk.store)
    things: list[Handed] = []
    for account in holdings.of(desk.store, _goes_by(team, leaves)):
        state = projections.state(desk.store, account, team)
        things += _things(desk, state, _said(desk, account), (leaves, takes))
    things += _covers(team, leaves, takes, desk.today)
    return Handing(leaves, takes, tuple(things), upto)


def _goes_by(team: Team, one: Member) -> tuple[str, ...]:
    """A member's key, and the claims and owner ids that are theirs."""
    return (one.key, *sorted(claim for claim in team.claims if team.who(claim) == one))


def _things(
    desk: Desk, state: AccountState, said: Mapping[EntryId, Said], whose: tuple[Member, Member]
) -> Iterator[Handed]:
    team, (leaves, takes) = desk.team(), whose
    owned = [
        *((one.entry, one.owner) for one in state.promises if one.is_open or one.disputed),
        *((one.entry, one.owner) for one in open_repairs(state.repairs)),
        *((one.entry, one.owner) for one in state.next_steps),
        *((one.entry, one.helper or "") for one in open_blockers((*state.blockers, *state.parked))),
    ]
    for identity, owner in owned:
        entry, body = said[identity]
        if team.who(owner) == leaves and entry.account is not None:
            field = "helper" if isinstance(body, BlockerSaid | ParkedSaid) else "owner"
            # An amendment stands with what it amends, also where accounts were joined since.
            now = body._replace(**{field: takes.key})
            amended = Amended(id_text(identity), _whole(entry, body) | {field: takes.key})
            yield Handed(entry.account, state.name, amended, in_words(now, state, team))
    for seat, holders in ((Seat.HUNTER, state.hunters), (Seat.FARMER, state.farmers)):
        if leaves in holders:
            keys = [takes.key if one == leaves else one.key for one in holders]
            held = SeatSaid(seat, tuple(dict.fromkeys(keys)))
            yield Handed(state.key, state.name, held, in_words(held, state, team))


def _covers(team: Team, leaves: Member, takes: Member, today: date) -> Iterator[Handed]:
    """Absences in which one would cover: the other one does, unless it is theirs."""
    for gone in team.absences:
        if gone.cover == leaves.key and gone.last >= today:
            cover = None if gone.member == takes.key else takes.key
            said = AbsenceSaid(gone.member, gone.first, gone.last, cover)
            yield Handed(None, "the team", said, in_words(said, None, team))


def _whole(entry: Entry, body: NamedTuple) -> dict[str, object]:
    """What an entry says now, with fields that only a newer program knows as far as they stand."""
    written = parse(entry.body)
    try:
        same = read(type(body), written) == body
    except Unreadable:
        same = False
    return written if same else plain(body)


def _said(desk: Desk, account: int) -> dict[EntryId, Said]:
    """What the live entries of an account, and of those it is joined to, say now."""
    entries = journal.of_accounts(desk.store, joined.group(desk.store, account))
    parts = live_by_account(entries).values()
    return {one.entry.id: one for part in parts for one in part.said}


def hand_over(desk: Desk, what: Handing) -> Noted:
    """Record that everything of one member is another one's now, as one note.

    Raises:
        Refused: There is nothing, or it changed meanwhile.
    """
    if not what.things:
        raise Refused(f"{what.one.name} holds no seat, and has nothing open.")

    def check() -> None:
        if journal.arrived(desk.store) == what.upto:
            return  # nobody has written: looking again would hold everybody's Enter up
        if _handing(desk, what.one, what.other).things != what.things:
            raise Refused(
                "Something of that has changed meanwhile; nothing was recorded. Look again."
            )

    return record(desk, [(one.account, one.body) for one in what.things], check=check)
