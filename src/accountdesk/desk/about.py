"""Everything that is recorded about one person: for them to have, and to be erased."""

from collections.abc import Iterator
from typing import NamedTuple

from accountdesk.core.blanking import answering, blanked
from accountdesk.core.cleaning import aside as without
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import AccountKey, Entry, EntryId, id_text, named, word_of
from accountdesk.core.erasure import Erasures, Rule, Somebody
from accountdesk.core.fact import SetAside
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.liveness import Amended, Erased
from accountdesk.core.record import Unreadable, parse, plain
from accountdesk.core.repair import RepairStep
from accountdesk.desk.desk import Desk
from accountdesk.desk.drafts import Lying, lying
from accountdesk.desk.facts_in import SUBJECTS
from accountdesk.desk.outgoing import body_of
from accountdesk.store import erasing, journal, outbox, sources
from accountdesk.store.erasing import Kept
from accountdesk.store.outbox import Row

END = 32_503_680_000_000
"""Later than anything that is recorded: the end of 2999, in milliseconds."""

QUOTES = (word_of(FeelingSaid), word_of(Confirmed), word_of(RepairStep))
"""Kinds that keep a customer's own words."""


class About(NamedTuple):
    """What there is about somebody.

    Attributes:
        entries: Of the journal: what names them, or answers to what does.
        facts: Records of sources that are theirs, or say something of them.
        theirs: Those of them that are their own.
        aside: What was set aside of sources and names them, each with its source.
        waiting: What waits to be written to CRMs.
        drafts: Notes that are not recorded yet.
    """

    entries: tuple[Entry, ...] = ()
    facts: tuple[Kept, ...] = ()
    theirs: tuple[Kept, ...] = ()
    aside: tuple[tuple[str, SetAside], ...] = ()
    waiting: tuple[Row, ...] = ()
    drafts: tuple[Lying, ...] = ()


def about(desk: Desk, said: Erased, accounts: tuple[str, ...] = ()) -> About:
    """Everything that an erasure would take something out of.

    The whole journal and every record is read; on a large store that takes a while.

    Args:
        desk: The desk.
        said: The erasure, before it names entries and facts.
        accounts: Keys of the accounts where the person is.
    """
    erased = Erasures([Rule(EntryId(b""), END, said, weighs_all=True)])
    entries = _entries(desk, erased, accounts)
    facts = tuple(_facts(desk, erased))
    ids = {entry.id for entry in entries}
    return About(
        entries=entries,
        facts=facts,
        theirs=tuple(one for one in facts if erasing.may_keep(one.sent, erased) is None),
        aside=tuple(
            one for one in sources.set_aside(desk.store) if without(one[1], erased) != one[1]
        ),
        waiting=tuple(
            row
            for row in outbox.everything(desk.store)
            if row.entry in ids or erasing.has_reached(row, _account(desk, row), erased)
        ),
        drafts=tuple(one for one in lying(desk.store.path) if is_of(one, erased)),
    )


def _entries(desk: Desk, erased: Erasures, accounts: tuple[str, ...]) -> tuple[Entry, ...]:
    told = [
        one
        for one in journal.everything(desk.store)
        if blanked(one, erased, _kind_of_target(desk, one)) != one
    ]
    places = {AccountKey(one) for one in accounts}
    places |= {entry.account for entry in told if entry.account is not None}
    answers: list[Entry] = []
    for place in sorted(places):
        here = journal.of_account(desk.store, journal.known_account(desk.store, place))
        answers += answering([blanked(one, erased) for one in here], erased)
    return (*told, *answers)


def _kind_of_target(desk: Desk, entry: Entry) -> str | None:
    """Of an amendment the kind of what it amends; None: it is none, or of what is not here."""
    body = body_of(entry) if entry.kind == word_of(Amended) else None
    if not isinstance(body, Amended):
        return None
    target = journal.by_id(desk.store, EntryId(named([body.entry])[0]))
    return None if target is None else target.kind


def _facts(desk: Desk, erased: Erasures) -> Iterator[Kept]:
    for kept in erasing.every_fact(desk.store):
        if erasing.may_keep(kept.sent, erased) != kept.sent:
            yield kept


def _account(desk: Desk, row: Row) -> str | None:
    return journal.account_key(desk.store, row.account) if row.account else None


def is_of(draft: Lying, erased: Erasures) -> bool:
    """Whether a draft names somebody; one that cannot be read, by a part of the name."""
    return erased.mention(draft.text, draft.account, part=draft.account is None)


def exported(who: Somebody, found: About) -> dict[str, object]:
    """Everything about somebody, for them to read: as JSON."""
    return {
        "person": {name: list(values) for name, values in who._asdict().items()},
        "records": [
            {
                "source": str(one.sent.known[0]).partition(":")[0],
                "subject": SUBJECTS[type(one.sent.known)],
                "account": one.sent.account,
                "known": plain(one.sent.known),
                "sent": _value(one.sent.raw),
                "gone": one.gone,
            }
            for one in found.facts
        ],
        "entries": [_entry(entry) for entry in found.entries],
        "said": list(_said(who, found)),
        "set_aside": [
            {"source": source, **one._asdict(), "raw": _value(one.raw)}
            for source, one in found.aside
        ],
        "waiting": [{**row._asdict(), "entry": id_text(row.entry)} for row in found.waiting],
        "drafts": [{"account": one.account, "text": one.text} for one in found.drafts],
    }


def _entry(entry: Entry) -> dict[str, object]:
    ids = {"id": id_text(entry.id), "note": id_text(entry.note)}
    return {**entry._asdict(), **ids, "body": _value(entry.body)}


def _value(text: str) -> object:
    try:
        return parse(text)
    except Unreadable:
        return text


def _said(who: Somebody, found: About) -> Iterator[dict[str, object]]:
    """Their own words, as somebody of us kept them."""
    for entry in found.entries:
        body = _value(entry.body)
        if entry.kind not in QUOTES or not isinstance(body, dict):
            continue
        if body.get("person") in who.keys and body.get("words"):
            yield {"entry": id_text(entry.id), "on": body.get("on"), "words": body["words"]}
