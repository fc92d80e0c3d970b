"""One account for programs: what `show --json` prints. Unknown values are left out."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.by_hand import by_hand
from accountdesk.core.coverage import threads
from accountdesk.core.entry import Entry, EntryId, by_time, id_text
from accountdesk.core.joint_reasons import owed_win
from accountdesk.core.member import Member
from accountdesk.core.our_word import our_word
from accountdesk.core.promise import Promise
from accountdesk.core.readings import Readings
from accountdesk.core.record import plain
from accountdesk.core.repair import Repair
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import words
from accountdesk.desk.need_data import need_data
from accountdesk.desk.our_way import process_data
from accountdesk.desk.people_page import people_data


def account_data(
    state: AccountState, now: Readings, entries: Iterable[Entry], team: Team, today: date
) -> dict[str, object]:
    """An account on a day; days are ISO text, what is unknown is missing or None."""
    return {
        **_profile(state, now, team, today),
        **_word(state, team, today),
        **need_data(state, team, today),
        **_together(state, now, team, today),
        "people": people_data(state, team, today),
        "deals": [plain(deal) | {"outcome": deal.outcome.value} for deal in state.deals],
        "cases": [_known(case) for case in state.cases],
        "renewals": [plain(renewal) for renewal in state.profile.renewals],
        "left": [plain(departure.left) for departure in state.profile.left],
        "fields": dict(state.profile.fields),
        "timeline": [_known(touch) for touch in reversed(state.touches)],
        "entries": [id_text(entry.id) for entry in sorted(entries, key=by_time)],
        "update_needed_for": list(state.unknown_kinds),
    }


def _profile(state: AccountState, now: Readings, team: Team, today: date) -> dict[str, object]:
    return {
        "key": state.key,
        "name": state.name,
        "received": state.profile.name is not None,
        "customer": now.customer,
        "gone": None if state.profile.gone is None else state.profile.gone.isoformat(),
        "track": state.track.value,
        "today": today.isoformat(),
        "hunters": [_holder(member, team, today) for member in state.hunters],
        "farmers": [_holder(member, team, today) for member in state.farmers],
        "attention": {
            seat.value: {
                "points": attention.points,
                "group": words.GROUPS[attention.group].lower(),
                "terms": [
                    plain(term) | {"group": words.GROUPS[term.group].lower()}
                    for term in attention.terms
                ],
            }
            for seat, attention in now.seats.items()
        },
        "unknown": list(now.unknown),
        "steps": [_known(step) | {"entry": id_text(step.entry)} for step in state.steps],
    }


def _word(state: AccountState, team: Team, today: date) -> dict[str, object]:
    """What was promised, what went wrong, how they feel, and whom we know."""
    days = team.policy.number("coverage.days")
    read = our_word(state, team, today)
    shown = feeling.now(state.feelings, today, team.policy.number("feeling.days"))
    made = by_hand(state.touches, today - timedelta(days - 1), today)
    return {
        "our_word": read._asdict() | {"word": read.word.value, "behind": list(read.behind)},
        "promises": [_promise(one) for one in state.promises],
        "repairs": [_repair(one, today) for one in state.repairs],
        "feels": None if shown is None else shown.mood.value,
        "feelings": [_known(one) | {"entry": id_text(one.entry)} for one in state.feelings],
        "blockers": [_known(one) | {"entry": id_text(one.entry)} for one in state.blockers],
        "parked": [_known(one) | {"entry": id_text(one.entry)} for one in state.parked],
        "learned": [_known(one) | {"entry": id_text(one.entry)} for one in state.learned],
        "process": process_data(state, today),
        "coverage": {key: on.isoformat() for key, on in threads(state, team, today).items()},
        "went_out": {"days": days, **made._asdict()},
    }


def _together(state: AccountState, now: Readings, team: Team, today: date) -> dict[str, object]:
    """Hand-offs, the plan and referrals."""
    owed = owed_win(state, team, today) if now.customer else None
    return {
        "handoff_owed": None if owed is None else owed.key,
        "handoffs": [
            _answer(one._replace(answers=(), void=(), acceptance=None))
            | {
                "acceptance": None if one.acceptance is None else id_text(one.acceptance),
                "void": [id_text(entry) for entry in one.void],
                "checklist": one.checklist._asdict(),
                "missing": list(one.missing),
                "stands": one.stands.value,
                "over": one.is_over(today),
            }
            for one in state.handoffs
        ],
        "plan": [_answer(one) | {"side": one.side.value} for one in state.plan],
        "referrals": [
            _answer(one._replace(steps=()))
            | {
                "stage": one.reached.value,
                "asked": one.is_asked,
                "steps": [_answer(step) for step in one.steps],
                "thanks_owed_since": None if one.owed_since is None else one.owed_since.isoformat(),
            }
            for one in state.referrals
        ],
    }


def _promise(one: Promise) -> dict[str, object]:
    known = _known(one._replace(moves=(), claims=()))
    return {
        **known,
        "entry": id_text(one.entry),
        "side": one.side.value,
        "moves": [_answer(move) for move in one.moves],
        "claims": [_answer(claim) for claim in one.claims],
        "open": one.is_open,
    }


def _answer(one: NamedTuple) -> dict[str, object]:
    known = _known(one)
    entry = known["entry"]
    assert isinstance(entry, bytes)
    return known | {"entry": id_text(EntryId(entry))}


def _repair(one: Repair, today: date) -> dict[str, object]:
    return {
        **_known(one._replace(steps=())),
        "entry": id_text(one.entry),
        "steps": [_answer(step) for step in one.steps],
        "days": [
            {"stage": "" if stage is None else stage.value, "days": days}
            for stage, days in one.days_in_steps(today)
        ],
        "open": one.is_open,
    }


def _holder(member: Member, team: Team, today: date) -> dict[str, object]:
    found: dict[str, object] = {"key": member.key, "name": member.name}
    gone = team.away(member.key, today)
    if gone is not None:
        cover = team.stand_in(member.key, today)
        found["away_until"] = gone.last.isoformat()
        found["cover"] = None if cover is None else {"key": cover.key, "name": cover.name}
    return found


def _known(record: NamedTuple) -> dict[str, object]:
    return {name: value for name, value in plain(record).items() if value is not None}
