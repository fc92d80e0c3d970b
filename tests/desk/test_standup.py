"""The stand-up: where it stops, what has changed there, that it goes on, and what came of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from accountdesk.core.account import AccountAdded, AccountFact, Renewal, SameAccount
from accountdesk.core.blocker import BlockerSaid, ParkedSaid
from accountdesk.core.deal import DealAdded, DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import NotFound, Refused
from accountdesk.core.fact import Sent
from accountdesk.core.liveness import Amended
from accountdesk.core.member import Holds, MemberSaid, Seat, member_called
from accountdesk.core.next_step import NextStep
from accountdesk.core.promise import PromiseSaid
from accountdesk.core.record import write
from accountdesk.core.team import StandupSaid
from accountdesk.core.touchpoint import ActivityFact, Direction, Kind
from accountdesk.desk.absences import Typed, add_absence
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.board import board
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import word_of
from accountdesk.desk.log import log, record, take_in
from accountdesk.desk.matters import add_matter, end_matter
from accountdesk.desk.policy import decide
from accountdesk.desk.standing import name_seats
from accountdesk.desk.standup import (
    MOST_STOPS,
    Walk,
    begin,
    finish,
    go,
    held,
    pause,
    walk,
    widen,
)
from accountdesk.desk.standup_page import StandupPage, head, standup_page
from accountdesk.desk.standup_stop import stop
from accountdesk.desk.standup_stops import day_before
from accountdesk.desk.standup_summary import summary
from accountdesk.desk.standup_told import told
from accountdesk.desk.steps import end_step, steps_of
from accountdesk.desk.undo import take_back, undo, undoing
from accountdesk.store import facts as kept
from accountdesk.store import journal, meta, projections
from tests.builders import NOON, TODAY, Clock, a_desk, an_entry, day

FRIDAY = date(2026, 11, 20)
WEEK_MS = 7 * 24 * 3_600_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ana and Ben; Late has a promise due, Wrong a repair, the others were added long ago."""
    clock = Clock(NOON - WEEK_MS)
    with a_desk(tmp_path / "desk.db", clock=clock) as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), claim="actor:ben")
        for name in ("Calm", "Heard", "Late", "Wrong"):
            add_account(desk, AccountAdded(name))
        late, wrong = (desk.account_called(name).key for name in ("late", "wrong"))
        record(desk, [(late, PromiseSaid("the quote", due=day(1), on=day(-9)))])
        log(desk, wrong, "wrong: invoice doubled")
        clock.now = NOON
        desk.settle()
        yield desk


def names(desk: Desk, keys: tuple[str, ...]) -> list[str]:
    return [desk.account_called(key).name for key in keys]


def take_facts(desk: Desk, facts: list[tuple[AccountKey, NamedTuple]]) -> None:
    with desk.store.transaction():
        kept.put(desk.store, [Sent(key, fact, write(fact)) for key, fact in facts])
        projections.mark_all(desk.store)
    desk.settle()


def here(desk: Desk) -> StandupPage:
    found = standup_page(desk)
    assert found is not None
    return found


def parts(desk: Desk, name: str, since: date = FRIDAY) -> dict[str, tuple[str, ...]]:
    found = stop(desk, desk.team(), desk.account_called(name).key, since)
    assert found is not None
    return dict(found.parts)


def changed(desk: Desk, name: str, since: date = FRIDAY) -> list[str]:
    found = parts(desk, name, since)
    [lines] = [lines for title, lines in found.items() if title.startswith("Changed")]
    return list(lines)


def test_it_stops_at_what_is_due_then_at_what_changed_then_at_what_stands_still(
    desk: Desk,
) -> None:
    log(desk, "heard", "call: hi")
    now = begin(desk)
    assert names(desk, now.accounts) == ["Late", "Heard", "Wrong"]
    assert (now.on, now.since, now.at, now.rest) == (TODAY, FRIDAY, 0, 0)
    assert now.members == ("", "", "")


def test_what_must_be_made_right_and_moves_stands_first(desk: Desk) -> None:
    log(desk, "heard", "call: hi")
    log(desk, "wrong", "call: told them")
    assert names(desk, begin(desk).accounts) == ["Wrong", "Late", "Heard"]


