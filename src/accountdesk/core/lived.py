"""What a customer lives through with us: the events that their last days are told in.

They are facts, not words. Of every event `on` is its day and `entry` what it was read from: the id
of the entry that promised, or said what went wrong or how they felt; of contact a touch's key.
Where it is about a promise or a repair, `what` is that in the words that were used, and `side`
whose word it is. `ours` is one of us as a raw claim or a member's key, `theirs` are their people by
key. How things stand when they are read (`Waited` that goes on, `Overdue`, …) is of that day.
"""

from datetime import date
from typing import NamedTuple

from accountdesk.core.feeling import Mood
from accountdesk.core.promise import Side
from accountdesk.core.repair import Stage
from accountdesk.core.touchpoint import Direction, Kind, Manner


class Waited(NamedTuple):
    """They turned to us, and nobody answered for longer than a working day.

    Attributes:
        on: The day of the answer; today while there is none.
        entry: What they turned to us with first, as a touch's key.
        kind: What that was.
        since: The day of that.
        times: How often they have turned to us since, that one counted.
        still: Whether there is no answer yet.
    """

    on: date
    entry: str
    kind: Kind
    since: date
    times: int
    still: bool

    @property
    def days(self) -> int:
        """How long they waited, or have waited so far."""
        return (self.on - self.since).days


class Silent(NamedTuple):
    """Nobody spoke with them for longer than their track's cadence.

    Attributes:
        on: The day of the next conversation; today while there is none.
        entry: The conversation before it, as a touch's key.
        since: The day of that.
        still: Whether it goes on.
    """

    on: date
    entry: str
    since: date
    still: bool

    @property
    def days(self) -> int:
        """Days from one conversation to the next one, or so far."""
        return (self.on - self.since).days


class Touched(NamedTuple):
    """One side turned to the other, or both met.

    Attributes:
        kind: What it was.
        direction: Who turned to whom, as far as it is known.
        manner: By hand, by a machine, or unknown.
        missed: Whether who turned to the other found nobody there.
        ours: The raw claim of who of ours; None if unknown.
        theirs: Keys of their people who took part.
        time: `HH:MM`; None if unknown.
        words: What they praised or complained of; of anything else empty: it is our note of it.
        nth: The so-manieth member who turned to them within `within` days; 1: nobody else did.
        within: These days, the first and the last one counted.
    """

    on: date
    entry: str
    kind: Kind
    direction: Direction
    manner: Manner
    missed: bool
    ours: str | None
    theirs: tuple[str, ...] = ()
    time: str | None = None
    words: str = ""
    nth: int = 1
    within: int = 1


class Felt(NamedTuple):
    """How they felt, as one of us saw it.

    Attributes:
        mood: One of the six words.
        words: In their own words; empty if none were kept.
        theirs: Key of who it is; None: they as a whole.
        ours: The raw claim of who saw it.
    """

    on: date
    entry: str
    mood: Mood
    words: str
    theirs: str | None
    ours: str


class Promised(NamedTuple):
    """A promise was given.

    Attributes:
        due: The day by which it was to be kept, as it was said then; None if none was named.
        time: `HH:MM` on that day; None if none was named.
        ours: Of a promise of ours who sees to it: a member's key, or a raw claim.
        theirs: Key of to whom it was given, or who gave it; None: nobody is named.
    """

    on: date
    entry: str
    side: Side
    what: str
    due: date | None
    time: str | None
    ours: str
    theirs: str | None


class Moved(NamedTuple):
    """A promise was agreed anew for another day, before the old one had passed.

    Attributes:
        was: The day that was replaced; None: there was none.
        due: The new one; None: without a day.
        nth: 1 for the first time, 2 for the second.
    """

    on: date
    entry: str
    side: Side
    what: str
    was: date | None
    due: date | None
    nth: int


class Kept(NamedTuple):
    """A promise was kept; `late` are days past its day, 0 for on time or without a day."""

    on: date
    entry: str
    side: Side
    what: str
    late: int


class Broken(NamedTuple):
    """A promise was broken; `due` is the last day that was agreed, None if none was."""

    on: date
    entry: str
    side: Side
    what: str
    due: date | None


class WentWrong(NamedTuple):
    """Something went wrong; `due` is the day by which it was to be right, None if none was."""

    on: date
    entry: str
    what: str
    due: date | None


class Mended(NamedTuple):
    """A step was made to make it right.

    Attributes:
        stage: Which step it was.
        words: What was said, done or given; of `they confirmed` their own words.
        after: Days since the step before it, or since it went wrong.
        since: The day it went wrong.
        ours: The raw claim of who says so.
        theirs: Key of who of theirs was there; None: nobody is named.
    """

    on: date
    entry: str
    what: str
    stage: Stage
    words: str
    after: int
    since: date
    ours: str
    theirs: str | None


class Departed(NamedTuple):
    """They left; `words` are theirs, empty if none were kept; `entry` is not known here."""

    on: date
    words: str
    entry: str = ""


class Overdue(NamedTuple):
    """A promise is open and its day has passed; `on` is the day it is read."""

    on: date
    entry: str
    side: Side
    what: str
    due: date

    @property
    def days(self) -> int:
        """Days since its day."""
        return (self.on - self.due).days


class NotRight(NamedTuple):
    """They have not said that it is right; `on` is the day it is read.

    Attributes:
        since: The day it went wrong.
        stage: The last step that was made; None: none was.
        due: The day by which it was to be right; None if none was agreed.
    """

    on: date
    entry: str
    what: str
    since: date
    stage: Stage | None
    due: date | None


class Disputed(NamedTuple):
    """We do not agree among us what became of a promise; `on` is the day it is read.

    That is no fact for them, so nothing else is told of how it ended.
    """

    on: date
    entry: str
    side: Side
    what: str


Event = (
    Waited | Silent | Touched | Felt | Promised | Moved | Kept | Broken | WentWrong | Mended
    | Departed | Overdue | NotRight | Disputed
)  # fmt: skip

NAMES: dict[type[Event], str] = {
    Silent: "silent",
    Waited: "waited",
    Touched: "touched",
    Felt: "felt",
    Promised: "promised",
    Moved: "moved",
    Kept: "kept",
    Broken: "broken",
    WentWrong: "went wrong",
    Mended: "mended",
    Departed: "left",
    NotRight: "not right",
    Overdue: "overdue",
    Disputed: "disputed",
}
"""What programs know each event by, in the order in which those of one day are told: what ended on
it, what passed between us, what came of it, and how things stand."""


def stands(event: Event) -> bool:
    """Whether it is how things stand on the day it is read, and nothing that happened on it."""
    if isinstance(event, Waited | Silent):
        return event.still
    return isinstance(event, Overdue | NotRight | Disputed)
