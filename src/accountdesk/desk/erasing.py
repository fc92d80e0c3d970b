"""Erasing a person: their name and their words go from journal, facts, indexes, drafts and outbox.

One `erased` entry says so to every desk. Here and on each of them what it names is blanked with it,
the rest is swept, and the file is made anew, so that no byte is left. What is interrupted is ended
by the next erasure, the next import of a journal, or `rebuild`.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple, TypeVar

from accountdesk.core.blanking import blanked
from accountdesk.core.calendar import day_of
from accountdesk.core.delivery import Delivered
from accountdesk.core.entry import AccountKey, id_text, word_of
from accountdesk.core.erasure import Erasures, Somebody, mark, of_person
from accountdesk.core.errors import NotFound, Refused
from accountdesk.core.liveness import Erased
from accountdesk.core.state import AccountState
from accountdesk.core.text import find_words
from accountdesk.desk.about import About, about, is_of
from accountdesk.desk.desk import Desk
from accountdesk.desk.drafts import lying
from accountdesk.desk.facts_in import SUBJECTS
from accountdesk.desk.log import record
from accountdesk.desk.outgoing import body_of
from accountdesk.desk.said import entry_in_words
from accountdesk.desk.somebody import somebody
from accountdesk.store import erasing, journal, meta, projections
from accountdesk.store.erasures import known
from accountdesk.store.facts import subject_of
from accountdesk.store.journal import TEAM
from accountdesk.store.scrub import scrub

BATCH = 50
"""Entries or records written over in one transaction, so that nobody's Enter waits long."""

MOST = 5_000
"""Entries that one entry names: a line of a journal file must not be too long to be read."""

STILL_READ = (
    "A program still reads what was there before, so bytes of it may be left in the file's log. "
    "Close it and type `accountdesk rebuild`."
)

T = TypeVar("T")


class Plan(NamedTuple):
    """What would be erased.

    Attributes:
        who: What the person is called, with their accounts.
        said: What would be recorded.
        found: Everything that loses something.
        entries: Of the journal, in words.
        records: Of sources, in words.
        hints: Sentences about what stays, and what else to do.
    """

    who: str
    said: Erased
    found: About
    entries: tuple[str, ...]
    records: tuple[str, ...]
    hints: tuple[str, ...]


def planned(desk: Desk, name: str, account: str | None = None) -> Plan:
    """What erasing a person would take. It writes nothing.

    Raises:
        NotFound: Nobody is called so, and nobody who was erased was.
        Ambiguous: Several are.
        Refused: They were erased, and nothing has named them since.
    """
    try:
        who = somebody(desk, name, account)
    except NotFound:
        said = _erased_before(desk, name)
        if said is None:
            raise
        found = about(desk, said)
        if found == About():
            raise Refused(f"{name} was erased, and nothing has named them since.") from None
        return plan_of(desk, name, said, found)
    said = to_look_for(desk, who)
    called = f"{who.names[0]} of {', '.join(who.of_accounts) or 'no account'}"
    return plan_of(desk, called, said, about(desk, said, who.accounts), tuple(_of_names(who)))


def to_look_for(desk: Desk, who: Somebody) -> Erased:
    """The erasure of a person before it names entries and records.

    Its marks are made as those of one that there is, so that all are looked for at once.
    """
    salt = next((rule.salt for rule in known(desk.store).rules if rule.salt), os.urandom(8).hex())
    return of_person(who, salt)


def _erased_before(desk: Desk, name: str) -> Erased | None:
    """The erasure of somebody who was called so, without what it named; None: there is none."""
    rules = known(desk.store).rules
    said = next((rule.said for rule in reversed(rules) if rule.is_called(name)), None)
    return None if said is None else said._replace(entries=(), facts=())


def plan_of(desk: Desk, who: str, said: Erased, found: About, hints: tuple[str, ...] = ()) -> Plan:
    """What an erasure would take, in words."""
    said = said._replace(
        entries=tuple(id_text(entry.id) for entry in found.entries),
        facts=tuple(mark(said.salt, subject_of(one.sent)) for one in found.facts),
    )
    return Plan(
        *(who, said, found),
        entries=tuple(_in_words(desk, found)),
        records=tuple(_records(found)),
        hints=(*hints, *_elsewhere(desk, found)),
    )


