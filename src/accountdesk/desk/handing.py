"""Handing over: an account, or a unit of it, goes to the other seat, as one unit of work a step."""

from datetime import date
from typing import NamedTuple

from accountdesk.core.deal import DealFact
from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import Ambiguous, NotFound, NotUnderstood, Refused
from accountdesk.core.handoff import (
    Checklist,
    Handoff,
    HandoffAnswer,
    HandoffSaid,
    How,
    Part,
    Stands,
    other,
)
from accountdesk.core.joint_reasons import owed_win
from accountdesk.core.member import Holds, Seat
from accountdesk.core.text import must_be_short
from accountdesk.desk import joint_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import one_of
from accountdesk.desk.handing_rules import must_be_anothers, must_be_new
from accountdesk.desk.keeping import Word, answer, must_have_come, word_of
from accountdesk.desk.log import Noted, record


class Handing(NamedTuple):
    """What is to be handed over at an account.

    Attributes:
        word: The account, our team, the day.
        owed: The first win that nobody has handed over yet; None: none is owed.
    """

    word: Word
    owed: DealFact | None

    @property
    def going_on(self) -> tuple[Handoff, ...]:
        """Hand-offs that are not over, the oldest first."""
        return tuple(one for one in self.word.state.handoffs if not one.is_over(self.word.today))

    def standing(self, *stands: Stands) -> tuple[Handoff, ...]:
        """Those of them that have come so far."""
        return tuple(one for one in self.going_on if one.stands in stands)


def handing_of(desk: Desk, account: str) -> Handing:
    """What is to be handed over at the account that goes by a name.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: This desk only looks.
    """
    word = word_of(desk, account)
    return Handing(word, owed_win(word.state, word.team, word.today))


def giver_of(desk: Desk, word: Word) -> Seat:
    """The seat of the one at the desk; the hunters' where they hold none or both."""
    me = word.team.who(desk.claim)
    return Seat.FARMER if me is not None and me.seat is Holds.FARMER else Seat.HUNTER


def sent(
    handing: Handing, told: Checklist, giver: Seat, unit: str = "", to: str | None = None
) -> HandoffSaid:
    """A hand-off that begins, as somebody typed it.

    Raises:
        NotUnderstood: Nothing is said of a part.
    """
    must_be_whole(told)
    must_be_short(unit)
    win = handing.owed if giver is Seat.HUNTER and not unit else None
    parts = [" ".join(text.split()) for text in told]
    deal = None if win is None else win.key
    who, why, needs, promises, concerns = parts
    today = handing.word.today
    return HandoffSaid(giver, unit or None, deal, to, who, why, needs, promises, concerns, today)


def must_be_whole(told: Checklist) -> None:
    """Refuse a checklist with a gap, and parts that are too long for lists.

    Raises:
        NotUnderstood: Nothing is said of a part, or too much.
    """
    for text in told:
        must_be_short(text.strip())
    gaps = [part.value for part, text in zip(Part, told, strict=True) if not text.strip()]
    if gaps:
        raise NotUnderstood(
            f"Whoever takes over has to know: {', '.join(gaps)}. Where there is nothing, say so, "
            "like: none."
        )


def sent_again(one: Handoff, told: Checklist, today: date) -> HandoffAnswer:
    """A hand-off that was owed, or returned, with what was missing; as somebody typed it.

    Raises:
        NotUnderstood: Nothing is said of a part.
    """
    must_be_whole(told)
    texts = [" ".join(text.split()) for text in told]
    parts = [new if new != known else None for new, known in zip(texts, one.checklist, strict=True)]
    if one.stands is Stands.RETURNED and not any(parts):
        missing = ", ".join([*one.missing, *([one.words] if one.words else [])])
        raise NotUnderstood(f"It was returned, and nothing new is said yet: {missing}.")
    return HandoffAnswer(id_text(one.entry), How.SENT, today, (), None, None, *parts)


def named_unit(unit: str, giver: Seat, to: str | None, today: date) -> HandoffSaid:
    """A new buying unit, a hand-off of which is owed from now on.

    Raises:
        NotUnderstood: It has no name.
    """
    if not unit.strip():
        raise NotUnderstood("Name the new buying unit, like: plant in Lisbon.")
    must_be_short(unit)
    return HandoffSaid(giver, " ".join(unit.split()), None, to, on=today)


class More(NamedTuple):
    """What an answer says besides its day.

    Attributes:
        missing: Of what is returned the parts that are missing.
        words: What is missing, or what they were told; may be empty.
        person: Key of the customer's person who was told; None: nobody is named.
    """

    missing: tuple[Part, ...] = ()
    words: str = ""
    person: str | None = None


