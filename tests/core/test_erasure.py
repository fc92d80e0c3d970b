"""Erasures: who is named, what of an entry stays, and that no order and no retraction counts."""

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core import feeling
from accountdesk.core.account import AccountAdded, Field, Left, Why
from accountdesk.core.blanking import (
    REFERENCES,
    SPARED,
    VALUES,
    WORDS,
    answering,
    blanked,
)
from accountdesk.core.confirmed import Confirmed, Yes
from accountdesk.core.deal import DealAdded
from accountdesk.core.entry import BLANK, KINDS, AccountKey, Entry
from accountdesk.core.erasure import Erasures, Rule, Somebody, erasures, of_person, texts
from accountdesk.core.feeling import FeelingSaid, Mood
from accountdesk.core.liveness import Amended, Erased, Retracted, is_blank, live
from accountdesk.core.next_step import NextStep
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled
from accountdesk.core.record import parse, plain
from accountdesk.core.repair import RepairSaid, RepairStep, Stage
from accountdesk.core.state import AccountState, Facts, fold
from accountdesk.core.team import fold_team
from accountdesk.core.touchpoint import Kind, Touchpoint
from tests.builders import ACCOUNTS, ACME, BODIES, NOON, TODAY, a_state, an_entry, an_id, named, ref
from tests.builders import some_entries as entries_of_all_kinds

DANA = Somebody(
    keys=("crm:p1",),
    names=("Dana van der Fox",),
    emails=("Dana.Fox@globex.example",),
    phones=("+49 30 555-0123",),
    accounts=(ACME,),
    of_accounts=("Globex",),
)
BILL = Somebody(("crm:p2",), ("Bill Fox",), accounts=(ACME,), of_accounts=("Globex",))


def erased(*people: Somebody, entries: tuple[str, ...] = (), at: int = NOON + 1000) -> Erasures:
    said = [of_person(one, "salt") for one in people] or [Erased()]
    rules = [said[0]._replace(entries=entries), *said[1:]]
    return Erasures(Rule(an_id(900 + n), at, one) for n, one in enumerate(rules))


def left_of(
    body: tuple[Any, ...], of: Erasures, account: AccountKey | None = ACME, at: int | None = None
) -> dict[str, Any]:
    return parse(blanked(an_entry(1, body, account=account, at=at), of).body)


def is_named(text: str, account: AccountKey | None = ACME, who: Somebody = DANA) -> bool:
    return bool(left_of(NextStep(text), erased(who), account)["what"] == BLANK)


@pytest.mark.parametrize(
    "text",
    [
        "call dana",
        "DANA: fine",
        "Dána’s offer",
        "Danas Angebot",
        "the Foxs",
        "write to dana.fox@globex.example.",
        "<Dana.Fox@Globex.example>",
        "ring 0049 (30) 5550123",
        "ring 030/555-0123 soon",
        "x" * 5000 + " dana",
    ],
)
def test_a_part_of_the_name_or_how_to_reach_them_names_them_at_their_account(text: str) -> None:
    assert is_named(text)


@pytest.mark.parametrize("text", ["Danae called", "van der Aa", "foxtrot", "", "ring 5550124"])
def test_other_words_do_not(text: str) -> None:
    assert not is_named(text)


def test_elsewhere_it_takes_the_whole_name_in_whatever_order_or_how_to_reach_them() -> None:
    for place in (ACCOUNTS[1], None):
        assert not is_named("call dana", place)
        assert is_named("Fox, Dana", place)
        assert is_named("mail dana.fox@globex.example", place)
    madonna = DANA._replace(names=("Madonna",), emails=(), phones=())
    assert is_named("madonna sang", who=madonna)
    assert not is_named("madonna sang", ACCOUNTS[1], who=madonna)


def test_a_word_of_the_accounts_own_name_does_not_name_them_alone() -> None:
    family = DANA._replace(of_accounts=("Fox Logistics",))
    assert not is_named("ask fox logistics for the form", who=family)
    assert is_named("ask dana for the form", who=family)


def test_names_of_scripts_without_spaces_are_found_inside_of_words() -> None:
    assert is_named("与李娜通话", who=DANA._replace(names=("李娜",)))


def test_what_is_typed_after_it_is_not_looked_at_for_names_but_for_keys() -> None:
    after = NOON + 5000
    assert left_of(NextStep("dana again"), erased(DANA), at=after)["what"] == "dana again"
    body = Touchpoint(Kind.CALL, people=("crm:p1", "crm:p2"), text="hi")
    assert left_of(body, erased(DANA), at=after) == {
        "kind": "call",
        "people": ["crm:p2"],
        "text": BLANK,
        "erased": True,
    }