def test_what_is_in_our_way_or_parked_calls_until_it_is_not(desk: Desk) -> None:
    calm = desk.account_called("calm").key
    long_ago = desk._replace(clock=Clock(NOON - WEEK_MS + 10**6))
    record(long_ago, [(calm, ParkedSaid("discounts", on=day(-7)))])
    assert names(desk, begin(desk).accounts) == ["Late", "Calm", "Wrong"]
    [parked] = steps_of(long_ago, "calm").parked
    end_matter(long_ago, ParkedSaid, "calm", parked)
    finish(desk, begin(desk))
    assert names(desk, begin(desk, instead=begin(desk)).accounts) == ["Late", "Wrong"]


def test_a_renewal_of_next_month_is_no_stop(desk: Desk) -> None:
    calm = desk.account_called("calm").key
    long_ago = desk._replace(clock=Clock(NOON - WEEK_MS + 10**6))
    record(long_ago, [(calm, Renewal(day(20)))])
    assert names(desk, begin(desk).accounts) == ["Late", "Wrong"]


def test_what_nobody_covers_is_pinned_before_all_else(desk: Desk) -> None:
    name_seats(desk, ["late"], {Seat.FARMER: ["ben"]})
    record(desk, [(desk.account_called("late").key, NextStep("x", day(1)))])
    log(desk, "late", "we(ben): tiers by wed")
    add_absence(desk, Typed("ben", "today", "in 9 days"))
    desk.settle()
    assert names(desk, begin(desk).accounts)[0] == "Late"
    assert here(desk).stop is not None
    assert "Ben Ode is away until Wed 2 Dec, nobody covers" in str(here(desk).stop)


def test_a_source_that_tells_of_the_last_days_makes_a_stop(desk: Desk) -> None:
    keys = [AccountKey(f"crm:{n}") for n in range(4)]
    told_on = {0: day(-2), 1: day(-4), 2: FRIDAY}
    facts: list[tuple[AccountKey, NamedTuple]] = [
        (key, AccountFact(key, f"Sent {n}")) for n, key in enumerate(keys)
    ]
    facts += [
        (keys[n], ActivityFact(f"crm:t{n}", on, Kind.MAIL, Direction.IN))
        for n, on in told_on.items()
    ]
    facts.append((keys[3], DealFact(DealKey("crm:d"), "pilot", Outcome.LOST, day(-1))))
    take_facts(desk, facts)
    assert names(desk, begin(desk).accounts) == ["Late", "Sent 0", "Sent 2", "Sent 3", "Wrong"]
    assert changed(desk, "sent 0") == ["Sat 21 Nov  mail in"]
    assert changed(desk, "sent 3") == ["Sun 22 Nov  deal pilot, lost"]
    assert changed(desk, "sent 1") == ["nothing new"]


def test_there_are_twelve_and_the_rest_by_a_word(desk: Desk) -> None:
    for number in range(20):
        add_account(desk, AccountAdded(f"More {number:02}"))
    now = begin(desk)
    assert (now.size, now.rest) == (MOST_STOPS, 10)
    more = widen(desk, now)
    assert (more.size, more.rest, more.at) == (22, 0, 0)
    assert more.accounts[:MOST_STOPS] == now.accounts
    with pytest.raises(Refused, match="There are no more accounts"):
        widen(desk, more)


def test_its_stops_stay_whatever_is_dealt_with(desk: Desk) -> None:
    now = begin(desk)
    log(desk, "calm", "call: something new")
    again = begin(desk)
    assert again.accounts == now.accounts
    assert again.standup == now.standup


def test_it_goes_on_where_it_was_on_any_desk_of_the_store(desk: Desk) -> None:
    now = go(desk, begin(desk), 1)
    with a_desk(Path(desk.store.path), today=None) as other:
        assert walk(other) == now
        assert here(other).title == "2/2 · Wrong"
        on = go(other, now, 1)
        assert on.at == on.size == 2
    # Who presses Enter at the same moment goes on once.
    assert go(desk, now, 1) == on
    assert go(desk, on, 5).at == 2
    assert go(desk, on, -1).at == 1


def test_it_is_paused_and_goes_on(desk: Desk) -> None:
    begin(desk)
    pause(desk, begin(desk))
    paused = walk(desk)
    assert paused is not None
    assert not paused.going
    assert begin(desk).going


