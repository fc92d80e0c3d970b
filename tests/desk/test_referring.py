"""Referrals: asked for where it is earned, followed to the thanks, and a text to forward."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.deal import DealAdded, Outcome
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.core.promise import PromiseSaid, PromiseSettled, Settled
from accountdesk.core.referral import Stage
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_deal, add_member, add_person
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.mint import mint
from accountdesk.desk.referring import referral_form
from accountdesk.desk.standing import name_seats
from accountdesk.desk.undo import undo
from tests.builders import a_desk, day


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Globex", "customer"))
        add_person(desk, "globex", PersonAdded("Dana Fox"))
        add_member(desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), desk.claim)
        add_member(desk, MemberSaid("Ben Ode", seat=Holds.FARMER), "actor:ben")
        name_seats(desk, ["globex"], {Seat.FARMER: ["ben"]})
        yield desk


def keep_promises(desk: Desk, many: int) -> None:
    key = desk.account_called("globex").key
    for _ in range(many):
        first = EntryId(mint())
        said = PromiseSaid("a part", on=day(-9))
        done = PromiseSettled(id_text(first), Settled.DONE, day(-2))
        record(desk, [(key, said), (key, done)], first=first)


def say(desk: Desk, *answers: str) -> str:
    form = referral_form(desk, "globex")
    filled = [*answers, *[""] * (5 - len(answers))]
    return form.read(filled).record(desk)


def data(desk: Desk) -> list[dict[str, Any]]:
    found = account_page(desk, "globex").data["referrals"]
    assert isinstance(found, list)
    return found


def part(desk: Desk) -> tuple[str, ...]:
    return dict(account_page(desk, "globex").parts)["Referrals"]


def test_asking_is_refused_until_it_is_earned_and_says_why(desk: Desk) -> None:
    with pytest.raises(NotUnderstood, match="Not yet: 0 promises of ours settled in 180 days, and"):
        say(desk, "asked")
    assert part(desk)[-1].startswith("Not yet: 0 promises")
    keep_promises(desk, 3)
    assert part(desk) == ("Earned: one may ask to be introduced.",)
    noted = log(desk, "globex", "wrong: invoice doubled")
    with pytest.raises(NotUnderstood, match=r"first make right what went wrong \(invoice doubled"):
        say(desk, "asked")
    undo(desk, id_text(noted.note), lambda question: True)
    log(desk, "globex", 'feels: upset "no"')
    with pytest.raises(NotUnderstood, match="Not yet: one asks where our word is kept, and it is"):
        say(desk, "asked")


def test_what_is_earned_no_more_when_it_is_recorded_is_refused(desk: Desk) -> None:
    keep_promises(desk, 3)
    filled = referral_form(desk, "globex").read(["asked", "Nadia", "", "", ""])
    log(desk, "globex", "wrong: invoice doubled")
    with pytest.raises(Refused, match="Not yet"):
        filled.record(desk)


def test_one_goes_from_asked_to_thanked_and_the_form_proposes_what_is_next(desk: Desk) -> None:
    keep_promises(desk, 3)
    assert say(desk, "asked", "", "dana").startswith("asked for an introduction Mon 23 Nov 2026")
    next_ = []
    for about in ("Nadia Berg, Initech", "", "", ""):
        form = referral_form(desk, "globex")
        next_.append(form.blanks[0].value)
        say(desk, form.blanks[0].value, about)
    assert next_ == ["introduced", "thanked", "met", "won"]
    assert referral_form(desk, "globex").blanks[0].value == "came"
    assert part(desk)[0].startswith("Nadia Berg, Initech (through Dana Fox): asked Mon 23 Nov")
    [one] = data(desk)
    assert (one["asked"], one["thanks_owed_since"]) == (True, None)


def test_several_are_told_apart_by_whom_they_are_about(desk: Desk) -> None:
    with pytest.raises(NotUnderstood, match="Say whom it is about"):
        say(desk, "came")
    say(desk, "came", "Nadia, Initech", "dana", "they will ring", "yesterday")
    say(desk, "came", "Hugo, Hooli")
    with pytest.raises(NotUnderstood, match="Several are going on: Nadia, Initech; Hugo, Hooli"):
        say(desk, "met")
    assert say(desk, "met", "hugo") == "met Mon 23 Nov 2026: Hugo, Hooli."
    with pytest.raises(NotUnderstood, match="was met is recorded already"):
        say(desk, "met", "hugo")
    with pytest.raises(NotUnderstood, match="It began Sun 22 Nov 2026"):
        say(desk, "met", "nadia", "", "", "3 days ago")
    say(desk, "introduced", "Ivy, Soylent")  # nobody knew of it before
    assert {one["who"]: one["stage"] for one in data(desk)} == {
        "Nadia, Initech": "came",
        "Hugo, Hooli": "met",
        "Ivy, Soylent": "introduced",
    }


def test_one_is_meant_by_words_and_their_beginnings_and_another_name_is_another_one(
    desk: Desk,
) -> None:
    say(desk, "came", "Joanna Berg, Initech")
    say(desk, "introduced", "Ann")  # no word of Joanna begins so
    assert {one["who"]: one["stage"] for one in data(desk)} == {
        "Joanna Berg, Initech": "came",
        "Ann": "introduced",
    }
    say(desk, "introduced", "Joanna Bergman")  # Berg is no whole word of it
    say(desk, "met", "joanna berg, init")
    say(desk, "met", "ann lee")
    assert [(one["who"], one["stage"]) for one in data(desk)] == [
        ("Joanna Berg, Initech", "met"),
        ("ann lee", "met"),
        ("Joanna Bergman", "introduced"),
    ]
    several = "Several are going on: Joanna Berg, Initech; Joanna Bergman"
    with pytest.raises(NotUnderstood, match=several):
        say(desk, "won", "jo berg")
    say(desk, "came", "Ann")
    assert say(desk, "introduced", "ann").endswith("Ann.")  # the very name goes before more of it


def test_who_was_faster_is_told(desk: Desk) -> None:
    say(desk, "came", "Nadia, Initech")
    filled = referral_form(desk, "globex").read(["met", "", "", "", ""])
    say(desk, "met")
    with pytest.raises(Refused, match="faster with “Nadia, Initech”"):
        filled.record(desk)


def test_the_text_to_forward_says_only_what_they_know(desk: Desk) -> None:
    add_deal(desk, "globex", DealAdded("Secret upsell", Outcome.WON, day(-300), 1_000_00, "EUR"))
    say(desk, "came", "Nadia Berg, Initech", "dana", "be careful with him")
    copies = dict(account_page(desk, "globex").copies)
    assert copies["introduction, to be forwarded: Nadia Berg, Initech"] == (
        "Nadia Berg: may I introduce you to Ben Ode?\n\n"
        "We at Globex have worked with them since 2026.\n"
        "If you would like to talk, answer to both of us, and I leave the rest to you.\n\n"
        "Dana Fox"
    )
    say(desk, Stage.INTRODUCED.value)
    assert not any("introduction" in what for what, _ in account_page(desk, "globex").copies)


def test_an_owed_thank_you_is_a_reason(desk: Desk) -> None:
    say(desk, "came", "Nadia, Initech", "dana", "", "2026-11-13")
    assert part(desk)[1] == "  to be thanked: Dana Fox, for Nadia, Initech, since Fri 13 Nov"
    page = account_page(desk, "globex")
    lines = [line for part in page.terms for line in part]
    assert "  5  Due: thank-you: thank Dana Fox for Nadia, Initech 10 d" in lines
    say(desk, "thanked")
    assert "to be thanked" not in str(part(desk))
