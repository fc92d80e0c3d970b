"""What the demo shows of trust: our word, what went wrong, how they feel, and who is away."""

from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from accountdesk.core import note
from accountdesk.core.attention import Group, Term
from accountdesk.core.blocker import open_blockers
from accountdesk.core.feeling import Mood
from accountdesk.core.member import Seat
from accountdesk.core.note_fields import Known
from accountdesk.core.our_word import OurWord, Word, our_word
from accountdesk.core.promise import Outcome, Promise, Side
from accountdesk.core.readings import readings
from accountdesk.core.repair import Repair, Stage, open_repairs
from accountdesk.desk.accounts import Row, rows
from accountdesk.desk.demo import recorded
from accountdesk.desk.demo.make import make_demo
from accountdesk.desk.desk import Desk
from accountdesk.desk.words import UPDATE
from tests.builders import TODAY
from tests.desk.demos import states


def listed(desk: Desk, seat: Seat, group: Group) -> list[Row]:
    return [row for row in rows(desk, seat) if row.group is group]


def terms(desk: Desk) -> dict[Seat, list[tuple[str, Term]]]:
    """Every reason of every account, by list, with the account's name."""
    team = desk.team()
    found: dict[Seat, list[tuple[str, Term]]] = {seat: [] for seat in Seat}
    for state in states(desk):
        for seat, attention in readings(state, team, desk.today).seats.items():
            found[seat] += [(state.name, term) for term in attention.terms]
    return found


def promises(desk: Desk) -> list[Promise]:
    return [promise for state in states(desk) for promise in state.promises]


def repairs(desk: Desk) -> list[Repair]:
    return [repair for state in states(desk) for repair in state.repairs]


def test_few_things_must_be_made_right_and_each_in_its_own_way(demo: Desk) -> None:
    hunters, farmers = (listed(demo, seat, Group.MAKE_RIGHT) for seat in Seat)
    assert {row.line.word for row in hunters} == {
        *("no cover", "repair", "promise", "angry", "disputed")
    }
    assert {row.line.word for row in farmers} == {"repair", "upset", "promise", "broken"}
    calm = {
        seat: sum(row.group is not Group.MAKE_RIGHT for row in rows(demo, seat)) for seat in Seat
    }
    assert calm[Seat.HUNTER] > 4 * len(hunters)
    assert calm[Seat.FARMER] > 4 * len(farmers)
    open_ = open_repairs(repairs(demo))
    stages = {repair.steps[-1].stage if repair.steps else None for repair in open_}
    assert stages == {None, Stage.TOLD, Stage.FIXED, Stage.GAVE}


def test_one_promise_is_nobodys_and_stands_before_all_others(demo: Desk) -> None:
    pinned = [(name, term) for name, term in chain(*terms(demo).values()) if term.pinned]
    [(name, term)] = pinned
    assert (name, term.word, term.text, term.more) == (
        *("Van Doornik", "no cover", "offer for both sizes", "Jonas Lindqvist"),
    )
    assert next(rows(demo, Seat.HUNTER)).name == name


def test_a_hunter_and_a_farmer_are_late_with_a_promise(demo: Desk) -> None:
    late = {
        seat: {name for name, term in found if term.word == "promise"}
        for seat, found in terms(demo).items()
    }
    assert late == {Seat.HUNTER: {"Marlpit Brewing"}, Seat.FARMER: {"Osterkamp Fisch"}}


def test_promises_of_both_sides_are_due(demo: Desk) -> None:
    due = {seat: {r.line.word for r in listed(demo, seat, Group.DUE)} for seat in Seat}
    for seat in Seat:
        assert due[seat] >= {"promise due", "their promise"}, seat
    shown = [term for _, term in chain(*terms(demo).values())]
    assert sum(term.word == "promise due" for term in shown) >= 5
    assert sum(term.word == "their promise" for term in shown) >= 5
    behind = [t for t in shown if t.word == "their promise" and t.on and t.on < demo.today]
    assert behind  # and it is no fault of ours
    assert all(term.group is Group.DUE for term in behind)


def test_how_they_feel_is_told_in_their_own_words(demo: Desk) -> None:
    found = chain(*terms(demo).values())
    bad = {(name, term.word, term.group) for name, term in found if term.word in set(Mood)}
    words = {word for _, word, _ in bad}
    assert words == {"uneasy", "upset", "angry"}
    assert len({name for name, word, _ in bad if word != "uneasy"}) == 3
    assert {group for _, word, group in bad if word == "uneasy"} == {Group.STAY_CLOSE}
    worst = {Seat.HUNTER: "angry", Seat.FARMER: "upset"}
    for seat in Seat:
        assert any(r.reason.startswith(f"{worst[seat]}: “") for r in rows(demo, seat))
        uneasy = [r for r in listed(demo, seat, Group.STAY_CLOSE) if r.line.word == "uneasy"]
        assert uneasy
        assert all("“" in row.reason for row in uneasy)
    everybody = [feeling for state in states(demo) for feeling in state.feelings]
    assert all(feeling.words for feeling in everybody)
    assert {feeling.mood for feeling in everybody} == set(Mood)
    lately = demo.today - timedelta(demo.team().policy.number("feeling.days"))
    assert any(feeling.on < lately for feeling in everybody)  # gone, which is normal


