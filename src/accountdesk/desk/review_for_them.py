"""What a customer reads in a review: what was said to them, and what they said themselves.

What they said yes to, promises of both sides in the words in which they were given and what became
of them, that something is right again in their own words, the plan that both sides share, and where
they stand in the process that is made to be shown. What is ahead of us is what they said yes to. No
name of ours, no reading, no count, no note, and nothing that stands where words were erased.
"""

from collections.abc import Iterator

from accountdesk.core.entry import is_erased
from accountdesk.core.need import aims_by
from accountdesk.core.promise import Outcome, Promise, Side, open_promises
from accountdesk.core.repair import open_repairs
from accountdesk.desk import words
from accountdesk.desk.our_way import process_of, where
from accountdesk.desk.planning import step_told
from accountdesk.desk.reviewed import Reviewed

_SAYS = {
    Outcome.ON_TIME: "done on {}, in time",
    Outcome.LATE: "done on {}, later than agreed",
    Outcome.BROKEN: "not done, as of {}",
}


def promises_of_ours(of: Reviewed) -> Iterator[str]:
    """What became of what we promised in these days."""
    return (_came(one) for one in of.settled(Side.OURS) if not is_erased(one.what))


def promises_of_theirs(of: Reviewed) -> Iterator[str]:
    """The same of what they promised us."""
    return (_came(one) for one in of.settled(Side.THEIRS) if not is_erased(one.what))


def _came(one: Promise) -> str:
    assert one.outcome is not None  # it is settled
    assert one.settled is not None
    anew = f", after another day was agreed {_times(len(one.moves))}" if one.moves else ""
    return f"{one.what}: {_SAYS[one.outcome].format(words.full(one.settled))}{anew}"


def _times(n: int) -> str:
    return "once" if n == 1 else "twice" if n == 2 else f"{n} times"


def made_right(of: Reviewed) -> Iterator[str]:
    """What they confirmed as right again in these days, in their own words: never in ours."""
    for one in of.state.repairs:
        end = one.confirmed
        if end is not None and of.has(end.on):
            has_words = bool(end.words) and not is_erased(end.words)
            said = f"You said: “{end.words}”" if has_words else "You said that it is right"
            yield f"{said} ({words.full(end.on)})"


def not_right_yet(of: Reviewed) -> Iterator[str]:
    """That something is not right yet, and since when; what, they know best."""
    for one in open_repairs(of.state.repairs):
        if one.on <= of.today:
            by = "" if one.due is None else f", to be right by {words.full(one.due)}"
            yield f"Since {words.full(one.on)}, and we are at it{by}"


def wants(of: Reviewed) -> Iterator[str]:
    """The aim and the needs to which they said yes, and what we told them that we can."""
    for aim in aims_by(of.state.wants.aims, of.today)[-1:]:
        if aim.yes is None or is_erased(aim.what):
            continue
        by = "" if aim.due is None else f", by {words.full(aim.due)}"
        has_measure = bool(aim.measure) and not is_erased(aim.measure)
        measure = f", measured by {aim.measure}" if has_measure else ""
        yield f"Your aim: {aim.what}{by}{measure}"
    for need in of.state.wants.needs:
        if need.yes is None or not (need.met_on is None or of.has(need.met_on)):
            continue
        if is_erased(need.what):
            continue
        met = "" if need.met_on is None else f": met on {words.full(need.met_on)}"
        yield f"You need: {need.what}{met}"
        for one in need.answers:
            if one.told_on is not None and not is_erased(one.what):
                yield f"We {one.able.value}: {one.what}"


def way(of: Reviewed) -> Iterator[str]:
    """Where they stand in our process, and what they get by it."""
    process, now = process_of(of.team.policy), where(of.state.way, of.today)
    at = None if now is None else process.place(now.step)
    if now is None or at is None:
        return
    step, behind = process.steps[at], process.steps[at + 1 : at + 2]
    yield f"Step {at + 1} of {len(process.steps)}, {step.name}, since {words.full(now.on)}"
    yield f"You get: {step.gets}"
    for one in behind:
        yield f"Then: {one.name}"


def plan(of: Reviewed) -> Iterator[str]:
    """What both sides do to decide and to start: what is open, and what was done in these days."""
    for one in of.state.plan:
        if (one.done_on is None or of.has(one.done_on)) and not is_erased(one.what):
            yield step_told(one, None, of.people)


def ahead(of: Reviewed) -> Iterator[str]:
    """What both sides have agreed on and is still to be done: of ours what they said yes to."""
    for one in open_promises(of.state.promises):
        agreed = one.side is Side.THEIRS or one.confirmed is not None
        if not agreed or is_erased(one.what):
            continue
        whose = "We" if one.side is Side.OURS else "You"
        by = "" if one.due is None else f", by {words.full(one.due, one.time)}"
        late = one.due is not None and one.due < of.today
        yield f"{whose}: {one.what}{by}{', which has passed' if late else ''}"
