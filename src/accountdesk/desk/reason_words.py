"""Reasons in words: what a row of a list says, the line that explains it, and the sum behind it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from accountdesk.core.attention import Attention, Group, Term
from accountdesk.core.feeling import Mood
from accountdesk.core.handoff import Stands
from accountdesk.core.joint_reasons import NOT_TOLD
from accountdesk.core.line import Line
from accountdesk.core.repair import Stage
from accountdesk.core.track import Track
from accountdesk.desk import words
from accountdesk.desk.words import GONE, GROUPS, NOT_RECEIVED, UPDATE, count, day, moment


class Reason(NamedTuple):
    """A reason in words, and when, in words; `when` is empty where there is no day."""

    text: str
    when: str


def reason(line: Line, today: date) -> Reason:
    """What a row of a list says on a day."""
    if not line.received:
        return Reason(NOT_RECEIVED, "")
    if not line.readable:
        return Reason(UPDATE, "")
    if line.not_now is not None and not line.word:
        why = f"not now: {line.why_not}" if line.why_not else "not now"
        return Reason(why, day(line.not_now, today))
    if line.gone and line.word in ("", "nothing next"):
        return Reason(GONE, "")
    return _REASONS.get(line.word, _of_a_newer_program)(line, today)


def _of_a_newer_program(line: Line, today: date) -> Reason:
    return Reason(f"{line.word} ({UPDATE})", "")


def _next_step(line: Line, today: date) -> Reason:
    assert line.on is not None
    late = (today - line.on).days
    return Reason(line.text, f"{late} d late" if late > 0 else moment(line.on, line.time, today))


def _promise(line: Line, today: date) -> Reason:
    assert line.on is not None
    late = (today - line.on).days
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    whose = "their" if line.word == "their promise" else "our"
    when = f"{late} d late" if late > 0 else moment(line.on, line.time, today)
    return Reason(f"{whose} {_bare(line.text)}{more}", when)


def _bare(text: str) -> str:
    """What was promised without an article in front: `our quote`, not `our the quote`."""
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in ("a", "an", "the", "our", "their") and rest else text


def _repair(line: Line, today: date) -> Reason:
    assert line.on is not None
    stands = {"": "", Stage.GAVE: ", more given, not yet right"}.get(line.more)
    stands = f", {line.more}, not yet right" if stands is None else stands
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    return Reason(f"{line.text}{stands}{more}", f"{(today - line.on).days} d")


def _feels(line: Line, today: date) -> Reason:
    assert line.on is not None
    quote = f": “{line.text}”" if line.text else f" ({line.more})" if line.more else ""
    return Reason(f"{line.word}{quote}", f"{(today - line.on).days} d")


def _no_cover(line: Line, today: date) -> Reason:
    assert line.on is not None
    until = day(line.on, today)
    return Reason(f"nobody covers: {line.text} ({line.more} is away until {until})", "")


def _case(line: Line, today: date) -> Reason:
    assert line.on is not None
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    return Reason(f"case: {line.text or 'no subject'}{more}", f"{(today - line.on).days} d late")


def _broken(line: Line, today: date) -> Reason:
    assert line.on is not None
    return Reason(f"we broke our word: {line.text}", f"{(today - line.on).days} d")


def _disputed(line: Line, today: date) -> Reason:
    return Reason(f"disputed: our {_bare(line.text)}", "")


def _one_thread(line: Line, today: date) -> Reason:
    assert line.on is not None
    return Reason(f"spoke only with {line.more or 'one person'}", f"{(today - line.on).days} d")


def _silence(line: Line, today: date) -> Reason:
    assert line.on is not None
    return Reason(f"silent (every {line.number} d)", f"{(today - line.on).days} d")


def _hand_off(line: Line, today: date) -> Reason:
    assert line.on is not None
    stands = {
        Stands.SENT.value: "hand-off not accepted yet",
        NOT_TOLD: "nobody has told them of the hand-off",
    }.get(line.more, f"hand-off {line.more}")
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    text = f": {line.text}" if line.text else ""
    return Reason(f"{stands}{text}{more}", f"{(today - line.on).days} d")


def _stays(line: Line, today: date) -> Reason:
    if line.more == Stands.SENT:
        return Reason("handed over, not accepted yet", "")
    return Reason("until the first promise is kept", "")


def _thank_you(line: Line, today: date) -> Reason:
    assert line.on is not None
    for_whom = f" for {line.text}" if line.text else " for a referral"
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    whom = line.more or "them"
    return Reason(f"thank {whom}{for_whom}{more}", f"{(today - line.on).days} d")


def _their_step(line: Line, today: date) -> Reason:
    assert line.on is not None
    whose = f" ({line.more})" if line.more else ""
    more = f" and {line.number - 1} more" if line.number > 1 else ""
    return Reason(f"their step: {line.text}{whose}{more}", f"{(today - line.on).days} d late")


def _dated(line: Line, today: date) -> Reason:
    assert line.on is not None
    away = (line.on - today).days
    return Reason(line.word, f"{-away} d ago" if away < 0 else f"in {away} d" if away else "today")


def _nothing_next(line: Line, today: date) -> Reason:
    deals = f"{count(line.number, 'open deal')}, " if line.number else ""
    return Reason(f"{deals}nothing next", "")


def _in_order(line: Line, today: date) -> Reason:
    late = line.next_due is not None and line.next_due < today
    if not line.next_what or late:  # what is late is a reason of the other seat
        return Reason("in order", "")
    when = "" if line.next_due is None else moment(line.next_due, line.next_time, today)
    return Reason(line.next_what, when)


def last_touch(line: Line, today: date) -> str:
    """`call out, Ana, 9 d ago`: how and by whom; empty if no touch is known."""
    if line.last_on is None or line.last_kind is None:
        return ""
    way = "" if line.last_direction is None else words.direction(line.last_direction)
    days_ago = (today - line.last_on).days
    near = "today" if days_ago == 0 else f"{days_ago} d ago"
    return ", ".join(filter(None, (words.kind(line.last_kind) + way, line.last_by, near)))


def next_step(line: Line, today: date) -> str:
    """`demo with finance, Tue 2 Jan 10:00`; empty if nothing is next."""
    when = "" if line.next_due is None else moment(line.next_due, line.next_time, today)
    return ", ".join(filter(None, (line.next_what, when)))


def told(line: Line, today: date) -> str:
    """The line that explains an account: the reason in full, what else counts, last and next."""
    why = reason(line, today)
    parts = [line.name, f"{why.text} {why.when}".rstrip()]
    if line.reasons > 1:
        parts.append(f"and {count(line.reasons - 1, 'more reason')}")
    last, coming = last_touch(line, today), next_step(line, today)
    parts.append(f"last: {last}" if last else "no touch known")
    if coming and line.word != "next step" and why.text != line.next_what:
        parts.append(f"next: {coming}")
    if line.feels and line.word != line.feels:
        assert line.feels_on is not None
        parts.append(f"{line.feels}, {(today - line.feels_on).days} d")
    if line.blocked:
        parts.append(f"blocked: {line.blocked}")
    if line.away:
        parts.append(f"{line.away} is away, {line.cover or 'nobody'} covers")
    return " · ".join([*parts, line.track.value])


_REASONS: dict[str, Callable[[Line, date], Reason]] = {
    "next step": _next_step,
    "repair": _repair,
    "promise": _promise,
    "promise due": _promise,
    "disputed": _disputed,
    "broken": _broken,
    "case": _case,
    "their promise": _promise,
    "no cover": _no_cover,
    "one thread": _one_thread,
    "hand-off": _hand_off,
    "stays": _stays,
    "thank-you": _thank_you,
    "their step": _their_step,
    **dict.fromkeys((mood.value for mood in Mood), _feels),
    "silence": _silence,
    "decision": _dated,
    "renewal": _dated,
    "nothing next": _nothing_next,
    "": _in_order,
}


def total(attention: Attention) -> str:
    """`54 = silence 23 + promise 15`, the sum that a list is ordered by."""
    put_off = "" if attention.put_off is None else words.not_now(attention.put_off)
    if not attention.terms:
        return f"0: {put_off or 'in order'}"
    if attention.group is Group.IN_ORDER:  # nobody is called, but somebody stays
        return f"0: {', '.join(term.word for term in attention.terms)}"
    counted = [term for term in _by_points(attention.terms) if term.points]
    points = " + ".join(f"{term.word} {term.points}" for term in counted) or "0"
    weighless = {term.word: term.pinned for term in attention.terms if not term.points}
    more = "".join(f"; {'pinned: ' if up else ''}{word}" for word, up in weighless.items())
    return f"{attention.points} = {points}{more}" + (f"; the rest {put_off}" if put_off else "")


def terms(attention: Attention, today: date) -> tuple[tuple[Term, str], ...]:
    """Each reason, the most pressing first, and in full: `10 Due: ring Fraser 3 d late`.

    Behind them what was put off, which adds nothing.
    """
    calls = [(term, f"{term.points:>3}  ") for term in attention.terms]
    off = [(term, "  0  put off: ") for term in attention.hidden]
    return tuple((term, f"{weight}{_term(term, today)}") for term, weight in (*calls, *off))


def reasons(attention: Attention, today: date) -> tuple[str, ...]:
    """Each reason that calls, in full and without its points: `Due: ring Fraser 3 d late`."""
    return tuple(_term(term, today) for term in attention.terms)


def _by_points(terms: Sequence[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (-term.points, term.word))


def _term(term: Term, today: date) -> str:
    why = reason(
        Line(
            *("", Track.RELATIONAL, 0, term.word, term.on, term.text, term.time, term.number),
            more=term.more,
        ),
        today,
    )
    said = term.word in why.text or "promise" in term.word or term.word in ("silence", "repair")
    named = why.text if said else f"{term.word}: {why.text}"
    return f"{GROUPS[term.group]}: {named} {why.when}".rstrip()
