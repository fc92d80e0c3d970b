"""What they want, what we can, what was gained and how close they let us: forms, page, search."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.need import AimSaid
from accountdesk.core.person import PersonAdded
from accountdesk.core.state import AccountState
from accountdesk.desk.account_page import account_page
from accountdesk.desk.adding import add_account, add_person
from accountdesk.desk.adds import ADDS
from accountdesk.desk.desk import Desk
from accountdesk.desk.exchange import export, take_journal
from accountdesk.desk.form import Form, filled, understood, which
from accountdesk.desk.goals_page import by_command, goals_page
from accountdesk.desk.learned_page import learned_page, parts
from accountdesk.desk.log import log, record
from accountdesk.desk.need_answers import met_form, told_form
from accountdesk.desk.review import review
from accountdesk.desk.standing import add_renewal
from accountdesk.desk.undo import undo
from accountdesk.store import projections
from tests.builders import NOON, Clock, a_desk, day

FORMS: dict[str, Callable[[Desk, str], Form]] = {one.word: one.form for one in ADDS}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        added = add_account(desk, AccountAdded("Globex"))
        add_person(desk, added.key, PersonAdded("Dana Fox"))
        add_account(desk, AccountAdded("Hooli"))
        yield desk


def say(desk: Desk, word: str, *answers: str, account: str = "globex") -> str:
    """What a form records, in words."""
    return filled(FORMS[word](desk, account), answers).record(desk)


def state(desk: Desk) -> AccountState:
    return projections.state(desk.store, desk.account_called("globex").account, desk.team())


def page(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The parts of the account's page that tell of it."""
    return {title: lines for title, lines in account_page(desk, "globex").needs.parts if lines}


def data(desk: Desk) -> dict[str, Any]:
    """What `show --json` prints."""
    return dict(json.loads(json.dumps(account_page(desk, "globex").data)))


def test_an_aim_and_a_need_stand_in_their_words_and_are_unconfirmed(desk: Desk) -> None:
    said = say(desk, "aim", "half the waste", "kilos a week", "1 mar", "dana", "yesterday")
    assert said == (
        "they aim at: half the waste, by Mon 1 Mar 2027, measured by kilos a week "
        "(Dana Fox, Sun 22 Nov 2026)."
    )
    assert say(desk, "need", "cold chain to Lyon") == (
        "they need: cold chain to Lyon (Mon 23 Nov 2026)."
    )
    assert page(desk)["What they want"] == (
        "aim: half the waste, by Mon 1 Mar 2027, measured by kilos a week (Dana Fox, Sun 22 Nov), "
        "unconfirmed",
        "need: cold chain to Lyon (Mon 23 Nov)",
        "  unconfirmed",
        "  not answered: whether we can is not recorded",
    )


def test_an_aim_of_a_later_day_does_not_hold_yet(desk: Desk) -> None:
    say(desk, "aim", "half the waste")
    later = AimSaid("no waste at all", on=day(3))  # as an import may have it
    record(desk, [(desk.account_called("globex").key, later)])
    assert page(desk)["What they want"][0].startswith("aim: half the waste")
    shown = account_page(desk._replace(today=day(3)), "globex").needs.wants
    assert shown[0].startswith("aim: no waste at all")
    say(desk, "agreed", "1")
    wanted = dict(review(desk, "globex").parts(to_them=True))["What you want"]
    assert wanted == ("Your aim: half the waste",)


def test_their_yes_says_who_when_and_in_which_words(desk: Desk) -> None:
    say(desk, "aim", "half the waste")
    say(desk, "need", "cold chain")
    assert say(desk, "agreed", "all", "dana", "exactly") == (
        "Dana Fox said yes Mon 23 Nov 2026: half the waste, cold chain: “exactly”."
    )
    lines = page(desk)["What they want"]
    assert lines[0].endswith(", confirmed Mon 23 Nov by Dana Fox: “exactly”")
    assert lines[2] == "  confirmed Mon 23 Nov by Dana Fox: “exactly”"
    assert data(desk)["aims"][0]["yes"]["words"] == "exactly"


