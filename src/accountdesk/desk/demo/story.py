"""The vocabulary of stories: what an account of the demo is, and what happened there.

A story is data. Days are counted from the demo's today, those behind it with a minus, and move off
weekends when the demo is made. What people recorded is written as they typed it, in the grammar of
notes, with `{-2}` or `{+5}` where a note names a day: to tell more, add a line to a note, or a
`Note` to a life. A word that notes learn can be told at once.
"""

from typing import NamedTuple

from accountdesk.core.account import Why
from accountdesk.core.member import Seat
from accountdesk.core.repair import Stage
from accountdesk.core.track import Track
from accountdesk.desk.demo.together import Together


class Note(NamedTuple):
    """What one of us typed on the day on which it happened.

    Attributes:
        away: Days from today; below 0, for nothing has been recorded today.
        who: A first name of the team.
        text: In the grammar of notes.
    """

    away: int
    who: str
    text: str


class Crm(NamedTuple):
    """A touch that the CRM knows, its text written like that of a note.

    Attributes:
        away: Days from today.
        who: A first name of the team; None if the CRM does not say.
        text: One line in the grammar of notes.
    """

    away: int
    who: str | None
    text: str


class Done(NamedTuple):
    """A next step was done, or what was in the way is gone.

    Here and below, `what` is a part of the words of what is meant: the last one that has it.
    """

    away: int
    who: str
    what: str


class Blocked(NamedTuple):
    """Something is in the way; `helper` is the first name of who helps, None if nobody does."""

    away: int
    who: str
    what: str
    helper: str | None = None


class Kept(NamedTuple):
    """A promise was kept that day, ours or theirs: on time or late."""

    away: int
    who: str
    what: str


class Broke(NamedTuple):
    """A promise was not kept, and why. Where another one of us says otherwise, it is disputed."""

    away: int
    who: str
    what: str
    words: str


class Moved(NamedTuple):
    """A promise was agreed anew before it fell due: until which day, and why."""

    away: int
    who: str
    what: str
    due: int
    words: str


class Yes(NamedTuple):
    """They said yes to a promise as we had written it down: who, and in which words."""

    away: int
    who: str
    what: str
    person: str
    words: str


class Wrong(NamedTuple):
    """What went wrong with a promise: a repair that names it, where a note's `wrong:` cannot.

    Attributes:
        away: Days from today.
        who: A first name of the team.
        words: What went wrong.
        what: A part of the words of the promise.
    """

    away: int
    who: str
    words: str
    what: str


class Righted(NamedTuple):
    """A repair came to its next stage.

    Attributes:
        away: Days from today.
        who: A first name of the team.
        what: A part of the words of the repair.
        stage: Told them, fixed, gave beyond, or they confirmed.
        words: What was said, done or given; of what they confirmed their own words.
        person: Who of them said it; None if it is no word of theirs.
    """

    away: int
    who: str
    what: str
    stage: Stage
    words: str
    person: str | None = None


class Gone(NamedTuple):
    """They left, and why in their words."""

    away: int
    who: str
    words: str
    why: Why


class Renewed(NamedTuple):
    """Their contract was renewed that day, for so much a year."""

    away: int
    who: str
    euros: int


class Treated(NamedTuple):
    """The team chose how to treat the account, for a reason."""

    away: int
    who: str
    track: Track
    reason: str


class Came(NamedTuple):
    """They came to a step of our way; `step` is its word in the process that is shipped."""

    away: int
    who: str
    step: str


class Seated(NamedTuple):
    """The team said who holds a seat of the account, by first names."""

    away: int
    who: str
    seat: Seat
    members: tuple[str, ...]


Promised = Kept | Broke | Moved | Yes
"""What became of a promise."""

Standing = Gone | Renewed | Treated | Seated | Came
"""What is said of the account itself."""

Recorded = Note | Done | Blocked | Promised | Wrong | Righted | Standing | Together
"""What becomes entries of ours."""

Happening = Recorded | Crm


class WonDeal(NamedTuple):
    """What they bought: for how many euros, on which day, and from which hunter."""

    name: str
    euros: int
    away: int
    who: str


class OpenDeal(NamedTuple):
    """What they may buy.

    Attributes:
        name: As the hunter calls it.
        euros: None if nobody has put an amount in.
        away: Day of the expected decision; None if nobody has put one in.
        who: First name of the hunter whose it is.
    """

    name: str
    euros: int | None
    away: int | None
    who: str


class Contract(NamedTuple):
    """A service contract: when it renews, as the CRM has it, and what it is worth a year."""

    away: int
    euros: int


class Story(NamedTuple):
    """One account and its life.

    Attributes:
        name: Made up; no company is meant.
        place: Town and country.
        trade: What they make or pack.
        people: `Name, title` of each; notes call them by a part of the name that no other has.
        farmer: First name of the account's owner; None if the CRM does not say.
        won: The oldest first.
        open_deals: In no order.
        contract: None if they have none, or nobody has put it in.
        life: What happened, the oldest first.
    """

    name: str
    place: str
    trade: str
    people: tuple[str, ...]
    farmer: str | None = None
    won: tuple[WonDeal, ...] = ()
    open_deals: tuple[OpenDeal, ...] = ()
    contract: Contract | None = None
    life: tuple[Happening, ...] = ()
