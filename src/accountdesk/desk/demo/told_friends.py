"""Told stories of customers with whom it goes well, and how it came to that."""

from accountdesk.core.member import Seat
from accountdesk.core.referral import Stage as Way
from accountdesk.core.repair import Stage
from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Came,
    Contract,
    Crm,
    Kept,
    Note,
    OpenDeal,
    Righted,
    Seated,
    Story,
    Treated,
    WonDeal,
)
from accountdesk.desk.demo.together import Referred

CASTELMORO = Story(
    "Castelmoro Conserve",
    "Parma, Italy",
    "tomatoes in tins",
    people=("Ornella Ferri, Plant manager", "Renzo Ferri, Owner", "Gaia Sarti, Purchasing"),
    farmer="mei",
    won=(WonDeal("Case packer, line 1", 112_000, -486, "ana"),),
    open_deals=(OpenDeal("Case packer, line 3", 118_000, 68, "ana"),),
    contract=Contract(131, 28_000),
    life=(
        Note(
            -88,
            "mei",
            "visit ornella: Two million tins through the packer without a stop. She has painted "
            "one of them gold and put it on top of the cabinet.\n"
            "we: a second gripper on her shelf by {-74}",
        ),
        Came(-88, "mei", "stay"),
        Kept(-77, "mei", "second gripper"),
        Note(
            -59,
            "mei",
            'praise in ornella: "My sister-in-law in Trieste has the same trouble with coffee. I '
            'have told her to ring you, and nobody else." I had not asked.',
        ),
        Referred(-59, "mei", Way.CAME, "Giulia Corvara, Torrefazione Corvara", "ornella"),
        Note(-57, "mei", "gift out by-hand ornella: A glass dome for the golden tin."),
        Note(
            -54,
            "ana",
            'call out ornella: Thanked her, and asked what to know before we meet Trieste. "Let '
            'them talk first. They have been sold to a lot."\n'
            "we: word of how it went in Trieste by {-40}",
        ),
        Referred(-54, "ana", Way.THANKED, "Giulia Corvara", "ornella"),
        Seated(-52, "ruth", Seat.FARMER, ("ben", "mei")),
        Referred(-45, "ana", Way.MET, "Giulia Corvara", "ornella"),
        Kept(-44, "ana", "Trieste"),
        Note(
            -20,
            "ana",
            "meeting ornella renzo: Line 3. Renzo decides it, Ornella will have to live with it, "
            "and the two talk at supper, not in meetings.\n"
            "we: drawing of line 3 by {+6}\n"
            "we(mei): service sheet in Italian by {-6}\n"
            "they(renzo): whether the hall gets a second door by {+1}",
        ),
        Note(
            -13,
            "ben",
            "call out ornella: Said that I stand in when Mei is away, so that she knows my "
            "voice.\n"
            'feels: delighted "Even the one who stands in has heard of my tin."\n'
            "next: yearly service, both of us by {+27} 08:00",
        ),
        Kept(-9, "mei", "Italian"),
    ),
)

NETTLECOMBE = Story(
    "Nettlecombe Soap",
    "Frome, UK",
    "soap",
    people=("Joss Amory, Everything but soap",),
    farmer="ben",
    won=(WonDeal("Flow wrapper, used", 24_000, -392, "ana"),),
    contract=Contract(226, 4_800),
    life=(
        Treated(
            -280,
            "ben",
            Track.TRANSACTIONAL,
            "one small machine, the same parts every month, and Joss told us: no calls, have it "
            "in stock",
        ),
        Crm(-64, "ben", "mail in joss: Order: 4 short knives, 2 belts"),
        Crm(-64, None, "mail out automated: Your order ships tomorrow"),
        Note(
            -30,
            "ben",
            "complaint in joss: Ordered the short knives, got the long ones.\n"
            "wrong: long knives instead of short ones",
        ),
        Note(
            -29,
            "ben",
            "message out joss: The short ones went by courier at eight; keep the long ones.",
        ),
        Came(-29, "ben", "stay"),
        Righted(-29, "ben", "knives", Stage.FIXED, "The short ones by courier, at eight."),
        Righted(-29, "ben", "knives", Stage.GAVE, "The long ones are his."),
        Note(
            -29,
            "ben",
            'message in joss: "Sorted before lunch. That is all I ever want."\n'
            "next: both knives into the shop by {+3}",
        ),
        Righted(-29, "ben", "knives", Stage.CONFIRMED, "That is all I ever want.", "joss"),
    ),
)

ARRUDA = Story(
    "Filhos de Arruda",
    "Matosinhos, Portugal",
    "sardines in tins",
    people=("Graça Arruda, Owner", "Nuno Arruda, Owner", "Delfim Rocha, Foreman"),
    farmer="ben",
    won=(WonDeal("Paper wrapper for tins", 83_000, -258, "ana"),),
    contract=Contract(163, 13_000),
    life=(
        Note(
            -36,
            "ben",
            "call out graça: All well. The women at the line sing less since the wrapper came, "
            "she says; it is too quick for the old songs. Not sure that it was a complaint.",
        ),
        Note(
            -5,
            "ben",
            "mail in graça: A new, thinner paper has come. Could I look at it before they run it?",
        ),
        Note(
            -4,
            "ben",
            "call out graça delfim: Delfim will keep a pallet of the old paper, just in case.\n"
            "they(delfim): pallet of the old paper by {+1}\n"
            "we: visit for the thin paper by {+1} 09:00\n"
            "next: pack the soft rollers by {0}",
        ),
    ),
)

STORIES = (CASTELMORO, NETTLECOMBE, ARRUDA)
