"""What the team decided about readings: shown, and decided anew."""

import json
from difflib import get_close_matches
from typing import NamedTuple

from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.core.policy import POLICIES, Key, PolicySaid
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record


class Decision(NamedTuple):
    """A policy key as it stands.

    Attributes:
        key: Its name.
        value: As the team decided or by default; a JSON value.
        default: Whether nobody decided.
        means: One line for people.
    """

    key: str
    value: object
    default: bool
    means: str


def shown(desk: Desk) -> list[Decision]:
    """Every policy key, in the order of the reference."""
    policy = desk.team().policy
    return [
        Decision(key, _plain(policy.get(key)), key not in policy.values, about.means)
        for key, about in POLICIES.items()
    ]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def decide(desk: Desk, key: str, text: str) -> Decision:
    """Decide a key for the team; `text` is a JSON value or a bare word, `default` goes back.

    Raises:
        NotFound: There is no such key; the message names the nearest.
        NotUnderstood: The key does not take such a value.
    """
    about = POLICIES.get(key)
    if about is None:
        near = get_close_matches(key, POLICIES, 1)
        did = f" Did you mean {near[0]}?" if near else ""
        raise NotFound(f"There is no policy {key}.{did} `accountdesk policy show` lists them.")
    value = _value(about, key, text)
    if key == "zone" and value is not None:
        _must_be_zone(text)
    record(desk, [(None, PolicySaid(key, value))])
    return next(decision for decision in shown(desk) if decision.key == key)


def _value(about: Key, key: str, text: str) -> object:
    """What a user's text says: JSON, a word, or words with commas between them; None: default."""
    if text == "default" or (about.default is None and text == "none"):
        return None
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


def _must_be_zone(text: str) -> None:
    from zoneinfo import ZoneInfo  # 3 ms that only this needs

    try:
        ZoneInfo(text)
    except (ValueError, OSError, KeyError) as error:
        raise NotUnderstood(
            f"“{text}” is no time zone of this machine. Zones are named like Europe/Berlin."
        ) from error
