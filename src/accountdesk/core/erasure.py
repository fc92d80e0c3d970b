"""Erasures: what was said of somebody is gone for good, and nothing says who it was.

An `erased` names entries by their ids, and a person by marks: keyed digests of keys, of the words
of the name, of addresses and numbers. Every desk finds by them what it has and what comes later,
and no journal says the name. Whoever has the journal can try whether a name is the one; nobody can
read it out of there. What an erasure takes out of an entry or a fact stands in `core/blanking.py`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from accountdesk.core import person
from accountdesk.core.entry import BLANK, Entry, EntryId, named
from accountdesk.core.liveness import Erased
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.core.text import find_words, folded

LITTLE = frozenset(
    {
        *("al", "and", "bin", "da", "das", "de", "del", "den", "der", "des", "di", "dos", "dr"),
        *("du", "el", "ibn", "la", "le", "los", "mr", "mrs", "ms", "of", "prof", "st", "ter"),
        *("the", "van", "von", "zu", "zum", "zur"),
    }
)
"""Words of names that stand in every other text."""


class Somebody(NamedTuple):
    """A person of the customer, with all that they were ever called and reached by.

    Attributes:
        keys: What entries and facts name them by.
        names: As they were written, the one that holds first.
        emails: Their addresses.
        phones: Their numbers.
        accounts: Keys of the accounts where they are, with those that are joined.
        of_accounts: What these are called.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    of_accounts: tuple[str, ...] = ()


def mark(salt: str, text: str) -> str:
    """The mark of a text: it tells whether another one is the same, and not what it says."""
    from hashlib import blake2b  # 4 ms to load, and only who has erased something needs it

    key = salt.encode("utf-8", "replace")[:64]
    return blake2b(text.encode("utf-8", "replace"), key=key, digest_size=8).hexdigest()


def of_person(who: Somebody, salt: str) -> Erased:
    """The erasure of a person, without entries and facts.

    A word that an account's own name has does not name them alone.
    """

    def marks(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({mark(salt, text) for text in texts}))

    count = [_that_count(name) for name in who.names]
    theirs = {word for name in who.of_accounts for word in find_words(name)}
    keys = set(who.keys) | {folded(key) for key in who.keys if "/" in key}
    reach = {folded(one) for one in who.emails}
    reach |= {number for one in who.phones for number in person.numbers(one)}
    return Erased(
        salt=salt,
        keys=marks(keys),
        names=tuple(" ".join(marks(words)) for words in count if words),
        alone=marks(word for words in count for word in words if word not in theirs),
        reach=marks(reach),
        accounts=marks(who.accounts),
    )


def _that_count(name: str) -> list[str]:
    return [word for word in find_words(name) if len(word) > 1 and word not in LITTLE]


def texts(value: object) -> Iterator[str]:
    """Every text in a JSON value, names of fields among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


class Traces(NamedTuple):
    """Marks of what a text has that may be somebody's name, address or number."""

    words: frozenset[str]
    reach: frozenset[str]


class Seen:
    """Texts that are looked at by several erasures; marks of one salt are made once."""

    def __init__(self, found: Iterable[str], whole: Iterable[str] = ()) -> None:
        """Args: `found` are words of people; `whole` are texts that may be a key."""
        self._text = "\n".join(found)
        self._whole = frozenset(whole)
        self._keys: dict[str, frozenset[str]] = {}
        self._traces: dict[str, Traces] = {}

    def keys(self, salt: str) -> frozenset[str]:
        """Marks of the texts that may be a key."""
        if salt not in self._keys:
            both = {one for text in self._whole for one in (text, folded(text))}
            self._keys[salt] = frozenset(mark(salt, text) for text in both)
        return self._keys[salt]

    def traces(self, salt: str) -> Traces:
        """Marks of words, addresses and numbers."""
        if salt not in self._traces:
            self._traces[salt] = Traces(
                frozenset(mark(salt, word) for word in _words(self._text)),
                frozenset(mark(salt, one) for one in _reach(self._text)),
            )
        return self._traces[salt]


def _words(text: str) -> set[str]:
    """The words of a text that may be a part of a name: `Foxs` may be of Fox."""
    found = set(find_words(text, len(text)))
    for word in tuple(found):
        if word.endswith("s"):
            found.add(word[:-1])
        if not word.isascii() and any(unicodedata.east_asian_width(one) in "WF" for one in word):
            # Scripts that put no spaces between words: any part may be a name.
            found.update(
                word[at : at + length] for length in range(2, 13) for at in range(len(word))
            )
    return found


_ADDRESS = re.compile(r"""[^\s<>"',;:()\[\]{}|]+@[^\s<>"',;:()\[\]{}|]+""")
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()/.\-]{4,}[0-9]")


