"""What one account adds to the goal that both seats share: so far, and next from either of them."""

from collections.abc import Iterator
from datetime import date

from accountdesk.core.contribution import Contribution, coming, contributions
from accountdesk.core.member import Seat
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import goal_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.goals import Goal, goals_now


def account_goal(desk: Desk, state: AccountState, team: Team) -> tuple[str, tuple[str, ...]]:
    """The goal that ends first as a title, then lines: how far, what is from here, what is next."""
    goal = goals_now(desk, team)[0]
    lines = [goal_words.goal(goal, short=True), f"from here: {_so_far(goal, state, desk.today)}"]
    lines += next_contributions(state, team, desk.today)
    return f"{goal.metric.label} {goal.period.text}", tuple(lines)


def _so_far(goal: Goal, state: AccountState, today: date) -> str:
    found = [one for one in contributions(state) if _counts(one, goal, today)]
    sums: dict[str | None, int] = {}
    for one in found:
        if one.n > one.unknown:
            sums[one.currency] = sums.get(one.currency, 0) + one.cents
    unknown = sum(one.unknown for one in found)
    known = [
        words.short_money(cents, currency)
        for currency, cents in sorted(sums.items(), key=lambda item: item[0] or "")
    ]
    known += [f"{words.count(unknown, 'amount')} unknown"] if unknown else []
    return ", ".join(known) or "nothing yet"


def _counts(one: Contribution, goal: Goal, today: date) -> bool:
    """Whether a contribution is in the goal's metric and period by today."""
    last = min(goal.period.last, today)
    if one.flow not in goal.metric.flows or one.on is None:
        return False
    stays = not goal.metric.stays or one.left_on is None or one.left_on > last
    return stays and goal.period.first <= one.on <= last


def next_contributions(state: AccountState, team: Team, today: date) -> Iterator[str]:
    """What each seat may add next from here, a line each; none where nothing has a day."""
    ahead = sorted(
        (one for one in coming(state, team) if one.on >= today), key=lambda one: (one.on, one.what)
    )
    for seat in Seat:
        one = next((one for one in ahead if one.seat is seat), None)
        if one is not None:
            what = one.what or ("renewal" if seat is Seat.FARMER else "a deal")
            amount = None if one.cents is None else words.short_money(one.cents, one.currency)
            parts = filter(None, (what, words.moment(one.on, None, today), amount))
            yield f"next, {team.labels[seat]}: {', '.join(parts)}"