def test_an_erasure_says_neither_the_name_nor_how_to_reach_them() -> None:
    text = json.dumps(plain(of_person(DANA, "salt"))).casefold()
    assert not any(word in text for word in ("dana", "fox", "globex", "555", "crm"))


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (PersonAdded("Bill Fox", "CFO"), {"name": "Bill Fox", "title": "CFO"}),
        (AccountAdded("Dana Fox Ltd"), {"name": "Dana Fox Ltd"}),
        (Amended(ref(9), {"name": "Bill Fox"}), {"entry": ref(9), "body": {"name": "Bill Fox"}}),
        (
            PersonAdded("Dana van der Fox", email="dana.fox@globex.example"),
            {"name": BLANK, "email": None, "erased": True},
        ),
        (DealAdded("Dana’s pilot", cents=5), {"name": BLANK, "cents": 5, "erased": True}),
        (Field("size", "ask Dana"), {"name": "size", "value": None, "erased": True}),
        (
            Left(TODAY, "Dana had enough", Why.CARE),
            {"on": "2026-11-23", "words": BLANK, "why": "care", "erased": True},
        ),
        (
            PromiseSaid("the offer", due=TODAY, person="crm:p1", owner="crm:m1"),
            {"what": BLANK, "due": "2026-11-23", "person": BLANK, "owner": "crm:m1"}
            | {"erased": True},
        ),
        (
            Amended(ref(9), {"what": "tell Dana", "due": "2026-11-23"}),
            {"entry": ref(9), "body": {"what": BLANK, "due": "2026-11-23"}, "erased": True},
        ),
        (("of_2030", '{"who":"crm:p1","x":[1]}'), {"erased": True}),
        (("of_2030", '{"who":"crm:p7"}'), {"who": "crm:p7"}),
        (("next_step", '{"what":"x","of_2030":"Dana"}'), {"what": BLANK, "erased": True}),
        (("next_step", '{"what":"x","owner":"Dana Fox"}'), {"what": "x", "owner": "Dana Fox"}),
        (("next_step", '{"what":"Dana","owner":"Dana Fox"}'), {"erased": True}),
    ],
)
def test_words_go_and_what_readings_need_stays(body: tuple[Any, ...], left: object) -> None:
    assert left_of(body, erased(DANA)) == left


def test_a_person_added_by_hand_is_known_by_the_entry_that_did_it() -> None:
    own = DANA._replace(keys=(f"own:{ref(1)}",), emails=())
    assert left_of(PersonAdded("Dana van der Fox"), erased(own))["name"] == BLANK
    amended = an_entry(2, Amended(ref(1), {"name": "Dana Ray"}))
    assert parse(blanked(amended, erased(own)).body)["body"] == {"name": BLANK}
    other = an_entry(3, PersonAdded("Dana van der Fox"), account=ACCOUNTS[1])
    assert blanked(other, erased(own)) == other  # somebody else of that name


def test_who_was_erased_is_nobody_any_more() -> None:
    assert [one.name for one in a_state(PersonAdded(BLANK), PersonAdded("Bill")).people] == ["Bill"]


def test_a_repair_that_they_confirmed_stays_confirmed() -> None:
    step = RepairStep(ref(1), Stage.CONFIRMED, "Dana: fine now", TODAY)
    of = erased(DANA)
    entries = [an_entry(1, RepairSaid("Dana’s invoice")), an_entry(2, step)]
    [repair] = folded([blanked(entry, of) for entry in entries]).repairs
    assert repair.confirmed is not None
    assert repair.confirmed.words == repair.what == BLANK


def test_their_calm_does_not_hide_another_ones_anger_when_they_are_gone() -> None:
    entries = [
        an_entry(1, FeelingSaid(Mood.ANGRY, "!", "crm:p2")),
        an_entry(2, FeelingSaid(Mood.CALM, "ok", "crm:p1")),
    ]
    found = folded([blanked(entry, erased(DANA)) for entry in entries]).feelings
    shown = feeling.now(found, TODAY, 30)
    assert shown is not None
    assert (shown.mood, shown.words) == (Mood.ANGRY, "!")


def test_what_was_said_when_their_promise_was_settled_goes_with_it() -> None:
    of = erased(DANA)
    promise = an_entry(1, PromiseSaid("x", person="crm:p1"))
    entries = [
        blanked(promise, of),
        an_entry(2, PromiseSettled(ref(1), Settled.BROKEN, words="she was furious")),
        an_entry(3, Confirmed(named(1), words="about time")),
        an_entry(4, Amended(ref(3), {"entries": [ref(1)], "words": "at last"})),
        an_entry(5, PromiseSettled(ref(1), Settled.DONE)),
        an_entry(6, PromiseSettled(ref(9), Settled.DONE, words="other")),
        an_entry(7, Confirmed(named(1), words="said later"), at=NOON + 9000),
        an_entry(8, Confirmed(named(1), words="elsewhere"), account=ACCOUNTS[1]),
    ]
    assert [entry.id for entry in answering(entries, of)] == [an_id(n) for n in (2, 3, 4)]


def test_an_erasure_is_neither_taken_back_nor_amended() -> None:
    said = an_entry(5, of_person(DANA, "salt"), account=None)
    entries = [
        said,
        an_entry(6, Retracted(named(5)), account=None),
        an_entry(7, Amended(ref(5), {}), account=None),
    ]
    found = live(entries)
    assert said.id not in found.dead
    assert [one.why for one in found.troubles] == [
        "takes back an erasure",
        "amends an entry that is not here",
    ]
    assert fold_team((), entries).unknown_kinds == ()


