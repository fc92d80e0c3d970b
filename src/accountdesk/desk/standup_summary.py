"""What came of a stand-up: decisions, promises, what is in the way, what is parked, what moved."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.absence import AbsenceSaid
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.calendar import day_of
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.contribution import Flow
from accountdesk.core.entry import Entry, EntryId, id_text, word_of
from accountdesk.core.errors import NotFound
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.member import MemberIs, MemberSaid
from accountdesk.core.next_step import NextStep, StepDone
from accountdesk.core.promise import PromiseSaid, PromiseSettled
from accountdesk.core.quotes import aged_body
from accountdesk.core.repair import RepairSaid, RepairStep
from accountdesk.core.state import AccountState
from accountdesk.core.team import SourceAdded, StandupSaid, Team
from accountdesk.core.touchpoint import Touchpoint
from accountdesk.core.value import LearnedSaid
from accountdesk.desk import goal_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import goals_of
from accountdesk.desk.open import beginning
from accountdesk.desk.said import in_words
from accountdesk.desk.standup import Held, last_held
from accountdesk.desk.standup_changes import News, news, undated
from accountdesk.store import goals, joined, journal, projections

PROMISED, WAY, PARKED, WRONG, SAID, DECIDED = (
    "Promised",
    "In our way",
    "Parked: to be talked about",
    "Wrong, and made right",
    "Said",
    "Decided",
)
TITLES = (DECIDED, PROMISED, WAY, PARKED, WRONG, SAID)
"""What was recorded, in the order in which it is told."""

_UNDER: dict[type, str] = {
    **dict.fromkeys((PromiseSaid, PromiseSettled, Confirmed), PROMISED),
    **dict.fromkeys((RepairSaid, RepairStep), WRONG),
    **dict.fromkeys((Touchpoint, FeelingSaid), SAID),
    BlockerSaid: WAY,
    ParkedSaid: PARKED,
}
"""Under which title a body stands; all others are decisions."""

NOT_TOLD = (MemberSaid, MemberIs, SourceAdded)
"""How the desk was set up is no decision."""

MOST_NEWS = 20
"""Of what moved the goal, and of what was learned, so much is told."""


class Summary(NamedTuple):
    """A stand-up, told for those who were not there.

    Attributes:
        on: Its day.
        focus: The team's one thing; None while nobody has said it.
        goal: The goal in words.
        recorded: Titles and lines of what was recorded in it, each with its account's name.
        moved: What moved the goal since the one before, in words.
        learned: What was learned since the one before, with the account's name.
    """

    on: date
    focus: str | None
    goal: str
    recorded: tuple[tuple[str, tuple[str, ...]], ...]
    moved: tuple[str, ...]
    learned: tuple[str, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Titles with their lines; empty ones are left out."""
        about = tuple(filter(None, (self.focus, self.goal)))
        nothing = () if self.recorded else (("Nothing was recorded in it", ()),)
        more = (("What moved the goal", self.moved), ("What we learned", self.learned))
        return (
            (f"Stand-up, {words.full(self.on)}", about),
            *nothing,
            *self.recorded,
            *((title, lines) for title, lines in more if lines),
        )

    @property
    def text(self) -> str:
        """All of it, to be pasted into a chat or a mail."""
        (title, about), *rest = self.parts
        blocks = ["\n".join((title, *about))]
        blocks += ["\n".join((one, *(f"- {line}" for line in lines))) for one, lines in rest]
        return "\n\n".join(blocks)

    @property
    def data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "on": self.on.isoformat(),
            "focus": self.focus,
            "goal": self.goal,
            "recorded": {
                title.partition(":")[0].lower(): list(told) for title, told in self.recorded
            },
            "moved": list(self.moved),
            "learned": list(self.learned),
        }


def summary(desk: Desk) -> Summary:
    """What came of the last stand-up, as far as it got; of all that were held on its day.

    What was recorded counts from its beginning to its end, whoever recorded it on this store and
    on whichever screen; where nobody has ended it, to the end of its day. It folds nothing.

    Raises:
        NotFound: There was none yet.
    """
    found = last_held(desk)
    if not found:
        raise NotFound(
            f"There was no stand-up on this desk yet. `{desk.program} standup` begins one."
        )
    team, last = desk.team(), found[0].body
    of_day = [one for one in found if one.body.on == last.on]
    before = next((one for one in found if one.body.on < last.on), None)
    return Summary(
        on=last.on,
        focus=team.focus,
        goal=named_goal(desk, team),
        recorded=_recorded(desk, team, of_day),
        moved=moved(desk, before.body.on if before else last.since),
        learned=learned(desk, team, before.began.at if before else beginning(desk, last.since)),
    )


def named_goal(desk: Desk, team: Team) -> str:
    """The goal that stands above the lists, with what it measures, in words."""
    goal = goals_of(desk, team).goals[0]
    period = "" if goal.target is None else f" {goal_words.period(goal)}"  # else its words say it
    return f"{goal.metric.label}{period}: {goal_words.goal(goal)}"