def answered(
    one: Handoff, how: How, on: date, today: date, more: More | None = None
) -> HandoffAnswer:
    """That a hand-off was accepted, returned, or told to the customer, as somebody typed it.

    Raises:
        NotUnderstood: It does not stand so, the day is none that can be, or nothing is missing of
            what is returned.
    """
    needs = Stands.ACCEPTED if how is How.TOLD else Stands.SENT
    if one.stands is not needs or (how is How.TOLD and one.told is not None):
        raise NotUnderstood(_cannot(one, how))
    must_have_come(on, one.since, today, "It was accepted" if how is How.TOLD else "It was sent")
    more = more or More()
    said = " ".join(more.words.split())
    must_be_short(said)
    if how is How.RETURNED and not (more.missing or said):
        parts = ", ".join(part.value for part in Part)
        raise NotUnderstood(f"Say what is missing: {parts}, or in words.")
    missing = tuple(part.value for part in Part if part in more.missing)
    return HandoffAnswer(id_text(one.entry), how, on, missing, said or None, more.person)


def _cannot(one: Handoff, how: How) -> str:
    what = joint_words.what(one)
    if how is How.TOLD and one.told is not None:
        return f"They were told of the hand-off of {what} {words.full(one.told)} already."
    if how is How.TOLD:
        return f"The hand-off of {what} is {one.stands.value}: it has to be accepted first."
    return f"The hand-off of {what} is {one.stands.value}: only what was sent is {how.value}."


def parts_typed(text: str) -> tuple[Part, ...]:
    """The parts that somebody typed, with commas between them, each as it begins.

    Raises:
        NotUnderstood: One of them is none.
    """
    found = [
        Part(one_of(word, [part.value for part in Part], "A hand-off has"))
        for word in text.split(",")
        if word.strip()
    ]
    return tuple(part for part in Part if part in found)


def hand_over(desk: Desk, handing: Handing, said: HandoffSaid) -> Noted:
    """Record a hand-off that begins, or a unit of which one is owed.

    Raises:
        Refused: Somebody was faster, or it could not be kept.
    """

    def check() -> None:
        now = handing_of(desk, handing.word.account)
        if now.word.state.handoffs != handing.word.state.handoffs:
            raise Refused(
                f"Somebody was faster with a hand-off of {handing.word.name}. Nothing was "
                "recorded; look at it again."
            )

    must_be_new(desk, handing.word, handing.going_on, said)
    return record(desk, [(handing.word.account, said)], check=check)


def go_on(desk: Desk, handing: Handing, one: Handoff, said: HandoffAnswer) -> Noted:
    """Record an answer to a hand-off.

    Raises:
        Refused: One accepts what they have sent themselves, somebody was faster, or it could not be
            kept.
    """
    must_be_anothers(desk, handing.word, one, said)

    def check() -> None:
        now = handoff_called(handing_of(desk, handing.word.account), one.entry)
        must_be_anothers(desk, handing.word, now, said)
        if now != one:
            stands = joint_words.handoff(now, handing.word.team, handing.word.today)
            raise Refused(f"Somebody was faster: {stands}. Nothing was recorded; look at it again.")

    return answer(desk, one.entry, said, check)


def handoff_called(handing: Handing, entry: EntryId) -> Handoff:
    """The hand-off that an entry named.

    Raises:
        NotFound: It named none, or was taken back.
    """
    for one in handing.word.state.handoffs:
        if one.entry == entry:
            return one
    raise NotFound(f"{id_text(entry)} is no hand-off of {handing.word.name}, or was taken back.")


def the_one(handing: Handing, reference: str, *stands: Stands) -> Handoff:
    """The hand-off that is meant: by the beginning of its id, or of its unit, else the only one.

    Raises:
        NotFound: None stands so.
        Ambiguous: Several do.
    """
    wanted = reference.casefold()
    found = [
        one
        for one in handing.standing(*stands)
        if id_text(one.entry).startswith(wanted) or one.unit.casefold().startswith(wanted)
    ]
    if not found:
        states = " or ".join(one.value for one in stands)
        named = f" “{reference}”" if reference else ""
        raise NotFound(f"No hand-off{named} of {handing.word.name} is {states}.")
    if len(found) > 1:
        told = "; ".join(f"{joint_words.what(one)} {id_text(one.entry)}" for one in found)
        raise Ambiguous(f"Several are meant: {told}. Name one by its id or its unit.")
    return found[0]


def takers(word: Word, giver: Seat) -> str:
    """Names of those who may accept, for a hint: who holds the other seat, else nobody known."""
    holders = word.state.farmers if giver is Seat.HUNTER else word.state.hunters
    return ", ".join(one.name for one in holders) or joint_words.seat(other(giver), word.team)
