"""Which entries are alive: retracting, un-retracting and amending are exact, in any order."""

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.entry import Entry, id_bytes, id_text
from accountdesk.core.liveness import Amended, Retracted, live
from accountdesk.core.next_step import NextStep
from tests.builders import an_entry, an_id, named, ref, some_entries


def alive(*entries: Entry) -> list[int]:
    return [int.from_bytes(said.entry.id, "big") for said in live(entries).said]


def test_a_retraction_kills_what_it_names_and_nothing_else() -> None:
    one, two = an_entry(1, NextStep("a")), an_entry(2, NextStep("b"))
    assert alive(one, two, an_entry(3, Retracted(named(1)))) == [2]


def test_taking_back_a_retraction_restores() -> None:
    entries = [an_entry(1, NextStep("a")), an_entry(2, Retracted(named(1)))]
    entries.append(an_entry(3, Retracted(named(2))))
    assert alive(*entries) == [1]
    entries.append(an_entry(4, Retracted(named(3))))
    assert alive(*entries) == []


def test_two_retractions_need_both_to_be_taken_back() -> None:
    entries = [an_entry(1, NextStep("a"))]
    entries += [an_entry(2, Retracted(named(1))), an_entry(3, Retracted(named(1)))]
    entries.append(an_entry(4, Retracted(named(2))))
    assert alive(*entries) == []
    assert alive(*entries, an_entry(5, Retracted(named(3)))) == [1]


def test_retractions_in_a_circle_are_ignored_and_listed() -> None:
    entries = [an_entry(1, NextStep("a"))]
    entries += [an_entry(2, Retracted(named(3, 1))), an_entry(3, Retracted(named(2)))]
    found = live(entries)
    assert {trouble.why for trouble in found.troubles} == {
        "stands in a circle of retractions, or behind one"
    }
    assert [said.entry.id for said in found.said] == [an_id(1)]  # neither takes anything back
    itself = an_entry(4, Retracted(named(4)))
    assert alive(entries[0], itself) == [1]
    breaks_it = an_entry(5, Retracted(named(2)))
    assert alive(*entries, breaks_it) == [1]  # still a circle: 3 waits for 2, and 2 for 3


def test_many_retractions_that_name_each_other_take_no_time() -> None:
    """Each names all before it: a fold that follows every path would take minutes."""
    many = [an_entry(1, NextStep("a"))]
    many += [an_entry(n, Retracted(named(*range(1, n)))) for n in range(2, 400)]
    assert alive(*many) == []


def test_an_unknown_target_is_listed() -> None:
    found = live([an_entry(1, Retracted(named(9)))])
    assert [trouble.why for trouble in found.troubles] == ["takes back an unknown entry"]


def test_the_last_live_amendment_that_can_be_read_speaks() -> None:
    first = an_entry(1, NextStep("a"))
    second = an_entry(2, Amended(ref(1), {"what": "b"}))
    third = an_entry(3, Amended(ref(1), {"what": "c", "owner": "crm:m1"}))
    unreadable = an_entry(4, Amended(ref(1), {"when": "d"}))
    [said] = live([third, first, unreadable, second]).said
    assert said.entry is first
    assert said.body == NextStep("c", owner="crm:m1")
    [said] = live([third, first, second, an_entry(5, Retracted(named(3)))]).said
    assert said.body == NextStep("b")


def test_an_amendment_mends_an_entry_that_could_not_be_read() -> None:
    broken = an_entry(1, ("next_step", '{"due":"soon"}'))
    assert live([broken]).said == ()
    [said] = live([broken, an_entry(2, Amended(ref(1), {"what": "b"}))]).said
    assert said.body == NextStep("b")


def test_an_amendment_of_an_amendment_has_no_effect_and_is_listed() -> None:
    first = an_entry(1, NextStep("a"))
    second = an_entry(2, Amended(ref(1), {"what": "b"}))
    third = an_entry(3, Amended(ref(2), {"what": "c"}))
    found = live([first, second, third])
    assert found.said[0].body == NextStep("b")
    assert [trouble.why for trouble in found.troubles] == ["amends an entry that is not here"]


def test_an_unknown_kind_is_named_until_it_is_taken_back() -> None:
    newer = an_entry(1, ("gift_of_2030", "{}"))
    assert live([newer]).unknown_kinds == ("gift_of_2030",)
    assert live([newer, an_entry(2, Retracted(named(1)))]).unknown_kinds == ()


def test_a_very_long_chain_of_retractions_is_followed() -> None:
    chain = [an_entry(1, NextStep("a"))]
    chain += [an_entry(number, Retracted(named(number - 1))) for number in range(2, 3000)]
    assert alive(*chain) == [1]  # an even number of retractions
    assert alive(*chain[:-1]) == []


@given(some_entries(), st.randoms(use_true_random=False))
def test_no_order_of_arrival_and_no_double_changes_anything(
    entries: list[Entry], chance: object
) -> None:
    before = live(entries)
    shuffled = entries + entries[: len(entries) // 2]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hides Random's type
    assert live(shuffled) == before


@given(some_entries())
def test_liveness_is_what_its_definition_says(entries: list[Entry]) -> None:
    """Against the definition itself, followed by hand wherever there is no circle."""
    found = live(entries)
    if any("circle" in trouble.why for trouble in found.troubles):
        return
    takers: dict[bytes, list[bytes]] = {}
    for entry in entries:
        for target in _named_by(entry):
            takers.setdefault(target, []).append(entry.id)

    def is_dead(identity: bytes) -> bool:
        return any(not is_dead(taker) for taker in takers.get(identity, ()))

    ids = {entry.id for entry in entries}
    lasting = {entry.id for entry in entries if entry.kind == "erased"}
    assert found.dead == ({entry.id for entry in entries if is_dead(entry.id)} & ids) - lasting


def _named_by(entry: Entry) -> list[bytes]:
    from accountdesk.core.record import Unreadable, parse, read

    if entry.kind != "retracted":
        return []
    try:
        return [id_bytes(text) for text in read(Retracted, parse(entry.body)).entries]
    except Unreadable:
        return []


@given(st.binary(min_size=16, max_size=16))
def test_ids_have_one_text(raw: bytes) -> None:
    import uuid

    text = id_text(an_id(int.from_bytes(raw, "big")))
    assert text == str(uuid.UUID(bytes=raw))
    assert id_bytes(text) == id_bytes(text.upper().replace("-", "")) == raw
