"""Who is meant by a name: a person of a customer, as sources and the team have them."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from accountdesk.core.entry import (
    BLANK,
    OWN,
    AccountKey,
    Entry,
    EntryId,
    id_bytes,
    id_text,
    word_of,
)
from accountdesk.core.erasure import Somebody
from accountdesk.core.errors import Ambiguous, NotFound
from accountdesk.core.liveness import Amended, Said
from accountdesk.core.person import PersonAdded
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.relations import PersonMoved, SamePerson, same_people
from accountdesk.core.state import live_by_account
from accountdesk.core.text import folded
from accountdesk.desk.desk import Desk
from accountdesk.store import erasing, joined, journal, projections

MOST = 10
"""People whom a sentence lists."""


class _One(NamedTuple):
    """What is known of a person in one place; of one and the same there may be several."""

    key: str
    account: int
    name: str
    email: str | None
    phone: str | None


def somebody(desk: Desk, name: str, account: str | None = None) -> Somebody:
    """The person who goes by a key, an e-mail address, a name or a part of one.

    Who was taken back, or has gone from the source, is still found: what is kept of them is here.

    Args:
        desk: The desk.
        name: How they are called.
        account: Only of the account that goes by this name; None: of all.

    Raises:
        NotFound: Nobody is called so.
        Ambiguous: Several are; the message lists them.
    """
    known = list(_everybody(desk))
    if account is not None:
        here = joined.group(desk.store, desk.account_called(account).account)
        known = [one for one in known if one.account in here]
    found = _meant(known, name)
    one_of = _one_and_the_same(desk)
    keys = {one_of.get(one.key, one.key): one.key for one in found[::-1]}
    if not keys:
        raise NotFound(
            f"Nobody is called “{name}”{' there' if account else ' here'}. "
            f"`{desk.program} show ACCOUNT` lists the people of an account. Somebody of whom only "
            f"notes speak is added first: `{desk.program} add person ACCOUNT NAME`."
        )
    if len(keys) > 1:
        listed = "; ".join(_in_words(desk, found, key) for key in [*keys.values()][::-1][:MOST])
        more = ", and more" if len(keys) > MOST else ""
        raise Ambiguous(
            f"Several people are called “{name}”: {listed}{more}. Name one by the key in brackets."
        )
    [meant] = keys
    return _whole(desk, [one for one in _everybody(desk) if one_of.get(one.key, one.key) == meant])


def _one_and_the_same(desk: Desk) -> dict[str, str]:
    """For who is said to be another one, or came from elsewhere, a key that all of theirs share."""
    kinds = (word_of(SamePerson), word_of(PersonMoved))
    places = {entry.account for kind in kinds for entry in journal.of_kind(desk.store, kind)}
    said = [
        one
        for place in sorted(place for place in places if place is not None)
        for part in live_by_account(_entries(desk, place)).values()
        for one in part.said
    ]
    pairs = [
        Said(one.entry, SamePerson((one.body.person, one.body.was)))
        for one in said
        if isinstance(one.body, PersonMoved) and one.body.was is not None
    ]
    return same_people([*said, *pairs])


def _entries(desk: Desk, place: AccountKey) -> list[Entry]:
    return journal.of_account(desk.store, journal.known_account(desk.store, place))


def _meant(known: list[_One], name: str) -> list[_One]:
    wanted = folded(name)
    exact = [one for one in known if one.key == name]
    whole = exact or [one for one in known if wanted in (folded(one.name), folded(one.email or ""))]
    return whole or [one for one in known if wanted in folded(one.name).split()]


def _in_words(desk: Desk, found: list[_One], key: str) -> str:
    one = next(one for one in found if one.key == key)
    state = projections.state(desk.store, one.account, desk.team())
    return f"{one.name} of {state.name} ({key})"


def _everybody(desk: Desk) -> Iterator[_One]:
    """Everybody, the newest words of each first; who was erased is nobody any more."""
    for kept in erasing.people(desk.store):
        key, name, _, email, phone = kept.sent.known
        yield _One(key, kept.account, name, email, phone)
    added = journal.of_kind(desk.store, word_of(PersonAdded))
    ids = {entry.id: entry for entry in added}
    amended = journal.of_kind(desk.store, word_of(Amended))
    for entry in chain(reversed(amended), added):
        yield from _said(desk, entry, ids)


def _said(desk: Desk, entry: Entry, added: dict[EntryId, Entry]) -> Iterator[_One]:
    """Whom an entry adds, or says something else of."""
    try:
        body = parse(entry.body)
        of = entry.id
        if entry.kind == word_of(Amended):
            said = read(Amended, body)
            of = EntryId(id_bytes(said.entry))
            body = said.body if isinstance(said.body, dict) else {}
        if of not in added:
            return
        person = read(PersonAdded, body)
    except (Unreadable, ValueError):
        return
    if person.name != BLANK:
        account = journal.known_account(desk.store, entry.account)
        yield _One(f"{OWN}:{id_text(of)}", account, person.name, person.email, person.phone)


def _whole(desk: Desk, ones: list[_One]) -> Somebody:
    """All that a person was ever called, and where they are."""
    team, accounts, called = desk.team(), list[str](), list[str]()
    for account in sorted({one.account for one in ones if one.account > 0}):
        state = projections.state(desk.store, account, team)
        called += dict.fromkeys((state.name, *state.profile.names.values()))
        accounts += [
            journal.account_key(desk.store, one) for one in joined.group(desk.store, account)
        ]
    return Somebody(
        keys=tuple(dict.fromkeys(one.key for one in ones)),
        names=tuple(dict.fromkeys(one.name for one in ones)),
        emails=tuple(dict.fromkeys(one.email for one in ones if one.email)),
        phones=tuple(dict.fromkeys(one.phone for one in ones if one.phone)),
        accounts=tuple(dict.fromkeys(accounts)),
        of_accounts=tuple(dict.fromkeys(called)),
    )
