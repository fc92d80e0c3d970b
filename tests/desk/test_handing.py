"""Handing over: each step from owed to over, what is refused, and who was faster."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.attention import Group
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import id_text
from accountdesk.core.errors import AccountDeskError, Ambiguous, NotFound, NotUnderstood, Refused
from accountdesk.core.handoff import Handoff, HandoffAnswer, How, Part, Stands
from accountdesk.core.member import Holds, MemberIs, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import Settled
from accountdesk.desk.account_page import account_page
from accountdesk.desk.accounts import Row, rows
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.form import Form
from accountdesk.desk.handing import (
    Handing,
    More,
    answered,
    go_on,
    hand_over,
    handing_of,
    named_unit,
    parts_typed,
    the_one,
)
from accountdesk.desk.handing_forms import (
    accept_form,
    checklist_form,
    complete_form,
    return_form,
    told_form,
    unit_form,
)
from accountdesk.desk.keeping import settle, settled, word_of
from accountdesk.desk.log import dates, log, record
from accountdesk.desk.my_day import my_day
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import name_seats
from accountdesk.desk.undo import undo
from accountdesk.desk.view import View
from tests.builders import TODAY, Clock, a_desk, day

ANSWERS = ["", "", "Dana Fox decides", "speed", "a second line", "none", "none"]


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Desk]:
    """Ana, a hunter, is at the desk; Ben, a farmer, serves Globex, which Ana won on Friday."""
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex", "customer"))
        add_person(desk, "globex", PersonAdded("Dana Fox", "CFO"))
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), "actor:ben")
        name_seats(desk, ["globex"], {Seat.FARMER: ["ben"]})
        add_deal(desk, "globex", DealAdded("Pilot line", Outcome.WON, day(-3)))
        yield desk


def ben(ana: Desk) -> Desk:
    return ana._replace(claim="actor:ben")


def row(desk: Desk, seat: Seat) -> Row | None:
    return next((row for row in rows(desk, seat) if row.name == "Globex"), None)


def one_of(desk: Desk) -> tuple[Handing, Handoff]:
    handing = handing_of(desk, "globex")
    return handing, handing.word.state.handoffs[0]


def fill(desk: Desk, form: Form, *answers: str) -> str:
    return form.read(answers).record(desk)


def send(desk: Desk) -> str:
    return fill(desk, checklist_form(desk, handing_of(desk, "globex"), Seat.HUNTER), *ANSWERS)


def part(desk: Desk) -> tuple[str, ...]:
    return dict(account_page(desk, "globex").parts).get("Hand-off", ())


def test_a_win_is_handed_over_step_by_step_until_its_first_promise_is_kept(ana: Desk) -> None:
    owed = row(ana, Seat.HUNTER)
    assert owed is not None
    assert (owed.reason, owed.when, owed.group) == (
        *("hand-off owed: Pilot line", "3 d", Group.MAKE_RIGHT),
    )
    assert part(ana) == (
        "owed since Fri 20 Nov: Pilot line was won, Ana Ruiz hands over (Hunters to Farmers)",
    )
    assert [item.row.reason for item in my_day(ana).items] == ["hand-off owed: Pilot line"]
    assert "hand-off owed: Pilot line" not in [i.row.reason for i in my_day(ben(ana)).items]
    said = send(ana)
    assert said.startswith("hand-off Mon 23 Nov 2026, hunter to farmer: people: Dana Fox decides;")
    waiting = row(ana, Seat.HUNTER)
    assert waiting is not None
    assert (waiting.reason, waiting.group) == ("handed over, not accepted yet", Group.IN_ORDER)
    handing, one = one_of(ben(ana))
    assert one.deal == handing.word.state.deals[0].key
    fill(ben(ana), return_form(ben(ana), handing, one), "needs, people", "who signs?")
    back = row(ana, Seat.HUNTER)
    assert back is not None
    assert (back.reason, back.when) == ("hand-off returned: people, needs", "0 d")
    handing, one = one_of(ana)
    form = complete_form(ana, handing, one)
    assert [blank.value for blank in form.blanks] == ANSWERS[2:]
    assert [blank.hint for blank in form.blanks][::2][:2] == ["missing: who signs?"] * 2
    assert fill(ana, form, "Dana Fox signs", *ANSWERS[3:]).endswith("people: Dana Fox signs.")
    handing, one = one_of(ben(ana))
    fill(ben(ana), accept_form(ben(ana), handing, one), "")
    handing, one = one_of(ben(ana))
    assert (one.accepted_by, one.checklist.who) == ("actor:ben", "Dana Fox signs")
    fill(ben(ana), told_form(ben(ana), handing, one), "dana", "Ben is there for you", "")
    assert part(ana)[0] == (
        "the account: accepted Mon 23 Nov by Ben Ode, told them Mon 23 Nov, until the first "
        "promise is kept"
    )
    stays = row(ana, Seat.HUNTER)
    assert stays is not None
    assert stays.reason == "until the first promise is kept"
    assert ("Hunters", "0: stays") in account_page(ana, "globex").whys
    log(ben(ana), "globex", "we: quote by fri")
    word = word_of(ben(ana), "globex")
    done = settled(word.promises[0], Settled.DONE, TODAY, dates(ana, word.team))
    settle(ben(ana), word, word.promises[0], done)
    assert row(ana, Seat.HUNTER) is None
    assert part(ana) == (
        "the account: accepted Mon 23 Nov by Ben Ode, told them Mon 23 Nov, over Mon 23 Nov",
    )


def test_the_form_opens_with_what_is_recorded_and_asks_for_the_rest(ana: Desk) -> None:
    log(ana, "globex", 'we: quote by fri\nwrong: invoice doubled\nfeels: upset "twice!"')
    form = checklist_form(ana, handing_of(ana, "globex"), Seat.HUNTER)
    assert [(blank.label, blank.value) for blank in form.blanks] == [
        *(("To", ""), ("Unit", ""), ("People", "Dana Fox, CFO"), ("Why", ""), ("Needs", "")),
        ("Promises", "quote, by Fri 27 Nov 2026"),
        ("Concerns", "upset; invoice doubled"),
    ]
    assert form.blanks[0].hint == "a member; empty: Ben Ode"
    filled = [blank.value for blank in form.blanks]
    with pytest.raises(NotUnderstood, match="has to know: why they bought, needs"):
        form.read(filled)


def test_a_hand_off_to_a_farmer_reaches_them_where_nobody_holds_the_seat(ana: Desk) -> None:
    add_account(ana, AccountAdded("Initech", "customer"))
    form = checklist_form(ana, handing_of(ana, "initech"), Seat.HUNTER)
    fill(ana, form, "ben", "", *ANSWERS[2:])
    mine = View(mine=True).of(ben(ana).team().who("actor:ben"))
    assert [row.name for row in rows(ana, Seat.FARMER, mine)] == ["Initech", "Globex"]
    handing = handing_of(ben(ana), "initech")
    one = handing.word.state.handoffs[0]
    fill(ben(ana), accept_form(ben(ana), handing, one), "")
    assert "Initech" in [row.name for row in rows(ana, Seat.FARMER, mine)]
    assert "Initech" in [item.row.name for item in my_day(ben(ana)).items]


def test_what_is_too_long_for_a_list_is_refused_and_what_is_recorded_is_in_short(
    ana: Desk,
) -> None:
    long = "x" * 501
    for at in range(1, 7):
        answers = [*ANSWERS[:at], long, *ANSWERS[at + 1 :]]
        with pytest.raises(NotUnderstood, match="has 501 characters"):
            checklist_form(ana, handing_of(ana, "globex"), Seat.HUNTER).read(answers)
    with pytest.raises(NotUnderstood, match="has 501 characters"):
        named_unit(long, Seat.HUNTER, None, TODAY)
    for number in range(40):
        add_person(ana, "globex", PersonAdded(f"Person Number {number}"))
    form = checklist_form(ana, handing_of(ana, "globex"), Seat.HUNTER)
    people = form.blanks[2].value
    assert people.startswith("Dana Fox, CFO; Person Number 0; ")
    assert people.endswith(" more")
    form.read([*ANSWERS[:2], people, *ANSWERS[3:]]).record(ana)
    _, one = one_of(ana)
    with pytest.raises(NotUnderstood, match="has 501 characters"):
        answered(one, How.RETURNED, TODAY, TODAY, More(words=long))


def test_nobody_accepts_their_own(ana: Desk) -> None:
    send(ana)
    handing, one = one_of(ana)
    with pytest.raises(Refused, match=r"You have handed the account over yourself.*\(Farmers\)"):
        accept_form(ana, handing, one)
    said = answered(one, How.ACCEPTED, TODAY, TODAY)
    with pytest.raises(Refused, match="somebody else answers it"):
        go_on(ana, handing, one, said)
    noted = go_on(ben(ana), handing, one, said)
    assert one_of(ana)[1].stands is Stands.ACCEPTED
    undo(ana, id_text(noted.note), lambda question: True)
    assert one_of(ana)[1].stands is Stands.SENT


def test_nobody_hands_over_to_themselves_or_twice(ana: Desk) -> None:
    form = checklist_form(ana, handing_of(ana, "globex"), Seat.HUNTER)
    with pytest.raises(Refused, match=r"That is you\."):
        fill(ana, form, "ana", "", *ANSWERS[2:])
    send(ana)
    with pytest.raises(Refused, match="There is one already, which goes on: "):
        send(ana)
    handing, one = one_of(ana)
    with pytest.raises(Refused, match="somebody else answers it"):
        go_on(ana, handing, one, answered(one, How.RETURNED, TODAY, TODAY, More(words="mine")))


def test_a_claim_that_is_the_same_member_is_their_own(ana: Desk) -> None:
    send(ana)
    handing, one = one_of(ana)
    other = next(key for key, m in handing.word.team.members.items() if m.name == "Ana Ruiz")
    record(ana, [(None, MemberIs("actor:laptop", other))])
    laptop = ana._replace(claim="actor:laptop")
    handing, one = one_of(laptop)
    with pytest.raises(Refused, match="You have handed"):
        go_on(laptop, handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))


def test_whoever_gave_or_completed_a_part_accepts_nothing_of_it(ana: Desk) -> None:
    send(ana)
    cyd = ana._replace(claim="actor:cyd")
    handing, one = one_of(cyd)
    with pytest.raises(Refused, match="Nobody knows who you are here"):
        go_on(cyd, handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))
    add_member(ana, MemberSaid("Cyd Lee", seat=Holds.FARMER), "actor:cyd")
    handing, one = one_of(cyd)
    go_on(cyd, handing, one, answered(one, How.RETURNED, TODAY, TODAY, More(words="who signs?")))
    handing, one = one_of(ben(ana))
    fill(ben(ana), complete_form(ben(ana), handing, one), "Dana Fox signs", *ANSWERS[3:])
    for desk in (ana, ben(ana)):
        handing, one = one_of(desk)
        with pytest.raises(Refused, match="You have handed the account over yourself, or a part"):
            go_on(desk, handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))
    handing, one = one_of(cyd)
    go_on(cyd, handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))
    assert one_of(ana)[1].stands is Stands.ACCEPTED


def test_who_was_faster_is_told(ana: Desk) -> None:
    before = handing_of(ana, "globex")
    send(ana)
    with pytest.raises(Refused, match="faster with a hand-off of Globex"):
        hand_over(ana, before, named_unit("Lisbon", Seat.HUNTER, None, TODAY))
    handing, one = one_of(ben(ana))
    accepted = answered(one, How.ACCEPTED, TODAY, TODAY)
    go_on(ben(ana), handing, one, accepted)
    with pytest.raises(Refused, match="faster: the account: accepted Mon 23 Nov by Ben Ode"):
        go_on(ben(ana), handing, one, accepted)
    assert len(one_of(ana)[1].answers) == 1


@pytest.mark.parametrize(
    ("how", "away", "more", "why"),
    [
        (How.TOLD, 0, More(), "is sent: it has to be accepted first"),
        (How.RETURNED, 0, More(), "Say what is missing: people, why they bought"),
        (How.ACCEPTED, 1, More(), "still to come"),
        (How.ACCEPTED, -1, More(), "It was sent Mon 23 Nov 2026"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    ana: Desk, how: How, away: int, more: More, why: str
) -> None:
    send(ana)
    _, one = one_of(ana)
    with pytest.raises(NotUnderstood, match=why):
        answered(one, how, day(away), TODAY, more)


def test_of_what_is_missing_only_parts_are_read(ana: Desk) -> None:
    said = HandoffAnswer("00" * 16, How.RETURNED, missing=("Dana Fox", "needs", "people"))
    told = in_words(said, None, ana.team())
    assert told.endswith(", missing: people, needs")
    assert "Dana" not in in_words(said._replace(missing=("Dana Fox",)), None, ana.team())


def test_parts_are_typed_by_their_beginnings() -> None:
    assert parts_typed("conc, why ,people,") == (Part.PEOPLE, Part.WHY, Part.CONCERNS)
    with pytest.raises(NotUnderstood, match="A hand-off has one of: people, why they bought"):
        parts_typed("p")  # people, or promises


def test_a_new_unit_is_owed_as_soon_as_it_is_named(ana: Desk) -> None:
    send(ana)
    form = unit_form(ana, handing_of(ana, "globex"), Seat.HUNTER)
    with pytest.raises(NotUnderstood, match="Name the new buying unit"):
        form.read(["", "", ""])
    assert fill(ana, form, "plant in Lisbon", "hunter", "ben") == (
        "hand-off owed of plant in Lisbon Mon 23 Nov 2026, hunter to farmer, to Ben Ode."
    )
    owed = row(ana, Seat.HUNTER)
    assert owed is not None
    assert owed.reason == "hand-off owed: plant in Lisbon"
    handing = handing_of(ana, "globex")
    assert the_one(handing, "", Stands.OWED).unit == "plant in Lisbon"
    assert the_one(handing, "plant", Stands.OWED, Stands.SENT).unit == "plant in Lisbon"
    with pytest.raises(Ambiguous, match="Name one by its id or its unit"):
        the_one(handing, "", Stands.OWED, Stands.SENT)
    with pytest.raises(NotFound, match="No hand-off of Globex is returned"):
        the_one(handing, "", Stands.RETURNED)


def test_an_expansion_goes_from_the_farmers_to_the_hunters(ana: Desk) -> None:
    form = checklist_form(ben(ana), handing_of(ben(ana), "globex"), Seat.FARMER)
    assert form.title == "Hand Globex over to Hunters"
    fill(ben(ana), form, "ana", "second site", *ANSWERS[2:])
    handing, one = the_one_of(ana, "second")
    assert (one.giver, one.to, one.deal) == (Seat.FARMER, own_key(ana), None)
    go_on(ana, handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))
    assert handing_of(ana, "globex").owed is not None  # the win is still to be handed over


def own_key(desk: Desk) -> str:
    me = desk.team().who(desk.claim)
    assert me is not None
    return me.key


def the_one_of(desk: Desk, unit: str) -> tuple[Handing, Handoff]:
    handing = handing_of(desk, "globex")
    return handing, the_one(handing, unit, *Stands)


def test_programs_read_it_and_another_desk_has_it(ana: Desk, tmp_path: Path) -> None:
    assert data(ana)["handoff_owed"] is not None
    send(ana)
    handing, one = one_of(ben(ana))
    missing = More((Part.NEEDS,), "more of it")
    go_on(ben(ana), handing, one, answered(one, How.RETURNED, TODAY, TODAY, missing))
    complete = complete_form(ana, handing, one_of(ana)[1])
    with pytest.raises(NotUnderstood, match="nothing new is said yet: needs, more of it"):
        fill(ana, complete, *ANSWERS[2:])
    fill(ana, complete, *ANSWERS[2:3], "speed, and us", *ANSWERS[4:])
    handing, one = one_of(ben(ana))
    accepted = go_on(ben(ana), handing, one, answered(one, How.ACCEPTED, TODAY, TODAY))
    [told] = data(ana)["handoffs"]
    assert (told["acceptance"], told["void"]) == (id_text(accepted.entries[0].id), [])
    assert told["givers"] == ["actor:test"]
    undo(ben(ana), id_text(accepted.note), lambda question: True)
    handing, one = one_of(ben(ana))
    go_on(ben(ana), handing, one, answered(one, How.RETURNED, TODAY, TODAY, missing))
    shown = data(ana)
    assert shown["handoff_owed"] is None
    [told] = shown["handoffs"]
    assert (told["stands"], told["missing"], told["over"], told["words"]) == (
        *("returned", ["needs"], False, "more of it"),
    )
    assert told["checklist"]["needs"] == "a second line"
    with a_desk(tmp_path / "other.db", clock=Clock()) as other:
        take_journal(other, [line.encode() for line in export(ana)])
        assert data(other)["handoffs"] == shown["handoffs"]


def data(desk: Desk) -> dict[str, Any]:
    found = json.loads(json.dumps(account_page(desk, "globex").data))
    assert isinstance(found, dict)
    return found


def test_the_evidence_names_what_it_was_read_from(ana: Desk) -> None:
    lines = [line for part in account_page(ana, "globex").terms for line in part]
    assert " 10  Make right: hand-off owed: Pilot line 3 d" in lines
    assert any(line.startswith("      ") and "Pilot line" in line for line in lines)


def test_a_desk_that_only_looks_hands_nothing_over(ana: Desk) -> None:
    with pytest.raises(AccountDeskError):
        handing_of(ana._replace(looks_only=True), "globex")
