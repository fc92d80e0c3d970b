"""Customers with simpler lives, where it has become quiet, or nothing is next."""

from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Broke,
    Contract,
    Kept,
    Note,
    OpenDeal,
    Story,
    Treated,
    WonDeal,
)

STORIES = (
    Story(
        "Pellow Cider",
        "Truro, UK",
        "cider",
        people=("Morwenna Pellow, Owner", "Jago Trease, Head of bottling"),
        farmer="ben",
        won=(WonDeal("Crate packer", 99_000, -467, "ana"),),
        open_deals=(OpenDeal("Small can line", 156_000, 57, "ana"),),
        contract=Contract(151, 17_500),
        life=(
            Note(
                -33,
                "ana",
                "meeting morwenna jago: Cans. Morwenna's father would turn in his grave, and then "
                "he would count the orders.\n"
                "next: bring six sorts of can by {+9}",
            ),
        ),
    ),
    Story(
        "Hofmühle Trautmann",
        "Erfurt, Germany",
        "flour",
        people=("Ulrich Trautmann, Miller",),
        farmer="mei",
        won=(WonDeal("Filler for small bags", 58_000, -520, "jonas"),),
        contract=Contract(185, 12_000),
        life=(
            Note(
                -113,
                "mei",
                "visit ulrich: He showed me where the bag slips, once, and went back to his "
                "mill.\n"
                "we: a clamp that holds the small bag by {-62}",
            ),
            Broke(
                -52,
                "mei",
                "clamp",
                "the maker has given up, and we waited for him without telling anybody",
            ),
            Note(
                -42,
                "mei",
                "call out ulrich: Never says much. The filler runs, the mill runs, greetings. Of "
                "the clamp he said nothing either, and I heard it.",
            ),
        ),
    ),
    Story(
        "Savonnerie Castagnol",
        "Marseille, France",
        "soap",
        people=("Régine Castagnol, Owner", "Mehdi Saïdi, Foreman"),
        farmer="ben",
        won=(WonDeal("Feeder for the stamp", 46_000, -280, "ana"),),
        contract=Contract(198, 9_800),
        life=(
            Note(
                -37,
                "ben",
                "message in mehdi: A film of the feeder, stamping the wrong way round. He laughs "
                "in it.",
            ),
            Note(
                -36,
                "ben",
                "call out mehdi: Turned one cable round by telephone. It stamps.\n"
                "next: ask Mehdi which way it stamps by {+10}",
            ),
        ),
    ),
    Story(
        "Norrboda Färg",
        "Umeå, Sweden",
        "paint",
        people=("Stefan Wiklund, Plant manager", "Maj Hedman, Purchasing"),
        farmer="mei",
        won=(WonDeal("Lid press", 112_000, -660, "jonas"),),
        contract=Contract(241, 27_000),
        life=(
            Note(
                -64,
                "mei",
                "call in stefan: New owners in Stockholm. He does not know yet what they will ask "
                "him.",
            ),
            Note(-40, "mei", "mail out by-hand stefan: Is there news from the new owners?"),
            Note(
                -12,
                "mei",
                "mail in stefan: Stockholm asks what every machine costs an hour. He asks us.\n"
                'feels: uneasy "I used to know such things. Now I have to prove them."',
            ),
            Note(
                -11,
                "mei",
                "mail out by-hand stefan: He gets our figures, and how we came to them.\n"
                "we: what an hour of the lid press costs by {+6}\n"
                "next: Stockholm on the telephone, with Stefan by {+13}",
            ),
        ),
    ),
    Story(
        "Turrones Beltrà",
        "Alicante, Spain",
        "nougat",
        people=("Vicent Beltrà, Owner",),
        won=(WonDeal("Bar wrapper", 69_000, -345, "ana"),),
        life=(
            Note(
                -28,
                "ana",
                "call in vicent: Asked me who looks after them, now that the wrapper is paid. I "
                "could not say.",
            ),
            Note(
                -8,
                "ruth",
                "mail in vicent: He has gone on asking, politely.\n"
                'feels: uneasy "Whose name do I write on the envelope?"\n'
                "next: find Vicent a farmer by {+4}",
            ),
        ),
    ),
    Story(
        "Ridgeholme Paints",
        "Sheffield, UK",
        "paint",
        people=("Kevin Stubbs, Stores",),
        farmer="ben",
        won=(WonDeal("Tin lidder", 42_000, -530, "ana"),),
        contract=Contract(-12, 8_900),
        life=(
            Treated(
                -190,
                "ben",
                Track.TRANSACTIONAL,
                "orders from the shelf; new people in the stores every few months",
            ),
            Note(-25, "ben", "mail in kevin: Order: 200 lids to try, 2 suction cups."),
        ),
    ),
    Story(
        "Vergers d'Ambrelle",
        "Angers, France",
        "apples",
        people=("Solène Guilbaud, Packing house", "Étienne d'Ambrelle, Owner"),
        farmer="ben",
        won=(WonDeal("Apple bagger", 84_000, -226, "ana"),),
        open_deals=(OpenDeal("Second apple bagger", 84_000, 120, "ana"),),
        contract=Contract(212, 14_000),
        life=(
            Note(
                -54,
                "ana",
                "call in solène: The harvest is early, and two sizes of bag want one holder.\n"
                "we: a second bag holder by {-38}",
            ),
            Kept(-40, "ben", "bag holder"),
            Note(
                -16,
                "ben",
                "visit solène étienne: They fill a bag in the time in which they used to find the "
                "twine. Étienne timed it, twice.",
            ),
            Broke(
                -15,
                "ana",
                "bag holder",
                "it came in time and fitted a week later; Étienne counts from there",
            ),
        ),
    ),
    Story(
        "Tranholm Frø",
        "Odense, Denmark",
        "seeds",
        people=("Birgit Tranholm, Office",),
        farmer="mei",
        won=(WonDeal("Packet counter", 33_000, -444, "jonas"),),
        contract=Contract(268, 6_300),
        life=(
            Treated(-231, "mei", Track.TRANSACTIONAL, "small, steady, the same belt twice a year"),
            Note(-20, "mei", "mail in birgit: Order: one drive belt. Thanks, as always."),
        ),
    ),
    Story(
        "Eastrigg Fasteners",
        "Carlisle, UK",
        "bolts",
        people=("Nadia Iqbal, Stores",),
        farmer="ben",
        won=(WonDeal("Bag sealer", 31_000, -575, "ana"),),
        contract=Contract(279, 5_900),
        life=(
            Treated(
                -244,
                "ben",
                Track.TRANSACTIONAL,
                "sealing wire; nothing that could turn out one way or another",
            ),
            Note(-48, "ben", "mail in nadia: Order: sealing wire, the usual."),
        ),
    ),
    Story(
        "Confiserie Brülhart",
        "Fribourg, Switzerland",
        "chocolate",
        people=("Noémie Brülhart, Owner", "Reto Zbinden, Plant manager"),
        farmer="mei",
        won=(
            WonDeal("Denester for praline trays", 107_000, -404, "jonas"),
            WonDeal("Second denester", 58_000, -70, "jonas"),
        ),
        contract=Contract(-93, 19_500),
        life=(
            Note(
                -9,
                "mei",
                "praise in reto: The second denester took him a morning. He had asked for two "
                "days off for it at home.\n"
                'feels: delighted "I have told my wife that it went wrong."',
            ),
            Note(-9, "mei", "call out reto: Rang to be glad with him. He sends pralines."),
        ),
    ),
)
