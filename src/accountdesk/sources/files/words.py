"""Words of cells: what CRMs call stages, kinds of activities, and what became of them.

A word that is not known here says nothing; what it is taken for is told to the user.
"""

import re
from collections.abc import Mapping

from accountdesk.core.deal import Outcome
from accountdesk.core.text import folded
from accountdesk.core.touchpoint import WRITTEN, Direction, Kind, Manner

_WON = {"won", "win", "closedwon", "gewonnen", "gagne", "ganado", "ganada"}
_LOST = {"lost", "closedlost", "verloren", "perdu", "perdido", "perdida", "dead", "abandoned"}
_LOST |= {"cancelled", "canceled", "disqualified", "unqualified", "out sold"}
_DELETED = {"deleted", "archived", "removed"}
_TRUE = ("true", "yes", "1", "y")


def outcome(stage: str, said: Mapping[str, Outcome]) -> Outcome | None:
    """Where a deal of that stage stands: as `said`, or by a word in it that CRMs use; else None.

    `Closed Won (Sales Pipeline)` and `6 - Closed won` are won; `Not won` says nothing.
    """
    text = plain(stage)
    words = set(text.split()) | {text}
    if text in said:
        return said[text]
    won, lost = bool(words & _WON), bool(words & _LOST)
    if won == lost or "not" in words:
        return None
    return Outcome.WON if won else Outcome.LOST


def is_deleted(stage: str) -> bool:
    """Whether a source says so that it has thrown the record away."""
    return plain(stage) in _DELETED


def is_yes(text: str) -> bool:
    """Whether a cell of a column of yes and no says yes."""
    return plain(text) in _TRUE


def plain(text: str) -> str:
    """A word for looking it up: folded, with single spaces for everything that is no letter."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


_KINDS = (
    (Kind.CALL, ("call", "phone", "telephone", "cold call")),
    (Kind.MEETING, ("meeting", "demo", "lunch", "video call", "conference", "appointment")),
    (Kind.VISIT, ("visit", "site visit", "on site visit")),
    (Kind.CHAT, ("chat", "live chat")),
    (Kind.MAIL, ("mail", "email", "e mail", "newsletter", "email blast")),
    (Kind.LETTER, ("letter", "postal mail")),
    (Kind.MESSAGE, ("message", "sms", "whatsapp", "text", "text message", "linkedin message")),
    (Kind.EVENT, ("event", "trade fair", "webinar")),
    (Kind.GIFT, ("gift",)),
    (Kind.PRAISE, ("praise", "compliment")),
    (Kind.COMPLAINT, ("complaint",)),
    (Kind.NOTE, ("note", "comment")),
)
_KIND_OF = {word: kind for kind, words in _KINDS for word in words}
_MACHINE = {"automated", "automatic", "autoresponder"}
_FOR_MANY = {"campaign", "newsletter", "sequence", "mass", "bulk", "blast", "marketing", "drip"}
"""Of what is written, words for what goes to many; a marketing meeting is a meeting."""


def manner_of(text: str) -> Manner:
    """How a touch was made, by a source's word for it; unknown where that does not say so."""
    words = set(plain(text).split())
    is_machine = words & _MACHINE or (kind_of(text) in WRITTEN and words & _FOR_MANY)
    return Manner.AUTOMATED if is_machine else Manner.UNKNOWN


_ROUND_IT = re.compile(
    r"\b(automated|automatic|mass|bulk|marketing|campaign|sequence"
    r"|log|logged|phone|outbound|inbound|outgoing|incoming|sent|received)\b"
)


def kind_of(text: str) -> Kind:
    """The kind of touch that a source's word means; unknown for a word of its own."""
    word = plain(text)
    bare = " ".join(_ROUND_IT.sub(" ", word).split())
    return _KIND_OF.get(word) or _KIND_OF.get(bare, Kind.UNKNOWN)


def direction_of(text: str) -> Direction:
    """Who turned to whom, by a source's word; unknown for anything else."""
    words = set(plain(text).split())
    came = bool(words & {"inbound", "incoming", "in", "received"})
    went = bool(words & {"outbound", "outgoing", "out", "sent"})
    if came and went:
        return Direction.BOTH
    return Direction.IN if came else Direction.OUT if went else Direction.UNKNOWN


_NO_OWNER = {"", "no owner", "unassigned", "none", "n a", "not assigned", "nobody"}


def owner_of(text: str) -> str:
    """Whom a cell names as an owner; empty for the words that CRMs write for nobody."""
    return "" if plain(text) in _NO_OWNER else text


_HELD = {"held", "completed", "complete", "done", "closed", "sent", "received", "logged", "yes"}
_HELD |= {"true", "1", "finished", "attended", "connected"}


def was_held(text: str) -> bool:
    """Whether an activity's state says that it happened; what was only planned has not."""
    return plain(text) in _HELD


_NOT_HELD = {"cancelled", "canceled", "rescheduled", "postponed", "planned", "scheduled", "open"}
_NOT_HELD |= {"not started", "in progress", "deferred", "declined", "deleted"}


def was_called_off(text: str) -> bool:
    """Whether an activity's outcome says that it did not take place."""
    return plain(text) in _NOT_HELD


_NOBODY = {"no answer", "left voicemail", "voicemail", "busy", "no reply", "not reached"}
_NOBODY |= {"wrong number", "not held", "no show", "left message", "left live message"}


def nobody_there(text: str) -> bool:
    """Whether the outcome of a call says that nobody answered."""
    return plain(text) in _NOBODY
