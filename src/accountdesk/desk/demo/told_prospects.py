"""Told stories of companies that may become customers."""

from accountdesk.core.member import Seat
from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Blocked,
    Came,
    Crm,
    Done,
    Kept,
    Moved,
    Note,
    OpenDeal,
    Seated,
    Story,
    Treated,
    Yes,
)

FENWRIGHT = Story(
    "Fenwright Health",
    "Cambridge, UK",
    "tablets in cartons",
    people=(
        "Helen Osei, Head of packaging",
        "Marcus Thiele, Procurement",
        "Yusuf Rahman, Quality",
    ),
    open_deals=(OpenDeal("Two serialisation lines", 310_000, 12, "ana"),),
    life=(
        Note(
            -101,
            "ana",
            "meeting helen: It is not about a machine. There was a recall, and she was the one on "
            "the telephone. She never wants that night again.\n"
            "we: somebody to talk to who has had a recall by {-88}",
        ),
        Came(-101, "ana", "listen"),
        Treated(
            -100,
            "ana",
            Track.RELATIONAL,
            "strategic, large, risky, and no two sites do it alike: four times yes",
        ),
        Blocked(-94, "ana", "their test room is sealed until the auditors have been", "ruth"),
        Kept(-91, "ana", "recall"),
        Done(-72, "ana", "test room"),
        Note(
            -70,
            "ana",
            "visit helen yusuf: Yusuf lets nothing in that he has not tried to break himself. "
            "Left him our test unit for a fortnight.\n"
            "they: how he broke it by {-50}",
        ),
        Came(-70, "ana", "try"),
        Note(-47, "ana", "mail in yusuf: He could not break it. Three pages of how he tried."),
        Kept(-47, "ana", "broke it"),
        Note(
            -33,
            "ana",
            "call out marcus: He has three offers and has read the service terms of all of them. "
            "He knows our prices better than I do.\n"
            "we: one page: what our service has that theirs has not by {-28}",
        ),
        Kept(-28, "ana", "one page"),
        Note(
            -19,
            "ana",
            "meeting helen marcus: Helen makes it, Marcus carries it out, and the board asks only "
            "whether Yusuf has signed. He has.\n"
            "we: names of three night shifts to ring by {-12}",
        ),
        Kept(-15, "ana", "night shifts"),
        Note(
            -6,
            "ana",
            "call in helen: The board has it on its agenda. She asks that none of us rings its "
            "members. We won't.\n"
            "we: silence towards the board\n"
            'feels: calm "I have slept every night of this project."\n'
            "next: stay by the phone, board day by {+12}",
        ),
        Yes(-5, "ana", "silence", "helen", "Thank you. The others have rung already."),
    ),
)

GLENARVON = Story(
    "Glenarvon Oats",
    "Perth, UK",
    "oats and biscuits",
    people=("Fraser Muir, Works manager", "Isla Muir, Owner"),
    life=(
        Crm(-151, "jonas", "event fraser: Met at the fair; took a card and left two oat biscuits"),
        Crm(-140, None, "mail out automated: It was great to meet you at our stand!"),
        Crm(-119, None, "mail out automated: Did you see our last mail?"),
        Crm(-98, None, "mail out automated: Last chance: ten percent until Friday"),
        Note(
            -81,
            "ruth",
            "Three mails from the machine, not a word from them. That is shouting. Jonas, would "
            "you write one letter instead, by hand?",
        ),
        Seated(-81, "ruth", Seat.HUNTER, ("jonas",)),
        Note(
            -77,
            "jonas",
            "letter out by-hand fraser: Two pages and no offer. Asked what happens to the "
            "biscuits at the corners of the box; the two he gave me were broken.",
        ),
        Note(-61, "jonas", "call out no-answer fraser:"),
        Note(
            -47,
            "jonas",
            'message in fraser: "Had your letter. It IS the corners. Ring me when the stocktaking '
            'is over."',
        ),
        Note(
            -46,
            "jonas",
            "message out fraser: Thanked him. I will, at eight, as he likes it.\n"
            "next: ring Fraser by {-1} 08:00",
        ),
    ),
)

DOORNIK = Story(
    "Van Doornik",
    "Lisse, Netherlands",
    "flower bulbs",
    people=("Wim van Doornik, Owner", "Marijke Blom, Office"),
    open_deals=(OpenDeal("Bulb bagger, two sizes", 97_000, -4, "jonas"),),
    life=(
        Note(
            -60,
            "jonas",
            "visit wim: Three sheds, two brothers, one tractor. The season begins whether we are "
            "ready or not, he says.",
        ),
        Came(-60, "jonas", "listen"),
        Note(
            -34,
            "jonas",
            "call in wim: He wants the bagger, and he wants it to do both sizes.\n"
            "we: offer for both sizes by {-9}",
        ),
        Note(
            -10,
            "jonas",
            "call out wim: Told him that the offer will be late, and why: our price for the small "
            "size was wrong, and not in his favour.\n"
            'feels: calm "You say so before I have to ask. Good."\n'
            "next: drive to Lisse with it by {+3}",
        ),
        Moved(-10, "jonas", "both sizes", 2, "our price for the small size was wrong"),
        Crm(-3, None, 'mail in marijke: "Wim asks every morning whether there is post."'),
    ),
)

WIERZBNO = Story(
    "Zioła Wierzbno",
    "Lublin, Poland",
    "herbs in sachets",
    people=("Agnieszka Kaleta, Production", "Paweł Kaleta, Owner"),
    open_deals=(OpenDeal("Sachet line", 142_000, 75, "jonas"),),
    life=(
        Note(
            -46,
            "jonas",
            "call out agnieszka: She has compared five makers and sent me her table. We are third "
            "for price and first for spare parts. Floor, paper, output: all in there, so nobody "
            "need ask her again.",
        ),
        Came(-46, "jonas", "listen"),
        Note(
            -22,
            "jonas",
            "meeting agnieszka paweł: They need sixty sachets a minute and a changeover that one "
            "person can do. We can do seventy; the changeover takes one person and a half. Told "
            "them so.\n"
            "we: seventy sachets, with a changeover of one person and a half by {+75}",
        ),
        Came(-22, "jonas", "answer"),
        Note(
            -9,
            "jonas",
            'mail in agnieszka: "Thank you for the half. The others all said one."',
        ),
        Yes(-9, "jonas", "sachets", "agnieszka", "The others all said one."),
        Note(
            -8,
            "jonas",
            "call out agnieszka: She would like to talk to somebody who runs one.\n"
            "next: bring her together with Hugh by {+7} 14:00",
        ),
    ),
)

STORIES = (FENWRIGHT, GLENARVON, DOORNIK, WIERZBNO)
