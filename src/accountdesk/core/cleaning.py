"""Cleaning: what an erasure leaves of what sources send, now and whenever they send it again.

Of a record that names somebody who was erased the words go that do; their own record goes whole.
"""

import re
from typing import NamedTuple

from accountdesk.core.account import AccountFact
from accountdesk.core.calendar import day_of
from accountdesk.core.deal import DealFact
from accountdesk.core.entry import BLANK
from accountdesk.core.erasure import Erasures, Rule, Seen, texts
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.member import MemberFact
from accountdesk.core.person import PersonFact
from accountdesk.core.record import Fields, Unreadable, parse
from accountdesk.core.touchpoint import ActivityFact


def cleaned(sent: Sent, name: str, erased: Erasures) -> Sent | None:
    """What may be kept of a record of a source; None: nothing, it is somebody who was erased.

    Args:
        sent: The record.
        name: By which an erasure names it.
        erased: All erasures.
    """
    if isinstance(sent.known, MemberFact):
        return sent
    looks: dict[str, Seen] = {}
    found: Sent | None = sent
    for rule in erased.rules:
        if found is not None:
            found = _Record(found, name, rule, looks).kept()
    return found


class _Record:
    """A record of a source as one erasure sees it."""

    def __init__(self, sent: Sent, name: str, rule: Rule, looks: dict[str, Seen]) -> None:
        self._sent, self._rule, self._looks = sent, rule, looks
        # Where a part of the name is enough.
        self._here = rule.is_at(sent.account) and self._is_of_then(name)

    def _is_of_then(self, name: str) -> bool:
        """Whether it was there already, or tells of what was: others are called so later."""
        known, rule = self._sent.known, self._rule
        if isinstance(known, PersonFact):
            return False  # others have a name in common with them
        if isinstance(known, ActivityFact) and known.on <= day_of(rule.at):
            return True
        return rule.names_fact(name)

    def _says(self, value: object) -> bool:
        """Whether it names the person."""
        return self._rule.is_in(self._look(value), here=self._here)

    def _look(self, value: object) -> Seen:
        text = "\n".join(texts(value))
        if text not in self._looks:
            self._looks[text] = Seen([text])
        return self._looks[text]

    def kept(self) -> Sent | None:
        """What may be kept of it."""
        known = self._sent.known
        left: NamedTuple
        if isinstance(known, PersonFact):
            if self._is_them(known):
                return None
            left = known._replace(title=None) if self._says(known.title) else known
        elif isinstance(known, ActivityFact):
            left = self._activity(known)
        elif isinstance(known, DealFact):
            left = known._replace(name=None) if self._says(known.name) else known
        else:
            assert isinstance(known, AccountFact)
            left = self._account(known)
        named = left != known or self._says(_parsed(self._sent.raw))
        return self._sent._replace(known=left, raw="{}" if named else self._sent.raw)

    def _is_them(self, known: PersonFact) -> bool:
        name, reach = self._look(known.name), self._look([known.email, known.phone])
        return self._rule.has_key(Seen((), [known.key])) or self._rule.is_person(name, reach)

    def _activity(self, known: ActivityFact) -> ActivityFact:
        people = tuple(one for one in known.people if not self._rule.is_them(one))
        of = known.key.rpartition("/")[0]
        if self._rule.is_them(known.key) or self._rule.is_them(of):
            # A source without ids names a person's last contact by the person.
            known = known._replace(key=self._rule.other_key(known.key))
        if known.text.strip() and (people != known.people or self._says(known.text)):
            known = known._replace(text=BLANK)
        return known._replace(people=people)

    def _account(self, known: AccountFact) -> AccountFact:
        """What it is called stays."""
        left = {name: one for name, one in known.fields.items() if not self._says([name, one])}
        return known if len(left) == len(known.fields) else known._replace(fields=Fields(left))


def _parsed(raw: str) -> object:
    try:
        return parse(raw)
    except Unreadable:
        return raw


_QUOTED = re.compile("“[^”]*”")


def aside(one: SetAside, erased: Erasures) -> SetAside:
    """What may be kept of something that was set aside, whatever account it is of."""
    said = [_parsed(one.raw), one.reason, one.record]
    if not erased.mention(said, None, part=True):
        return one
    left = one._replace(raw="{}", reason=_QUOTED.sub(f"“{BLANK}”", one.reason))
    named = erased.mention([left.reason, left.record], None, part=True)
    return left._replace(reason="what it said was erased", record="") if named else left
