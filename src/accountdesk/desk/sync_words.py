"""How far a sync is, and what it did, in words."""

from collections.abc import Iterator

from accountdesk.desk import words
from accountdesk.desk.formats import number
from accountdesk.desk.pulling import Progress
from accountdesk.desk.set_aside import grouped
from accountdesk.desk.syncing import Synced
from accountdesk.sources.crm.failures import Denied, Limited, NotReached

MOST_GROUPS = 12
"""Reasons that are told; `accountdesk doctor` has all of them."""


def progress_in_words(progress: Progress) -> str:
    """`hubspot: accounts, 1,200 of 3,400 read, 12 s left`."""
    read = number(progress.read)
    if progress.total is not None:
        read = f"{read} of {number(progress.total)}"
    left = ""
    if progress.seconds_left is not None and progress.seconds_left >= 1:
        left = f", {_span(round(progress.seconds_left))} left"
    return f"{progress.source}: {progress.name}, {read} read{left}"


def short_reason(error: Exception) -> str:
    """Why a source was not read, in two words."""
    reasons = {NotReached: "not reached", Denied: "not let in", Limited: "asked too often"}
    return next((says for kind, says in reasons.items() if isinstance(error, kind)), "not read")


def _span(seconds: int) -> str:
    return f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} min"


def done_in_words(done: Synced) -> Iterator[str]:
    """What there is to say beside the counts, a sentence a line."""
    if not any(counts.read for counts in done.taken.counts.values()) and not done.gone:
        yield "Nothing has changed."
    if done.lost:
        more = ", …" if done.gone["accounts"] > len(done.lost) else ""
        yield f"Not there any more: {', '.join(done.lost)}{more}."
    yield from left_open(done)
    if done.joined:
        yield f"There already, and taken for the same: {', '.join(done.joined)}."
    groups = grouped(done.taken.aside)
    if groups:
        yield "Set aside (`accountdesk doctor` lists it):"
        yield from (f"  {group.words()}" for group in groups[:MOST_GROUPS])


def left_open(done: Synced) -> Iterator[str]:
    """What could not be read, and what nobody has decided."""
    for name, count in done.unsure.items():
        records = words.count(count, "record")
        yield (
            f"{name}: {records} not found, and not marked as gone: the list did not show all that "
            "it says it has."
        )
    for question in done.kept:
        yield f"{question} Not without a yes: accountdesk sync {done.source} --full --yes"
    for name, why in done.problems.items():
        yield f"{name} could not be read: {why}"
