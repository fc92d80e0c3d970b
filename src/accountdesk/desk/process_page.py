"""Our way as a page: the picture, where an account is, how many stand where; and the customer's."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.core.process import Entered, Process, ProcessStep, plain_process, reached
from accountdesk.core.text import clean
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.documents import Document, Part, markdown
from accountdesk.desk.formats import number
from accountdesk.desk.our_way import process_line, process_of, step_name, where
from accountdesk.desk.process_picture import Drawn, picture
from accountdesk.desk.process_svg import within
from accountdesk.store import projections, way

LONGEST = 60
"""Characters of an account's name."""


class Here(NamedTuple):
    """The account that is looked at.

    Attributes:
        key: What it goes by.
        name: Its name, cleaned.
        at: The last step that it has come to; None: nobody has said.
        line: Where it stands, in words; empty if nobody has said.
        before: When it came to each step before, in words, the oldest first.
    """

    key: AccountKey
    name: str
    at: Entered | None
    line: str
    before: tuple[str, ...]


class ProcessPage(NamedTuple):
    """Our way on a day.

    Attributes:
        process: The team's.
        here: The account that is looked at; None: none is.
        counts: How many accounts stand at each step of today's process, in its order.
        others: Words of steps that are none of today's, and how many stand there, by word.
        nowhere: What each list is called, and how many of its accounts nobody has put anywhere.
        today: The day.
    """

    process: Process
    here: Here | None
    counts: tuple[int, ...]
    others: tuple[tuple[str, int], ...]
    nowhere: tuple[tuple[str, int], ...]
    today: date

    def parts(self, cells: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The page as text, its picture at most so many cells wide."""
        steps = self.process.steps
        drawn = [
            Drawn(step.name, words.count(n, "account") if n else "nobody", self._marks(step))
            for step, n in zip(steps, self.counts, strict=True)
        ]
        told = zip(steps, range(1, len(steps) + 1), strict=True)
        return (
            (f"Our way: {self.process.title}", picture(drawn, cells)),
            *self._stands(),
            *((f"{n}  {step.name}", tuple(_told(step))) for step, n in told),
        )

    def _marks(self, step: ProcessStep) -> str | None:
        here = self.here
        if here is None or here.at is None or here.at.step != step.key:
            return None
        return f"you are here: {here.name}, since {words.day(here.at.on, self.today)}"

    def _stands(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self.here is not None:
            line = self.here.line or "no step said yet"
            yield f"{self.here.name}: {line}", self.here.before
        lines = [f"{words.count(n, 'account')} at {key}, no step of today's process"
                 for key, n in self.others]  # fmt: skip
        if any(n for _, n in self.nowhere):
            listed = " · ".join(f"{label} {number(n)}" for label, n in self.nowhere)
            lines.append(f"no step said yet: {listed}")
        if lines:
            yield "Elsewhere", tuple(lines)

    @property
    def step(self) -> str | None:
        """The word of the step at which the account stands; None: nobody has said."""
        return None if self.here is None or self.here.at is None else self.here.at.step

    @property
    def story(self) -> Document:
        """Our way for a customer: with an account, it says at which step they are."""
        return story(self.process, self.step)

    @property
    def markdown(self) -> str:
        """The same as Markdown."""
        return markdown(self.story)

    @property
    def data(self) -> dict[str, object]:
        """The page for programs; days are ISO text."""
        counts = zip(self.process.steps, self.counts, strict=True)
        here, at = self.here, None if self.here is None else self.here.at
        return {
            "today": self.today.isoformat(),
            **plain_process(self.process),
            "accounts": {step.key: n for step, n in counts} | dict(self.others),
            "nowhere": dict(self.nowhere),
            "here": here
            and {
                "key": here.key,
                "name": here.name,
                "step": at and at.step,
                "since": at and at.on.isoformat(),
            },
        }


def process_page(desk: Desk, account: str | None = None) -> ProcessPage:
    """Our way, with the account that goes by a name; it folds that one alone.

    Raises:
        NotFound, Ambiguous: No one account is called so.
    """
    team, found = desk.team(), way.standing(desk.store)
    process = process_of(team.policy)
    here = None
    if account is not None:
        named = desk.account_called(account)
        state = projections.state(desk.store, named.account, team)
        line = process_line(state, team.policy, desk.today)
        before = tuple(
            f"{words.day(one.on, desk.today)}  {step_name(process, one.step)}"
            for one in reached(state.way, desk.today)[:-1]
        )
        here = Here(
            state.key, clean(state.name, LONGEST), where(state.way, desk.today), line, before
        )
    others = sorted((key, n) for key, n in found.items() if n and process.place(key) is None)
    return ProcessPage(
        process=process,
        here=here,
        counts=tuple(found.get(step.key, 0) for step in process.steps),
        others=tuple(others),
        nowhere=tuple((team.labels[seat], way.nowhere(desk.store, seat)) for seat in Seat),
        today=desk.today,
    )


def _told(step: ProcessStep) -> Iterator[str]:
    if step.story:
        yield step.story
    yield f"They get: {step.gets}"
    for one in step.promises:
        yield f"We promise: {one.what}, {within(one.days)}"
    for text in step.checklist:
        yield f"To check: {text}"


def story(process: Process, here: str | None = None) -> Document:
    """Our way as it is told to a customer: nothing of it is meant for us alone.

    Args:
        process: What is told.
        here: The word of the step at which they are; None, or none of them: it says no such thing.
    """
    return Document(process.title, "", tuple(_parts(process, here)))


def _parts(process: Process, here: str | None) -> Iterator[Part]:
    for number_, step in enumerate(process.steps, 1):
        is_here = " (you are here)" if step.key == here else ""
        promises = [f"We promise: {one.what}, {within(one.days)}" for one in step.promises]
        texts = (step.story,) if step.story else ()
        yield Part(f"{number_} · {step.name}{is_here}", texts, (f"You get: {step.gets}", *promises))