def test_one_that_is_done_stays_done_and_another_one_begins_anew(desk: Desk) -> None:
    first = begin(desk)
    finish(desk, first)
    finish(desk, first)
    done = begin(desk)
    assert done.done
    with pytest.raises(Refused, match="There are no more accounts"):
        widen(desk, done)
    second = begin(desk, instead=done)
    assert second.standup != first.standup
    assert not second.done
    assert [one.ended is not None for one in held(desk)] == [False, True]
    # Who is still at the first one ends, pauses and replaces nothing of the second.
    finish(desk, first)
    pause(desk, first)
    assert begin(desk, instead=done) == second
    assert walk(desk) == second


def test_yesterdays_is_over(desk: Desk) -> None:
    begin(desk)
    with a_desk(Path(desk.store.path), today=day(1), clock=Clock(NOON + 10**8)) as tomorrow:
        tomorrow.settle()
        assert walk(tomorrow) is None
        assert standup_page(tomorrow) is None
        assert begin(tomorrow).since == TODAY


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"at":99}', "null", "\x00"])
def test_a_place_that_makes_no_sense_is_none(desk: Desk, text: str) -> None:
    begin(desk)
    with desk.store.transaction():
        meta.keep_walk(desk.store, text)
    assert walk(desk) is None
    assert begin(desk).size == 2


def test_a_stop_says_what_changed_so_that_nobody_recites_it(desk: Desk) -> None:
    late = desk.account_called("late").key
    record(desk, [(late, NextStep("ring them", day(-2)))])
    log(desk, "late", 'call in: they wait\nfeels: uneasy "again?"\nlearned: finance decides')
    add_matter(desk, BlockerSaid, "late", "legal is slow", "ben")
    add_matter(desk, ParkedSaid, "late", "prices for resellers")
    found = parts(desk, "late")
    assert found["Changed since Fri 20 Nov"] == (
        "Sat 21 Nov  next step was due: ring them",
        "Mon 23 Nov  Ana Ruiz: next: ring them, Sat 21 Nov 2026",
        "Mon 23 Nov  Ana Ruiz: call in: they wait",
        "Mon 23 Nov  Ana Ruiz: they feel uneasy: “again?”",
        "Mon 23 Nov  Ana Ruiz: blocked: legal is slow (Ben Ode helps)",
        "Mon 23 Nov  Ana Ruiz: parked: prices for resellers",
    )
    assert found["In our way"] == ("legal is slow, since today (Ben Ode helps)",)
    assert found["To be talked about"] == (
        "prices for resellers, since today (nobody sees to it yet)",
    )
    assert found["Promised"] == ("we: the quote, tomorrow (Ana Ruiz)",)
    [parked] = steps_of(desk, "late").parked
    assert end_matter(desk, ParkedSaid, "late", parked) == ("talked about: prices for resellers")
    assert "To be talked about" not in parts(desk, "late")
    with pytest.raises(Refused, match="was ended or taken back"):
        end_matter(desk, ParkedSaid, "late", parked)


def test_what_was_taken_back_has_not_changed_and_what_was_amended_says_what_it_says_now(
    desk: Desk,
) -> None:
    log(desk, "late", "call: one")
    undo(desk, None, lambda question: True)
    assert changed(desk, "late") == ["nothing new"]
    told_long_ago = next(e for e in journal.everything(desk.store) if e.kind == "promise")
    late = desk.account_called("late").key
    amended = an_entry(
        99,
        ("amended", f'{{"entry":"{id_text(told_long_ago.id)}","body":{{"what":"both quotes"}}}}'),
        at=NOON + 10**6,
        account=late,
        by=desk.claim,
    )
    with desk.store.transaction():
        take_in(desk, [amended])
    assert changed(desk, "late") == ["Mon 23 Nov  Ana Ruiz: we promise: both quotes"]


def test_many_changes_are_cut_at_their_beginning(desk: Desk) -> None:
    for number in range(15):
        log(desk, "late", f"call: number {number}")
    lines = changed(desk, "late")
    assert len(lines) == 13
    assert lines[0] == "3 earlier ones on the account's page"
    assert lines[-1].endswith("call: number 14")


