"""Words for goals: the bar, how far we are, what each seat adds next, what was added."""

from datetime import date

from accountdesk.core.by_hand import ByHand
from accountdesk.core.contribution import Flow
from accountdesk.core.goal import Pace, half_up
from accountdesk.core.member import Seat
from accountdesk.desk import words
from accountdesk.desk.formats import number
from accountdesk.desk.goals import Goal
from accountdesk.store.goals import Ahead, Given


def ahead(label: str, found: Ahead, today: date) -> str:
    """`Ana: Globex, offer, Fri 5 Dec, 82k EUR`; `label` stands for whom nobody knows."""
    coming = found.coming
    what = coming.what if coming.seat is Seat.HUNTER else "renewal"
    amount = None if coming.cents is None else words.short_money(coming.cents, coming.currency)
    parts = filter(None, (found.name, what, words.moment(coming.on, None, today), amount))
    return f"{', '.join(coming.who) or label}: {', '.join(parts)}"


def goal(found: Goal, *, short: bool = False) -> str:
    """`612,000 of 1,000,000 EUR · 4 % behind, needs 9k EUR a week`; with `short` `612k of 1M`."""
    say = words.short_money if short else words.money
    if found.target is None or found.pace is None:
        text = f"{say(found.value, found.currency)} in {found.period.text}"
    else:
        target = say(found.target, found.currency)
        text = f"{say(found.value, None)} of {target} · {_pace(found.pace, found.currency)}"
    others = [f"{say(cents, other or 'of unknown currency')}" for cents, other in found.others]
    notes = [f"not counted: {', '.join(others)}"] if others else []
    notes += ["only what was won: no contract has an amount"] if found.kept_unknown else []
    unknown = sum(one.unknown for one in found.sums)
    notes += [f"{number(unknown)} of unknown amount"] if unknown else []
    if found.undated:
        notes.append(f"{words.count(found.undated, 'won deal')} without a day in no period")
    return " · ".join([text, *notes])


def glance(found: Goal) -> str:
    """`612k of 1M · 4 % behind`, for the narrowest place."""
    value = words.short_money(found.value, None)
    if found.target is None or found.pace is None:
        return f"{value} in {found.period.text}"
    return f"{value} of {words.short_money(found.target, None)} · {where(found.pace)}"


def period(found: Goal) -> str:
    """`2017-Q4`; where a fiscal year is not the calendar's, with its days."""
    span = found.period
    if span.text[:4] == str(span.first.year) == str(span.last.year) or ".." in span.text:
        return span.text
    return f"{span.text} ({words.full(span.first)} – {words.full(span.last)})"


def _pace(pace: Pace, currency: str | None) -> str:
    if pace.percent >= 100 or pace.weekly is None:
        return where(pace)
    return f"{where(pace)}, needs {words.short_money(pace.weekly, currency)} a week"


FEWEST = 5
"""Of fewer no share is told: a percentage of three says nothing."""


def made(found: ByHand) -> str:
    """`62 of 84 by hand (74 %), 13 automated, 9 unknown; 4 automated ones without an answer`."""
    if not found.outgoing:
        return "nothing that went out is known"
    share = half_up(found.by_hand * 100, found.outgoing)
    percent = f" ({share} %)" if found.outgoing >= FEWEST else ""
    first = f"{number(found.by_hand)} of {number(found.outgoing)} by hand{percent}"
    silent = f"; {number(found.unanswered)} automated ones without an answer"
    return (
        f"{first}, {number(found.automated)} automated, {number(found.unknown)} unknown"
        f"{silent if found.unanswered else ''}"
    )


def where(pace: Pace) -> str:
    """`4 % behind`, `on pace`, `reached`, `7 % short` when no day is left: without an amount."""
    if pace.percent >= 100:
        return "reached"
    if pace.weekly is None:
        return f"{100 - pace.percent} % short"
    if not pace.ahead:
        return "on pace"
    return f"{abs(pace.ahead)} % {'ahead' if pace.ahead > 0 else 'behind'}"


def against(told: str) -> str:
    """`4 % behind an even pace`, for whoever does not know what `where` compares with."""
    ends = {"behind": " an even pace", "ahead": " of an even pace"}
    return told + ends.get(told.rpartition(" ")[2], "")


NEWS = {
    Flow.PRAISED: ("word of praise", "words of praise"),
    Flow.KEPT: ("contract renewed", "contracts renewed"),
    Flow.WON: ("deal won", "deals won"),
}
"""What good news is called, one and several."""


def news(found: Given, today: date) -> str:
    """`Globex: deal won, 82k EUR, yesterday`."""
    known = found.flow is not Flow.PRAISED and not found.unknown
    amount = words.short_money(found.cents, found.currency) if known else None
    what = NEWS[found.flow][0] if found.n == 1 else words.count(found.n, *NEWS[found.flow])
    parts = filter(None, (what, amount, words.moment(found.on, None, today)))
    return f"{found.name}: {', '.join(parts)}"


BAR_FULL, BAR_REST, BAR_MARK = "█", "·", "┊"


def bar(found: Goal, cells: int) -> str:
    """The goal as a bar of so many cells, with a mark where an even pace would be; else empty."""
    if found.target is None or found.pace is None:
        return ""
    return drawn(found.value, found.pace.expected, found.target, cells)


def drawn(reached: int, expected: int, whole: int, cells: int) -> str:
    """A bar of so many cells, what is reached and what is expected being parts of `whole`."""
    full = min(cells, reached * cells // whole) if reached > 0 else 0
    mark = expected * cells // whole
    parts = [BAR_FULL] * full + [BAR_REST] * (cells - full)
    if full <= mark < cells:
        parts[mark] = BAR_MARK
    return "".join(parts)


def data(found: Goal) -> dict[str, object]:
    """A goal for programs: amounts in their currency, days as ISO text, None for unknown."""
    pace = found.pace
    return {
        "metric": found.word,
        "label": found.metric.label,
        "means": found.metric.means,
        "period": found.period.text,
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "currency": found.currency,
        "value": _number(found.value),
        "others": [{"value": _number(cents), "currency": other} for cents, other in found.others],
        "deals": sum(one.n for one in found.sums if one.flow is Flow.WON),
        "renewals": sum(one.n for one in found.sums if one.flow is Flow.KEPT),
        "of_unknown_amount": sum(one.unknown for one in found.sums),
        "won_without_day": found.undated,
        "target": None if found.target is None else _number(found.target),
        "percent": None if pace is None else pace.percent,
        "ahead_percent": None if pace is None else pace.ahead,
        "needed_weekly": None if pace is None or pace.weekly is None else _number(pace.weekly),
    }


def _number(cents: int) -> int | float:
    whole, rest = divmod(cents, 100)
    return cents / 100 if rest else whole