def moved(desk: Desk, since: date) -> tuple[str, ...]:
    """What moved the goal from a day on: deals won, and contracts that renewed."""
    given = goals.given(desk.store, since, desk.today, MOST_NEWS, (Flow.WON, Flow.KEPT))
    return tuple(goal_words.news(one, desk.today) for one in given)


def learned(desk: Desk, team: Team, at: int) -> tuple[str, ...]:
    """What was learned with any account and recorded from a moment on, the latest first."""
    new = [one for one in journal.since(desk.store, at) if one.kind == word_of(LearnedSaid)]
    at_of = {one.id: one.at for one in new}
    found = [
        (at_of[one.entry], f"{state.name}: {one.text}")
        for state, _ in _accounts(desk, team, new)
        for one in state.learned
        if one.entry in at_of
    ]
    return tuple(text for _, text in sorted(found, reverse=True)[:MOST_NEWS])


def _recorded(
    desk: Desk, team: Team, held: Iterable[Held]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was recorded in some stand-ups, each thing once, under its title."""
    new: dict[EntryId, Entry] = {}
    for one in reversed([*held]):
        until = one.ended.at if one.ended is not None else _end_of(desk, one)
        found = journal.behind(desk.store, one.began)
        new |= {entry.id: entry for entry in found if entry.at <= until}
    told: dict[str, list[str]] = {title: [] for title in TITLES}
    for title, line in _told(desk, team, new.values()):
        told[title].append(line)
    return tuple((title, tuple(lines)) for title, lines in told.items() if lines)


def _end_of(desk: Desk, one: Held) -> int:
    """The end of a stand-up's day; of today's, and on a desk with a day of its own, now."""
    if one.body.on >= desk.today:
        return 2**63 - 1
    return beginning(desk, one.body.on + timedelta(1)) - 1


def _told(desk: Desk, team: Team, new: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """What was recorded, each with its title, account by account, the team's last.

    What was parked or in the way and is so no longer is told as that alone.
    """
    new = [one for one in new if one.kind != word_of(StandupSaid)]
    for state, entries in _accounts(desk, team, new):
        over = {one.entry for one in (*state.blockers, *state.parked) if one.gone_on is not None}
        for one in news(_whole(desk, state), entries):
            if one.said.entry.id not in over:
                yield _line(one, state, team, desk.today)
    ours = [one for one in new if one.account is None]
    for one in news(journal.of_team_but(desk.store, word_of(StandupSaid)), ours):
        if not isinstance(one.said.body, NOT_TOLD):
            yield _line(one, None, team, desk.today)


def _whole(desk: Desk, state: AccountState) -> Iterable[Entry]:
    account = journal.known_account(desk.store, state.key)
    return journal.of_accounts(desk.store, joined.group(desk.store, account))


def _accounts(
    desk: Desk, team: Team, new: Iterable[Entry]
) -> Iterator[tuple[AccountState, list[Entry]]]:
    """The accounts that entries are of, in the order of the first of them, and what is of each."""
    by_account: dict[int, list[Entry]] = {}
    for one in new:
        if one.account is not None:
            account = journal.known_account(desk.store, one.account)
            by_account.setdefault(min(joined.group(desk.store, account)), []).append(one)
    for account, entries in by_account.items():
        yield projections.state(desk.store, account, team), entries


def _line(one: News, state: AccountState | None, team: Team, today: date) -> tuple[str, str]:
    """The title under which something stands, and what it says, with who sees to it.

    Why somebody is away is nobody's who was not there.
    """
    body, entry = one.said.body, one.said.entry
    name = "" if state is None else f"{state.name}: "
    if isinstance(body, StepDone) and state is not None:
        title, says = _ended(body, state)
        return title, f"{name}{says}"
    if isinstance(body, PromiseSaid | NextStep):
        body = body._replace(owner=body.owner or entry.by)
    if isinstance(body, AbsenceSaid):
        body = body._replace(why=None)
    title = _UNDER.get(type(body), DECIDED)
    body = undated(aged_body(body, day_of(entry.at), team.policy, today), today)
    says = in_words(body, state, team)
    for kind in _NAMED.get(title, ()):  # the title says it
        says = says.removeprefix(f"{kind}: ")
    return title, f"{name}{says}"


_NAMED = {WAY: ("blocked",), PARKED: ("parked",)}


def _ended(body: StepDone, state: AccountState) -> tuple[str, str]:
    """That something is done: a step, or what was in the way, or parked; with its title."""
    for title, found, says in (
        (WAY, state.blockers, "no longer in the way"),
        (PARKED, state.parked, "talked about"),
    ):
        for one in found:
            if id_text(one.entry) == body.step:
                return title, f"{says}: {one.what}"
    steps = [one.what for one in state.steps if id_text(one.entry) == body.step]
    steps += [one.what for one in state.plan if id_text(one.entry) == body.step]
    return DECIDED, f"done: {', '.join(steps) or body.step}"