def test_the_head_has_focus_goal_and_who_is_away(desk: Desk) -> None:
    add_absence(desk, Typed("ben", "today", "in 9 days", "ana"))
    begin(desk)
    focus, goal, away = head(here(desk), 80)
    assert focus == "No focus yet"
    assert goal.rstrip() == "Staying  0 in 2026"
    assert away == "away: Ben Ode until Wed 2 Dec (Ana Ruiz covers)"
    assert head(here(desk), 30)[2] == "away: Ben (Ana)"


def by_members(desk: Desk) -> Walk:
    team = desk.team().members
    decide(desk, "standup.by", "members")
    name_seats(desk, ["late"], {Seat.HUNTER: ["ana"]})
    calm = desk.account_called("calm").key
    record(
        desk, [(calm, NextStep("ring them", TODAY, owner=member_called("ben", team.values()).key))]
    )
    desk.settle()
    return begin(desk)


def test_by_members_it_walks_the_same_accounts_by_who_acts_for_them(desk: Desk) -> None:
    add_member(desk, MemberSaid("Abe Quiet", seat=Holds.BOTH))
    add_member(desk, MemberSaid("No Seat"))
    now = by_members(desk)
    titles = []
    for _ in range(now.size):
        titles.append(here(desk).title)
        now = go(desk, now, 1)
    assert titles == [  # Ben holds no seat of Calm; its next step is his, and Ana's the repair
        *("1/4 · Abe Quiet", "2/4 · Ana Ruiz · Late", "3/4 · Ana Ruiz · Wrong"),
        "4/4 · Ben Ode · Calm",
    ]
    go(desk, now, -4)
    assert here(desk).parts[0][0].startswith("Nothing of what Abe Quiet holds")


def test_by_members_who_is_away_has_no_stop_and_who_covers_has_theirs(desk: Desk) -> None:
    add_absence(desk, Typed("ben", "today", "in 9 days", "ana"))
    now = by_members(desk)
    ana = desk.me()
    assert ana is not None
    assert names(desk, now.accounts) == ["Calm", "Late", "Wrong"]
    assert now.members == (ana.key, ana.key, ana.key)


def test_since_reaches_back_over_weekends_holidays_and_days_without_anybody(desk: Desk) -> None:
    monday = TODAY
    assert day_before(monday, desk.team()) == FRIDAY
    decide(desk, "holidays", "2026-11-20")
    assert day_before(monday, desk.team()) == day(-4)
    for name in ("ana", "ben"):
        add_absence(desk, Typed(name, "2026-11-19", "2026-11-19"))
    assert day_before(monday, desk.team()) == day(-5)
    for name in ("ana", "ben"):  # where nobody has been there for years it ends
        add_absence(desk, Typed(name, "2020-01-01", "2026-11-30"))
    assert day_before(monday, desk.team()) == day(-4)


def test_the_summary_has_decisions_promises_blockers_parked_and_what_was_learned(
    desk: Desk,
) -> None:
    log(desk, "calm", "learned: said before it began")
    log(desk, "calm", "we: before it began by fri")
    begin(desk)
    log(desk, "late", "we(ben): tiers by fri\nnext: ring finance wed\nlearned: finance decides")
    add_matter(desk, BlockerSaid, "late", "legal is slow", "ben")
    add_matter(desk, ParkedSaid, "wrong", "prices for resellers")
    log(desk, "wrong", "call: a mistake")
    undo(desk, None, lambda question: True)
    decide(desk, "standup.by", "members")
    found = summary(desk)
    assert dict(found.recorded) == {
        "Decided": (
            "Late: next: ring finance, Wed 25 Nov 2026 (Ana Ruiz)",
            'policy standup.by = "members"',
        ),
        "Promised": ("Late: we promise: tiers, by Fri 27 Nov 2026 (Ben Ode)",),
        "In our way": ("Late: legal is slow (Ben Ode helps)",),
        "Parked: to be talked about": ("Wrong: prices for resellers",),
    }
    assert found.learned == ("Late: finance decides", "Calm: said before it began")
    assert found.text.startswith("Stand-up, Mon 23 Nov 2026\n")
    assert "\n\nPromised\n- Late: we promise" in found.text


def test_what_is_recorded_after_its_end_is_no_part_of_it(desk: Desk) -> None:
    finish(desk, begin(desk))
    log(desk, "late", "we: tiers by fri")
    assert summary(desk).recorded == ()
    assert summary(desk).parts[1] == ("Nothing was recorded in it", ())


