"""Told stories of customers where something is at stake: a second line, a complaint, a start."""

from accountdesk.core.handoff import Checklist, How
from accountdesk.core.repair import Stage
from accountdesk.desk.demo.story import (
    Blocked,
    Came,
    Contract,
    Crm,
    Done,
    Kept,
    Note,
    OpenDeal,
    Righted,
    Story,
    WonDeal,
    Yes,
)
from accountdesk.desk.demo.together import Answered, Handed

HARROW = Story(
    "Harrow & Pike",
    "Leeds, UK",
    "bakery",
    people=(
        "Dana Whitlock, Plant manager",
        "Colin Marsh, Finance director",
        "Priya Nair, Engineer",
    ),
    farmer="ben",
    won=(WonDeal("Tray sealer, line 1", 96_000, -612, "ana"),),
    open_deals=(OpenDeal("Second wrapping line", 184_000, 41, "ana"),),
    contract=Contract(23, 31_000),
    life=(
        Note(
            -74,
            "ben",
            "visit dana: Dana walked me through the line. She hates the Friday changeovers: forty "
            "minutes, three people, and the bread waits.\n"
            "we: word on whether the quick-change rails fit her sealer by {-66}",
        ),
        Kept(-67, "ben", "quick-change rails"),
        Note(
            -67,
            "ben",
            "call out dana: The rails fit. She laughed and asked why nobody had told her two "
            "years ago.\n"
            "next(ana): put the rails into the offer for the second line by {-52}",
        ),
        Note(
            -55,
            "ana",
            "meeting dana colin: Second line. Colin signs everything above 150k; Dana decides "
            "what reaches his desk. They have lunch together.\n"
            "we(ana): floor plan with the second line in it by {-44}",
        ),
        Came(-55, "ana", "answer"),
        Done(-51, "ana", "put the rails"),
        Kept(-47, "ana", "floor plan"),
        Yes(-46, "ana", "floor plan", "dana", "That is what we said. Nothing is missing."),
        Note(-41, "ana", "call out no-answer colin: Left word with his assistant."),
        Note(
            -27,
            "ben",
            "letter out by-hand dana: A card for their fifty years, signed by all five of us.",
        ),
        Note(
            -24,
            "ben",
            "call in dana: The card hangs in the canteen. Could the renewal start with the "
            "rails?\n"
            "we: price of the rails by {-17}\n"
            "next: renewal and rails on one page by {+4}",
        ),
        Kept(-18, "ben", "price of the rails"),
        Note(
            -8,
            "ana",
            'mail in colin: Wants the payback of the second line "in our figures, not in yours".',
        ),
        Note(
            -7,
            "ana",
            "call out colin: Got the figures. He had them ready; he likes to be asked.\n"
            "we: payback in Colin's figures by {+2}\n"
            "they(priya): drawing of the hall by {+6}",
        ),
    ),
)

LANG = Story(
    "Brüder Lang",
    "Kempten, Germany",
    "cheese dairy",
    people=(
        "Anneliese Huber, Production manager",
        "Matthias Lang, Managing director",
        "Josef Lang, Maintenance",
    ),
    farmer="mei",
    won=(WonDeal("Labeller for soft cheese", 72_000, -326, "jonas"),),
    contract=Contract(96, 14_500),
    life=(
        Note(
            -62,
            "mei",
            "visit anneliese: The day shift likes the labeller, the night shift does not trust it "
            "yet. She is proud of the day shift.\n"
            "we: an hour with the night shift by {-50}",
        ),
        Kept(-54, "mei", "night shift"),
        Note(
            -31,
            "mei",
            "complaint in anneliese: Labels come off in the cold store. Two pallets were sent "
            "back by the retailer.\n"
            'feels: upset "We look like beginners."\n'
            "wrong: labels come off in the cold store\n"
            "next: get our glue man to Kempten by {-27}",
        ),
        Done(-26, "mei", "glue man"),
        Note(
            -26,
            "mei",
            "visit anneliese josef: He found it: the glue is made for dry rooms, not for four "
            "degrees. Josef shouted at him and then helped him carry the drums.\n"
            "we: cold-store glue, at our cost, before their big run by {-24}\n"
            "we: drawings of the glue heads for Josef by {-12}",
        ),
        Righted(
            -26,
            "mei",
            "labels",
            Stage.TOLD,
            "The glue was ours to choose, and four degrees were in their order.",
        ),
        Kept(-19, "mei", "cold-store glue"),
        Note(
            -19,
            "mei",
            "call out anneliese: Late, and I told her so before she had to ask. The new glue is "
            "on.",
        ),
        Righted(-19, "mei", "labels", Stage.FIXED, "Cold-store glue on all four heads."),
        Kept(-17, "mei", "glue heads"),
        Righted(
            -16,
            "mei",
            "labels",
            Stage.GAVE,
            "Both pallets labelled again, by two of us and the night shift.",
        ),
        Note(
            -11,
            "mei",
            "mail in matthias: Not one label off since. He does not say that it is good, he says "
            "that he is watching.\n"
            'feels: uneasy "I have stopped counting. Josef has not."\n'
            "next: ask Anneliese if it is right now by {-2}",
        ),
    ),
)

