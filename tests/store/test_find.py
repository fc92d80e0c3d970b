"""Find: what is found is what reading every account would find, in the order of the lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, SameAccount
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import AccountKey, Entry
from accountdesk.core.liveness import Amended, Retracted
from accountdesk.core.member import Seat
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonAdded
from accountdesk.core.record import plain
from accountdesk.core.text import find_words, folded
from accountdesk.desk.desk import Desk
from accountdesk.desk.rebuild import rebuild
from accountdesk.store import find, windows
from tests.builders import ACCOUNTS, TODAY, a_desk, an_entry, named, ref
from tests.store.test_projections import indexed, take

FIRST, SECOND, THIRD = ACCOUNTS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


def keys(desk: Desk, text: str, limit: int = 50) -> list[str]:
    return [hit.row.key for hit in find.found(desk.store, text, limit)]


def people(desk: Desk, text: str) -> list[str]:
    return [hit.person for hit in find.found(desk.store, text)]


def globex(desk: Desk) -> None:
    take(
        desk,
        an_entry(1, AccountAdded("Globex Labs GmbH"), account=FIRST),
        an_entry(2, PersonAdded("Dana Fox", email="Dana@Globex.example"), account=FIRST),
        an_entry(3, PersonAdded("Zoë Ängel", phone="+49 (0)30 555-0123"), account=FIRST),
        an_entry(4, AccountAdded("Initech"), account=SECOND),
        an_entry(5, PersonAdded("Dana Lab", phone="030 777 01"), account=SECOND),
    )


@pytest.mark.parametrize(
    "text",
    [
        *("g", "glob", "Globex Labs GmbH", "labs glo", "GLÖBEX  lab", "gmbh, labs"),
        *("fox", "dana fox", "glob fox", "dana@globex.ex", "globex.example"),
        *("zoe", "ANGEL", "+49 30 555", "0049305550", "030 555-01", "(030) 5550123", "30 555"),
        "4930555",
    ],
)
def test_every_word_that_is_typed_begins_a_word_of_the_account(desk: Desk, text: str) -> None:
    globex(desk)
    assert keys(desk, text) == [FIRST]


@pytest.mark.parametrize("text", ["", " ", "?!", "lobex", "dana x", "031 555", "555", "0", "00"])
def test_what_begins_nothing_is_not_found(desk: Desk, text: str) -> None:
    globex(desk)
    assert keys(desk, text) == []


def test_a_person_is_named_where_the_accounts_names_do_not_say_it_all(desk: Desk) -> None:
    globex(desk)
    dana = "Dana Fox, Dana@Globex.example"
    assert people(desk, "globex") == people(desk, "lab glo") == [""]
    assert people(desk, "fox") == people(desk, "glob dana") == [dana]
    assert people(desk, "030 555") == ["Zoë Ängel, +49 (0)30 555-0123"]
    assert people(desk, "dana lab") == [dana, "Dana Lab, 030 777 01"]
    assert people(desk, "fox zoe") == [dana]  # two people: the first of them


def test_a_phone_number_is_one_wherever_it_was_written_from(desk: Desk) -> None:
    globex(desk)
    assert keys(desk, "+49 30 777") == keys(desk, "030/777-0") == [SECOND]


def test_a_number_in_a_name_is_no_phone_number(desk: Desk) -> None:
    take(desk, an_entry(1, AccountAdded("Studio 54 2000")))
    assert keys(desk, "54 2000") == keys(desk, "studio 54") == [FIRST]


def test_the_one_that_is_called_so_comes_first_then_the_lists_order(desk: Desk) -> None:
    for number, (name, key) in enumerate(
        zip(("Acme", "Acme Foods", "Ácme"), ACCOUNTS, strict=True), 1
    ):
        take(desk, an_entry(number, AccountAdded(name), account=key))
    take(desk, an_entry(4, NextStep("ring", TODAY), account=SECOND))
    assert keys(desk, "acm") == [SECOND, FIRST, THIRD]
    assert keys(desk, "ACME") == [FIRST, THIRD, SECOND]
    assert keys(desk, "acme", limit=2) == [FIRST, THIRD]
    assert [hit.row.line.text for hit in find.found(desk.store, "acme foods")] == ["ring"]


def test_an_account_in_both_lists_is_found_once_where_it_is_more_pressing(desk: Desk) -> None:
    take(
        desk,
        an_entry(1, AccountAdded("Acme", "customer")),
        an_entry(2, DealAdded("Pilot", Outcome.OPEN, TODAY)),
    )
    [hit] = find.found(desk.store, "ac")
    assert (hit.seat, hit.row.line.word) == (Seat.HUNTER, "decision")
    places = [windows.place_of(desk.store, seat, FIRST) for seat in Seat]
    assert None not in places
    assert hit.row.place == min(place for place in places if place is not None)


def test_joined_accounts_are_found_by_each_of_their_names(desk: Desk) -> None:
    take(desk, an_entry(1, AccountAdded("Acme"), account=FIRST))
    take(desk, an_entry(2, AccountAdded("Umbrella"), account=SECOND))
    take(desk, an_entry(3, PersonAdded("Dana Fox"), account=SECOND))
    take(desk, an_entry(4, SameAccount(FIRST), account=SECOND))
    for text in ("acme", "umbr", "umbrella", "umbrella acme", "acme dana"):
        assert keys(desk, text) == [FIRST]
    take(desk, an_entry(5, Retracted(named(4)), account=SECOND))
    assert keys(desk, "umbr") == keys(desk, "dana") == [SECOND]
    assert keys(desk, "acme") == [FIRST]


def test_what_is_taken_back_or_renamed_is_found_no_more(desk: Desk) -> None:
    globex(desk)
    take(desk, an_entry(6, Retracted(named(2)), account=FIRST))
    assert keys(desk, "fox") == []
    take(desk, an_entry(7, Amended(ref(1), plain(AccountAdded("Hooli"))), account=FIRST))
    take(desk, an_entry(8, Retracted(named(4, 5)), account=SECOND))
    assert keys(desk, "globex") == keys(desk, "initech") == []
    indexed(desk.store)


def test_a_note_leaves_the_index_alone(desk: Desk) -> None:
    globex(desk)
    seen: list[str] = []

    def note(cursor: object, sql: str, values: object) -> bool:
        seen.append(sql)
        return True

    desk.store.db.exec_trace = note
    take(desk, an_entry(9, NextStep("ring", TODAY), account=FIRST))
    desk.store.db.exec_trace = None
    assert [sql for sql in seen if "INTO find" in sql] == []
    assert any("INTO desk_row" in sql for sql in seen)


def test_rebuilding_fills_a_damaged_index_anew(desk: Desk) -> None:
    globex(desk)
    desk.store.run("INSERT INTO find(find) VALUES ('delete-all')")
    desk.store.run("INSERT INTO find(rowid, words) VALUES (77, ' ghost')")
    desk.store.run("UPDATE desk_row SET words=' wrong' WHERE account=1")
    rebuild(desk, lambda count: None)
    indexed(desk.store)
    assert keys(desk, "globex fox") == [FIRST]
    desk.store.run("INSERT INTO find(find) VALUES ('integrity-check')")


def test_more_words_than_anybody_types_are_no_error(desk: Desk) -> None:
    take(desk, an_entry(1, AccountAdded("a b c")))
    assert keys(desk, " ".join(f"a{number}" for number in range(900))) == []
    assert keys(desk, "a b c " * 300) == [FIRST]
    assert keys(desk, "'\" OR NOT * ( a") == []


def test_who_types_on_interrupts_what_runs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    globex(desk)
    for walk in (0, find.WALK):
        monkeypatch.setattr(find, "WALK", walk)
        desk.store.db.set_progress_handler(lambda: True, 1)
        with pytest.raises(apsw.InterruptError):
            find.found(desk.store, "fox")
        desk.store.db.set_progress_handler(None)
        assert keys(desk, "fox") == [FIRST]


class Known(NamedTuple):
    """An account for the property: what it is called, who is there, and when it is pressing."""

    name: str
    people: list[str]
    pressing: int


WORDS = st.sampled_from(["an", "Ana", "ÁNB", "bo", "b", "x1", "ᾳß", "日本"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
KNOWN = st.lists(
    st.builds(Known, NAMES, st.lists(NAMES, max_size=2), st.integers(0, 2)), max_size=8
)


def told(known: list[Known]) -> Iterator[Entry]:
    number = iter(range(1, 1000))
    for index, one in enumerate(known):
        key = AccountKey(f"crm:{index}")
        kind = "customer" if one.pressing else None
        yield an_entry(next(number), AccountAdded(one.name, kind), account=key)
        for person in one.people:
            yield an_entry(next(number), PersonAdded(person), account=key)
        if one.pressing == 2:
            yield an_entry(next(number), DealAdded("x", Outcome.OPEN, TODAY), account=key)


def expected(desk: Desk, known: list[Known], text: str) -> list[str]:
    """What is found by reading everything."""
    typed = find_words(text)
    best: dict[str, tuple[bool, windows.Place]] = {}
    for seat in Seat:
        for row in windows.rows(desk.store, seat):
            one = known[int(row.key.removeprefix("crm:"))]
            words = [word for name in (one.name, *one.people) for word in find_words(name)]
            if all(any(word.startswith(start) for word in words) for start in typed):
                other = folded(one.name) != folded(text)
                place = (other, row.place)
                best[row.key] = min(best.get(row.key, place), place)
    return sorted(best, key=best.__getitem__)


@settings(max_examples=60)
@given(known=KNOWN, data=st.data(), limit=st.integers(1, 5))
def test_what_is_found_is_what_reading_everything_finds(
    tmp_path_factory: pytest.TempPathFactory, known: list[Known], data: st.DataObject, limit: int
) -> None:
    with a_desk(tmp_path_factory.mktemp("find") / "desk.db") as desk:
        take(desk, *told(known))
        for _ in range(4):
            names = [name for one in known for name in (one.name, *one.people)]
            text = data.draw(st.sampled_from(names) if names else st.just("an"))
            text = text[: data.draw(st.integers(1, len(text)))]
            text = " ".join(data.draw(st.permutations(text.split())))
            wanted = expected(desk, known, text) if text else []
            # By reading the lists, by the index, and by reading on where the index has too many.
            for walk, rare in ((4000, 5000), (1, 5000), (1, 0)):
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(find, "WALK", walk)
                    patch.setattr(find, "RARE", rare)
                    assert keys(desk, text, limit) == wanted[:limit]
