"""What an account wants, what was gained and how close we are, for programs."""

from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core.concerns import about
from accountdesk.core.confirmed import Yes
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.insider import Statement, standing
from accountdesk.core.need import Capacity, Need
from accountdesk.core.period import quarters_until
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.wallet_share import share

QUARTERS = 4
"""So many quarters are told of what contacts were about, the running one among them."""


def need_data(state: AccountState, team: Team, today: date) -> dict[str, object]:
    """It on a day; days are ISO text, unknown values are None."""
    known = standing(state.closeness.evidence, today)
    return {
        "aims": [_known(one._replace(yes=None)) | _yes(one.yes) for one in state.wants.aims],
        "needs": [_need(one) for one in state.wants.needs],
        "capacities": [_capacity(one) for one in state.wants.capacities],
        "knows": [_known(one) for one in state.wants.knows],
        "values": [_known(one) for one in state.values],
        "insider": {
            statement.name.lower(): None if statement not in known else _known(known[statement])
            for statement in Statement
        },
        "wallet": _wallet(state, today),
        "about": _about(state, team, today),
    }


def _known(record: NamedTuple) -> dict[str, object]:
    return {name: _plain(value) for name, value in record._asdict().items()}


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return id_text(EntryId(value))
    return value.isoformat() if isinstance(value, date) else value


def _yes(yes: Yes | None) -> dict[str, object]:
    return {"yes": None if yes is None else _known(yes)}


def _capacity(one: Capacity) -> dict[str, object]:
    return _known(one) | {"able": one.able.value}


def _need(one: Need) -> dict[str, object]:
    return {
        **_known(one._replace(answers=(), yes=None)),
        **_yes(one.yes),
        "answers": [_capacity(answer) for answer in one.answers],
        "left_on_the_table": one.is_left,
    }


def _wallet(state: AccountState, today: date) -> dict[str, object] | None:
    found = share(state, today)
    if found is None:
        return None
    return {
        **_known(found.wallet),
        "ours": found.ours,
        "percent": found.percent if found.ours and found.percent <= 100 else None,
        "left_out": found.left_out,
        "days_old": found.days_old(today),
    }


def _about(state: AccountState, team: Team, today: date) -> dict[str, object]:
    days = team.policy.number("coverage.days")
    latest = about(state.concerns, state.touches, today - timedelta(days - 1), today)
    quarters = quarters_until(today, QUARTERS, team.policy.number("fiscal_start"))
    return {
        "days": days,
        **latest._asdict(),
        "quarters": [
            {
                "quarter": one.text,
                **about(state.concerns, state.touches, one.first, min(one.last, today))._asdict(),
            }
            for one in quarters
        ],
    }
