"""Customers with simpler lives, where somebody knows what is next."""

from accountdesk.core.handoff import Checklist, How
from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Contract,
    Note,
    OpenDeal,
    Story,
    Treated,
    WonDeal,
)
from accountdesk.desk.demo.together import Answered, Handed

STORIES = (
    Story(
        "Bramwick Cereals",
        "Lincoln, UK",
        "muesli",
        people=("Olive Carrick, Plant manager", "Graham Poole, Finance", "Lech Zawada, Shift lead"),
        farmer="ben",
        won=(WonDeal("Bag-in-box line", 98_000, -60, "ana"),),
        open_deals=(OpenDeal("Palletiser behind the line", 128_000, 104, "ana"),),
        contract=Contract(305, 30_000),
        life=(
            Handed(
                -58,
                "ana",
                Checklist(
                    who="Olive Carrick decides; Lech Zawada will live with the line; Graham Poole",
                    why="the old bags burst on the lorry, and Olive had enough of the broom",
                    needs="three hundred boxes an hour, with raisins, on two shifts",
                    promises="none open",
                    concerns="Lech was not asked before they bought; he should be from now on",
                ),
            ),
            Answered(-57, "ben", How.ACCEPTED),
            Answered(-56, "ben", How.TOLD, "I am the one to ring now, Ana stays near", (), "olive"),
            Note(
                -7,
                "ben",
                "visit olive lech: First month. Lech has put a strip of tape where the raisins "
                "jam; better than ours.\n"
                'feels(olive): content "A month, and nobody has kicked it."\n'
                "we: a guide for raisins, drawn after his tape by {+12}\n"
                "next: draw Lech's tape properly by {+5}",
            ),
        ),
    ),
    Story(
        "Tullyglass Water",
        "Sligo, Ireland",
        "water",
        people=("Maura Gillespie, Stores",),
        farmer="ben",
        won=(WonDeal("Cap sorter", 36_000, -497, "ana"),),
        contract=Contract(104, 7_800),
        life=(
            Treated(-150, "ben", Track.TRANSACTIONAL, "two orders a year, both on one page"),
            Note(
                -39,
                "ben",
                "mail in maura: Order for the half-year, all on one page.\n"
                "next: confirm the second delivery by {+20}",
            ),
        ),
    ),
    Story(
        "Obsthof Krähwinkel",
        "Jork, Germany",
        "apples",
        people=("Wiebke Harms, Packing house", "Jens Krähwinkel, Owner"),
        farmer="mei",
        won=(WonDeal("Sealer for apple trays", 62_000, -391, "jonas"),),
        contract=Contract(113, 13_500),
        life=(
            Note(
                -18,
                "mei",
                "call out wiebke: The cardboard trays are coming, plastic is out by their biggest "
                "customer's word. She is not afraid of it, she has kept the old tools.\n"
                "they(jens): forty cardboard trays by {+1}\n"
                "next: try Wiebke's cardboard tray by {+7}",
            ),
        ),
    ),
    Story(
        "Marchl & Söhne",
        "Graz, Austria",
        "pumpkin oil",
        people=("Franz Marchl, Owner", "Leopold Marchl, Son"),
        farmer="mei",
        won=(WonDeal("Bottle labeller", 41_000, -121, "jonas"),),
        open_deals=(OpenDeal("Labeller for the small bottle", None, None, "jonas"),),
        contract=Contract(322, 6_800),
        life=(
            Treated(
                -88,
                "mei",
                Track.TRANSACTIONAL,
                "the labeller is small and runs; ink and paper is all they need",
            ),
            Note(
                -22,
                "jonas",
                "call in leopold: Father says it can wait. He says that father always says so.\n"
                "next: ask Leopold what father says by {+12}",
            ),
            Note(
                -13,
                "mei",
                "mail in franz: Ordered ink, with a drawing of where the last bottle of it went.\n"
                "we: ink and a funnel to Graz by {+2}",
            ),
        ),
    ),
    Story(
        "Älvsered Glas",
        "Älvsered, Sweden",
        "glass",
        people=("Gunilla Forss, Dispatch",),
        won=(WonDeal("Interleaver", 27_000, -250, "jonas"),),
        life=(
            Treated(
                -140, "ruth", Track.TRANSACTIONAL, "paper by the lorry, the cheapest on the day"
            ),
            Note(
                -26,
                "jonas",
                "mail in gunilla: Orders paper by the lorry and nothing besides.\n"
                "next: find Gunilla a farmer by {+15}",
            ),
        ),
    ),
    Story(
        "Pekárna Hloušek",
        "Brno, Czechia",
        "rolls",
        people=("Zdeněk Hloušek, Owner",),
        farmer="mei",
        won=(WonDeal("Roll counter", 39_000, -433, "jonas"),),
        contract=Contract(290, 8_200),
        life=(
            Treated(
                -201,
                "mei",
                Track.TRANSACTIONAL,
                "he pays by return and wants to be left to his oven",
            ),
            Note(
                -31,
                "mei",
                "mail in zdeněk: Order by return, paid by return.\n"
                "next: warn Zdeněk of the new prices by {+21}",
            ),
        ),
    ),
    Story(
        "Miody Zarębski",
        "Olsztyn, Poland",
        "honey",
        people=("Halina Zarębska, Owner", "Tadeusz Zarębski, Bees"),
        farmer="mei",
        won=(WonDeal("Filler for honey jars", 52_000, -96, "jonas"),),
        contract=Contract(317, 10_400),
        life=(
            Note(
                -44,
                "jonas",
                "meeting halina: Hand-off to Mei. Halina counts jars, Tadeusz counts drops; talk "
                "to both. We have said that the nozzle does not drip.",
            ),
            Note(
                -6,
                "mei",
                "call in tadeusz: It drips. One drop in forty jars, he has them all on a saucer.\n"
                "we: short nozzle for Olsztyn by {+2}\n"
                "next: ask Tadeusz how many drops are left by {+12}",
            ),
        ),
    ),
)