def test_what_was_learned_is_told_on_one_day_only(desk: Desk) -> None:
    finish(desk, begin(desk))
    log(desk, "late", "learned: finance decides")
    for days, told_then in ((1, ("Late: finance decides",)), (2, ())):
        clock = Clock(NOON + days * 24 * 3_600_000)
        with a_desk(Path(desk.store.path), today=day(days), clock=clock) as then:
            then.settle()
            finish(then, begin(then))
            assert summary(then).learned == told_then


def test_all_stand_ups_of_a_day_have_one_summary(desk: Desk) -> None:
    begin(desk)
    log(desk, "late", "we: tiers by fri")
    finish(desk, begin(desk))
    log(desk, "late", "we: nobody hears of this by fri")
    begin(desk, instead=begin(desk))
    log(desk, "late", "we: samples by fri")
    promised = dict(summary(desk).recorded)["Promised"]
    assert [line.partition("promise: ")[2].partition(",")[0] for line in promised] == [
        *("tiers", "samples")
    ]


def test_what_was_dealt_with_in_it_is_not_told_as_open(desk: Desk) -> None:
    begin(desk)
    add_matter(desk, ParkedSaid, "late", "discounts")
    add_matter(desk, BlockerSaid, "late", "legal is slow")
    log(desk, "late", "next: ring them today")
    steps = steps_of(desk, "late")
    end_matter(desk, ParkedSaid, "late", steps.parked[0])
    end_step(desk, steps, steps.steps[0])
    word = word_of(desk, "late")
    end_matter(desk, BlockerSaid, "late", word.blockers[0])
    assert dict(summary(desk).recorded) == {
        "Decided": (
            "Late: next: ring them, Mon 23 Nov 2026 (Ana Ruiz)",
            "Late: done: ring them",
        ),
        "In our way": ("Late: no longer in the way: legal is slow",),
        "Parked: to be talked about": ("Late: talked about: discounts",),
    }


def test_what_moved_the_goal_is_told(desk: Desk) -> None:
    key = AccountKey("crm:won")
    deal = DealFact(DealKey("crm:d"), "pilot", Outcome.WON, day(-2), 9_000_00, "EUR")
    take_facts(desk, [(key, AccountFact(key, "Globex")), (key, deal)])
    begin(desk)
    assert summary(desk).moved == ("Globex: deal won, 9k EUR, Sat 21 Nov",)


