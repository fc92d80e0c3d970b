"""Told stories of customers who left, of one who came back, and of one who has gone quiet."""

from accountdesk.core.account import Why
from accountdesk.core.repair import Stage
from accountdesk.desk.demo.story import (
    Contract,
    Crm,
    Done,
    Gone,
    Kept,
    Note,
    Righted,
    Story,
    WonDeal,
)

TIVERLEY = Story(
    "Tiverley Teas",
    "Bristol, UK",
    "tea",
    people=("Hugh Penrose, Operations director", "Oonagh Flynn, Finance"),
    farmer="ben",
    won=(
        WonDeal("Overwrapper for tea boxes", 58_000, -644, "ana"),
        WonDeal("Second overwrapper", 44_000, -33, "ana"),
    ),
    contract=Contract(332, 12_000),
    life=(
        Crm(-590, None, "visit hugh: First shift with the overwrapper went well"),
        Crm(-431, None, "call in hugh: Who looks after them, now that our man has left?"),
        Crm(
            -254, None, "mail in hugh: Fourth time of asking: who do we call about the sealing bar?"
        ),
        Gone(
            -240,
            "ruth",
            "Nine days, four mails, and nobody rang back. We have found somebody who picks up.",
            Why.CARE,
        ),
        Note(
            -232,
            "ruth",
            "visit hugh: Went to Bristol to say sorry, not to sell. He gave me tea, and forty "
            "minutes, and a list of the four mails.\n"
            "wrong: nine days, four mails, and nobody rang back",
        ),
        Righted(-232, "ruth", "four mails", Stage.TOLD, "Whose inbox it was each time: nobody's."),
        Note(
            -228,
            "ruth",
            "letter out by-hand hugh: What went wrong, day by day, and what is different now: "
            "every mail of a customer has one name behind it by noon.",
        ),
        Righted(-228, "ruth", "four mails", Stage.FIXED, "One name behind every mail, by noon."),
        Note(
            -120,
            "ana",
            'call in hugh: The others are fine, "and do not know Assam from sawdust". Would we '
            "look at a second machine?\n"
            "we: one machine to look at, or an honest no by {-104}",
        ),
        Kept(-107, "ana", "honest no"),
        Note(
            -84,
            "ana",
            "meeting hugh oonagh: Oonagh asked straight out who picks up. Gave her Ben's number; "
            "she rang it there and then. He picked up.\n"
            "we: an offer on one page by {-70}",
        ),
        Kept(-73, "ana", "one page"),
        Note(-33, "ana", 'call in hugh: They are back. "Because you once came without an offer."'),
        Righted(
            -33,
            "ana",
            "four mails",
            Stage.CONFIRMED,
            "Because you once came without an offer.",
            "hugh",
        ),
        Note(
            -31,
            "ana",
            "meeting hugh: Hand-off to Ben, with the list of the four mails. It hangs over his "
            "desk.\n"
            "we(ben): the sealing bar of the fourth mail by {-16}",
        ),
        Kept(-18, "ben", "sealing bar"),
        Note(
            -6,
            "ben",
            "call out hugh: A month in, two questions, both answered the same morning. He "
            "counts.\n"
            'feels: content "So far, so quick."\n'
            "next: monthly call with Hugh by {+22} 09:30",
        ),
    ),
)

DAUCLAIR = Story(
    "Moulin Dauclair",
    "Chartres, France",
    "flour",
    people=("Armelle Dauclair, Owner", "Luc Vasseur, Purchasing"),
    farmer="ben",
    won=(WonDeal("Sack filler", 64_000, -561, "ana"),),
    contract=Contract(-70, 15_000),
    life=(
        Note(
            -150,
            "ben",
            "call in armelle: Grain is eating them. She has every invoice read to her twice.",
        ),
        Note(
            -112,
            "ben",
            "meeting armelle luc: Luc put another offer on the table, 22 percent under ours. No "
            "service in it; he knows that, he says.\n"
            "we: our offer without the service visits by {-97}",
        ),
        Kept(-90, "ben", "without the service visits"),
        Note(-90, "ben", "mail out luc: The offer, a week late."),
        Gone(
            -76,
            "ben",
            "You were never bad. You were dear, and then you were late with the cheaper offer.",
            Why.PRICE,
        ),
        Note(
            -75,
            "ruth",
            "The week cost us more than the price did. We had all the figures on the first day.",
        ),
    ),
)

KESTERMANN = Story(
    "Kestermann & Vogt",
    "Solingen, Germany",
    "screws",
    people=("Udo Kestermann, Managing director",),
    farmer="mei",
    won=(WonDeal("Carton former", 52_000, -702, "jonas"),),
    life=(
        Note(
            -171,
            "mei",
            "call in udo: Their two biggest customers take the screws in crates now. The former "
            "runs on Tuesdays.",
        ),
        Gone(
            -160,
            "mei",
            "Your machine was right for us. We have become too small for it.",
            Why.FIT,
        ),
        Note(
            -152,
            "mei",
            "visit udo: Helped him write the advertisement for the former. He paid for lunch.",
        ),
        Note(
            -96,
            "mei",
            "message in udo: Sold, for more than he had hoped, to a turner near Zwickau. He gave "
            "them my name along with the manual.",
        ),
    ),
)

PALSMAKI = Story(
    "Pälsmäki",
    "Kuopio, Finland",
    "berries",
    people=("Aino Rautio, Plant manager", "Eero Pälsmäki, Owner"),
    farmer="mei",
    won=(WonDeal("Punnet sealer", 67_000, -438, "jonas"),),
    contract=Contract(172, 16_500),
    life=(
        Note(
            -112,
            "mei",
            "visit aino: The sealer is the only machine here that has a name. They call it "
            "Kaarlo.\n"
            "next: drawing for the bigger punnet by {-102}",
        ),
        Done(-103, "mei", "bigger punnet"),
        Note(
            -59,
            "mei",
            "call in aino: Tuomas, who ran Kaarlo, has gone to his brother's farm. The new one is "
            "careful and slow. She sounded tired.",
        ),
        Note(-41, "mei", "mail out by-hand aino: How is the new one getting on with Kaarlo?"),
        Crm(-26, None, "mail out automated: Newsletter: five tips for a faster line"),
        Note(-13, "mei", "call out no-answer aino:"),
    ),
)

STORIES = (TIVERLEY, DAUCLAIR, KESTERMANN, PALSMAKI)
