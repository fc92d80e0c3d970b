"""Adding by hand: accounts, people, deals and members that no source has."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded, DealFact, Outcome
from accountdesk.core.entry import OWN, AccountKey, EntryId, NoteId, id_bytes, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.liveness import Amended
from accountdesk.core.member import Member, MemberIs, MemberSaid, member_called
from accountdesk.core.person import PersonAdded
from accountdesk.core.record import plain
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.mint import mint
from accountdesk.desk.said import in_words
from accountdesk.store import journal, projections, windows

LONGEST = 200
"""Characters of a name."""


class Added(NamedTuple):
    """What was added.

    Attributes:
        note: Undo takes it back.
        key: What it goes by.
        words: What was recorded, in words, every day in full.
        hints: Sentences about what was odd.
    """

    note: NoteId
    key: str
    words: str
    hints: tuple[str, ...]


def add_account(desk: Desk, body: AccountAdded) -> Added:
    """Add an account.

    Raises:
        Refused: There is one of that name; a second one would be confused with it.
        NotUnderstood: The name is empty or too long.
    """
    body = body._replace(name=_name(body.name))

    def check() -> None:
        for named in windows.called(desk.store, body.name):
            if same_name(named.name, body.name):
                raise Refused(f"There is an account {named.name} already ({named.key}).")

    key = AccountKey(f"{OWN}:{id_text(EntryId(mint()))}")
    noted = record(desk, [(key, body)], check=check)
    return Added(noted.note, key, in_words(body, None, desk.team()), noted.hints)


def add_person(desk: Desk, account: str, body: PersonAdded) -> Added:
    """Add a person to an account.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: The account has a person of that name: no note could tell the two apart.
        NotUnderstood: The name is empty or too long.
    """
    body = body._replace(name=_name(body.name))
    named = desk.account_called(account)

    def check() -> None:
        people = projections.state(desk.store, named.account, desk.team()).people
        if any(same_name(person.name, body.name) for person in people):
            raise Refused(
                f"{named.name} has a person {body.name} already. Two of one name need a second "
                "name, so that notes can tell them apart."
            )

    return _added(desk, named.key, body, check)


def add_deal(desk: Desk, account: str, body: DealAdded, owner: str | None = None) -> Added:
    """Add a deal to an account, for the member of that name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: The name is empty or too long, nobody is called as the owner, or the deal
            was closed on a day that is still to come.
    """
    body = body._replace(name=_name(body.name))
    if owner is not None:
        body = body._replace(owner=member_called(owner, desk.team().members.values()).key)
    must_be_past(body, desk.today)
    return _added(desk, desk.account_called(account).key, body)


def own_deals(desk: Desk, account: str) -> tuple[tuple[DealFact, str], ...]:
    """The deals of an account that the team added itself, each also in words.

    Those of sources are moved there.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    named = desk.account_called(account)
    state = projections.state(desk.store, named.account, desk.team())
    return tuple(
        (deal, words.deal(deal, None if deal.closes is None else words.full(deal.closes)))
        for deal in state.deals
        if deal.key.partition(":")[0] == OWN
    )


def change_deal(desk: Desk, account: AccountKey, deal: DealFact, body: DealAdded) -> Added:
    """Say a deal anew that the team added: won, lost, another amount, another day.

    Raises:
        Refused: It was taken back or changed meanwhile.
        NotUnderstood: The name is empty or too long, or it was closed on a day still to come.
    """
    body = body._replace(name=_name(body.name))
    must_be_past(body, desk.today)

    def check() -> None:
        if all(one != deal for one, _ in own_deals(desk, account)):
            raise Refused(f"Somebody changed {deal.name} meanwhile; nothing was recorded.")

    entry = journal.by_id(desk.store, EntryId(id_bytes(deal.key.partition(":")[2])))
    assert entry is not None  # its deal was read
    # An amendment stands with what it amends, also where accounts were joined since.
    noted = record(desk, [(entry.account, Amended(id_text(entry.id), plain(body)))], check=check)
    return Added(noted.note, deal.key, in_words(body, None, desk.team()), noted.hints)


def add_member(desk: Desk, body: MemberSaid, claim: str | None = None) -> Added:
    """Add a member to the team, and with `claim` say what is theirs.

    With `claim`, a member who is there already is taken instead of a second one.

    Args:
        desk: The desk.
        body: The member.
        claim: Whose work is recorded so, or whom a source names so as an owner.

    Raises:
        Refused: There is a member of that name, or the claim is another member's.
        NotUnderstood: The name is empty or too long.
    """
    body = body._replace(name=_name(body.name))
    team = desk.team()
    there = next((m for m in team.members.values() if same_name(m.name, body.name)), None)
    if there is not None and claim is None:
        raise Refused(f"There is a member {there.name} already ({there.key}).")
    _must_be_theirs(team, claim, there)
    if there is not None and claim is not None:
        noted = record(desk, [(None, MemberIs(claim, there.key))])
        said_so = in_words(MemberIs(claim, there.key), None, team)
        return Added(noted.note, there.key, said_so, noted.hints)
    identity = EntryId(mint())
    key = f"{OWN}:{id_text(identity)}"
    said: list[tuple[None, NamedTuple]] = [(None, body)]
    if claim is not None:
        said.append((None, MemberIs(claim, key)))

    def check() -> None:
        if any(same_name(m.name, body.name) for m in desk.team().members.values()):
            raise Refused(f"There is a member {body.name} already.")

    noted = record(desk, said, first=identity, check=check)
    return Added(noted.note, key, in_words(body, None, team), noted.hints)


def must_be_past(body: DealAdded, today: date) -> None:
    """Refuse a deal that is won or lost on a day that is still to come.

    Raises:
        NotUnderstood: It is.
    """
    if body.outcome is not Outcome.OPEN and body.closes is not None and body.closes > today:
        raise NotUnderstood(
            f"A deal that is {body.outcome.value} was closed by today; "
            f"{body.closes.isoformat()} is still to come."
        )


def _must_be_theirs(team: Team, claim: str | None, there: Member | None) -> None:
    """Refuse a claim that is another member's."""
    holder = None if claim is None else team.who(claim)
    if holder is not None and holder != there:
        raise Refused(
            f"What goes by {claim} is {holder.name}'s. Where several people share a system user, "
            "each sets ACCOUNTDESK_ACTOR to a name of their own."
        )


def _added(
    desk: Desk,
    account: AccountKey,
    body: PersonAdded | DealAdded,
    check: Callable[[], None] = lambda: None,
) -> Added:
    noted = record(desk, [(account, body)], check=check)
    key = f"{OWN}:{id_text(noted.entries[0].id)}"
    return Added(noted.note, key, in_words(body, None, desk.team()), noted.hints)


def same_name(one: str, other: str) -> bool:
    """Whether two names are one but for case and spaces; an accent may tell two apart."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > LONGEST:
        raise NotUnderstood(f"A name has 1 to {LONGEST} characters; “{name[:40]}” has {len(name)}.")
    return name
