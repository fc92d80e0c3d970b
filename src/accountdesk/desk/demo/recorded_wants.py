"""What our team's entries say of what they want, what we can, and how close they let us."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from accountdesk.core.confirmed import Confirmed
from accountdesk.core.insider import InsiderSaid, WalletSaid
from accountdesk.core.need import AimSaid, CapacitySaid, KnowsSaid, NeedSaid
from accountdesk.core.next_step import StepDone
from accountdesk.core.note_fields import someone
from accountdesk.desk.demo.days import day
from accountdesk.desk.demo.recorded import Teller
from accountdesk.desk.demo.team import CURRENCY
from accountdesk.desk.demo.wants import (
    Agreed,
    Aimed,
    Answered,
    Knows,
    Let,
    Met,
    Needed,
    Spends,
    Want,
)


def wanted(happening: Want, teller: Teller) -> NamedTuple:
    """What our team's entry of it says."""
    return _SAYS[type(happening)](happening, teller)


def _person(name: str, teller: Teller) -> str:
    return someone(name, teller.people).key


def _aimed(one: Aimed, teller: Teller) -> NamedTuple:
    due = None if one.by is None else day(teller.today, one.by)
    on = day(teller.today, one.away)
    return AimSaid(one.what, one.measure, due, _person(one.person, teller), on)


def _needed(one: Needed, teller: Teller) -> NamedTuple:
    return NeedSaid(one.what, _person(one.person, teller), day(teller.today, one.away))


def _answered(one: Answered, teller: Teller) -> NamedTuple:
    _, need = teller.last(one.need, NeedSaid)
    told = None if one.told is None else day(teller.today, one.told)
    return CapacitySaid(one.able, one.what, need, told, day(teller.today, one.away))


def _knows(one: Knows, teller: Teller) -> NamedTuple:
    on = day(teller.today, one.away)
    return KnowsSaid(one.how, one.text, _person(one.person, teller), on)


def _met(one: Met, teller: Teller) -> NamedTuple:
    return StepDone(teller.last(one.what, NeedSaid)[1])


def _agreed(one: Agreed, teller: Teller) -> NamedTuple:
    _, entry = teller.last(one.what, AimSaid, NeedSaid)
    return Confirmed((entry,), _person(one.person, teller), words=one.words)


def _let(one: Let, teller: Teller) -> NamedTuple:
    touch = None if one.touch is None else teller.touched(one.touch)
    return InsiderSaid(one.statement, one.answer, touch, on=day(teller.today, one.away))


def _spends(one: Spends, teller: Teller) -> NamedTuple:
    return WalletSaid(one.euros * 100, CURRENCY, one.source, day(teller.today, one.away))


_SAYS: Mapping[type[NamedTuple], Callable[[Any, Teller], NamedTuple]] = {
    Aimed: _aimed,
    Needed: _needed,
    Answered: _answered,
    Knows: _knows,
    Met: _met,
    Agreed: _agreed,
    Let: _let,
    Spends: _spends,
}
