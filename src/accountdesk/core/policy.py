"""Policy: what the team decided about readings. It lives in the journal; the last word wins.

A key is one line in `POLICIES`: what it means, its default, and how its value is read. Everything
that changes what a reading says stands here, so that two desks with the same journal agree.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core import record
from accountdesk.core.entry import kind
from accountdesk.core.liveness import Told
from accountdesk.core.money import is_currency
from accountdesk.core.process import read_process
from accountdesk.core.working_days import WEEKDAYS, WorkingDays

TRACKS = ("relational", "transactional")
DATE_ORDERS = ("dmy", "mdy", "ymd")

WEIGHTS = MappingProxyType(
    {
        "silence": 30,
        "step_overdue": 10,
        "step_today": 5,
        "renewal_30": 15,
        "renewal_90": 8,
        "decision_30": 15,
        "decision_90": 8,
        "nothing_next": 10,
        "repair": 20,
        "repair_day": 1,
        "repair_most": 30,
        "uneasy": 8,
        "upset": 12,
        "angry": 15,
        "promise": 15,
        "promise_more": 5,
        "promise_most": 30,
        "promise_due": 5,
        "promise_due_most": 10,
        "case": 10,
        "one_thread": 5,
        "handoff": 10,
        "thanks": 5,
    }
)
"""Points of each term of attention: for silence the most that it adds, else what it adds;
`_day` for each day, `_more` for each further one, `_most` at most."""


@kind("policy")
class PolicySaid(NamedTuple):
    """One decision; None as a value goes back to the default."""

    key: str
    value: object = None


MOST_HOLIDAYS = 5_000
"""Days of one decision; the eighteen years of any region that there is have a tenth of it."""


class Holidays(NamedTuple):
    """Days that are no working days, as they were decided: dates, which no library changes later.

    An entry has it as a JSON object of the same names, its days like 2026-12-24 and in order.

    Attributes:
        region: Whose they are, like `DE-BY`; None: all are the team's own.
        until: The last year of which the region's are known; None without a region.
        days: All of them.
        own: Those that the team has added to the region's.
    """

    region: str | None
    until: int | None
    days: frozenset[date]
    own: frozenset[date] = frozenset()


class Key(NamedTuple):
    """What a policy key takes.

    Attributes:
        means: One line for people, with the unit.
        default: The value while nobody decided.
        read: Gives the value as the code uses it; raises ValueError with the reason, in words.
    """

    means: str
    default: object
    read: Callable[[object], object]


def _word(*allowed: str) -> Callable[[object], object]:
    def read(value: object) -> object:
        if value not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return value

    return read


def _text(value: object) -> object:
    if type(value) is not str or not value:
        raise ValueError("a text")
    return value


def _words(value: object) -> object:
    if type(value) is not list or not all(type(item) is str and item for item in value):
        raise ValueError("texts with commas between them")
    return tuple(value)


def _two_words(value: object) -> object:
    words = _words(value)
    if type(words) is not tuple or len(words) != 2:
        raise ValueError("two texts with a comma between them")
    return words


def _weekdays(value: object) -> object:
    words = _words(value)
    if type(words) is not tuple or not words or not set(words) <= set(WEEKDAYS):
        raise ValueError("some of mon, tue, wed, thu, fri, sat, sun, with commas between them")
    return tuple(day for day in WEEKDAYS if day in words)


def _whole(least: int, most: int) -> Callable[[object], object]:
    def read(value: object) -> object:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return value

    return read


def _share(value: object) -> object:
    if type(value) not in (int, float) or not 0 <= value <= 1:  # type: ignore[operator]  # a number
        raise ValueError("a number from 0 to 1, like 0.9")
    return float(value)  # type: ignore[arg-type]  # as above


def _currency(value: object) -> object:
    if type(value) is not str or not is_currency(value) or not value.isupper():
        raise ValueError("an ISO code in capitals, like EUR")
    return value


def _days_or_none(value: object) -> object:
    return None if value == "none" else _whole(1, 3650)(value)


_REGION = "region whose holidays are no working days, like DE-BY; none"


def _holidays(value: object) -> object:
    if type(value) is not dict:
        raise ValueError("an object with region, until and days")
    found = record.read(Holidays, value)
    if found.region is None and (found.until is not None or not found.own):
        raise ValueError("a region, or days of your own")
    if found.region is not None and (not found.region or found.until is None):
        raise ValueError("a region with the year until which its holidays are known")
    if not found.own <= found.days or len(found.days) > MOST_HOLIDAYS:
        raise ValueError(f"at most {MOST_HOLIDAYS} days, your own among them")
    return found


POLICIES: Mapping[str, Key] = MappingProxyType(
    {
        "zone": Key("IANA zone of the team's day; none: where the desk was made", None, _text),
        "date_order": Key("how 3/4/2026 is read", "dmy", _word(*DATE_ORDERS)),
        "workdays": Key("days the team works", WEEKDAYS[:5], _weekdays),
        "holidays": Key(_REGION, None, _holidays),
        "fiscal_start": Key("month in which fiscal years begin", 1, _whole(1, 12)),
        "currency": Key("ISO code of goals; none: the amounts' own", None, _currency),
        "track": Key("the team's track; an account may differ", "relational", _word(*TRACKS)),
        "cadence.relational": Key("days between conversations, or none", 30, _days_or_none),
        "cadence.transactional": Key("days between conversations, or none", None, _days_or_none),
        "feeling.days": Key("days for which a feeling is shown", 30, _whole(1, 3650)),
        "coverage.days": Key("days in which we spoke with somebody", 90, _whole(1, 3650)),
        "our_word.days": Key("days that our word looks back", 180, _whole(1, 3650)),
        "our_word.settled": Key("settled promises that our word takes", 3, _whole(1, 1000)),
        "our_word.share": Key("share, 0-1, that must be on time", 0.9, _share),
        "handoff.days": Key("days for which a first win is to be handed over", 90, _whole(1, 3650)),
        "thanks.days": Key("working days in which a referral is thanked for", 5, _whole(0, 365)),
        "customer.types": Key("types of account that are customers", ("customer",), _words),
        "quotes.days": Key("days for which customers' own words are shown", None, _days_or_none),
        "standup.by": Key(
            "what a stand-up walks through", "accounts", _word("accounts", "members")
        ),
        "process": Key("our way: 4 to 7 steps; none: the one that comes along", None, read_process),
        "seats.labels": Key("what the two seats are called", ("Hunters", "Farmers"), _two_words),
        **{
            f"weight.{term}": Key("points", points, _whole(0, 100))
            for term, points in WEIGHTS.items()
        },
    }
)


ONLY_SHOWN = frozenset(
    {"zone", "date_order", "fiscal_start", "currency", "seats.labels", "standup.by", "process"}
)
"""Keys that no reading and no line depends on: deciding them folds nothing again."""


class Policy(NamedTuple):
    """The team's decisions, each at its default while nobody decided.

    Attributes:
        values: Decided keys only, as `POLICIES` reads them.
    """

    values: Mapping[str, object] = MappingProxyType({})

    def get(self, key: str) -> object:
        """The value of `key`, decided or default."""
        return self.values[key] if key in self.values else POLICIES[key].default

    def weight(self, term: str) -> int:
        """Points of one term of attention, 0-100."""
        return self.number(f"weight.{term}")

    def number(self, key: str) -> int:
        """The value of a key that holds a number: days, points, a count."""
        number = self.get(key)
        assert isinstance(number, int)
        return number

    def thousandths(self, key: str) -> int:
        """The value of a key that holds a share, 0-1, in whole thousandths."""
        share = self.get(key)
        assert isinstance(share, float)
        return round(share * 1000)

    def cadence(self, track: str) -> int | None:
        """Days between conversations on a track; None: the track has no cadence."""
        return self.days(f"cadence.{track}")

    @property
    def holidays(self) -> Holidays | None:
        """The holidays that were decided, or none."""
        holidays = self.get("holidays")
        assert holidays is None or isinstance(holidays, Holidays)
        return holidays

    @property
    def working_days(self) -> WorkingDays:
        """The days the team works: its weekdays but for the holidays."""
        holidays = self.holidays
        return WorkingDays(self.words("workdays"), holidays.days if holidays else frozenset())

    def days(self, key: str) -> int | None:
        """The value of a key that holds days, or none."""
        days = self.get(key)
        assert days is None or isinstance(days, int)
        return days

    def words(self, key: str) -> tuple[str, ...]:
        """The value of a key that holds several texts."""
        words = self.get(key)
        assert isinstance(words, tuple)
        return words

    def text(self, key: str) -> str | None:
        """The value of a key that holds one text."""
        text = self.get(key)
        assert text is None or isinstance(text, str)
        return text


def decided(told: Told) -> Policy:
    """The policy that the team's live entries leave.

    A key that this program does not know, or a value that cannot be read, decides nothing.
    """
    values: dict[str, object] = {}
    for _, body in told.of(PolicySaid):
        if body.key not in POLICIES:
            continue
        if body.value is None:
            values.pop(body.key, None)
            continue
        try:
            values[body.key] = POLICIES[body.key].read(body.value)
        except ValueError:
            continue
    return Policy(values)
