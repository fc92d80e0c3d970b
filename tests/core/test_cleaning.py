"""Cleaning: what an erasure leaves of what a source sends, now and whenever it sends it again."""

import pytest

from accountdesk.core.account import AccountFact
from accountdesk.core.cleaning import aside, cleaned
from accountdesk.core.deal import DealFact, DealKey
from accountdesk.core.entry import BLANK
from accountdesk.core.erasure import Erasures, Rule, Somebody, mark, of_person
from accountdesk.core.fact import Sent, SetAside
from accountdesk.core.member import MemberFact, MemberKey
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.record import Fields
from accountdesk.core.touchpoint import ActivityFact
from tests.builders import ACCOUNTS, ACME, NOON, TODAY, an_id, day

DANA = Somebody(
    ("crm:p1", "files:globex/Dana Fox"), ("Dana Fox",), ("dana@globex.example",),
    accounts=(ACME,),
)  # fmt: skip
SAID = of_person(DANA, "salt")
RULE = Rule(an_id(1), NOON, SAID._replace(facts=(mark("salt", "2 crm:d1"),)))
OF = Erasures([RULE])
AHEAD = Erasures([Rule(an_id(1), NOON, SAID, weighs_all=True)])


def sent(
    known: PersonFact | DealFact | ActivityFact | AccountFact | MemberFact, raw: str = '{"a":1}'
) -> Sent:
    return Sent(ACME, known, raw)


def kept(one: Sent, of: Erasures = OF) -> Sent | None:
    number = [AccountFact, PersonFact, DealFact, ActivityFact, MemberFact].index(type(one.known))
    return cleaned(one, f"{number} {one.known[0]}", of)


@pytest.mark.parametrize(
    ("known", "goes"),
    [
        (PersonFact(PersonKey("crm:p1"), "D. Fox-Ray"), True),
        (PersonFact(PersonKey("files:globex/Dána FOX"), "Dana Fox"), True),
        (PersonFact(PersonKey("crm:p9"), "Dana Fox", email="dana@globex.example"), True),
        (PersonFact(PersonKey("crm:p9"), "Dana Fox"), False),
        (PersonFact(PersonKey("crm:p9"), "Bill Fox", email="dana@globex.example"), False),
    ],
)
def test_their_own_record_goes_and_the_others_stay(known: PersonFact, goes: bool) -> None:
    assert kept(sent(known)) == (None if goes else sent(known))


def test_of_others_only_what_names_them_in_full_goes() -> None:
    bill = PersonFact(PersonKey("crm:p2"), "Bill Fox", "assistant to Dana Fox")
    assert kept(sent(bill, '{"a":"Fox"}')) == sent(bill._replace(title=None), "{}")
    assert kept(sent(bill._replace(title="CFO"), '{"a":"Fox"}')) == sent(
        bill._replace(title="CFO"), '{"a":"Fox"}'
    )


def test_of_an_activity_the_words_go_and_the_touch_stays() -> None:
    call = ActivityFact("crm:a1", TODAY, people=("crm:p1", "crm:p2"), text="she will sign")
    left = call._replace(people=("crm:p2",), text=BLANK)
    assert kept(sent(call)) == sent(left, "{}")
    assert kept(sent(left, "{}")) == sent(left, "{}")  # and again
    by_name = call._replace(people=("Dana Fox",), text="")
    assert kept(sent(by_name)) == sent(by_name._replace(people=()), "{}")


def test_a_part_of_the_name_counts_in_what_was_then_and_not_for_others_later() -> None:
    before = ActivityFact("crm:a1", TODAY, text="dana signs")
    after = before._replace(on=day(1))
    assert kept(sent(before)) == sent(before._replace(text=BLANK), "{}")
    assert kept(sent(after)) == sent(after)
    assert kept(sent(after), AHEAD) != sent(after)  # it is there already
    assert kept(sent(before)._replace(account=ACCOUNTS[1])) == Sent(ACCOUNTS[1], before, '{"a":1}')
    named, other = (DealFact(DealKey(f"crm:d{n}"), "Dana’s pilot") for n in (1, 2))
    assert kept(sent(named)) == sent(named._replace(name=None), "{}")
    assert kept(sent(other)) == sent(other)


def test_a_last_contact_that_is_called_by_the_person_is_called_otherwise() -> None:
    last = ActivityFact("files:globex/Dana Fox/last contact", TODAY, people=DANA.keys[1:])
    left = kept(sent(last))
    assert left is not None
    assert "Fox" not in str(left)
    assert str(left.known[0]).startswith("files:")
    assert kept(sent(last)) == left


def test_of_an_account_its_name_stays() -> None:
    fields = Fields({"contact": "Dana Fox", "size": "3"})
    account = AccountFact(ACME, "Dana Fox Ltd", fields=fields)
    left = account._replace(fields=Fields({"size": "3"}))
    assert kept(sent(account, '{"contact":"Dana Fox"}')) == sent(left, "{}")


def test_our_own_members_are_nobody_of_theirs() -> None:
    member = MemberFact(MemberKey("crm:m1"), "Dana Fox", "dana@globex.example")
    assert kept(sent(member)) == sent(member)


def test_what_is_set_aside_says_why_and_not_of_whom() -> None:
    one = SetAside("a.csv", 3, "people", "email", "“dana@globex.example” is twice", '{"a":"Dana"}')
    left = one._replace(raw="{}", reason=f"“{BLANK}” is twice")
    assert aside(one, OF) == left
    assert aside(left, OF) == left
    bare = one._replace(reason="Dana Fox is twice", record="dana fox")
    assert aside(bare, OF) == bare._replace(raw="{}", reason="what it said was erased", record="")
    other = one._replace(reason="no day", raw='{"a":"Bill"}')
    assert aside(other, OF) == other
