"""Keeping our word: promises are settled, repairs go on, each as one unit of work."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.blocker import Blocker, open_blockers
from accountdesk.core.calendar import Dates
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.entry import AccountKey, EntryId, id_text
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.member import member_called
from accountdesk.core.note_fields import someone
from accountdesk.core.our_word import unanswered
from accountdesk.core.promise import Promise, PromiseSettled, Settled
from accountdesk.core.repair import Repair, open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import promise_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import Noted, record
from accountdesk.desk.said import in_words
from accountdesk.desk.words import full
from accountdesk.store import journal, projections

LATELY_DAYS = 30
"""Days in which a settled promise is still offered, to say otherwise."""


class Word(NamedTuple):
    """What was promised at an account and what went wrong there.

    Attributes:
        account: What it goes by.
        name: Its name.
        state: The account, folded.
        team: Our team.
        today: The day.
    """

    account: AccountKey
    name: str
    state: AccountState
    team: Team
    today: date

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Those that are open or disputed, the earliest due first."""
        return tuple(p for p in self.state.promises if p.is_open or p.disputed)

    @property
    def settled(self) -> tuple[Promise, ...]:
        """Those settled in the last days, the latest first: somebody may see it otherwise."""
        since = self.today - timedelta(LATELY_DAYS)
        found = [p for p in self.state.promises if p.settled is not None and p.settled > since]
        return tuple(sorted(found, key=lambda p: (p.settled, p.entry), reverse=True))

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Those that they have not confirmed, the oldest first."""
        return open_repairs(self.state.repairs)

    @property
    def broken(self) -> tuple[Promise, ...]:
        """Promises that we broke and for which no repair was opened, the earliest due first."""
        return unanswered(self.state)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What is in the way, the oldest first."""
        return open_blockers(self.state.blockers)

    @property
    def people(self) -> dict[str, str]:
        """Names of the account's people by their keys."""
        return {person.key: person.name for person in self.state.people}


def word_of(desk: Desk, account: str) -> Word:
    """What was promised at the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: This desk only looks.
    """
    desk.must_keep()
    team = desk.team()
    named = desk.account_called(account)
    state = projections.state(desk.store, named.account, team)
    return Word(state.key, state.name, state, team, desk.today)


def promise_called(word: Word, entry: EntryId) -> Promise:
    """The promise that an entry made.

    Raises:
        NotFound: It made none, or was taken back.
    """
    for promise in word.state.promises:
        if promise.entry == entry:
            return promise
    raise NotFound(f"{id_text(entry)} is no promise of {word.name}, or it was taken back.")


def settled(
    promise: Promise, how: Settled, on: date, dates: Dates, words: str = "", due: date | None = None
) -> PromiseSettled:
    """What becomes of a promise, as somebody typed it.

    Args:
        promise: The promise.
        how: Done, broken or agreed anew.
        on: The day of that.
        dates: What today is.
        words: Why; may be empty.
        due: The new day of what is agreed anew; None: without a day.

    Raises:
        NotUnderstood: It cannot be, and why.
    """
    must_have_come(on, promise.on, dates.today, "It was given")
    why = " ".join(words.split()) or None
    said = PromiseSettled(id_text(promise.entry), how, on, words=why)
    if how is not Settled.AGREED_ANEW:
        return said
    if promise.due is not None and promise.due < on:
        raise NotUnderstood(
            f"“{promise.what}” was due {full(promise.due)}, which had passed by {full(on)}: what "
            "is agreed after that makes it no less late. Settle it as done or broken, and promise "
            "anew."
        )
    if due == promise.due:
        raise NotUnderstood(f"“{promise.what}” is due {full(due) if due else 'on no day'} already.")
    if due is not None and due < dates.today:
        raise NotUnderstood(f"{full(due)} is past. Agree on today or a later day, like next fri.")
    after = id_text(promise.moves[-1].entry) if promise.moves else None
    return said._replace(due=due, instead=promise.due, after=after)


def settle(desk: Desk, word: Word, promise: Promise, said: PromiseSettled) -> Noted:
    """Record what became of a promise; what others say came of it may be seen otherwise.

    Raises:
        Refused: It was settled, moved or taken back meanwhile, one has said what became of it
            before, or it could not be kept.
    """

    def check() -> None:
        fresh = word_of(desk, word.account)
        now = promise_called(fresh, promise.entry)
        for one in now.claims:
            if one.outcome is not None and one.by == desk.claim:
                says = promise_words.claim_in_words(one, desk.today)
                raise Refused(f"You have said of “{promise.what}”: {says}. Take that back first.")
        if now != promise:
            new = [one for one in now.claims if one not in promise.claims]
            told = "; ".join(promise_words.claim(one, fresh.team, desk.today) for one in new)
            raise Refused(
                f"Somebody was faster with “{promise.what}”: {told or 'it was changed'}. Nothing "
                "was recorded; look at it again, and say there if you see it otherwise."
            )

    return answer(desk, promise.entry, said, check)


def yes_typed(
    promises: Sequence[Promise], person: str | None, on: date, words: str, today: date
) -> Confirmed:
    """Their yes to some promises of one account, as somebody typed it.

    Raises:
        NotUnderstood: The day is none that can be.
    """
    must_have_come(on, max(promise.on for promise in promises), today, "It was given")
    entries = tuple(id_text(promise.entry) for promise in promises)
    return Confirmed(entries, person, on, " ".join(words.split()) or None)


def say_yes(desk: Desk, word: Word, promises: Sequence[Promise], said: Confirmed) -> Noted:
    """Record that they said yes to some promises of one account, in their terms.

    Raises:
        NotFound: One of them was taken back meanwhile.
        Refused: It could not be kept.
    """

    def check() -> None:
        now = word_of(desk, word.account)
        for promise in promises:
            promise_called(now, promise.entry)

    return answer(desk, promises[0].entry, said, check)


def must_have_come(on: date, first: date, today: date, what: str) -> None:
    """Refuse a day that is still to come, or before a first one.

    Args:
        on: The day.
        first: The first day that can be.
        today: The last one.
        what: What happened on the first one, as the beginning of a sentence.

    Raises:
        NotUnderstood: It is not between the two.
    """
    if on > today:
        raise NotUnderstood(f"{full(on)} is still to come. Say it on that day.")
    if on < first:
        raise NotUnderstood(f"{what} {full(first)}; {full(on)} is before that.")


def answer(desk: Desk, entry: EntryId, body: NamedTuple, check: Callable[[], None]) -> Noted:
    """Record an answer to an entry, where that stands: also if accounts were joined since."""
    named = journal.by_id(desk.store, entry)
    assert named is not None  # what it made was read
    return record(desk, [(named.account, body)], check=check)


def person_typed(name: str, state: AccountState) -> str | None:
    """The key of the person whom somebody typed; None where nothing was.

    Raises:
        NotUnderstood: Nobody is called so, or several are.
    """
    return someone(name, state.people).key if name.strip() else None


def member_typed(name: str, team: Team) -> str | None:
    """The key of the member whom somebody typed; None where nothing was.

    Raises:
        NotUnderstood: Nobody is called so, or several are.
    """
    return member_called(name, team.members.values()).key if name.strip() else None


def told(word: Word, body: NamedTuple) -> str:
    """What a body says of an account, in words."""
    return in_words(body, word.state, word.team)
