"""What we read in a review: all that was recorded of these days, with who said so."""

from collections.abc import Iterator

from accountdesk.core.coverage import threads
from accountdesk.core.deal import Outcome
from accountdesk.core.next_step import open_steps
from accountdesk.core.our_word import our_word
from accountdesk.core.process import reached
from accountdesk.core.promise import Outcome as Came
from accountdesk.core.promise import Promise, Side
from accountdesk.desk import joint_words, need_page, people_words, promise_words, words
from accountdesk.desk.account_goal import next_contributions
from accountdesk.desk.our_way import process_line, process_of, step_name
from accountdesk.desk.reviewed import Reviewed
from accountdesk.desk.said import in_words


def our_word_then(of: Reviewed) -> Iterator[str]:
    """How our word stands, and what became of what fell into these days."""
    settled = of.settled(Side.OURS)
    anew = [m for p in of.state.promises if p.side is Side.OURS for m in p.moves if of.has(m.on)]
    if of.state.promises or of.state.repairs:
        yield promise_words.our_word(our_word(of.state, of.team, of.today))
    if settled or anew:
        counts = {one: sum(p.outcome is one for p in settled) for one in Came}
        told = " · ".join(f"{one.value} {n}" for one, n in counts.items())
        yield f"in these days: {told} · re-agreed {len(anew)}"


def promises_of_ours(of: Reviewed) -> Iterator[str]:
    """What we promised that was settled, agreed anew or given in these days, or is open."""
    return _promises(of, Side.OURS)


def promises_of_theirs(of: Reviewed) -> Iterator[str]:
    """The same of what they promised us."""
    return _promises(of, Side.THEIRS)


def _promises(of: Reviewed, side: Side) -> Iterator[str]:
    for one in of.state.promises:
        if one.side is side and _belongs(one, of):
            yield promise_words.promise(one, of.team, of.people, of.today)
            for move in one.moves:
                yield f"{one.what}: {promise_words.claim_in_words(move, of.today)}"


def _belongs(one: Promise, of: Reviewed) -> bool:
    days = (one.on, one.settled, *(move.on for move in one.moves))
    return any(map(of.has, days)) or (one.outcome is None and one.on <= of.span.last)


def repairs(of: Reviewed) -> Iterator[str]:
    """What went wrong, or went on, in these days, or is not right yet."""
    for one in of.state.repairs:
        days = (one.on, *(step.on for step in one.steps))
        if any(map(of.has, days)) or (one.is_open and one.on <= of.span.last):
            lines = promise_words.repair(one, of.team, of.today)
            yield " · ".join(line.strip() for line in lines)


def feelings(of: Reviewed) -> Iterator[str]:
    """How they felt, the earliest first, in their words."""
    for one in of.state.feelings:
        if of.has(one.on):
            who = of.people.get(one.person or "", "they")
            said = f": “{one.words}”" if one.words else ""
            seen = f"seen by {of.team.name_of(one.by)}"
            yield f"{words.day(one.on, of.today)}  {who}, {one.mood.value}{said} ({seen})"


def wants(of: Reviewed) -> Iterator[str]:
    """What they want, as it was confirmed or not, and what we can."""
    return need_page.wants(of.state, of.people, of.today)


def gained(of: Reviewed) -> Iterator[str]:
    """What both sides gained in these days."""
    for one in of.state.values:
        if of.has(one.on):
            yield f"{one.gains.value}: {need_page.value(one)} ({words.day(one.on, of.today)})"


def learned(of: Reviewed) -> Iterator[str]:
    """What we learned with them."""
    for one in of.state.learned:
        if of.has(one.on):
            yield f"{words.day(one.on, of.today)}  {one.text} ({of.team.name_of(one.by)})"


def way(of: Reviewed) -> Iterator[str]:
    """Where they stand in our process, and to which steps they came in these days."""
    line = process_line(of.state, of.team.policy, of.today)
    if line:
        yield line
    process = process_of(of.team.policy)
    for one in reached(of.state.way, of.today)[:-1]:
        if of.has(one.on):
            yield f"{words.day(one.on, of.today)}  {step_name(process, one.step)}"


def contracts_and_deals(of: Reviewed) -> Iterator[str]:
    """What was won, lost, renewed or ended in these days, and what is to be decided."""
    for deal in of.state.deals:
        if deal.outcome is Outcome.OPEN or of.has(deal.closes):
            closes = None if deal.closes is None else words.day(deal.closes, of.today)
            yield words.deal(deal, closes)
    for renewal in of.state.profile.renewals:
        if of.has(renewal.on) or renewal.on > of.today:
            yield in_words(renewal, of.state, of.team)
    for gone in of.state.profile.left:
        if of.has(gone.left.on):
            yield in_words(gone.left, of.state, of.team)


def people(of: Reviewed) -> Iterator[str]:
    """With whom we speak, and with whom we do not."""
    found, days = threads(of.state, of.team, of.today), of.team.policy.number("coverage.days")
    if not of.state.people:
        return
    yield promise_words.threads(found, of.people, of.today, days)
    gaps = [name for key, name in of.people.items() if key not in found]
    if gaps and found:
        yield f"nobody has spoken in {days} d with: {', '.join(gaps)}"
    yield from people_words.lacking(of.state, of.team, of.today)


def together(of: Reviewed) -> Iterator[str]:
    """Hand-offs and referrals that were named by then, and the steps of the plan."""
    for handoff in of.state.handoffs:
        yield joint_words.handoff(handoff, of.team, of.today)
    for step in of.state.plan:
        if step.done_on is None or of.has(step.done_on):
            yield joint_words.plan_step(step, of.team, of.people, of.today)
    for one in of.state.referrals:
        yield joint_words.referral(one, of.people, of.today)


def ahead(of: Reviewed) -> Iterator[str]:
    """The next steps that are open, and what either seat may add to the goal next."""
    for step in open_steps(of.state.steps):
        yield f"{words.step(step, of.today)} ({of.team.name_of(step.owner)})"
    yield from next_contributions(of.state, of.team, of.today)
