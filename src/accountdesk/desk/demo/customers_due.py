"""Customers with simpler lives, for whom a renewal or a step comes up."""

from accountdesk.core.track import Track
from accountdesk.desk.demo.story import Contract, Note, OpenDeal, Story, Treated, WonDeal

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
                -12,
                "ben",
                "call out gillian: The renewal is on her desk, under the cat food. She means to "
                "sign.\n"
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
                -19,
                "ben",
                "visit declan sean: Down to one stop a shift. Declan has hung the chart in the "
                "hall, with my name on it, spelt wrong.",
            ),
        ),
    ),
    Story(
        "Weißenau Papier",
        "Ravensburg, Germany",
        "paper",
        people=("Sabine Rupp, Technical director", "Holger Bächle, Purchasing"),
        farmer="mei",
        won=(WonDeal("Ream wrapper", 132_000, -455, "jonas"),),
        open_deals=(OpenDeal("Ream wrapper for the second shift", 86_000, 20, "jonas"),),
        contract=Contract(28, 34_000),
        life=(
            Note(
                -15,
                "jonas",
                "call in sabine: The second wrapper is in the budget. Holger wants three offers, "
                "she wants one machine.",
            ),
            Note(
                -6,
                "mei",
                "call out holger: He asks why the renewal and the new wrapper come on two papers "
                "from one firm. Good question.\n"
                "next: one paper for both, with Jonas by {+5}",
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
                "next: ask Maëlle what she wants in it by {+11}",
            ),
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
                -11,
                "ben",
                "mail in flora: Wants next year's prices for ribbons, nothing else.\n"
                "next: price list for ribbons by {+14}",
            ),
        ),
    ),
    Story(
        "Osterkamp Fisch",
        "Bremerhaven, Germany",
        "frozen fish",
        people=("Heike Osterkamp, Owner", "Dariusz Nowik, Maintenance"),
        farmer="mei",
        won=(WonDeal("Glazing tunnel", 91_000, -548, "jonas"),),
        open_deals=(OpenDeal("Vacuum lid for the tunnel", 48_000, 33, "jonas"),),
        contract=Contract(122, 24_000),
        life=(
            Note(
                -21,
                "jonas",
                "call in heike: Takes the lid seriously now that ice is dear. Decides with "
                "Dariusz, on the floor, not in the office.\n"
                "next: show the lid on the floor by {+4} 06:30",
            ),
            Note(
                -10,
                "mei",
                "visit dariusz: Service done but for two seals that were not in the van.\n"
                "next: send Dariusz the two seals by {-5}",
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
