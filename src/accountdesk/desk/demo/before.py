"""What had been before: the older life of an account, in a few patterns, as a CRM keeps it.

Which of the words an account gets depends on its name alone, so that a story which is added changes
no other one.
"""

from collections.abc import Iterator
from zlib import crc32

from accountdesk.desk.demo.story import Crm, Happening, Note, Renewed, Story
from accountdesk.desk.demo.team import LEAD, SINCE

_SERVED = (
    "visit {p}: Yearly service done, two belts and one sensor replaced",
    "call in {p}: Asked for spare grippers; they went out the same day",
    "call out {p}: Asked how the last batch ran; nothing to report",
    "mail in {p}: Wants the service sheet once more, the old one got wet",
    "visit {p}: Trained four new operators; one of them mended the counter",
    "call in {p}: The film has changed; set the sealing temperature again by phone",
    "meeting {p}: Went through the year's stoppages with them, eleven in all",
    "visit {p}: Audit day; stood next to the machine and answered what was asked",
    "call out {p}: Told them about the new software before it told them itself",
    "message in {p}: A picture of the hundred-thousandth pallet",
    "mail out automated: Newsletter: spare parts, now next day",
    "visit {p}: Noise from the infeed turned out to be a coin",
    "mail out automated: Invitation to our open house",
    "call in {p}: Line stood for an hour; the new tablet had locked itself",
    "visit {p}: Took the guide rails off and on again together, with a stopwatch",
    "call out {p}: Reminded them of the yearly service; it was in their diary already",
)
_MET = (
    "event {p}: Met at the packaging fair; took a sample of their film home",
    "event {p}: Talked for ten minutes, next to somebody else's stand",
    "call in {p}: Had read our name on the plate of a neighbour's machine",
    "mail in {p}: Asked for a brochure",
)
_EVERY = 80
"""Days between two visits or calls of the older life, more or less."""

_TO_DELIVER = 62
"""Days from an order to the first shift."""

_LONG_AGO = -60
"""A story that begins by this day tells itself how we got to know them."""


def before(story: Story) -> Iterator[Happening]:
    """What happened before, and beside, the life that a story tells; in no order."""
    told = [happening.away for happening in story.life if isinstance(happening, Note | Crm)]
    first = min(told, default=-20)
    if story.won:
        yield from _as_customer(story, first)
    elif first > _LONG_AGO:
        yield from _getting_to_know(story, first)


def _as_customer(story: Story, first: int) -> Iterator[Happening]:
    person, farmer = story.people[0].partition(",")[0], story.farmer
    for deal in story.won:
        delivered = deal.away + _TO_DELIVER
        if delivered < first:
            what = deal.name
            yield Crm(
                deal.away - 33, deal.who, f"meeting {person}: Our offer on their table: {what}"
            )
            yield Crm(deal.away, deal.who, f"call in {person}: Ordered: {what}")
            yield Crm(delivered, farmer, f"visit {person}: First shift went well: {what}")
    yield from _served(story, person, first)
    if story.contract is not None:
        a_year_ago = story.contract.away - 365
        # A service contract begins up to a hundred days after the machine was bought.
        if a_year_ago > max(SINCE, story.won[0].away + 100):
            euros = story.contract.euros * 97 // 10_000 * 100
            yield Renewed(a_year_ago, farmer or LEAD, euros)


def _served(story: Story, person: str, first: int) -> Iterator[Happening]:
    """Calls and visits between the first shift and the life that the story tells."""
    away, count = story.won[0].away + _TO_DELIVER + _EVERY, crc32(story.name.encode())
    while away < first - 14:
        text = _SERVED[count % len(_SERVED)].format(p=person)
        yield Crm(away, None if "automated" in text else story.farmer, text)
        away, count = away + _EVERY + count % 23, count + 7


def _getting_to_know(story: Story, first: int) -> Iterator[Happening]:
    person, chance = story.people[0].partition(",")[0], crc32(story.name.encode())
    hunter = next((happening.who for happening in story.life), LEAD)
    begun = first - 50 - chance % 40
    yield Crm(begun, hunter, _MET[chance % len(_MET)].format(p=person))
    yield Crm(begun + 5, hunter, f"mail out {person}: Two questions about their line, no brochure")
    yield Crm(begun + 8, hunter, f"mail in {person}: Answers to both, and a film of the line")
    if chance % 3 == 0:
        yield Crm(begun + 30, None, "mail out automated: Newsletter: spare parts, now next day")
