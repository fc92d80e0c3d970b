"""Next steps of an account, and those of its plan: which are open, ended, or moved."""

from typing import NamedTuple

from accountdesk.core.blocker import Blocker, open_blockers
from accountdesk.core.calendar import Dates, Moment, date_at_end, whole_date
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.liveness import Amended
from accountdesk.core.member import member_called
from accountdesk.core.next_step import NextStep, Step, StepDone
from accountdesk.core.plan import PlanStep, PlanStepSaid, open_plan
from accountdesk.core.promise import Side
from accountdesk.core.record import plain
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.said import in_words
from accountdesk.store import journal, projections


class Steps(NamedTuple):
    """The open steps of an account, and what waits there to be talked about.

    Attributes:
        account: What the account goes by.
        name: Its name.
        steps: Ours, those of the plan among them, the earliest due first, those without a due day
            last; then those of the plan that are theirs.
        words: Each of them in words.
        parked: What is to be talked about, the oldest first.
        plan: Which of the steps are of the plan, as they stand there.
    """

    account: AccountKey
    name: str
    steps: tuple[Step, ...]
    words: tuple[str, ...]
    parked: tuple[Blocker, ...] = ()
    plan: tuple[PlanStep, ...] = ()


def steps_of(desk: Desk, account: str) -> Steps:
    """What is next for the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: This desk only looks.
    """
    desk.must_keep()
    named = desk.account_called(account)
    state = projections.state(desk.store, named.account, desk.team())
    ours = state.next_steps
    theirs = tuple(step.as_step for step in open_plan(state.plan, Side.THEIRS))
    said = [words.step(step, desk.today) for step in ours]
    said += [f"theirs: {words.step(step, desk.today)}" for step in theirs]
    parked, plan = open_blockers(state.parked), open_plan(state.plan)
    return Steps(state.key, state.name, (*ours, *theirs), tuple(said), parked, plan)


def step_typed(what: str, due: str, owner: str, team: Team, dates: Dates) -> NextStep:
    """The step that somebody typed; without a day or an owner where nothing was typed.

    Raises:
        NotUnderstood: Nothing is to be done, the day cannot be read, or nobody is called so.
    """
    if not what.strip():
        raise NotUnderstood("Say what happens next, like: demo with finance.")
    if due.strip():
        when: Moment | None = whole_date(due, dates)
    else:
        what, when = date_at_end(what, dates)  # as in a note
    holder = member_called(owner, team.members.values()).key if owner.strip() else None
    day, time = when or (None, None)
    return NextStep(" ".join(what.split()), day, time, holder)


def end_step(desk: Desk, steps: Steps, step: Step) -> str:
    """Record that a step was done today; what was recorded, in words.

    Raises:
        Refused: Somebody has ended it meanwhile, or it could not be kept.
    """
    done = StepDone(id_text(step.entry), desk.today)
    record(desk, [(steps.account, done)], check=lambda: _must_be_open(desk, steps, step))
    return f"done: {step.what}"


def move_step(desk: Desk, steps: Steps, step: Step, when: Moment) -> str:
    """Record that a step is due on another day; what was recorded, in words.

    Raises:
        Refused: Somebody has ended it meanwhile, or it could not be kept.
    """
    entry = journal.by_id(desk.store, step.entry)
    assert entry is not None  # its step was read
    owner = None if step.owner == entry.by else step.owner
    moved: NextStep | PlanStepSaid = NextStep(step.what, when.day, when.time, owner)
    for one in steps.plan:
        if one.entry == step.entry:
            moved = _in_plan(one, when, owner)
    # An amendment stands with what it amends, also where accounts were joined since.
    amended = Amended(id_text(entry.id), plain(moved))
    record(desk, [(entry.account, amended)], check=lambda: _must_be_open(desk, steps, step))
    return in_words(moved, None, desk.team())


def _in_plan(one: PlanStep, when: Moment, owner: str | None) -> PlanStepSaid:
    """What is said of a step of the plan from now on: all but its day stays as it was.

    Raises:
        NotUnderstood: A time was named.
    """
    if when.time is not None:
        raise NotUnderstood(f"A step of the plan has a day alone; leave {when.time} out.")
    return PlanStepSaid(one.what, one.side, owner, one.person, when.day, one.on)


def _must_be_open(desk: Desk, steps: Steps, step: Step) -> None:
    now = steps_of(desk, steps.account)
    if all(one.entry != step.entry for one in now.steps):
        raise Refused(f"“{step.what}” was ended or taken back meanwhile; nothing was recorded.")
