"""Blanking: what an erasure leaves of an entry. Pure, and the same on every desk.

Words go, and who they were about; what readings need stays: what kind of touch it was and on which
day, whose promise and by when, how somebody felt, which step of a repair. So the account's silence
and our word are what they were. Blanking twice changes nothing, and of several erasures the order
does not count. An entry that was blanked says so by `"erased": true` in its body.
"""

import json
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args

from accountdesk.core.entry import BLANK, KINDS, OWN, Entry, EntryId, id_text, word_of
from accountdesk.core.erasure import Erasures, Rule, Seen, texts
from accountdesk.core.handoff import Part
from accountdesk.core.liveness import MARK, is_blank
from accountdesk.core.person import PersonAdded
from accountdesk.core.record import Unreadable, parse

Body = dict[str, Any]

NOTHING = json.dumps({MARK: True}, separators=(",", ":"))

SPARED = frozenset(
    {"account_added", "member", "member_is", "policy", "source_added", "standup", "erased"}
)
"""Kinds that say nothing of a customer's person; what an account is called stays."""

WORDS = frozenset(
    {
        *("what", "text", "words", "why", "reason", "name"),
        *("unit", "who", "needs", "promises", "concerns"),
    }
)
"""Fields of words, instead of which it says that they are gone."""

VALUES = frozenset(
    {
        "title",
        "email",
        "phone",
        "value",
        "was",
        "wrote",
        "theirs",
        "type",
        "matters",
        "channel",
        "language",
        "zone",
        "measure",
    }
)
"""Fields of words that may say nothing."""

_ADDED = word_of(PersonAdded)

PARTS = frozenset(part.value for part in Part)
"""What may be missing of a hand-off; other words are a person's."""

REFERENCES = frozenset(
    {
        *(
            "entry",
            "entries",
            "after",
            "step",
            "promise",
            "repair",
            "person",
            "people",
            "owner",
            "known_by",
        ),
        *("need", "touchpoint"),
        *("helper", "member", "members", "cover", "claim", "other", "source", "record", "key"),
        *("field", "desk", "currency", "time", "metric", "period", "to", "came_from"),
        *("handoff", "deal", "missing", "of"),
    }
)
"""Fields that name something else; of a person they say it no longer, all others stay."""


def blanked(entry: Entry, erased: Erasures, of: str | None = None) -> Entry:
    """The entry as it stands after all erasures; itself if they leave it as it is.

    Args:
        entry: The entry.
        erased: All erasures.
        of: Of an amendment the kind of what it amends; None: nobody knows.
    """
    rules = covering(entry, erased, of)
    return without_words(entry, rules) if rules else entry


def covering(entry: Entry, erased: Erasures, of: str | None = None) -> list[Rule]:
    """The erasures that name an entry, or the person of which it names; as in `blanked`."""
    if entry.kind in SPARED or not erased:
        return []
    try:
        value: Body | None = parse(entry.body)
    except Unreadable:
        value = None
    seen = _looked_at(entry, value)
    person = None if value is None else _person(entry, value, of)
    return [
        rule
        for rule in erased.rules
        if entry.id in rule.entries
        or rule.has_key(seen)
        or (rule.is_person(*person) if person else _speaks_of(rule, entry, value, seen))
    ]


def _person(entry: Entry, value: Body, of: str | None) -> tuple[Seen, Seen] | None:
    """Whom an entry adds, or says anew: their name, and how to reach them.

    Others may share a part of the name, or all of it.
    """
    said = value.get("body") if entry.kind == "amended" else value
    kind = of if entry.kind == "amended" else entry.kind
    if not isinstance(said, dict) or kind not in (None, _ADDED):
        return None
    if kind is None and not said.keys() <= {*PersonAdded._fields, MARK}:
        return None
    return Seen(texts(said.get("name"))), Seen(texts([said.get("email"), said.get("phone")]))


def answering(entries: Sequence[Entry], erased: Erasures) -> dict[Entry, Rule]:
    """Entries of one account that answer to blanked ones, each with an erasure that covers it.

    What was said when a promise was settled may be a person's words, though it names nobody. What
    is said of a blanked entry after the erasures is left alone.
    """
    gone = {id_text(EntryId(one)) for one in erased.named}
    gone |= {id_text(entry.id) for entry in entries if is_blank(entry.body)}
    left = {
        entry: rule
        for entry in entries
        if (rule := erased.followed(entry)) is not None
        and not is_blank(entry.body)
        and without_words(entry, []) != entry
    }
    found: dict[Entry, Rule] = {}
    while more := {entry: rule for entry, rule in left.items() if gone.intersection(_named(entry))}:
        found |= more
        gone |= {id_text(entry.id) for entry in more}
        left = {entry: rule for entry, rule in left.items() if entry not in more}
    return found