HAVN = Story(
    "Ørsund Havn",
    "Ålesund, Norway",
    "fish",
    people=("Ingrid Solvang, Operations", "Terje Myhre, Foreman of the night shift"),
    farmer="mei",
    won=(WonDeal("Strapping cell for ice boxes", 128_000, -20, "jonas"),),
    contract=Contract(345, 19_000),
    life=(
        Crm(
            -151, "jonas", "event ingrid: Met at the seafood fair; she asked about cold, not speed"
        ),
        Note(
            -98,
            "jonas",
            "visit ingrid terje: Terje straps by hand at two in the morning. He did not say much, "
            "he showed me his wrists.",
        ),
        Came(-98, "jonas", "listen"),
        Note(
            -54,
            "jonas",
            "meeting ingrid: Their board says yes to the cell and no to any standstill in the "
            "herring weeks. I drew the switch hour by hour on the back of the agenda.",
        ),
        Came(-54, "jonas", "answer"),
        Note(
            -20,
            "jonas",
            "call in ingrid: They signed. It was the drawing, she says, not the price.",
        ),
        Note(
            -17,
            "jonas",
            "meeting ingrid: Hand-off, with Mei at the table. Ingrid decides, Terje runs it. "
            "Never call before ten, the boats come in. We have said four hours for the switch, "
            "and Terje counts. I stay until Mei's first word to them is kept.\n"
            "we(mei): switch in four hours and not one more by {+9}\n"
            "they(terje): power and air in the empty corner by {-7}",
        ),
        Came(-17, "jonas", "start"),
        Handed(
            -17,
            "jonas",
            Checklist(
                who="Ingrid Solvang decides; Terje Myhre runs the night shift, and counts",
                why="nobody else drew the switch hour by hour",
                needs="ice boxes strapped without anybody's wrists; no standstill in the herring",
                promises="switch in four hours and not one more",
                concerns="never call before ten; her board lost a season to a machine once",
            ),
        ),
        Answered(-16, "mei", How.ACCEPTED),
        Answered(
            -15, "mei", How.TOLD, "Jonas stays near until we have kept our first word", (), "ingrid"
        ),
        Note(
            -15,
            "mei",
            "call out ingrid: Said hello. She had heard already that I know about the herring.\n"
            "we: names of the fitters to Terje by {-10}\n"
            "next: plan of the installation, hour by hour, to Terje by {-9}",
        ),
        Kept(-11, "mei", "names of the fitters"),
        Done(-9, "mei", "plan of the installation"),
        Kept(-8, "mei", "power and air"),
        Note(
            -8,
            "mei",
            "message in terje: A thumb, and a photo of the empty corner where it will stand.\n"
            "next: Terje's first shift by {+9} 05:00",
        ),
        Blocked(-5, "mei", "the cell stands in customs, for want of a paper on its crate", "ruth"),
    ),
)

STORIES = (HARROW, LANG, HAVN)
