"""Joins: which account, person and member a record names, across all tables of an import.

An id names one record; a name names the one record that is called so, written alike or, failing
that, alike but for case and accents. A name that two records bear names neither.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.entry import AccountKey
from accountdesk.core.fact import Sent
from accountdesk.core.member import Member, MemberFact, MemberKey
from accountdesk.core.person import PersonKey
from accountdesk.core.record import Fields, write
from accountdesk.core.text import clean, folded


class Known(NamedTuple):
    """What the desk knows already and records may name.

    Attributes:
        lists_accounts: Whether the source has ever sent a list of accounts.
        has_account: Whether there is an account of that key.
        accounts_called: Accounts of that very name, else of that name but for case and accents.
        members: Everybody on the team.
    """

    lists_accounts: bool
    has_account: Callable[[AccountKey], bool]
    accounts_called: Callable[[str], Sequence[AccountKey]]
    members: Sequence[Member] = ()


class NotJoined(ValueError):
    """A record names no account, or more than one; the message is half a sentence."""


class Joins:
    """What can be named, filled while tables are read.

    Attributes:
        source: The tenant key in front of every key of the source.
        lists_accounts: Whether names that are not on the source's list are mistakes; else whoever
            names an account makes it known.
    """

    def __init__(self, source: str, known: Known, *, lists_accounts: bool) -> None:
        self.source = source
        self.lists_accounts = lists_accounts or known.lists_accounts
        self._known = known
        self._keys: set[AccountKey] = set()
        self._named: dict[str, list[AccountKey]] = {}
        self._alike: dict[str, list[AccountKey]] = {}
        self._people: dict[tuple[AccountKey, str], set[PersonKey]] = {}
        self._members: dict[str, set[MemberKey]] = {}
        self._made: list[Sent] = []
        for member in known.members:
            self._add_member(member.key, member.name, member.email)

    def key(self, identity: str) -> str:
        """The key of a record of the source; the same text names the same record for ever."""
        return f"{self.source}:{tidy(identity)}"

    def add_account(self, fact: AccountFact) -> None:
        """Let records name an account by its key and by its name."""
        if fact.key in self._keys:
            return
        self._keys.add(fact.key)
        self._named.setdefault(tidy(fact.name), []).append(fact.key)
        self._alike.setdefault(folded(fact.name), []).append(fact.key)

    def account(self, identity: str, name: str) -> AccountKey:
        """The account that a record names by id, or by name.

        Raises:
            NotJoined: There is none, or there are several.
        """
        key = AccountKey(self.key(identity))
        if identity and (key in self._keys or self._known.has_account(key)):
            return key
        found = self._called(name) if name else []
        if identity:
            # An id speaks against a record of this source that has another one.
            here = f"{self.source}:"
            found = [k for k in found if not k.startswith(here) or k == self.key(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotJoined(f"{len(found)} accounts are called “{name}”; an id would tell which")
        if not identity and not name:
            raise NotJoined("no account is named")
        if self.lists_accounts or not name:
            raise NotJoined(f"there is no account “{identity or name}”")
        return self._make_account(identity or name, name)

    def _called(self, name: str) -> Sequence[AccountKey]:
        return (
            self._named.get(tidy(name))
            or self._alike.get(folded(name))
            or self._known.accounts_called(name)
        )

    def _make_account(self, identity: str, name: str) -> AccountKey:
        fact = AccountFact(AccountKey(self.key(identity)), name)
        self.add_account(fact)
        self._made.append(Sent(fact.key, fact, write(fact)))
        return fact.key

    def add_person(self, account: AccountKey, key: PersonKey, names: Iterable[str]) -> None:
        """Let activities name a person of an account by name or e-mail address."""
        for name in names:
            self._people.setdefault((account, folded(name)), set()).add(key)

    def person(self, account: AccountKey, name: str) -> str:
        """The key of the one person whom an activity names, else the name as it stands."""
        found = self._people.get((account, folded(name)), set())
        return next(iter(found)) if len(found) == 1 else name

    def _add_member(self, key: MemberKey, name: str, email: str | None) -> None:
        for word in (key, folded(name), folded(email or "")):
            if word:
                self._members.setdefault(word, set()).add(key)

    def add_member(self, fact: MemberFact) -> None:
        """Let records name a member by id, name or e-mail address."""
        self._add_member(fact.key, fact.name, fact.email)

    def owner(self, identity: str, name: str) -> str | None:
        """Whom a record names as its owner; None if nobody.

        A name that no member bears makes a member known; one that several bear, and an id that is
        nobody's, stay claims, which `member_is` can map.
        """
        if identity and self.key(identity) in self._members:
            return self.key(identity)
        if name:
            found = self._members.get(folded(name)) or self._members.get(self.key(name)) or set()
            if len(found) > 1:
                return self.key(name)
            return next(iter(found)) if found else self._make_member(name)
        return self.key(identity) if identity else None

    def _make_member(self, name: str) -> MemberKey:
        fact = MemberFact(MemberKey(self.key(name)), name, fields=Fields())
        self.add_member(fact)
        self._made.append(Sent(None, fact, write(fact)))
        return fact.key

    def made(self) -> Iterator[Sent]:
        """Accounts and members that records have named since this was last asked."""
        made, self._made = self._made, []
        yield from made


def tidy(text: str) -> str:
    """A name or id as part of a key: cleaned, with single spaces."""
    return " ".join(clean(text).split())