def _named(entry: Entry) -> Iterator[str]:
    try:
        return texts(parse(entry.body))
    except Unreadable:
        return iter(())


def without_words(entry: Entry, rules: Sequence[Rule]) -> Entry:
    """The entry without its words, and without the people of some erasures; they may be none."""
    if entry.kind in SPARED:
        return entry
    try:
        value = parse(entry.body)
    except Unreadable:
        return entry._replace(body=NOTHING)
    if entry.kind not in KINDS:
        return entry._replace(body=NOTHING)
    left = _left(value, rules, of_field=entry.kind == "field")
    kept, goes = Seen(texts(left), texts(left)), left != value
    if any(rule.has_key(kept) or (goes and rule.is_in(kept, here=False)) for rule in rules):
        return entry._replace(body=NOTHING)  # a name stands where none belongs
    if not goes:
        return entry
    left[MARK] = True
    return entry._replace(body=json.dumps(left, separators=(",", ":")))


def _looked_at(entry: Entry, value: Body | None) -> Seen:
    """The entry's words, and what may be a key of a person: of one added by hand its own id."""
    if value is None:
        return Seen([entry.body], [entry.body])
    whole = {*texts(value), f"{OWN}:{id_text(entry.id)}"}
    if entry.kind == "amended":
        whole.add(f"{OWN}:{value.get('entry')}")
    words = value if entry.kind not in KINDS else _words_of(value)
    return Seen(texts(words), whole)


def _words_of(value: Body) -> Body:
    """What of a body is words: keys of other people may be made of their names."""
    found = {name: one for name, one in value.items() if name not in REFERENCES}
    if isinstance(found.get("body"), dict):
        found["body"] = _words_of(found["body"])
    return found


def _speaks_of(rule: Rule, entry: Entry, value: Body | None, seen: Seen) -> bool:
    if entry.at <= rule.at and rule.is_in(seen, here=rule.is_at(entry.account)):
        return True
    return value is not None and any(rule.is_them(one) for one in _people(value))


def _people(value: Body) -> list[Any]:
    people = value.get("people")
    inner = value.get("body")
    found = [value.get("person"), *(people if isinstance(people, list) else ())]
    return found + (_people(inner) if isinstance(inner, dict) else [])


def _left(value: Body, rules: Sequence[Rule], *, of_field: bool = False) -> Body:
    """What stays of a body, in its order; what this program does not know goes."""
    # What a field is called is no word of a person.
    spared = {"name", MARK} if of_field or "value" in value else {MARK}
    return {
        name: one if name in spared else _of_one(name, one, rules)
        for name, one in value.items()
        if name in spared or name in _fields()
    }


NONE_SUCH: Body = {}
"""What no field can be read from: what could not be read before cannot be after."""


def _of_one(name: str, value: object, rules: Sequence[Rule]) -> object:
    """What stays of a field."""
    if name == "body" and isinstance(value, dict):
        return _left(value, rules)
    if name in WORDS or name in VALUES:
        return _word(name, value)
    if name == "missing" and isinstance(value, list):
        return [word for word in value if word in PARTS]
    if name == "people" and isinstance(value, list):
        return [key for key in value if not any(rule.is_them(key) for rule in rules)]
    if name == "person" and any(rule.is_them(value) for rule in rules):
        return BLANK
    is_kept = name in REFERENCES and not isinstance(value, dict)
    return value if is_kept or _is_plain(name, value) else NONE_SUCH


def _word(name: str, value: object) -> object:
    if value is None:
        return None
    if not isinstance(value, str) or not _is_text(value):
        return NONE_SUCH
    if value in _choices().get(name, ()):
        return value  # why a customer left, sorted, is a choice and no word
    if name in VALUES:
        return None
    return BLANK if value.strip() else value


def _is_text(value: str) -> bool:
    """Whether it has no half of a surrogate pair, which JSON may hold."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


_PLAIN = re.compile(r"[0-9:\-]{1,10}")


def _is_plain(name: str, value: object) -> bool:
    """Whether a value is a choice, a day, a number or nothing."""
    if isinstance(value, str):
        return value in _choices().get(name, ()) or bool(_PLAIN.fullmatch(value))
    return value is None or isinstance(value, int | float)


@cache
def _fields() -> frozenset[str]:
    return frozenset(name for record in KINDS.values() for name in record._fields)


@cache
def _choices() -> dict[str, frozenset[str]]:
    """Of fields that take one of some words in any kind, these words."""
    found: dict[str, frozenset[str]] = {}
    for record in KINDS.values():
        for name, annotation in record.__annotations__.items():
            parts = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
            for part in parts:
                if isinstance(part, type) and issubclass(part, StrEnum):
                    found[name] = found.get(name, frozenset()) | {one.value for one in part}
    return found