def word_of(desk: Desk) -> dict[str, OurWord]:
    team = desk.team()
    return {state.name: our_word(state, team, desk.today) for state in states(desk)}


def test_our_word_is_kept_broken_mixed_and_too_early(demo: Desk) -> None:
    found = word_of(demo)
    by = {word: {name for name, one in found.items() if one.word is word} for word in Word}
    assert by[Word.KEPT] == {
        *("Castelmoro Conserve", "Fenwright Health", "Harrow & Pike"),
        *("Stanmoor Pet Foods", "Tiverley Teas"),
    }
    assert by[Word.MIXED] == {"Brüder Lang"}
    assert by[Word.BROKEN] == {"Hofmühle Trautmann"}
    assert any(found[name].settled for name in by[Word.TOO_EARLY])
    assert all(found[name].on_time >= 3 for name in by[Word.KEPT])


def test_promises_are_kept_late_broken_moved_disputed_and_agreed_to(demo: Desk) -> None:
    found = promises(demo)
    assert {promise.outcome for promise in found} == {None, *Outcome}
    assert {promise.side for promise in found if promise.outcome} == set(Side)
    assert sorted(len(promise.moves) for promise in found if promise.moves) == [1, 2]
    [disputed] = [promise for promise in found if promise.disputed]
    team = demo.team()
    sides = {(team.name_of(claim.by), claim.outcome) for claim in disputed.claims}
    assert sides == {("Ben Ode", Outcome.ON_TIME), ("Ana Ruiz", Outcome.BROKEN)}
    agreed = [promise for promise in found if promise.confirmed]
    assert len(agreed) >= 3
    assert {promise.is_open for promise in agreed} == {True, False}


def test_repairs_end_with_the_customers_words(demo: Desk) -> None:
    everything = repairs(demo)
    ended = [last for repair in everything if (last := repair.confirmed) is not None]
    assert len(ended) >= 5
    assert all(last.words and last.person for last in ended)
    assert sum(last.on < demo.today - timedelta(days=21) for last in ended) >= 4
    whole = [repair for repair in everything if {step.stage for step in repair.steps} == set(Stage)]
    broken = {p.entry for p in promises(demo) if p.outcome is Outcome.BROKEN}
    assert whole
    assert len(broken) == 2
    mends = [repair for repair in everything if repair.promise]
    assert [repair.is_open for repair in mends] == [False]


def test_the_same_thing_breaks_in_more_than_one_place(demo: Desk) -> None:
    for thing, most in (("invoice", 3), ("labels", 2)):
        names = {
            state.name
            for state in states(demo)
            if any(thing in repair.what for repair in state.repairs)
        }
        assert len(names) == most, thing


def test_one_is_away_with_cover_and_one_without(demo: Desk) -> None:
    team = demo.team()
    away = {
        member.name: team.stand_in(member.key, demo.today)
        for member in team.members.values()
        if team.away(member.key, demo.today)
    }
    assert {name: one and one.name for name, one in away.items()} == {
        "Mei Tan": "Ben Ode",
        "Jonas Lindqvist": None,
    }
    said = [row.told for seat in Seat for row in rows(demo, seat)]
    assert any("Mei Tan is away, Ben Ode covers" in told for told in said)
    assert any("Jonas Lindqvist is away, nobody covers" in told for told in said)


def test_whoever_is_away_has_recorded_nothing_since(demo: Desk) -> None:
    team = demo.team()
    for state in states(demo):
        for touch in state.touches:
            assert touch.by is None or not team.away(touch.by, touch.on), (state.name, touch)


def test_something_is_in_the_way_and_somebody_helps(demo: Desk) -> None:
    found = [blocker for state in states(demo) for blocker in state.blockers]
    [open_] = open_blockers(found)
    assert demo.team().name_of(open_.helper or "") == "Ruth Keller"
    assert len(found) > 1
    [row] = [row for row in rows(demo, Seat.FARMER) if row.line.blocked]
    assert f"blocked: {open_.what}" in row.told


def test_every_reason_is_explained(demo: Desk) -> None:
    for seat in Seat:
        for row in rows(demo, seat):
            assert row.reason
            assert UPDATE not in row.told
    for _, term in chain(*terms(demo).values()):
        assert term.points or term.pinned or term.word in ("disputed", "broken", "stays")


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 26)], ids=str)
def test_notes_are_read_as_they_were_meant(
    today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints: list[tuple[str, ...]] = []

    def reading(text: str, known: Known) -> note.Note:
        read = note.read_note(text, known)
        hints.append(read.hints)
        return read

    monkeypatch.setattr(recorded, "read_note", reading)
    make_demo(str(tmp_path / "demo.db"), today)
    assert len(hints) > 200
    assert set(hints) == {()}