def test_an_erasure_that_cannot_be_read_erases_nothing() -> None:
    assert not erasures([an_entry(1, ("erased", '{"entries":5}')), an_entry(2, ("erased", "x"))])


def test_every_text_of_every_kind_is_known_to_be_words_or_a_reference() -> None:
    """Who adds a field decides whether it goes with the person or stays."""
    of_texts = {"str", "str | None", "tuple[str, ...]", "object"}
    for word, record in KINDS.items():
        for name, annotation in record.__annotations__.items():
            shown = annotation.__name__ if isinstance(annotation, type) else str(annotation)
            if word in SPARED or shown not in of_texts or name == "body":
                continue
            assert name in WORDS | VALUES | REFERENCES, (word, name)


def folded(entries: list[Entry]) -> AccountState:
    return fold(ACCOUNTS, Facts(), [e for e in entries if e.account], fold_team((), ()))


def silent(yes: Yes | None) -> Yes | None:
    return None if yes is None else yes._replace(person=None, words="")


def structure(state: AccountState) -> object:
    """What of an account readings need beside words and people."""
    return (
        [t._replace(people=(), text="") for t in state.touches],
        [
            p._replace(what="", person=None, claims=tuple(c._replace(words=None) for c in p.claims))
            ._replace(moves=tuple(c._replace(words=None) for c in p.moves))
            for p in state.promises
        ],
        [
            r._replace(what="", steps=tuple(s._replace(words="", person=None) for s in r.steps))
            for r in state.repairs
        ],
        [f._replace(words="", person=None) for f in state.feelings],
        [s._replace(what="") for s in state.steps],
        [b._replace(what="") for b in (*state.blockers, *state.parked)],
        [one._replace(text="") for one in state.learned],
        [one._replace(text="") for one in state.values],
        [
            a._replace(what="", measure=None, person=None, yes=silent(a.yes))
            for a in state.wants.aims
        ],
        [
            n._replace(what="", person=None, yes=silent(n.yes))
            ._replace(answers=tuple(c._replace(what="") for c in n.answers))
            for n in state.wants.needs
        ],
        [one._replace(what="") for one in state.wants.capacities],
        [one._replace(text="", person=None) for one in state.wants.knows],
        [one._replace(person=None) for one in state.closeness.evidence],
        [one._replace(text="") for one in state.closeness.wallets],
        state.concerns,
        [d._replace(name=None) for d in state.deals],
        state.profile.renewals,
        [(d.left.on, d.left.why, d.renewed_after) for d in state.profile.left],
        {seat: off.until for seat, off in state.put_off.items()},
        state.way,
        (state.track, state.hunters, state.farmers, state.profile.names),
    )  # fmt: skip


@given(entries_of_all_kinds())
def test_the_accounts_silence_and_our_word_are_what_they_were(entries: list[Entry]) -> None:
    every = erased(entries=named(*range(1, 30)))
    after = [blanked(entry, every) for entry in entries]
    assert structure(folded(after)) == structure(folded(entries))
    assert [blanked(entry, every) for entry in after] == after


MENTIONS = st.sampled_from(
    [
        "",
        "dana",
        "bill",
        "fox",
        "Dana Fox",
        "bill fox, dana",
        "hello",
        "crm:p1",
        "dana.fox@globex.example",
    ]
)
KEYS = st.sampled_from([None, "crm:p1", "crm:p2", "crm:p3"])


@given(
    st.builds(PromiseSaid, MENTIONS, person=KEYS)
    | st.builds(FeelingSaid, st.sampled_from(Mood), MENTIONS, KEYS)
    | st.builds(Touchpoint, st.just(Kind.CALL), people=st.tuples(KEYS, KEYS), text=MENTIONS)
    | st.builds(PersonAdded, MENTIONS, MENTIONS)
    | st.builds(lambda text: ("of_2030", json.dumps({"x": text})), MENTIONS)
    | st.builds(lambda text, key: Amended(ref(9), {"what": text, "person": key}), MENTIONS, KEYS),
    st.sampled_from(ACCOUNTS),
)
def test_of_two_erasures_the_order_does_not_count(
    body: tuple[Any, ...], account: AccountKey
) -> None:
    entry = an_entry(1, body, account=account)
    both = blanked(entry, erased(DANA, BILL))
    assert blanked(blanked(entry, erased(DANA)), erased(BILL)) == both
    assert blanked(blanked(entry, erased(BILL)), erased(DANA)) == both
    assert is_blank(both.body) == (both != entry)


@given(BODIES)
def test_of_whoever_is_erased_no_key_is_left_in_any_kind(body: NamedTuple) -> None:
    after = blanked(an_entry(1, body), erased(DANA))
    assert not {"crm:p1"} & set(texts(json.loads(after.body)))
