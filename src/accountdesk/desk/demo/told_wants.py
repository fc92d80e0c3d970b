"""What some accounts of the demo want, what they gained, and how close they let us.

It belongs to the lives of their stories, on the days of the contacts in which it came up.
"""

from collections.abc import Mapping

from accountdesk.core.insider import Answer, Statement
from accountdesk.core.need import Able, Knew
from accountdesk.desk.demo.story import Note
from accountdesk.desk.demo.wants import (
    Agreed,
    Aimed,
    Answered,
    Knows,
    Let,
    Met,
    Needed,
    Spends,
    Want,
)

WANTS: Mapping[str, tuple[Want | Note, ...]] = {
    "Harrow & Pike": (
        Aimed(
            -74, "ben", "dana", "no bread waits for a changeover",
            "minutes of standstill on a Friday", 90,
        ),
        Needed(-74, "ben", "dana", "a changeover that one person does in ten minutes"),
        Answered(-67, "ben", Able.CAN, "quick-change rails on her sealer", "changeover", -67),
        Note(-67, "ben", "learned: tell what fits an old machine before they ask for a new one"),
        Agreed(-24, "ben", "ten minutes", "dana", "Ten. I will stand there with a watch."),
        Needed(-24, "ben", "dana", "somebody on the night shift who knows the sealer"),
        Note(-24, "ben", "gain them: twelve minutes less each Friday, with the trays in order"),
        Knows(-7, "ana", "colin", Knew.READ, "the payback of our line at two other bakeries"),
        Spends(-7, "ana", 150_000, "Colin's figures for the second line"),
    ),
    "Brüder Lang": (
        Needed(-26, "mei", "anneliese", "labels that hold at four degrees"),
        Answered(-26, "mei", Able.CAN, "cold-store glue on all four heads", "four degrees", -26),
        Met(-16, "mei", "four degrees"),
        Note(-16, "mei", "learned: ask how cold the room is before choosing a glue"),
    ),
    "Ørsund Havn": (
        Needed(-98, "jonas", "terje", "no strapping by hand at two in the morning"),
        Aimed(-54, "jonas", "ingrid", "no standstill in the herring weeks", "hours of standstill"),
        Answered(-54, "jonas", Able.CAN, "a cell that is switched in four hours", "by hand", -54),
        Agreed(-17, "jonas", "herring", "ingrid", "Not one hour."),
    ),
    "Castelmoro Conserve": (
        Note(-88, "mei", "gain them: two million tins through line 1 without a stop"),
        Note(-59, "mei", "gain us: a door in Trieste that we had not knocked at"),
        Let(-59, "mei", Statement.INTRODUCED, Answer.YES, "sister-in-law"),
        Spends(-20, "ana", 240_000, "Renzo, over the drawing of line 3"),
    ),
    "Bramwick Cereals": (
        Needed(-7, "ben", "lech", "raisins that do not jam"),
        Answered(-7, "ben", Able.CAN, "Lech's strip of tape, as a proper part", "raisins"),
    ),
    "Fenwright Health": (
        Aimed(-101, "ana", "helen", "never that night again", "recalls, and hours on the phone"),
        Let(-101, "ana", Statement.TOLD_INSIDE, Answer.YES, "There was a recall"),
        Knows(-47, "ana", "yusuf", Knew.TRIED, "to break our test unit, for a fortnight"),
        Knows(-33, "ana", "marcus", Knew.COMPARED, "three offers, with the service terms of each"),
        Agreed(-19, "ana", "that night", "helen", "Nobody has put it so short."),
        Let(-6, "ana", Statement.TOLD_BEFORE, Answer.YES, "The board has it on its agenda"),
    ),
    "Zioła Wierzbno": (
        Knows(-46, "jonas", "agnieszka", Knew.COMPARED, "five makers: floor, paper, output, parts"),
        Let(-46, "jonas", Statement.SHOWED_OFFER, Answer.YES, "compared five makers"),
        Needed(-22, "jonas", "agnieszka", "sixty sachets a minute"),
        Needed(-22, "jonas", "agnieszka", "a changeover that one person can do"),
        Answered(-22, "jonas", Able.CAN, "seventy sachets a minute", "sixty sachets", -22),
        Answered(
            -22, "jonas", Able.CANNOT, "one person: ours takes one and a half", "changeover", -22
        ),
        Agreed(-9, "jonas", "changeover", "agnieszka", "The others all said one."),
        Note(-9, "jonas", "learned: a half that is told counts for more than a whole that is not"),
    ),
    "Torrefazione Corvara": (
        Note(-18, "ana", "learned: look at the valve before the packer, where bags burst"),
    ),
}  # fmt: skip
"""By the name of the story."""