def _in_words(desk: Desk, found: About) -> Iterator[str]:
    team = desk.team()
    states: dict[AccountKey, AccountState] = {}
    for entry in found.entries:
        day = day_of(entry.at).isoformat()
        if entry.account is None:
            yield f"{day}  {entry_in_words(entry, None, team)}"
            continue
        if entry.account not in states:
            account = journal.known_account(desk.store, entry.account)
            states[entry.account] = projections.state(desk.store, account, team)
        state = states[entry.account]
        yield f"{day}  {state.name}: {entry_in_words(entry, state, team)}"


def _records(found: About) -> Iterator[str]:
    for one in found.facts:
        subject, key = SUBJECTS[type(one.sent.known)], one.sent.known[0]
        goes = "goes" if one in found.theirs else "loses the words that name them"
        yield f"{subject} {key}: {goes}"


def _of_names(who: Somebody) -> Iterator[str]:
    """What an account is called stays, and a word of that does not tell who is meant."""
    theirs = {word for name in who.names for word in find_words(name)}
    for name in who.of_accounts:
        common = sorted(theirs.intersection(find_words(name)))
        if common:
            yield (
                f"The account is called {name}, and stays so; what says only “{' '.join(common)}” "
                "is left as it is."
            )


def _elsewhere(desk: Desk, found: About) -> Iterator[str]:
    """What has a copy of it that is not ours."""
    sources = {str(one.sent.known[0]).partition(":")[0] for one in found.theirs}
    for source in sorted(sources):
        yield (
            f"In the source {source} the person is still there, and is not taken in from it again. "
            "Erase them there, too."
        )
    ids = {id_text(entry.id) for entry in found.entries}
    said = [body_of(one) for one in journal.of_kind(desk.store, word_of(Delivered))]
    there = {one.source for one in said if isinstance(one, Delivered) and one.entry in ids}
    for source in sorted(there):
        yield f"Some of it was written to {source} and stays there until it is erased there."
    if any(draft.in_use for draft in found.drafts):
        yield "A program that is open has a note that names them. Throw it away there (Ctrl-D)."


def erase(desk: Desk, plan: Plan) -> tuple[str, ...]:
    """Erase what was planned; sentences about what is still to be done.

    Raises:
        Refused, StoreError: It could not be recorded; or it was, and the rest of it is still to be
            done, by `accountdesk rebuild`.
    """
    record(desk, [(None, part) for part in _parts(plan.said)])
    return (*plan.hints, *finish(desk))


def _parts(said: Erased) -> Iterator[Erased]:
    """An erasure in parts that fit into a line of a journal file."""
    for at in range(0, max(len(said.entries), len(said.facts), 1), MOST):
        yield said._replace(entries=said.entries[at : at + MOST], facts=said.facts[at : at + MOST])


def finish(desk: Desk) -> tuple[str, ...]:
    """Take out what erasures have left so far; sentences about what is still to be done.

    Raises:
        Refused, StoreError: The store cannot be written.
    """
    if not meta.is_erasing(desk.store):
        return ()
    erased = known(desk.store)
    named = (one.id for one in journal.everything(desk.store) if blanked(one, erased) != one)
    for entries in _batches(named):
        with desk.store.transaction():
            touched = erasing.blank(desk.store, entries)
            touched |= erasing.follow(desk.store, touched)
            _fold(desk, touched)
    records = (
        one.id
        for one in erasing.every_fact(desk.store)
        if erasing.may_keep(one.sent, erased) != one.sent
    )
    for facts in _batches(records):
        with desk.store.transaction():
            _fold(desk, erasing.clean(desk.store, facts))
    with desk.store.transaction():
        erasing.clean_aside(desk.store)
        erasing.clean_outbox(desk.store)
    _drop_drafts(desk, erased)
    if not scrub(desk.store):
        return (STILL_READ,)
    with desk.store.transaction():
        meta.end_erasing(desk.store)
    return ()


def _batches(found: Iterable[T]) -> Iterator[list[T]]:
    """What was found, some at a time: nothing is written while it is looked for."""
    everything = iter(list(found))
    while batch := list(islice(everything, BATCH)):
        yield batch


def _fold(desk: Desk, accounts: set[int]) -> None:
    projections.refold(desk.store, accounts - {TEAM}, desk.team(), desk.today)


def _drop_drafts(desk: Desk, erased: Erasures) -> None:
    for draft in lying(desk.store.path):
        if is_of(draft, erased):
            with suppress(OSError):
                os.unlink(draft.path)