def test_a_yes_names_one_by_its_number_or_words_or_several_by_numbers(desk: Desk) -> None:
    for need in ("cold chain", "nobody waits", "a night shift"):
        say(desk, "need", need)
    say(desk, "agreed", "waits")
    say(desk, "agreed", "1, 2")  # those that are unconfirmed come first, the latest before
    assert all(need.yes for need in state(desk).wants.needs)
    with pytest.raises(NotUnderstood, match="No aim and no need of theirs is called “zoo”"):
        say(desk, "agreed", "zoo")
    with pytest.raises(NotUnderstood, match="Type its number or words of it: 1 a night shift; 2 "):
        say(desk, "agreed", "")


def test_what_we_can_answers_the_latest_open_need_unless_another_is_named(desk: Desk) -> None:
    say(desk, "need", "nobody waits on Fridays")
    say(desk, "need", "cold chain to Lyon")
    assert say(desk, "cannot", "our own cold store", "for=lyon", "told=yesterday") == (
        "we cannot: our own cold store (for: cold chain to Lyon), told Sun 22 Nov 2026."
    )
    assert say(desk, "can", "a second van") == (
        "we can: a second van (for: nobody waits on Fridays), not told yet."
    )
    assert say(desk, "can", "deliver on Sundays", "for=") == (
        "we can: deliver on Sundays, not told yet."
    )
    shown = page(desk)
    assert shown["What they want"] == (
        "need: cold chain to Lyon (Mon 23 Nov)",
        "  unconfirmed",
        "  we cannot: our own cold store, told Sun 22 Nov",
        "need: nobody waits on Fridays (Mon 23 Nov)",
        "  unconfirmed",
        "  we can: a second van, not told yet",
        "we can: deliver on Sundays, not told yet",
    )
    assert shown["Value left on the table"] == (
        "nobody waits on Fridays: we can: a second van, not told yet",
    )


def test_that_we_told_them_is_said_later_and_taken_back(desk: Desk) -> None:
    say(desk, "can", "a second van")
    assert say(desk, "told") == "we can: a second van, told Mon 23 Nov 2026."
    assert page(desk)["What they want"] == ("we can: a second van, told Mon 23 Nov",)
    undo(desk, None, lambda question: True)
    assert page(desk)["What they want"] == ("we can: a second van, not told yet",)
    with pytest.raises(NotUnderstood, match="We knew it Mon 23 Nov 2026; Fri 20 Nov 2026 is befo"):
        say(desk, "told", "on=3 days ago")


def test_a_need_is_met_once_and_leaves_the_table(desk: Desk) -> None:
    say(desk, "need", "cold chain")
    say(desk, "can", "a second van")
    late = filled(met_form(desk, "globex"), ())
    assert say(desk, "met") == "need met: cold chain."
    with pytest.raises(Refused, match="Somebody was faster: need met: cold chain"):
        late.record(desk)
    assert "Value left on the table" not in page(desk)
    assert "  met Mon 23 Nov" in page(desk)["What they want"]
    with pytest.raises(NotUnderstood, match="No open need of theirs is recorded yet"):
        say(desk, "met")


def test_what_was_told_meanwhile_is_not_told_again(desk: Desk) -> None:
    say(desk, "can", "a second van")
    late = filled(told_form(desk, "globex"), ())
    say(desk, "told")
    with pytest.raises(Refused, match="Somebody was faster"):
        late.record(desk)


def test_what_they_know_already_says_how(desk: Desk) -> None:
    assert say(desk, "knows", "three offers", "comp", "dana") == (
        "they compared already: three offers (Dana Fox, Mon 23 Nov 2026)."
    )
    assert page(desk)["What they know already"] == (
        "compared: three offers (Dana Fox, Mon 23 Nov)",
    )


def test_both_sides_gain_with_or_without_an_amount(desk: Desk) -> None:
    log(desk, "globex", "call: hi\ngain them: two days a month\ngain us: a reference")
    assert say(desk, "value", "us", "a second order", "1200.50", "eur") == (
        "gain for us: a second order, 1,200.50 EUR (Mon 23 Nov 2026)."
    )
    assert page(desk)["What both sides gained"] == (
        "them: two days a month (Mon 23 Nov)",
        "us: a second order, 1,200.50 EUR (Mon 23 Nov)",
        "us: a reference (Mon 23 Nov)",
    )