def _reach(text: str) -> set[str]:
    found = {folded(one.rstrip(".!?")) for one in _ADDRESS.findall(text)}
    for one in _NUMBER.findall(text):
        found.update(person.numbers(one))
    return found


class Rule:
    """One erasure, ready to be asked.

    Attributes:
        entry: The entry that says it.
        at: When it was recorded, UTC milliseconds; what is typed later is not looked at for names.
        said: What it says.
        salt: What its marks were made with.
        entries: Ids of the entries that it names.
        weighs_all: Whether every record of a source at the accounts is looked at for a part of the
            name: it is about to be recorded, and will name those of which that was so.
    """

    def __init__(self, entry: EntryId, at: int, said: Erased, *, weighs_all: bool = False) -> None:
        self.entry, self.at, self.said, self.weighs_all = entry, at, said, weighs_all
        self.salt = said.salt
        self.entries = frozenset(named(said.entries))
        self._keys = frozenset(said.keys)
        self._names = tuple(frozenset(name.split()) for name in said.names)
        self._alone = frozenset(said.alone)
        self._reach = frozenset(said.reach)
        self._accounts = frozenset(said.accounts)
        self._facts = frozenset(said.facts)

    def is_called(self, name: str) -> bool:
        """Whether the person was called so, with all of the name."""
        words = frozenset(mark(self.salt, word) for word in _that_count(name))
        return words in self._names

    def is_at(self, account: str | None) -> bool:
        """Whether the person was at an account."""
        return bool(self._accounts) and account is not None and self._has(self._accounts, account)

    def _has(self, marks: frozenset[str], text: str) -> bool:
        return mark(self.salt, text) in marks

    def other_key(self, key: str) -> str:
        """The name of a record whose own name says who the person is."""
        return f"{key.partition(':')[0]}:{mark(self.salt, key)}"

    def names_fact(self, fact: str) -> bool:
        """Whether it names a record, given as kind and key."""
        return self.weighs_all or (bool(self._facts) and self._has(self._facts, fact))

    def has_key(self, seen: Seen) -> bool:
        """Whether one of the whole texts is a key of the person."""
        return bool(self._keys) and not self._keys.isdisjoint(seen.keys(self.salt))

    def is_in(self, seen: Seen, *, here: bool) -> bool:
        """Whether the texts name the person.

        Args:
            seen: The texts.
            here: Whether they are of an account of theirs, where a part of the name is enough.
        """
        if not (self._names or self._reach):
            return False
        found = seen.traces(self.salt)
        if here and not self._alone.isdisjoint(found.words):
            return True
        whole = any(len(name) > 1 and name <= found.words for name in self._names)
        return whole or not self._reach.isdisjoint(found.reach)

    def is_them(self, key: object) -> bool:
        """Whether what stands where a person is named is their key, or has all of their name."""
        if not isinstance(key, str) or key == BLANK:
            return False
        seen = Seen([key], [key])
        return self.has_key(seen) or self.is_in(seen, here=False)

    def is_person(self, name: Seen, reach: Seen) -> bool:
        """Whether somebody has all of the name, and an address or number of theirs."""
        called = any(one <= name.traces(self.salt).words for one in self._names)
        return called and not self._reach.isdisjoint(reach.traces(self.salt).reach)


class Erasures:
    """Everything that was erased; what is asked of it does not depend on any order.

    Attributes:
        rules: One for each erasure.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)

    def __bool__(self) -> bool:
        return bool(self.rules)

    @cached_property
    def named(self) -> frozenset[bytes]:
        """Ids of all entries that erasures name."""
        return frozenset(one for rule in self.rules for one in rule.entries)

    def followed(self, entry: Entry) -> Rule | None:
        """An erasure at the entry's account that was recorded after it; None: there is none."""
        later = (rule for rule in self.rules if entry.at <= rule.at and rule.is_at(entry.account))
        return next(later, None)

    def mention(self, value: object, account: str | None, *, part: bool = False) -> bool:
        """Whether a JSON value, or a text, of an account names somebody who was erased.

        With `part` a part of the name is enough wherever it stands.
        """
        seen = Seen(texts(value), texts(value))
        return any(
            rule.has_key(seen) or rule.is_in(seen, here=part or rule.is_at(account))
            for rule in self.rules
        )


def erasures(entries: Iterable[Entry]) -> Erasures:
    """What `erased` entries say, in whatever order; one that cannot be read erases nothing."""
    rules = []
    for entry in entries:
        try:
            rules.append(Rule(entry.id, entry.at, read(Erased, parse(entry.body))))
        except Unreadable:
            continue
    return Erasures(rules)
