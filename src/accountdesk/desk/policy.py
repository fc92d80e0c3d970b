"""What the team decided about readings: shown, and decided anew."""

import json
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.policy import POLICIES, Holidays, Key, PolicySaid
from accountdesk.core.process import Process, plain_process
from accountdesk.core.record import plain
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record


class Decision(NamedTuple):
    """A policy key as it stands.

    Attributes:
        key: Its name.
        value: As the team decided or by default; a JSON value. Of holidays, whose days are
            hundreds, an object with the `region`, the year `until` which it is known (both may be
            null) and the team's `own` days; of a process one with its `title` and its `step`s.
        default: Whether nobody decided.
        means: One line for people.
        words: The value for people.
    """

    key: str
    value: object
    default: bool
    means: str
    words: str


def shown(desk: Desk) -> list[Decision]:
    """Every policy key, in the order of the reference."""
    policy = desk.team().policy
    return [
        Decision(key, _plain(value), key not in policy.values, about.means, _in_words(value))
        for key, about in POLICIES.items()
        for value in (policy.get(key),)
    ]


def _plain(value: object) -> object:
    if isinstance(value, Holidays):
        own = [day.isoformat() for day in sorted(value.own)]
        return {"region": value.region, "until": value.until, "own": own}
    if isinstance(value, Process):
        return plain_process(value)
    return list(value) if isinstance(value, tuple) else value


def _in_words(value: object) -> str:
    if isinstance(value, Holidays):
        return words.holidays(value)
    if isinstance(value, Process):
        return ", ".join(step.name for step in value.steps)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "none" if value is None else str(value)


def decide(desk: Desk, key: str, text: str) -> Decision:
    """Decide a key for the team; `text` is a JSON value or a bare word, `default` goes back.

    Of holidays `text` names a region, days of one's own or both, and the words of the decision say
    how many there are and which is next.

    Raises:
        NotFound: There is no such key; the message names the nearest.
        NotUnderstood: The key does not take such a value.
    """
    if key not in POLICIES:
        near = get_close_matches(key, POLICIES, 1)
        did = f" Did you mean {near[0]}?" if near else ""
        raise NotFound(f"There is no policy {key}.{did} `accountdesk policy show` lists them.")
    value = _value(desk, key, text)
    if key == "zone" and value is not None:
        must_be_zone(text)
    record(desk, [(None, PolicySaid(key, value))])
    decision = next(decision for decision in shown(desk) if decision.key == key)
    holidays = desk.team().policy.holidays
    if key != "holidays" or holidays is None:
        return decision
    return decision._replace(words=f"{decision.words}: {_ahead(holidays, desk.today)}")


def _ahead(holidays: Holidays, today: date) -> str:
    """`13 in 2026, 14 in 2027, next Fri 25 Dec 2026`."""
    counts = [
        f"{sum(day.year == year for day in holidays.days)} in {year}"
        for year in (today.year, today.year + 1)
    ]
    coming = min((day for day in holidays.days if day > today), default=None)
    return ", ".join(counts if coming is None else [*counts, f"next {words.full(coming)}"])


def _value(desk: Desk, key: str, text: str) -> object:
    """What a user's text says; None: default."""
    about = POLICIES[key]
    if text == "default" or (about.default is None and text == "none"):
        return None
    if key == "process":
        raise NotUnderstood(
            f"A process has more words than fit here: write it in a file, and "
            f"`{desk.program} process apply FILE` decides it. `{desk.program} process --toml` "
            "prints the one that holds, to begin with."
        )
    if key == "holidays":
        from accountdesk.desk.holidays import called  # a library that only this needs

        return plain(called(desk, text))
    return _typed(about, key, text)


def _typed(about: Key, key: str, text: str) -> object:
    """What a user's text says: JSON, a word, or words with commas between them."""
    try:
        meant: object = json.loads(text)
    except ValueError:
        meant = text
    why: ValueError | None = None
    for value in (meant, [word.strip() for word in text.split(",")]):
        try:
            about.read(value)
        except ValueError as error:
            why = error
        else:
            return value
    raise NotUnderstood(f"{key} takes {why}; “{text}” is none.") from why


def must_be_zone(text: str) -> None:
    """Refuse what is no IANA time zone.

    Raises:
        NotUnderstood: This machine knows none of that name.
    """
    from zoneinfo import ZoneInfo  # 3 ms that only this needs

    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:
        raise NotUnderstood(
            f"“{text}” is no time zone of this machine. Zones are named like Europe/Berlin."
        ) from error
