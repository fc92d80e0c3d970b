"""Erasing a person: their name and words are in no byte here, and nothing brings them back."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, AccountFact
from accountdesk.core.confirmed import Confirmed
from accountdesk.core.deal import DealFact, DealKey
from accountdesk.core.entry import AccountKey, Entry, NoteId, id_text
from accountdesk.core.errors import Ambiguous, NotFound, Refused
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.liveness import Amended, Erased, Retracted
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonAdded, PersonFact, PersonKey
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled
from accountdesk.core.record import parse, read
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.state import AccountState
from accountdesk.core.touchpoint import ActivityFact, Kind, Touchpoint
from accountdesk.desk import old_quotes
from accountdesk.desk.about import about, exported
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import examine
from accountdesk.desk.drafts import Draft, Drafts
from accountdesk.desk.erasing import erase, finish, planned, to_look_for
from accountdesk.desk.exchange import as_line, export, take_journal
from accountdesk.desk.facts_in import begin, take
from accountdesk.desk.find import find
from accountdesk.desk.importing import Order, import_files
from accountdesk.desk.log import log, record, take_in
from accountdesk.desk.mint import mint
from accountdesk.desk.policy import decide
from accountdesk.desk.rebuild import rebuild
from accountdesk.desk.somebody import somebody
from accountdesk.desk.undo import undo
from accountdesk.store import journal, meta, outbox, projections, sources
from tests.builders import (
    ACCOUNTS,
    ACME,
    BODIES,
    NOON,
    TODAY,
    Clock,
    a_desk,
    an_entry,
    day,
    named,
    ref,
)

MARKERS = ("dana", "zebra", "5550123")
NOTE = """call in dana: the zebra pilot
we: quote zebra by fri
feels: uneasy "zebra burned us"
wrong: invoice doubled
next: demo with finance tue"""


def bytes_of(path: str | Path) -> bytes:
    """Everything that lies in and beside a store, without capitals."""
    path = Path(path)
    found = [one for one in path.parent.glob(f"{path.name}*") if one.is_file()]
    found += [one for one in Path(f"{path}.drafts").rglob("*") if one.is_file()]
    return b"\n".join(one.read_bytes() for one in found).lower()


def is_clean(desk: Desk) -> bool:
    data = bytes_of(desk.store.path)
    return not any(marker.encode() in data for marker in MARKERS)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex"))
        body = PersonAdded("Dana Fox", email="dana@globex.example", phone="+49 30 5550123")
        add_person(desk, "globex", body)
        add_person(desk, "globex", PersonAdded("Bill Fox"))
        log(desk, "globex", NOTE)
        log(desk, "globex", "call out bill: Danas zebra was late")
        log(desk, "globex", "call out bill: nothing else")
        yield desk


def globex(desk: Desk) -> AccountKey:
    return desk.account_called("globex").key


def test_the_name_and_the_words_are_in_no_byte_and_what_readings_need_stays(desk: Desk) -> None:
    before = account_page(desk, "globex")
    plan = planned(desk, "dana")
    assert not is_clean(desk)
    assert [text.partition(": ")[2] for text in plan.entries] == [
        "person added: Dana Fox, dana@globex.example, +49 30 5550123",
        "call in, Dana Fox: the zebra pilot (Mon 23 Nov 2026)",
        "we promise Dana Fox: quote zebra, by Fri 27 Nov 2026",
        "Dana Fox feels uneasy: “zebra burned us” (Mon 23 Nov 2026)",
        "call out, Bill Fox: Danas zebra was late (Mon 23 Nov 2026)",
    ]
    assert erase(desk, plan) == ()
    assert is_clean(desk)
    assert not meta.is_erasing(desk.store)
    after = account_page(desk, "globex")
    assert dict(after.people)["People"] == ("Bill Fox",)
    assert [text for _, text in after.timeline] == [
        "call out, Bill Fox: nothing else (actor:test)",
        "call out, Bill Fox: [erased] (actor:test)",
        "call in: [erased] (actor:test)",
    ]
    assert after.data["steps"] == before.data["steps"]
    assert find(desk, "dana").hits == ()
    assert "dana" not in "".join(export(desk)).casefold()


def test_facts_drafts_outbox_and_what_was_set_aside_go_too(desk: Desk, tmp_path: Path) -> None:
    key = AccountKey("crm:1")
    page: list[Sent | SetAside] = [
        Sent(key, AccountFact(key, "Globex CRM", owner="crm:m1"), '{"contact":"Dana Fox"}'),
        Sent(key, PersonFact(PersonKey("crm:p1"), "Dana Ray", phone="5550123"), '{"n":"Dana"}'),
        Sent(key, DealFact(DealKey("crm:d1"), "Dana’s zebra"), '{"n":"Dana"}'),
        Sent(key, ActivityFact("crm:a1", TODAY, people=("crm:p1",), text="zebra"), "{}"),
        SetAside("people", 0, "people", "x", "“Dana Ray” has no day", '{"n":"Dana Ray zebra"}'),
    ]
    begin(desk, "crm", [])
    take(desk, "crm", iter(page))
    desk.settle()
    with desk.store.transaction():
        outbox.say_yes(desk.store, "crm", {"call": ["write", "undo"]})
    log(desk, "crm:1", "call in dana: zebra")
    log(desk, "crm:1", "call: dana's zebra")
    log(desk, "crm:1", "call: in order")
    first, _, third = outbox.everything(desk.store)
    with desk.store.transaction():
        outbox.put(desk.store, first._replace(began=True, said="zebra is no word"))
    drafts = Drafts(desk.store.path, "actor:ben")
    for text in ("call: dana and a zebra", "call: in order"):
        drafts.keep(Draft(NoteId(mint()), key, "Globex CRM", text))
    plan = planned(desk, "crm:p1")
    assert plan.records == (
        "accounts crm:1: loses the words that name them",
        "people crm:p1: goes",
        "deals crm:d1: loses the words that name them",
        "activities crm:a1: loses the words that name them",
    )
    assert (len(plan.found.aside), len(plan.found.waiting), len(plan.found.drafts)) == (1, 2, 1)
    hints = erase(desk, plan)
    assert [hint.partition(" ")[0] for hint in hints] == ["In", "A"]
    erase(desk, planned(desk, "dana fox"))
    assert is_clean(desk)
    waits = list(outbox.everything(desk.store))
    assert [(row.entry, row.state.value) for row in waits] == [
        (first.entry, "parked"),
        (third.entry, "pending"),
    ]
    assert waits[0].said == outbox.GONE
    [(_, left)] = sources.set_aside(desk.store)
    assert (left.reason, left.raw) == ("“[erased]” has no day", "{}")
    # A sync sends all of it again, and the whole of it another time.
    for _ in range(2):
        counts = take(desk, "crm", iter(page)).counts
        assert (counts["people"].unchanged, counts["deals"].unchanged) == (1, 1)
        desk.settle()
        assert is_clean(desk)
    drafts.close()


def test_a_spreadsheet_does_not_bring_them_back(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Account Name,First Name,Last Name,Email,Last contacted\n"
        "Initech,Dana,Zebra,dana@i.example,2026-11-01\nInitech,Bill,Ray,,\n"
    )
    order = Order([str(file)])
    import_files(desk, order, lambda question: True)
    erase(desk, planned(desk, "Dana Zebra"))
    erase(desk, planned(desk, "Dana Fox"))
    file.unlink()
    assert is_clean(desk)
    again = tmp_path / "again"
    again.mkdir()
    (again / "people.csv").write_text(
        "Account Name,First Name,Last Name,Email,Last contacted\n"
        "Initech,DANA,Zebra,,2026-11-20\nInitech,Bill,Ray,,\n"
    )
    import_files(desk, Order([str(again)]), lambda question: True)
    assert is_clean(desk)
    assert dict(account_page(desk, "initech").people)["People"] == ("Bill Ray",)


def test_an_older_copy_does_not_bring_them_back_whichever_way_it_is_merged(
    desk: Desk, tmp_path: Path
) -> None:
    older = tmp_path / "older" / "desk.db"
    older.parent.mkdir()
    desk.store.db.wal_checkpoint(mode=3)
    shutil.copy(desk.store.path, older)
    erase(desk, planned(desk, "dana"))
    now = account_page(desk, "globex")
    with a_desk(older) as old:
        assert not is_clean(old)
        log(old, "globex", "call: dana again, not merged yet")
        was = [line.encode() for line in export(old)]
        came = take_journal(old, [line.encode() for line in export(desk)])
        assert came.set_aside == []
        assert is_clean(old)
        assert account_page(old, "globex").people == now.people
    came = take_journal(desk, was)
    assert (came.new, came.set_aside) == (1, [])
    assert is_clean(desk)


def test_a_store_that_never_had_them_takes_neither(desk: Desk, tmp_path: Path) -> None:
    was = [line.encode() for line in export(desk)]
    erase(desk, planned(desk, "dana"))
    now = [line.encode() for line in export(desk)]
    for number, order in enumerate((was + now, now + was, now + was[::-1])):
        with a_desk(tmp_path / f"{number}.db") as other:
            assert take_journal(other, order).set_aside == []
            assert is_clean(other)
            assert {line.encode() for line in export(other)} == set(now)


def test_a_line_that_was_blanked_is_other_words_where_no_erasure_comes(desk: Desk) -> None:
    first = next(iter(journal.everything(desk.store)))
    line = as_line(first._replace(body='{"name":"[erased]","erased":true}')).encode()
    taken = take_journal(desk, [line])
    assert (taken.new, taken.known) == (0, 0)
    assert "other words" in taken.set_aside[0]


def test_an_erasure_of_very_much_is_told_in_lines_that_can_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountdesk.desk.erasing.MOST", 2)
    plan = planned(desk, "dana")
    erase(desk, plan)
    said = [read(Erased, parse(one.body)) for one in journal.of_team(desk.store, "erased")]
    assert [len(one.entries) for one in said] == [2, 2, 1]
    assert sum((one.entries for one in said), ()) == plan.said.entries
    assert is_clean(desk)


def test_it_is_never_undone(desk: Desk) -> None:
    erase(desk, planned(desk, "dana"))
    said = journal.of_team(desk.store, "erased")[0]
    with pytest.raises(Refused, match="written anew"):
        undo(desk, id_text(said.id), lambda question: True)
    _, what = undo(desk, None, lambda question: True)
    assert what == ("Globex: call out, Bill Fox: nothing else (Mon 23 Nov 2026)",)


def test_whoever_is_unknown_or_not_the_only_one_is_said(desk: Desk) -> None:
    with pytest.raises(NotFound, match="add person ACCOUNT NAME"):
        planned(desk, "nobody")
    with pytest.raises(Ambiguous, match=r"Dana Fox of Globex \(own:.*Bill Fox of Globex"):
        planned(desk, "fox")
    add_account(desk, AccountAdded("Acme"))
    add_person(desk, "acme", PersonAdded("Dana Fox"))
    with pytest.raises(Ambiguous, match=r"of Globex.*of Acme"):
        planned(desk, "Dana Fox")
    with pytest.raises(NotFound, match="there"):
        planned(desk, "bill", "acme")
    erase(desk, planned(desk, "dana", "globex"))
    assert dict(account_page(desk, "acme").people)["People"] == ("Dana Fox",)
    assert dict(account_page(desk, "globex").people)["People"] == ("Bill Fox",)


def test_somebody_whom_a_note_names_again_is_erased_again(desk: Desk) -> None:
    erase(desk, planned(desk, "dana"))
    with pytest.raises(Refused, match="nothing has named them since"):
        planned(desk, "dana fox")
    log(desk, "globex", "call: dana called, zebra")
    erase(desk, planned(desk, "Dana Fox"))
    assert is_clean(desk)


def test_who_was_taken_back_is_erased_too_and_by_every_name_they_had(desk: Desk) -> None:
    added = next(one for one in journal.everything(desk.store) if one.kind == "person_added")
    record(desk, [(globex(desk), Amended(id_text(added.id), {"name": "Dana Zebra"}))])
    log(desk, "globex", "call: a zebra called")
    undo(desk, id_text(added.id), lambda question: True)
    erase(desk, planned(desk, "dana fox"))
    assert is_clean(desk)


def test_what_the_account_is_called_stays_and_is_said(desk: Desk) -> None:
    add_account(desk, AccountAdded("Ray Logistics"))
    add_person(desk, "ray logistics", PersonAdded("Bob Ray"))
    log(desk, "ray logistics", "call: Ray Logistics wants a quote")
    plan = planned(desk, "bob")
    assert len(plan.entries) == 1
    assert plan.hints == (
        "The account is called Ray Logistics, and stays so; what says only “ray” is left as it is.",
    )


def test_what_was_interrupted_is_ended_by_a_rebuild(desk: Desk) -> None:
    plan = planned(desk, "dana")
    record(desk, [(None, plan.said)])  # and the program ends
    assert meta.is_erasing(desk.store)
    assert any("accountdesk rebuild" in one.says for one in examine(desk).findings if one.wrong)
    rebuild(desk, lambda count: None)
    assert is_clean(desk)
    assert not any(one.wrong for one in examine(desk).findings)
    assert finish(desk) == ()


def test_everything_about_them_is_there_to_be_read(desk: Desk) -> None:
    who = somebody(desk, "dana@globex.example")
    found = exported(who, about(desk, to_look_for(desk, who), who.accounts))
    text = json.dumps(found)
    assert text.count("zebra") == 5
    assert found["said"] == [
        {"entry": found["entries"][3]["id"], "on": "2026-11-23", "words": "zebra burned us"}  # type: ignore[index]  # a list
    ]


def test_old_quotes_are_erased_and_whose_they_were_stays(desk: Desk) -> None:
    with pytest.raises(Refused, match="without a limit"):
        old_quotes.planned(desk)
    decide(desk, "quotes.days", "30")
    key = globex(desk)
    noted = record(
        desk,
        [
            (key, FeelingSaid(Mood.UPSET, "ostrich", on=day(-31))),
            (key, FeelingSaid(Mood.CALM, "heron", on=day(-30))),
            (key, RepairSaid("late")),
        ],
    )
    ids = [id_text(entry.id) for entry in noted.entries]
    record(
        desk,
        [
            (key, Amended(ids[0], {"mood": "angry", "words": "ostrich!", "on": "2026-10-01"})),
            (key, RepairStep(ids[2], Stage.CONFIRMED, "ostrich again", day(-40))),
            (key, RepairStep(ids[2], Stage.FIXED, "swan", day(-40))),
        ],
    )
    plan = old_quotes.planned(desk)
    assert len(plan.entries) == 3
    erase(desk, plan)
    data = bytes_of(desk.store.path)
    assert b"ostrich" not in data
    assert b"heron" in data
    assert b"swan" in data
    state = projections.state(desk.store, desk.account_called("globex").account, desk.team())
    assert [one.mood.value for one in state.feelings][:2] == ["angry", "calm"]
    assert not state.repairs[-1].is_open
    with pytest.raises(Refused, match="No quote here is older than 30 days"):
        old_quotes.planned(desk)


# A property: two stores, random entries, any order.

NUMBERS = st.integers(1, 20)
KEY = "crm:p1"
WORDS = st.sampled_from(["zebra for Dana", "ask Danas zebra", "ring 030 5550123, zebra"])
STAGES = st.sampled_from(Stage)
ABOUT_HER: st.SearchStrategy[tuple[object, ...]] = st.one_of(
    st.builds(Touchpoint, st.sampled_from(Kind), people=st.just((KEY, "crm:p2")), text=WORDS),
    st.builds(FeelingSaid, st.sampled_from(Mood), st.just("zebra"), st.just(KEY)),
    st.just(PromiseSaid("zebra", person=KEY)),
    st.builds(NextStep, WORDS),
    st.builds(RepairStep, NUMBERS.map(ref), STAGES, st.just("Dana: zebra")),
    st.builds(Confirmed, NUMBERS.map(named), st.just(KEY), words=st.just("zebra")),
    st.builds(Amended, NUMBERS.map(ref), st.just({"what": "zebra", "person": KEY})),
    st.just(("of_2030", '{"deep":[{"who":"Dana","said":"zebra"}]}')),
    st.just(("next_step", '{"what":"D\\u0061na z\\u0065bra"}')),
)
SHE = Sent(ACME, PersonFact(PersonKey(KEY), "Dana Fox", phone="030 5550123"), "{}")


@st.composite
def stories(draw: st.DrawFn) -> list[Entry]:
    """Entries of her account and another, promises to her with what settled them, retractions."""
    found: list[Entry] = []
    retractions = st.builds(Retracted, NUMBERS.map(lambda number: named(number, 50)))
    for number in range(1, draw(st.integers(2, 16)), 2):
        account = draw(st.sampled_from([ACME, ACME, ACCOUNTS[1]]))
        if account != ACME or draw(st.booleans()):
            found.append(an_entry(number, draw(BODIES | retractions), account=account))
        elif draw(st.booleans()):
            found.append(an_entry(number, draw(ABOUT_HER)))
        else:
            found.append(an_entry(number, PromiseSaid("zebra", person=KEY)))
            settled = PromiseSettled(ref(number), Settled.BROKEN, words="zebra!")
            found.append(an_entry(number + 1, settled))
    return found


def begun(desk: Desk, entries: list[Entry]) -> None:
    with desk.store.transaction():
        take_in(desk, entries)
    take(desk, "crm", iter([SHE]))
    desk.settle()


def shown(desk: Desk, account: AccountKey) -> AccountState | None:
    known = journal.known_account(desk.store, account)
    return None if known < 0 else projections.state(desk.store, known, desk.team())


@settings(max_examples=25)
@given(stories(), st.lists(st.sampled_from(["a", "b", "ab", ""]), min_size=20), st.randoms())
def test_whatever_is_merged_in_whatever_order_both_show_the_same_and_no_byte(
    tmp_path_factory: pytest.TempPathFactory,
    entries: list[Entry],
    places: list[str],
    chance: random.Random,
) -> None:
    folder = tmp_path_factory.mktemp("two")
    later = Clock(NOON + 1000)
    with a_desk(folder / "a.db", clock=later) as one, a_desk(folder / "b.db", clock=later) as two:
        begun(one, [entry for entry, at in zip(entries, places, strict=False) if "a" in at])
        begun(two, [entry for entry, at in zip(entries, places, strict=False) if "b" in at])
        erase(one, planned(one, KEY))
        ids = tuple(id_text(entry.id) for entry in journal.of_team(one.store, "erased"))
        taken_back = an_entry(50, Retracted(ids), account=None)
        rest = [as_line(entry).encode() for entry in (*entries, taken_back)]
        for desk, other in ((two, one), (one, two), (two, one)):
            lines = [line.encode() for line in export(other)] + rest
            chance.shuffle(lines)
            assert take_journal(desk, lines).set_aside == []
        assert is_clean(one)
        assert is_clean(two)
        assert set(export(one)) == set(export(two))
        for account in (ACME, ACCOUNTS[1]):
            assert shown(one, account) == shown(two, account)
