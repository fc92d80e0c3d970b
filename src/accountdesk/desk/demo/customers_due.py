"""Customers with simpler lives, for whom a renewal or a step comes up."""

from accountdesk.core.referral import Stage as Way
from accountdesk.core.repair import Stage
from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Broke,
    Contract,
    Kept,
    Moved,
    Note,
    Righted,
    Story,
    Treated,
    WonDeal,
    Wrong,
)
from accountdesk.desk.demo.together import Referred

STORIES = (
    Story(
        "Stanmoor Pet Foods",
        "York, UK",
        "pet food",
        people=("Gillian Frost, Plant manager", "Tom Achebe, Maintenance"),
        farmer="ben",
        won=(WonDeal("Pouch packer", 148_000, -561, "ana"),),
        contract=Contract(9, 26_000),
        life=(
            Note(
                -118,
                "ben",
                "call in tom: The film tears whenever a reel is changed.\n"
                "we: a way to change a reel in one piece by {-104}",
            ),
            Kept(-106, "ben", "change a reel"),
            Note(
                -67,
                "ben",
                "visit tom: Tom changes a reel in four minutes and has let me watch it three "
                "times.\n"
                "we: the same in pictures, for the second shift by {-53}",
            ),
            Kept(-55, "ben", "in pictures"),
            Note(
                -26,
                "ben",
                "call in gillian: Nine pages of contract. She would read one.\n"
                "we: renewal on one page by {-13}",
            ),
            Kept(-14, "ben", "one page"),
            Note(
                -12,
                "ben",
                "call out gillian: The renewal is on her desk, under the cat food. She means to "
                "sign.\n"
                "they: signed renewal by {+2}\n"
                "next: fetch the signed contract by {+6}",
            ),
        ),
    ),
    Story(
        "Knockbrack Creamery",
        "Cork, Ireland",
        "butter",
        people=("Declan Roche, Plant manager", "Aoife Brady, Finance", "Sean Hurley, Shift lead"),
        farmer="ben",
        won=(
            WonDeal("Butter wrapper", 98_000, -689, "ana"),
            WonDeal("Second butter wrapper", 96_000, -152, "ana"),
        ),
        contract=Contract(17, 21_000),
        life=(
            Note(
                -58,
                "ben",
                "call in aoife: The second wrapper came on two invoices. She found it because "
                "she reads them; not everybody does, she says.\n"
                "wrong: invoice doubled by {-44}",
            ),
            Righted(-58, "ben", "invoice", Stage.TOLD, "It was us, and she was right to ring."),
            Righted(
                -55,
                "ben",
                "invoice",
                Stage.FIXED,
                "One taken back, and the tick taken out that doubles what has a discount.",
            ),
            Righted(
                -48,
                "ben",
                "invoice",
                Stage.CONFIRMED,
                "Right to the cent. Thank you for not arguing.",
                "aoife",
            ),
            Note(
                -19,
                "ben",
                "visit declan sean: Down to one stop a shift. Declan has hung the chart in the "
                "hall, with my name on it, spelt wrong.\n"
                "they(declan): signed renewal by {-2}",
            ),
        ),
    ),
    Story(
        "Biscuits Lorvec",
        "Quimper, France",
        "biscuits",
        people=("Maëlle Kerdoncuff, Plant manager", "Yann Lorvec, Owner"),
        farmer="ben",
        won=(WonDeal("Biscuit tray loader", 119_000, -372, "ana"),),
        contract=Contract(38, 18_500),
        life=(
            Note(
                -33,
                "ben",
                "visit maëlle: The loader is fine, the trays are not: every tenth one is warped. "
                "Measured forty with her, in the rain.\n"
                "we: answer of the tray maker by {-19}\n"
                "next: ask Maëlle what she wants in it by {+11}",
            ),
            Moved(-22, "ben", "tray maker", -8, "the tray maker is on strike"),
            Note(
                -10,
                "ben",
                "call out maëlle: No answer from the tray maker yet.\n"
                'feels: uneasy "It is kind of you to ring. You ring to say that you will ring."',
            ),
            Moved(-10, "ben", "tray maker", 10, "the strike is over, the pile on his desk is not"),
        ),
    ),
    Story(
        "Torsvik Knäcke",
        "Jönköping, Sweden",
        "crispbread",
        people=("Lena Broman, Operations", "Arvid Stål, Safety"),
        farmer="mei",
        won=(
            WonDeal("Crispbread stacker", 104_000, -640, "jonas"),
            WonDeal("Stacker for round bread", 88_000, -209, "jonas"),
        ),
        contract=Contract(46, 22_000),
        life=(
            Note(
                -14,
                "mei",
                "meeting lena arvid: Arvid measures 84 decibels at the stacker, we measure 81. We "
                "agreed to measure together.\n"
                "next: measure the noise with Arvid by {+18} 13:00",
            ),
        ),
    ),
    Story(
        "Molenaar & Poot",
        "Zaandam, Netherlands",
        "coffee",
        people=("Saskia Poot, Purchasing",),
        farmer="mei",
        won=(WonDeal("Valve applicator", 38_000, -590, "jonas"),),
        contract=Contract(55, 7_200),
        life=(
            Treated(
                -263,
                "mei",
                Track.TRANSACTIONAL,
                "one part, every month, by mail; Saskia wants a price and a date",
            ),
            Note(-8, "mei", "mail in saskia: Ordered 20,000 valves, like every month."),
        ),
    ),
    Story(
        "Almazara Lucientes",
        "Jaén, Spain",
        "olive oil",
        people=("Rocío Lucientes, Owner", "Paco Siles, Cellar master"),
        farmer="ben",
        won=(WonDeal("Bottle capper", 74_000, -503, "ana"),),
        contract=Contract(67, 16_000),
        life=(
            Note(
                -96,
                "ben",
                "call in rocío: A new bottle with a neck like a heron.\n"
                "we: capper heads for the new neck by {-82}",
            ),
            Broke(-76, "ben", "capper heads", "still at the turner's when the harvest began"),
            Wrong(-76, "ben", "four days of harvest without capper heads", "capper heads"),
            Righted(-76, "ben", "harvest", Stage.TOLD, "Rang before she did, with the bad news."),
            Righted(
                -73, "ben", "harvest", Stage.GAVE, "Our own heads on loan, and me to fit them."
            ),
            Righted(-71, "ben", "harvest", Stage.FIXED, "Hers are on. Ours went home."),
            Righted(
                -41,
                "ben",
                "harvest",
                Stage.CONFIRMED,
                "We bottled all of it. That is what I will remember.",
                "rocío",
            ),
            Referred(-41, "ben", Way.CAME, "Curro Almagro, Molino Almagro", "rocío"),
            Note(
                -41,
                "ben",
                "call out rocío: Asked how the capper does. She asked how I do; my boy had been "
                "ill when we spoke last, and she remembered.",
            ),
        ),
    ),
    Story(
        "Oxhey & Daughters",
        "Norwich, UK",
        "mustard",
        people=("Beatrix Oxhey, Owner", "Flora Oxhey, Orders"),
        farmer="ben",
        won=(WonDeal("Jar labeller", 29_000, -418, "ana"),),
        contract=Contract(79, 5_400),
        life=(
            Treated(
                -205,
                "ben",
                Track.TRANSACTIONAL,
                "ribbons and ink; calls only keep them from the mustard, says Flora",
            ),
            Note(
                -74,
                "ben",
                "complaint in flora: A market hall full of jars without a name.\n"
                "wrong: labels come off in the damp",
            ),
            Righted(-73, "ben", "labels", Stage.FIXED, "The other ribbon, by return, unasked."),
            Righted(
                -59,
                "ben",
                "labels",
                Stage.CONFIRMED,
                "They stick. So do the customers.",
                "flora",
            ),
            Note(
                -11,
                "ben",
                "mail in flora: Wants next year's prices for ribbons, nothing else.\n"
                "next: price list for ribbons by {+14}",
            ),
        ),
    ),
    Story(
        "Laiterie du Val Perron",
        "Besançon, France",
        "yoghurt",
        people=("Odile Marchetti, Quality", "Bruno Perron, Owner"),
        farmer="ben",
        won=(WonDeal("Crate washer", 77_000, -301, "ana"),),
        contract=Contract(140, 20_500),
        life=(
            Note(
                -17,
                "ben",
                "call in odile: The auditors come. She would sleep better with the washer's "
                "papers in her hand, and me on the phone.\n"
                "next: ring Odile, audit day by {0} 11:00",
            ),
        ),
    ),
)
