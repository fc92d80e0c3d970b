"""Where an account stands with us: its seats, renewals, whether it left, is gone or put off.

A source often says it; what the team says stands over that.
"""

from collections.abc import Sequence
from typing import NamedTuple

from accountdesk.core import money
from accountdesk.core.account import Field, GoneConfirmed, Left, Renewal, SeatSaid, Why
from accountdesk.core.calendar import Dates
from accountdesk.core.entry import AccountKey, NoteId
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.liveness import live
from accountdesk.core.member import Holds, Member, Seat, member_called
from accountdesk.core.snooze import Snooze
from accountdesk.core.text import folded
from accountdesk.core.track import FIELD
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import dates, day_typed, only_day, record
from accountdesk.desk.said import in_words
from accountdesk.desk.words import full
from accountdesk.store import journal, projections

NOBODY = "nobody"

LONGEST_NAME = 60
LONGEST_VALUE = 500
"""Characters of a field of our own."""


class Told(NamedTuple):
    """What was recorded: the note to take it back by, and a line for each entry."""

    note: NoteId
    words: tuple[str, ...]
    hints: tuple[str, ...]


def name_seats(desk: Desk, accounts: Sequence[str], holders: dict[Seat, Sequence[str]]) -> Told:
    """Name who holds seats of some accounts, all of the holders; `nobody` leaves a seat empty.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: Nobody is called so, or no seat is named.
    """
    members = desk.team().members.values()
    bodies = [
        SeatSaid(seat, tuple(member_called(name, members).key for name in names if name != NOBODY))
        for seat, names in holders.items()
        if names
    ]
    if not bodies:
        raise NotUnderstood("Name a hunter or a farmer: --hunter NAME, --farmer NAME.")
    return _name_seats(desk, accounts, bodies)


def seat_them(desk: Desk, accounts: Sequence[str], seat: Seat, member: Member | None) -> Told:
    """Name the one who holds a seat of some accounts; None leaves it empty.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    return _name_seats(desk, accounts, [SeatSaid(seat, () if member is None else (member.key,))])


def who_may(desk: Desk, seat: Seat) -> tuple[Member, ...]:
    """Who may hold a seat: whoever is at the desk, those who usually do, the others; by name.

    Raises:
        Refused: This desk only looks.
    """
    desk.must_keep()
    team = desk.team()
    me = team.who(desk.claim)

    def order(member: Member) -> tuple[bool, bool, str]:
        usual = member.seat is Holds.BOTH or member.seat == seat.value
        return (me is None or member.key != me.key, not usual, folded(member.name))

    return tuple(sorted(team.members.values(), key=order))


def _name_seats(desk: Desk, accounts: Sequence[str], bodies: Sequence[SeatSaid]) -> Told:
    found = [desk.account_called(account) for account in accounts]
    return _told(desk, [(named.key, named.name, body) for named in found for body in bodies])


def add_renewal(
    desk: Desk, account: str, on: str, amount: str | None, currency: str | None
) -> Told:
    """Record that a contract renews on a day, for an amount a year.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The day or the amount cannot be read.
    """
    body = Renewal(
        day_typed(desk, on),
        None if amount is None else money.cents(amount),
        None if currency is None else money.currency(currency),
    )
    named = desk.account_called(account)
    return _told(desk, [(named.key, named.name, body)])


def add_left(desk: Desk, account: str, on: str, words: str | None, why: Why | None) -> Told:
    """Record that they left, when, and why in their words; words for the day look back.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The day cannot be read.
    """
    body = Left(day_typed(desk, on, past=True), words, why)
    named = desk.account_called(account)
    return _told(desk, [(named.key, named.name, body)])


def confirm_gone(desk: Desk, account: str, why: str | None) -> Told:
    """Say that an account which its source has no longer is rightly gone: no list shows it then.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: Its source has it, or no source ever had.
    """
    named = desk.account_called(account)
    if projections.state(desk.store, named.account, desk.team()).profile.gone is None:
        raise Refused(
            f"{named.name} is not gone from its source. If they left you, say so: accountdesk add "
            "left ACCOUNT."
        )
    return _told(desk, [(named.key, named.name, GoneConfirmed(desk.today, why))])


def add_field(desk: Desk, account: str, name: str, value: str | None) -> Told:
    """Say a field of our own of an account; None takes ours away.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The name or the value is none.
        Refused: Nothing of ours is there to take away.
    """
    named = desk.account_called(account)
    said = field_typed(name, value)
    if said.value is None and not _is_ours(desk, named.account, said.name):
        raise Refused(f"{named.name} has no field {said.name} of ours; what its source says stays.")
    return _told(desk, [(named.key, named.name, said)])


def _is_ours(desk: Desk, account: int, name: str) -> bool:
    """Whether the team has said something of a field that it has not taken away."""
    alive = live(journal.of_account(desk.store, account)).said
    said = [one.body for one in alive if isinstance(one.body, Field) and one.body.name == name]
    return bool(said) and said[-1].value is not None


def field_typed(name: str, value: str | None) -> Field:
    """The field of our own that somebody typed.

    Raises:
        NotUnderstood: It has no name, a text is too long, or it is the track.
    """
    name, said = " ".join(name.split()), " ".join((value or "").split())
    if not name or len(name) > LONGEST_NAME:
        raise NotUnderstood(f"A field's name has 1 to {LONGEST_NAME} characters.")
    if len(said) > LONGEST_VALUE:
        raise NotUnderstood(f"A field has up to {LONGEST_VALUE} characters, this is {len(said)}.")
    if folded(name) == FIELD:
        raise NotUnderstood("The track has a form of its own, and `accountdesk add track`.")
    return Field(name, said or None)


def snooze_typed(until: str, why: str, dates: Dates) -> Snooze:
    """The snooze that somebody typed; `none` has an account call again at once.

    Raises:
        NotUnderstood: The day cannot be read, or has come.
    """
    why = " ".join(why.split())
    if folded(until) == "none":
        return Snooze(None, why or None)
    day = only_day(until, dates)
    if day <= dates.today:
        raise NotUnderstood(
            f"{full(day)} has come. Name a later day, like next mon; none: it calls again now."
        )
    return Snooze(day, why or None)


def put_off(
    desk: Desk, accounts: Sequence[str], until: str, why: str = "", seat: Seat | None = None
) -> Told:
    """Put some accounts off until a day, for one seat or for both.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The day cannot be read, or has come.
    """
    body = snooze_typed(until, why, dates(desk, desk.team()))
    return snooze_them(desk, [(account, seat) for account in accounts], body)


def snooze_them(desk: Desk, whose: Sequence[tuple[str, Seat | None]], body: Snooze) -> Told:
    """Put some accounts off, each for one seat or for both, or have them call again.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    found = [(desk.account_called(account), seat) for account, seat in whose]
    return _told(desk, [(one.key, one.name, body._replace(seat=seat)) for one, seat in found])


def _told(desk: Desk, said: Sequence[tuple[AccountKey, str, NamedTuple]]) -> Told:
    noted = record(desk, [(key, body) for key, _, body in said])
    team = desk.team()
    words = tuple(f"{name}: {in_words(body, None, team)}" for _, name, body in said)
    return Told(noted.note, words, noted.hints)