def test_a_statement_is_proved_by_a_touch_which_is_said_back(desk: Desk) -> None:
    log(desk, "globex", "call in dana: told us before the board\nwhen: 3 days ago")
    log(desk, "globex", "mail in dana: thanks")
    assert say(desk, "insider", "before", "proof=2") == (
        "they told us before deciding: yes (Dana Fox, Fri 20 Nov 2026), as in: told us before the "
        "board."
    )
    say(desk, "insider", "offer", "no")
    with pytest.raises(NotUnderstood, match="A yes needs the touch that proves it"):
        say(desk, "insider", "introduced")
    shown = page(desk)["Close to them"]
    assert shown[0] == (
        "they told us before deciding: yes, Fri 20 Nov: call in, Dana Fox: told us before the board"
    )
    assert shown[1] == "they showed us a competitor's offer: no, Mon 23 Nov"
    assert shown[2].startswith("unknown: they asked our opinion")
    found = data(desk)["insider"]
    assert found["introduced"] is None
    assert found["told_before"]["answer"] == "yes"


def test_the_share_of_their_wallet_has_its_source_and_age_or_is_unknown(desk: Desk) -> None:
    assert say(desk, "wallet", "100000", "eur", "their purchasing", "10 days ago") == (
        "they spend 100,000 EUR a year on what we sell (estimate: their purchasing, as of Fri 13 "
        "Nov 2026)."
    )
    source = "(estimate: their purchasing, as of Fri 13 Nov, 10 days old)"
    assert page(desk)["Close to them"] == (
        f"share of wallet unknown: they spend 100,000 EUR a year {source}",
    )
    assert data(desk)["wallet"]["percent"] is None
    _renews(desk, "31000")
    assert page(desk)["Close to them"] == (
        f"share of wallet about 31 %: 31,000 EUR (yearly contracts) of 100,000 EUR a year {source}",
    )
    assert (data(desk)["wallet"]["percent"], data(desk)["wallet"]["days_old"]) == (31, 10)
    _renews(desk, "131000")
    assert page(desk)["Close to them"] == (
        "share of wallet unknown: we get 131,000 EUR a year, more than the 100,000 EUR a year that "
        f"they are said to spend {source}",
    )
    for answers in (("0", "eur", "x"), ("9", "", "x"), ("9", "eur", "")):
        with pytest.raises(NotUnderstood):
            say(desk, "wallet", *answers)


def _renews(desk: Desk, amount: str) -> None:
    add_renewal(desk, "globex", day(60).isoformat(), amount, "EUR")


def test_what_nobody_has_recorded_is_named_in_one_line(desk: Desk) -> None:
    assert page(desk) == {
        "Not known yet": (
            "what they aim at · what they need · what they know already · what both sides gained · "
            "how close they let us · what they spend on what we sell",
        )
    }
    say(desk, "need", "x")
    assert "what they need" not in page(desk)["Not known yet"][0]


def test_what_contacts_were_about_of_an_account_by_quarter_and_of_the_team(desk: Desk) -> None:
    log(desk, "globex", "call: hi\nfeels: calm")
    log(desk, "globex", "call: hi\nlearned: ask finance")
    log(desk, "globex", "call: hi\nwhen: 7 sep")
    log(desk, "hooli", "call: hi\nfeels: calm")
    assert page(desk)["What contacts were about"] == (
        "1 care, 1 advice, 0 order, 1 unknown (in 90 d)",
    )
    about = data(desk)["about"]
    assert (about["days"], about["care"], about["unknown"]) == (90, 1, 1)
    assert [(one["quarter"], one["care"], one["unknown"]) for one in about["quarters"]] == [
        ("2026-Q4", 1, 0),
        ("2026-Q3", 0, 1),
        ("2026-Q2", 0, 0),
        ("2026-Q1", 0, 0),
    ]
    title, lines = goals_page(desk, by_command(desk))[-1]
    assert title == "What contacts were about"
    assert lines == (
        "since Wed 26 Aug 2026: 2 care, 1 advice, 0 order; what all others were about is unknown",
        "2026-Q4: 2 care, 1 advice, 0 order",
    )
    undo(desk, None, lambda question: True)
    assert goals_page(desk, by_command(desk))[-1][1][1] == "2026-Q4: 1 care, 1 advice, 0 order"


