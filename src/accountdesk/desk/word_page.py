"""Our word with one account in words: promises, repairs, how they feel, and whom we know."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.blocker import open_blockers
from accountdesk.core.by_hand import by_hand
from accountdesk.core.coverage import threads
from accountdesk.core.our_word import our_word, unmended
from accountdesk.core.repair import Repair, open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, promise_words, words


class WordPage(NamedTuple):
    """What there is to say of our word on a day.

    Attributes:
        word: How it stands, with the counts.
        promises: Open and disputed ones, then those settled of late, the latest first.
        repairs: Each with its steps: open ones, then those they confirmed, the latest first.
        feels: How they feel; or that it is unknown.
        blocked: What is in our way.
        parked: What is to be talked about.
        learned: What we learned with them, the latest first.
        threads: With whom we speak, and how what went out was made.
        is_felt: Whether anybody knows how they feel.
        is_given: Whether anything was promised, or went wrong, that our word is read from.
    """

    word: str
    promises: tuple[str, ...]
    repairs: tuple[str, ...]
    feels: str
    blocked: tuple[str, ...]
    parked: tuple[str, ...]
    learned: tuple[str, ...]
    threads: tuple[str, ...]
    is_felt: bool
    is_given: bool

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and lines of what is known, but the threads; some may be empty."""
        return (
            ("Repairs", self.repairs),
            (FEELS, (self.feels,) if self.is_felt else ()),
            (WORD, (self.word, *self.promises) if self.is_given else ()),
            ("In our way", self.blocked),
            ("To be talked about", self.parked),
        )

    @property
    def quiet(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Title and line of what nobody has said anything of: it need not stand first."""
        return (
            (FEELS, () if self.is_felt else (self.feels,)),
            (WORD, () if self.is_given else (self.word,)),
        )


FEELS, WORD = "How they feel", "Our word"

SETTLED = 5
"""Promises that are settled, and repairs that are right, of which the page still tells."""


def word_page(state: AccountState, team: Team, today: date) -> WordPage:
    """What was promised, what went wrong, how they feel and whom we know, in words."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    policy = team.policy
    feels = feeling.now(state.feelings, today, policy.number("feeling.days"))
    days = policy.number("coverage.days")
    made = by_hand(state.touches, today - timedelta(days - 1), today)
    known = promise_words.threads(threads(state, team, today), people, today, days)
    return WordPage(
        word=promise_words.our_word(our_word(state, team, today)),
        promises=tuple(_promises(state, team, people, today)),
        repairs=tuple(
            line for one in _repairs(state) for line in promise_words.repair(one, team, today)
        ),
        feels=promise_words.feeling(feels, team, people, today),
        blocked=tuple(
            promise_words.blocker(one, team, today) for one in open_blockers(state.blockers)
        ),
        parked=tuple(promise_words.parked(one, team, today) for one in open_blockers(state.parked)),
        learned=tuple(f"{words.day(one.on, today)}  {one.text}" for one in reversed(state.learned)),
        threads=(
            known,
            f"went out in {days} d: {goal_words.made(made)}",
        ),
        is_felt=feels is not None,
        is_given=bool(state.promises or state.repairs),
    )


def _promises(
    state: AccountState, team: Team, people: dict[str, str], today: date
) -> Iterator[str]:
    for one in state.promises:
        if one.is_open or one.disputed:
            yield promise_words.promise(one, team, people, today)
        if one.disputed:
            yield from (f"  {line}" for line in promise_words.claims(one, team, today))
    broken = unmended(state)
    for one in broken:
        yield promise_words.promise(one, team, people, today)
    settled = [p for p in state.promises if p.settled is not None and p not in broken]
    settled.sort(key=lambda one: (one.settled, one.entry), reverse=True)
    for one in settled[:SETTLED]:
        yield promise_words.promise(one, team, people, today)


def _repairs(state: AccountState) -> list[Repair]:
    right = [one for one in state.repairs if not one.is_open]
    return [*open_repairs(state.repairs), *right[::-1][:SETTLED]]
