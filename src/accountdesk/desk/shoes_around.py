"""What sentences of *their shoes* are made with: names, days, and what people wrote, cut short.

Who of ours is not known by name is `we`: they have met one of us, and nothing else is known. What
people wrote is cut where it is long; the timeline has it whole.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from accountdesk.core.entry import BLANK
from accountdesk.core.team import Team
from accountdesk.core.text import clean
from accountdesk.desk import words
from accountdesk.desk.saying import names

LONGEST = 200
"""Characters of what somebody wrote that a sentence tells."""


class Around(NamedTuple):
    """What sentences depend on: names of their people by key, our team, and the day."""

    people: Mapping[str, str]
    team: Team
    today: date

    def ours(self, claim: str | None) -> str | None:
        """The name of one of us; None: nobody who is known."""
        member = None if claim is None else self.team.who(claim)
        return None if member is None else clean(member.name, LONGEST)

    def theirs(self, *keys: str | None) -> str:
        """` (Dana Fox, Tom Achebe)`; nothing if nobody is named."""
        named = (key for key in keys if key not in (None, BLANK))
        known = names((key for key in named if key is not None), self.people)
        found = ", ".join(clean(name, LONGEST) for name in known)
        return f" ({found})" if found else ""

    def day(self, on: date, time: str | None = None) -> str:
        """`Fri 5 Dec 10:00`."""
        return " ".join(filter(None, (words.day(on, self.today), clean(time or "", LONGEST))))


def short(text: str) -> str:
    """What somebody wrote, on one line and not longer than a sentence bears."""
    return clean(" ".join(text.split()), LONGEST).rstrip(" .")


def ordinal(number: int) -> str:
    """`2nd`, `3rd`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