def test_what_was_learned_and_gained_is_found_across_accounts(desk: Desk) -> None:
    assert learned_page(desk).rows == ()
    log(desk, "globex", "learned: ask finance before the summer\nwhen: 3 days ago")
    log(desk, "hooli", "call: x\ngain them: two days a month")
    log(desk, "hooli", "learned: glue needs a dry room")
    found = learned_page(desk)
    assert [(row.name, row.what, row.text) for row in found.rows] == [
        ("Hooli", "learned", "glue needs a dry room"),
        ("Hooli", "for them", "two days a month"),
        ("Globex", "learned", "ask finance before the summer"),
    ]
    assert not found.more
    assert [row.text for row in learned_page(desk, "SUM ask").rows] == [found.rows[2].text]
    assert [row.name for row in learned_page(desk, "hoo").rows] == ["Hooli", "Hooli"]
    assert learned_page(desk, "zoo").rows == ()
    titles = [title for title, _ in parts(found, "keys")]
    assert titles == ["What we learned, and both sides gained", "Learned · 2", "Gained · 1"]
    undo(desk, None, lambda question: True)
    assert len(learned_page(desk).rows) == 2


@pytest.mark.parametrize("word", ["aim", "need", "can", "cannot", "knows", "value", "learned"])
def test_what_is_too_long_for_a_list_is_refused(desk: Desk, word: str) -> None:
    form = FORMS[word](desk, "globex")
    at = "what" if word in ("knows", "value") else word
    with pytest.raises(NotUnderstood, match="has 501 characters"):
        filled(form, [f"{at}={'x' * 501}"])


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("half \ud83d", "Need has half of a character in it"),
        ("x" * 20_001, "Need has 20001 characters; up to 20000 are read"),
    ],
)
def test_what_cannot_be_kept_is_refused_before_any_form_reads_it(
    desk: Desk, answer: str, why: str
) -> None:
    form = FORMS["need"](desk, "globex")
    with pytest.raises(NotUnderstood, match=why):
        filled(form, [answer])
    with pytest.raises(NotUnderstood, match=why):
        understood(form, [answer, "", ""])


def test_a_list_is_chosen_from_by_number_or_words() -> None:
    choices = ["cold chain", "cold", "a second van"]
    assert [which(text, choices, "No need") for text in ("1", "chain", "COLD", "van")] == [
        *(0, 0, 1, 2)
    ]
    for text, why in (
        ("o", "may be several"),
        ("4", "No need is called"),
        ("", "Type its number or words of it: 1 cold chain; 2 cold; 3 a se"),
    ):
        with pytest.raises(NotUnderstood, match=why):
            which(text, choices, "No need")


def test_every_form_of_it_round_trips_through_the_journal(desk: Desk, tmp_path: Path) -> None:
    log(desk, "globex", "call in dana: told us\ngain them: a day")
    for word, answers in (
        ("aim", ("x",)), ("need", ("y",)), ("can", ("z",)), ("told", ()), ("agreed", ("all",)),
        ("knows", ("k",)), ("learned", ("l",)), ("insider", ("before", "yes", "1")),
        ("wallet", ("9", "EUR", "s")), ("met", ()), ("cannot", ("c",)), ("value", ("us", "v")),
    ):  # fmt: skip
        say(desk, word, *answers)
    with a_desk(tmp_path / "other.db", clock=Clock(NOON)) as other:
        take_journal(other, [line.encode() for line in export(desk)])
        assert account_page(other, "globex") == account_page(desk, "globex")


def test_a_review_tells_what_they_want_and_the_customers_only_what_they_said_yes_to(
    desk: Desk,
) -> None:
    say(desk, "aim", "half the waste", "kilos", "1 mar")
    say(desk, "need", "a night shift")
    say(desk, "need", "cold chain")
    say(desk, "can", "a second van", "told=today")
    say(desk, "can", "our own store", "for=cold")
    say(desk, "agreed", "cold")
    log(desk, "globex", "gain us: a door in Trieste\ngain them: a day\nlearned: ask early")
    found = review(desk, "globex")
    ours = dict(found.parts())
    assert ours["What they want"][0].startswith("aim: half the waste, by Mon 1 Mar 2027")
    assert "need: a night shift (Mon 23 Nov)" in ours["What they want"]
    assert ours["What both sides gained"] == (
        "us: a door in Trieste (Mon 23 Nov)",
        "them: a day (Mon 23 Nov)",
    )
    assert found.parts(to_them=True)[1:] == (
        ("What you want", ("You need: cold chain", "We can: a second van")),
    )
    say(desk, "agreed", "waste")
    say(desk, "met", "cold")
    assert dict(review(desk, "globex").parts(to_them=True))["What you want"] == (
        "Your aim: half the waste, by Mon 1 Mar 2027, measured by kilos",
        "You need: cold chain: met on Mon 23 Nov 2026",
        "We can: a second van",
    )