def test_without_one_there_is_no_summary(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no stand-up on this desk yet"):
        summary(desk)


def test_that_one_was_held_is_not_taken_back(desk: Desk) -> None:
    log(desk, "late", "call: hi")
    begin(desk)
    assert "call: hi" in undoing(desk).question
    [one] = held(desk)
    with pytest.raises(Refused, match="was held stays so"):
        undoing(desk, id_text(one.began.id))
    take_back(desk, undoing(desk))


def test_it_says_nothing_of_the_team_and_the_team_is_read_without_it(desk: Desk) -> None:
    before = desk.team()
    finish(desk, begin(desk))
    assert desk.team() == before
    assert not projections.due(desk.store, desk.today)


def test_a_desk_that_only_looks_holds_none(tmp_path: Path, desk: Desk) -> None:
    looks = desk._replace(looks_only=True)
    with pytest.raises(Refused, match="only looks"):
        begin(looks)


def test_who_is_not_there_reads_what_changed_since_a_day(desk: Desk) -> None:
    log(desk, "calm", "call: hi")
    found = told(desk)
    assert [one.name for one in found.stops] == ["Late", "Calm", "Wrong"]
    assert (found.since, found.was_away, found.more) == (FRIDAY, False, 0)
    assert [one.name for one in told(desk, "2 weeks ago").stops] == [
        *("Wrong", "Late", "Calm", "Heard")
    ]
    lately = told(desk, "yesterday")
    assert [one.name for one in lately.stops] == ["Calm"]
    assert lately.still == ("Late", "Wrong")
    assert walk(desk) is None
    add_absence(desk, Typed("ana", "2026-11-16", "2026-11-22"))
    found = told(desk)
    assert (found.since, found.was_away) == (day(-10), True)
    assert [one.name for one in found.stops] == ["Wrong", "Late", "Calm", "Heard"]


def test_a_day_is_read_with_as_many_looks_however_many_accounts_there_are(desk: Desk) -> None:
    """A stop reads its own account, and choosing stops reads rows, never an account each."""

    def looks() -> int:
        seen: list[str] = []
        desk.store.db.trace_v2(1, lambda one: seen.append(one["sql"]))
        finish(desk, begin(desk))
        begin(desk, instead=begin(desk))
        desk.store.db.trace_v2(0, None)
        return len(seen)

    few = looks()
    assert few > 5
    for number in range(40):
        add_account(desk, AccountAdded(f"More {number}"))
    assert looks() <= few + 45  # each new one is looked up once among what was recorded


def test_the_week_of_a_team_with_a_holiday_and_a_leave(tmp_path: Path) -> None:
    """Thu 24 and Fri 25 Dec are free, Ben is away on Monday: what was said on Wednesday is told."""
    wednesday, monday = date(2026, 12, 23), date(2026, 12, 28)
    at = NOON + 30 * 24 * 3_600_000
    path = tmp_path / "holiday.db"
    with a_desk(path, today=wednesday, clock=Clock(at)) as desk:
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), claim=desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER))
        decide(desk, "holidays", "DE-BY, 2026-12-24")
        for name in ("Old", "New"):
            add_account(desk, AccountAdded(name))
        name_seats(desk, ["new"], {Seat.HUNTER: ["ben"]})
        add_absence(desk, Typed("ben", monday.isoformat(), "2027-01-05", "ana"))
        log(desk, "new", "call: see you after Christmas\nwe(ben): the samples by 2026-12-30")
    with a_desk(path, today=monday, clock=Clock(at + 5 * 24 * 3_600_000)) as desk:
        desk.settle()
        now = begin(desk)
        assert now.since == wednesday
        assert "New" in names(desk, now.accounts)
        found = stop(desk, desk.team(), desk.account_called("new").key, now.since)
        assert found is not None
        assert "Ben Ode is away until Tue 5 Jan 2027, Ana Ruiz covers" in found.whose
        assert (
            "Wed 23 Dec  Ana Ruiz: call: see you after Christmas"
            in dict(found.parts)["Changed since Wed 23 Dec"]
        )
        assert dict(found.parts)["Promised"] == (
            "we: the samples, Wed 30 Dec (Ben Ode is away until Tue 5 Jan 2027, Ana Ruiz covers)",
        )
    assert monday - wednesday == timedelta(days=5)


# What happens meanwhile.


def test_a_stop_that_was_taken_back_stays_a_stop_and_holds_nothing_up(desk: Desk) -> None:
    add_account(desk, AccountAdded("Typo"))
    now = begin(desk)
    assert names(desk, now.accounts) == ["Late", "Typo", "Wrong"]
    undo(desk, None, lambda question: True)
    now = go(desk, now, 1)
    assert here(desk).title == "2/3"
    assert here(desk).parts[0][0].startswith("This account is not here any more")
    assert [one.name for one in told(desk).stops] == ["Late", "Wrong"]
    shown = board(desk, names=False, follow=True)
    assert shown.stop is not None
    assert shown.stop.lines == ()
    assert go(desk, now, 1).at == 2


def test_accounts_that_were_joined_are_walked_once_by_whoever_was_not_there(desk: Desk) -> None:
    now = begin(desk)
    late, wrong = (desk.account_called(name).key for name in ("late", "wrong"))
    record(desk, [(late, SameAccount(wrong))])
    assert len(told(desk).stops) == 1
    with pytest.raises(Refused, match="There are no more accounts"):
        widen(desk, now)


def test_an_amendment_is_told_of_who_made_it_and_not_once_it_is_taken_back(desk: Desk) -> None:
    late = desk.account_called("late").key
    clock = desk._replace(clock=Clock(NOON - WEEK_MS + 10**6))
    [step] = record(clock, [(late, NextStep("ring them", day(9)))]).entries
    begin(desk)
    ben = desk._replace(claim="actor:ben")
    moved = Amended(id_text(step.id), {"what": "ring them", "due": "2026-12-03"})
    noted = record(ben, [(late, moved)])
    says = "next: ring them, Thu 3 Dec 2026"
    assert changed(desk, "late") == [f"Mon 23 Nov  Ben Ode: {says}"]
    assert dict(summary(desk).recorded)["Decided"] == (f"Late: {says} (Ana Ruiz)",)
    take_back(ben, undoing(ben, id_text(noted.note)))
    assert summary(desk).recorded == ()
    assert changed(desk, "late") == ["nothing new"]


