"""The track of an account in words: which side, why, what contradicts it, and its measures."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from statistics import median

from accountdesk.core import touchpoint
from accountdesk.core.coverage import threads
from accountdesk.core.our_word import our_word
from accountdesk.core.promise import Side
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.track import Against, Answer, Chosen, Track, teams, visits
from accountdesk.desk import words

AGAINST = {
    Against.MACHINES: "only automated messages went out in {days} d",
    Against.SILENT: "nobody has spoken with them for {silent} d",
    Against.VISITS: "{visits} meetings and visits in {days} d",
    Against.ANSWERS: "the answers speak for {other}",
}


def track_card(
    state: AccountState, against: Sequence[Against], team: Team, today: date
) -> tuple[str, ...]:
    """Lines about the track; the first says which, and whose choice it is."""
    return tuple(_lines(state, against, team, today))


def _lines(
    state: AccountState, against: Sequence[Against], team: Team, today: date
) -> Iterator[str]:
    yield _side(state.chosen, team)
    if against:
        yield f"in the middle: {', '.join(contradicting(state, against, team, today))}"
    answers = _answers(state.chosen)
    if answers:
        yield answers
    yield f"measured by: {measured(state, team, today)}"


def _side(chosen: Chosen, team: Team) -> str:
    if not chosen.is_own:
        return f"{chosen.track.value}, as the team's"
    if chosen.said is None or chosen.said.track is None:
        return f"{chosen.track.value}, as its source says"
    differs = "on purpose" if chosen.track is not teams(team.policy) else "as the team's"
    why = f": {chosen.said.reason}" if chosen.said.reason else ", no reason given"
    return f"{chosen.track.value}, {differs}{why} ({team.name_of(chosen.by)})"


def _answers(chosen: Chosen) -> str:
    if chosen.said is None:
        return ""
    said = chosen.said
    asked = (
        ("strategic", said.strategic),
        ("large", said.large),
        ("risky", said.risky),
        ("outcomes vary", said.varying),
    )
    if all(answer is Answer.UNKNOWN for _, answer in asked):
        return ""
    return " · ".join(f"{what}: {answer.value}" for what, answer in asked)


def contradicting(
    state: AccountState, against: Sequence[Against], team: Team, today: date
) -> list[str]:
    """What contradicts the track, each in words."""
    days = team.policy.number("coverage.days")
    spoken = touchpoint.last_two_way(state.touches, today)
    said = {
        "days": days,
        "silent": 0 if spoken is None else (today - spoken.on).days,
        "visits": visits(state.touches, team.policy, today),
        "other": next(one for one in Track if one is not state.track).value,
    }
    return [AGAINST[one].format(**said) for one in against]


def measured(state: AccountState, team: Team, today: date) -> str:
    """What the track is measured by, and how that stands.

    A relation by conversations, people and our word; a transaction by the time to done and errors.
    """
    policy = team.policy
    if state.track is Track.RELATIONAL:
        spoken = touchpoint.last_two_way(state.touches, today)
        cadence = policy.cadence(state.track)
        ago = "no talk known" if spoken is None else f"spoke {(today - spoken.on).days} d ago"
        every = "" if cadence is None else f" (every {cadence} d)"
        known = words.count(len(threads(state, team, today)), "person", "people")
        return f"{ago}{every}, {known} known, our word {our_word(state, team, today).word.value}"
    since = today - timedelta(policy.number("our_word.days"))
    done = [
        (one.settled - one.on).days
        for one in state.promises
        if one.side is Side.OURS and one.settled is not None and since < one.settled <= today
    ]
    took = f"{median(done):g} d to done" if done else "time to done unknown"
    errors = sum(since < one.on <= today for one in state.repairs)
    span = policy.number("our_word.days")
    return f"{took}, {words.count(errors, 'error')} in {span} d"
