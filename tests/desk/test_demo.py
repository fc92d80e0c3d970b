"""The demo: the same for a day wherever it is made, and believable on any day."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from accountdesk.core.attention import Group
from accountdesk.core.calendar import day_of
from accountdesk.core.errors import Refused
from accountdesk.core.member import Seat
from accountdesk.core.person import PersonFact
from accountdesk.core.readings import readings
from accountdesk.core.record import parse
from accountdesk.core.touchpoint import Direction, Kind, Manner
from accountdesk.core.track import Track
from accountdesk.desk.accounts import account_list, rows
from accountdesk.desk.demo.days import day as working_day
from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.demo.stories import STORIES
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export
from accountdesk.desk.goals import goals_of
from accountdesk.desk.log import log
from accountdesk.desk.open import open_desk
from accountdesk.store import journal, meta
from tests.builders import TODAY, Clock
from tests.desk.demos import DAYS, a_demo, states


def kept(desk: Desk) -> tuple[list[str], list[tuple[object, ...]]]:
    """The journal as it would be exported, and every fact as its source sent it."""
    sent = desk.store.rows(
        "SELECT kind, key, known, raw FROM fact JOIN fact_raw ON fact = id ORDER BY kind, key"
    )
    return list(export(desk)), sent


def test_the_same_day_gives_the_same_demo_and_another_day_another_one(tmp_path: Path) -> None:
    found = []
    for folder, today in (("a", TODAY), ("b", TODAY), ("c", TODAY + timedelta(days=1))):
        (tmp_path / folder).mkdir()
        with a_demo(tmp_path / folder, today) as desk:
            found.append(kept(desk))
    assert found[0] == found[1]
    assert found[0][0] != found[2][0]
    assert found[0][1] != found[2][1]


PROGRAM = """
import sys
from datetime import date
from accountdesk.desk.demo.make import make_demo
make_demo(sys.argv[1], date(2026, 11, 23))
print(" ".join(sys.modules))
"""


def test_it_depends_on_no_machine_and_loads_no_screen(tmp_path: Path) -> None:
    found = []
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        path = tmp_path / f"{seed}.db"
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(path)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert not {"textual", "rich", "httpx", "random"} & set(done.stdout.split())
        with open_desk(str(path), clock=Clock()) as desk:
            found.append(kept(desk))
    assert found[0] == found[1]


def test_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="is there already"):
        make_demo(str(path), TODAY)
    assert path.read_text(encoding="utf-8") == "mine"


def test_it_stays_on_its_day_and_is_gone_on_with(tmp_path: Path) -> None:
    with a_demo(tmp_path) as desk:
        assert (desk.today, desk.name, desk.looks_only) == (TODAY, "demo", False)
        assert meta.is_pinned(desk.store)
        recorded = log(desk, "harrow", "call in dana: fine\nnext(ana): lunch tomorrow")
        assert recorded.hints == ()
        newest = max(entry.at for entry in journal.everything(desk.store))
        assert recorded.entries[-1].at == newest


def test_names_of_entries_sort_as_they_were_said(demo: Desk) -> None:
    entries = list(journal.everything(demo.store))
    assert [entry.id for entry in entries] == sorted(entry.id for entry in entries)
    assert len({entry.id for entry in entries} | {entry.note for entry in entries}) == len(
        entries
    ) + len({entry.note for entry in entries})
    for entry in entries:
        assert int.from_bytes(entry.id[:6], "big") == entry.at
        assert entry.id[6] >> 4 == 7
        assert entry.id[8] >> 6 == 2
        said = datetime.fromtimestamp(entry.at / 1000, UTC)
        assert 7 <= said.hour < 18


def test_lists_are_believable(demo: Desk) -> None:
    demo.settle()
    for seat in Seat:
        listed = account_list(demo, demo.team(), seat)
        assert 15 <= listed.size <= 60
        assert 2 <= listed.counts[Group.MAKE_RIGHT] <= 8
        assert 5 <= listed.counts[Group.DUE] <= 20
        assert listed.counts[Group.STAY_CLOSE] >= 5
        assert listed.counts[Group.IN_ORDER] >= 5
        assert len(list(rows(demo, seat))) == listed.size
    assert demo.settle() == 0


def test_accounts_are_as_many_and_as_different_as_they_should_be(demo: Desk) -> None:
    team, found = demo.team(), states(demo)
    now = {state.key: readings(state, team, demo.today) for state in found}
    assert 55 <= len(found) <= 65
    assert 34 <= sum(one.customer for one in now.values()) <= 42
    assert sum(len(one.seats) == 2 for one in now.values()) >= 6
    assert 3 <= sum(bool(state.profile.left) for state in found) <= 5
    came_back = [s for s in found if s.profile.left and now[s.key].customer]
    assert [state.name for state in came_back] == ["Tiverley Teas"]
    transactional = sum(state.track is Track.TRANSACTIONAL for state in found)
    assert len(found) / 5 <= transactional <= len(found) / 3
    assert sum(bool(state.profile.seats) for state in found) == 2
    ours = [state for state in found if now[state.key].customer]
    assert 2 <= sum(not state.farmers for state in ours) <= 6
    assert all(1 <= len(state.people) <= 4 for state in found)


def test_the_team_is_known_and_everything_is_somebodys(demo: Desk) -> None:
    team = demo.team()
    assert len(team.members) == 5
    assert sorted(str(member.seat) for member in team.members.values()) == [
        *("both", "farmer", "farmer", "hunter", "hunter")
    ]
    assert team.sources == {"demo": "the demo's CRM"}
    assert all(team.who(entry.by) for entry in journal.everything(demo.store))
    for state in states(demo):
        owners = [state.profile.owner, *(deal.owner for deal in state.deals)]
        owners += [touch.by for touch in state.touches] + [step.owner for step in state.steps]
        owners += [promise.owner for promise in state.promises]
        owners += [repair.owner for repair in state.repairs]
        owners += [one.helper for one in state.blockers]
        assert all(team.who(owner) for owner in owners if owner is not None), state.name


def test_nothing_is_without_effect(demo: Desk) -> None:
    team = demo.team()
    assert (team.troubles, team.unknown_kinds) == ((), ())
    for state in states(demo):
        assert (state.troubles, state.unknown_kinds) == ((), ()), state.name


def test_nothing_has_happened_after_today(demo: Desk) -> None:
    assert all(day_of(entry.at) < demo.today for entry in journal.everything(demo.store))
    for state in states(demo):
        assert all(touch.on < demo.today for touch in state.touches)
        assert all(step.done_on < demo.today for step in state.steps if step.done_on)
        assert all(departure.left.on < demo.today for departure in state.profile.left)
        since = [promise.on for promise in state.promises]
        since += [repair.on for repair in state.repairs]
        since += [feeling.on for feeling in state.feelings]
        since += [blocker.on for blocker in state.blockers]
        since += [claim.on for promise in state.promises for claim in promise.claims]
        since += [step.on for repair in state.repairs for step in repair.steps]
        assert all(on < demo.today for on in since)
        won = [deal for deal in state.deals if deal not in state.open_deals]
        assert all(deal.closes and deal.closes < demo.today for deal in won)


def test_nobody_works_at_weekends(demo: Desk) -> None:
    found = [day_of(entry.at) for entry in journal.everything(demo.store)]
    for state in states(demo):
        found += [touch.on for touch in state.touches]
        found += [step.due for step in state.steps if step.due]
        found += [promise.due for promise in state.promises if promise.due]
        found += [repair.due for repair in state.repairs if repair.due]
        found += [deal.closes for deal in state.deals if deal.closes]
        found += [renewal.on for renewal in state.profile.renewals]
        found += [departure.left.on for departure in state.profile.left]
    assert {on.weekday() for on in found} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("today", DAYS)
def test_days_keep_their_order(today: date) -> None:
    found = [working_day(today, away) for away in range(-500, 500)]
    assert found == sorted(found)
    assert all(on <= today for on in found[:501])
    assert all(on > today for on in found[501:])


@pytest.mark.parametrize(
    "today", [*DAYS, *(date(2025, month, 15) for month in range(1, 13))], ids=str
)
def test_the_year_is_near_an_even_pace(tmp_path: Path, today: date) -> None:
    with a_demo(tmp_path, today) as desk:
        goal = goals_of(desk, desk.team()).goals[0]
        assert (goal.word, goal.period.text) == ("revenue_staying", str(today.year))
        assert goal.pace is not None
        assert -8 <= goal.pace.ahead <= 8
        found = goals_of(desk, desk.team())
        assert (found.focus or "").startswith("Every customer would vouch for us")
        assert all(found.next.values())


def test_it_shows_what_the_desk_is_for(tmp_path: Path) -> None:
    with a_demo(tmp_path) as desk:
        everything = states(desk)
    touches = [touch for state in everything for touch in state.touches]
    assert {touch.kind.value for touch in touches} >= {
        *("call", "meeting", "visit", "mail", "letter", "message"),
        *("gift", "event", "praise", "complaint", "note"),
    }
    assert {touch.manner for touch in touches} == set(Manner)
    assert any(touch.no_answer for touch in touches)
    unanswered = [t for t in touches if t.direction is Direction.OUT and not t.two_way]
    assert len(unanswered) >= 5
    steps = [step for state in everything for step in state.steps]
    late = [s for s in steps if s.due and s.due < TODAY]
    assert any(step.done_on is None for step in late)
    assert any(step.done_on is not None and step.done_on > step.due for step in late if step.due)
    assert any(step.due == TODAY for step in steps)
    words = [text for state in everything for text in (d.left.words for d in state.profile.left)]
    assert all(words)
    loud = [t for t in touches if t.manner is Manner.AUTOMATED and not t.two_way]
    assert len(loud) >= 10
    written = [t for t in touches if t.manner is Manner.BY_HAND and t.kind is Kind.MAIL]
    assert {touch.two_way for touch in written} == {True, False}


def test_nobody_real_is_in_it(tmp_path: Path) -> None:
    reserved = ("+44 7700 900", "+353 20 91", "+49 176 0406 90", "+33 6 39 98 ", "+46 70 174 06 ")
    with a_demo(tmp_path) as desk:
        found = desk.store.rows("SELECT known FROM fact WHERE kind = 1")
    people = [PersonFact(**parse(known)) for (known,) in found]
    mails = [person.email for person in people if person.email]
    phones = [person.phone for person in people if person.phone]
    assert all(mail.isascii() and mail.endswith(".example") for mail in mails)
    assert all(phone.startswith(reserved) for phone in phones)
    assert len(set(mails)) == len(mails) > len(people) / 2
    assert len(set(phones)) == len(phones) > len(people) / 3


def test_every_story_has_a_name_of_its_own() -> None:
    assert len({story.name for story in STORIES}) == len(STORIES)
    for story in STORIES:
        told = [happening.away for happening in story.life]
        assert told == sorted(told), story.name
        assert all(away < 0 for away in told), story.name