def test_the_stand_up_of_another_desk_that_comes_in_later_replaces_nothing(desk: Desk) -> None:
    begin(desk)
    log(desk, "late", "we: tiers by fri")
    theirs = an_entry(77, StandupSaid(TODAY, FRIDAY), at=NOON + 10**7, account=None)
    with desk.store.transaction():
        take_in(desk, [theirs])
    assert "Promised" in dict(summary(desk).recorded)
    assert held(desk)[0].began == theirs


def test_days_are_those_of_the_teams_zone(desk: Desk) -> None:
    decide(desk, "zone", "Pacific/Auckland")
    late_evening = NOON + 13 * 3_600_000  # Tuesday 14:00 there, when it is 1:00 in London
    away = desk._replace(clock=Clock(late_evening), today=day(1))
    log(away, "late", "call: hi")
    assert changed(away, "late") == ["Tue 24 Nov  Ana Ruiz: call: hi"]


def test_a_day_of_25_hours_has_all_of_its_hours(tmp_path: Path) -> None:
    sunday, night = date(2026, 10, 25), 1_792_967_400_000  # 22:30 UTC: 23:30 in Berlin
    path = tmp_path / "long.db"
    with a_desk(path, today=sunday, clock=Clock(night - 10**6)) as desk:
        decide(desk, "zone", "Europe/Berlin")
        add_account(desk, AccountAdded("Globex"))
        begin(desk)
    with a_desk(path, today=sunday, clock=Clock(night)) as desk:
        log(desk, "globex", "we: tiers by fri")
    with a_desk(path, today=date(2026, 10, 26), clock=Clock(night + 10**8)) as desk:
        log(desk, "globex", "we: too late by fri")
        found = dict(summary(desk).recorded)
        assert [line for line in found["Promised"] if "tiers" in line]
        assert not [line for line in found["Promised"] if "too late" in line]


def test_what_is_good_news_and_moves_no_goal_hides_nothing_that_does(desk: Desk) -> None:
    key = AccountKey("crm:won")
    deal = DealFact(DealKey("crm:d"), "pilot", Outcome.WON, day(-2), 9_000_00, "EUR")
    praise = [
        (key, ActivityFact(f"crm:p{n}", day(-1), Kind.PRAISE, Direction.IN)) for n in range(25)
    ]
    take_facts(desk, [(key, AccountFact(key, "Globex")), (key, deal), *praise])
    begin(desk)
    assert summary(desk).moved == ("Globex: deal won, 9k EUR, Sat 21 Nov",)


def test_how_many_more_there_are_is_said_while_it_is_on_too(desk: Desk) -> None:
    for number in range(18):
        add_account(desk, AccountAdded(f"More {number:02}"))
    assert told(desk).more == 8
    begin(desk)
    assert told(desk).more == 8


def test_a_deal_of_our_own_that_closed_of_late_is_a_change(desk: Desk) -> None:
    calm = desk.account_called("calm").key
    long_ago = desk._replace(clock=Clock(NOON - WEEK_MS + 10**6))
    record(long_ago, [(calm, DealAdded("pilot", Outcome.WON, day(-1), 1_000_00, "EUR"))])
    assert changed(desk, "calm") == ["Sun 22 Nov  deal pilot, won, 1,000 EUR"]
    begin(desk)
    record(desk, [(calm, DealAdded("second", Outcome.WON, TODAY))])
    assert len(changed(desk, "calm")) == 2


def test_why_somebody_is_away_and_how_the_desk_was_set_up_is_not_told(desk: Desk) -> None:
    begin(desk)
    add_absence(desk, Typed("ben", "today", "in 2 days", "ana", "surgery"))
    add_member(desk, MemberSaid("New One", seat=Holds.BOTH))
    assert dict(summary(desk).recorded)["Decided"] == (
        "Ben Ode is away Mon 23 Nov 2026 to Wed 25 Nov 2026, Ana Ruiz covers",
    )
