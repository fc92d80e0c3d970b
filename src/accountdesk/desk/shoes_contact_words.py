"""Sentences of *their shoes* about contact: who turned to whom, waits, and silence."""

from accountdesk.core.lived import Silent, Touched, Waited
from accountdesk.core.touchpoint import WRITTEN, Direction, Kind, Manner
from accountdesk.desk import words
from accountdesk.desk.shoes_around import Around, ordinal, short


def waited(event: Waited, around: Around) -> str:
    """That they waited for an answer, or still do."""
    days, again = words.days(event.days), event.times - 1
    if event.still:
        more = f" and have turned to us {_times(again)} since" if again else ""
        did = _TURNED.get(event.kind, "wrote to us")
        return f"you {did} on {around.day(event.since)}{more}; still no answer after {days}"
    more = f", though you turned to us {_times(event.times)}" if again else ""
    return f"for {days} nobody had answered you{more}"


_TURNED = {
    Kind.CALL: "called us",
    Kind.MEETING: "came to meet us",
    Kind.VISIT: "came to see us",
    Kind.COMPLAINT: "complained",
}


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def silent(event: Silent, around: Around) -> str:
    """That nobody spoke with them."""
    has = "has" if event.still else "had"
    return f"for {words.days(event.days)} nobody of us {has} spoken with you"


def touched(event: Touched, around: Around) -> str:
    """Who turned to whom, and whether they found anybody."""
    if event.manner is Manner.AUTOMATED:
        return _by_machine(event)
    says = _IN if event.direction is Direction.IN else _OUT
    if event.direction in (Direction.BOTH, Direction.UNKNOWN):
        says = _BOTH
    name = around.ours(event.ours)
    missed = _MISSED.get((event.kind, event.direction)) if event.missed else None
    told = (missed or says[event.kind]).format(
        we=name or "we", us=name or "us", you=f"you{around.theirs(*event.theirs)}"
    )
    if event.words:
        told += f": {short(event.words)}"
    if event.nth > 1:
        told += f", the {ordinal(event.nth)} person of ours in {words.days(event.within)}"
    return told


_OUT = {
    Kind.CALL: "{we} called {you}",
    Kind.MEETING: "{we} met {you}",
    Kind.VISIT: "{we} came to see {you}",
    Kind.CHAT: "{we} chatted with {you}",
    Kind.MAIL: "{we} wrote {you} a mail",
    Kind.LETTER: "{we} wrote {you} a letter",
    Kind.MESSAGE: "{we} sent {you} a message",
    Kind.GIFT: "{we} gave {you} something",
    Kind.EVENT: "{we} met {you} at an event",
    Kind.PRAISE: "{we} praised {you}",
    Kind.COMPLAINT: "{we} complained to {you}",
    Kind.UNKNOWN: "{we} turned to {you}",
}
_IN = {
    Kind.CALL: "{you} called and spoke with {us}",
    Kind.MEETING: "{you} met {us}",
    Kind.VISIT: "{you} came to see {us}",
    Kind.CHAT: "{you} chatted with {us}",
    Kind.MAIL: "{you} wrote us a mail",
    Kind.LETTER: "{you} wrote us a letter",
    Kind.MESSAGE: "{you} sent us a message",
    Kind.GIFT: "{you} gave us something",
    Kind.EVENT: "{you} met {us} at an event",
    Kind.PRAISE: "{you} praised us",
    Kind.COMPLAINT: "{you} complained",
    Kind.UNKNOWN: "{you} turned to us",
}
_BOTH = {
    Kind.CALL: "{you} spoke with {us} on the phone",
    Kind.MEETING: "{you} met {us}",
    Kind.VISIT: "{you} met {us} on a visit",
    Kind.CHAT: "{you} chatted with {us}",
    Kind.MAIL: "a mail passed between {you} and {us}",
    Kind.LETTER: "a letter passed between {you} and {us}",
    Kind.MESSAGE: "a message passed between {you} and {us}",
    Kind.GIFT: "a gift passed between {you} and {us}",
    Kind.EVENT: "{you} met {us} at an event",
    Kind.PRAISE: "praise passed between {you} and {us}",
    Kind.COMPLAINT: "a complaint passed between {you} and {us}",
    Kind.UNKNOWN: "{you} were in touch with {us}; nobody noted how",
}
_MISSED = {
    (Kind.CALL, Direction.OUT): "{we} called {you}; you were not there",
    (Kind.MEETING, Direction.OUT): "{we} came to meet {you}; you were not there",
    (Kind.VISIT, Direction.OUT): "{we} came to see {you}; you were not there",
    (Kind.CHAT, Direction.OUT): "{we} wrote to {you} in a chat; you were not there",
    (Kind.CALL, Direction.IN): "{you} called; nobody was there",
    (Kind.MEETING, Direction.IN): "{you} came to meet us; nobody was there",
    (Kind.VISIT, Direction.IN): "{you} came to see us; nobody was there",
    (Kind.CHAT, Direction.IN): "{you} wrote to us in a chat; nobody was there",
}


def _by_machine(event: Touched) -> str:
    does = "wrote to" if event.kind in WRITTEN else "turned to"
    if event.direction is Direction.IN:
        return f"a machine of yours {does} us"
    if event.direction is Direction.OUT:
        return f"a machine {does} you"
    return "something automated passed between us"
