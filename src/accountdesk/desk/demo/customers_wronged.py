"""Customers with simpler lives, for whom something went wrong that is not right yet."""

from accountdesk.core.handoff import Checklist, How, Part
from accountdesk.core.repair import Stage
from accountdesk.core.track import Track
from accountdesk.desk.demo.story import (
    Contract,
    Note,
    OpenDeal,
    Righted,
    Story,
    Treated,
    WonDeal,
)
from accountdesk.desk.demo.together import Answered, Handed

STORIES = (
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
            Handed(
                -13,
                "jonas",
                Checklist(
                    who="Sabine Rupp",
                    why="the same machine as here, so that the parts fit",
                    needs="one more service contract, from spring",
                    promises="none yet",
                    concerns="none that I know of",
                ),
                "converting hall in Baienfurt",
            ),
            Answered(
                -12, "mei", How.RETURNED, "who runs the hall there?", (Part.PEOPLE, Part.CONCERNS)
            ),
            Note(
                -6,
                "mei",
                "call out holger: He asks why the renewal and the new wrapper come on two papers "
                "from one firm, and the service of spring on two invoices. Good questions.\n"
                "wrong: invoice doubled by {+6}\n"
                "next: one paper for both, with Jonas by {+5}",
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
                "we: two seals for Dariusz by {-5}",
            ),
        ),
    ),
    Story(
        "De Zilverspoor",
        "Ghent, Belgium",
        "beer",
        people=("Joke Maes, Brewer", "Bart Lievens, Cellar"),
        farmer="mei",
        won=(WonDeal("Keg capper", 53_000, -505, "jonas"),),
        contract=Contract(-140, 10_800),
        life=(
            Note(
                -10,
                "mei",
                "call in joke: The contract ran on by itself and she would rather have read it. "
                "We go through it line by line.\n"
                'feels: upset "I do not like to be renewed in my sleep."\n'
                "next: read the contract with Joke by {+13} 16:00",
            ),
        ),
    ),
    Story(
        "Gebr. Sauerbrey",
        "Jena, Germany",
        "lenses",
        people=("Dr. Karin Sauerbrey, Managing director", "Felix Amthor, Clean room"),
        won=(WonDeal("Sealer for lens trays", 66_000, -480, "jonas"),),
        contract=Contract(-47, 11_500),
        life=(
            Note(
                -11,
                "jonas",
                "call in felix: One tray in a thousand is not tight. He has kept every single one.",
            ),
            Note(
                -6,
                "ruth",
                "complaint in karin: One tray that was not kept has reached a hospital. She read "
                "me the number on it, slowly.\n"
                'feels: angry "You knew, and you wrote down that it was one in a thousand."\n'
                "wrong: one tray in a thousand is not tight by {+8}",
            ),
            Note(
                -5,
                "ruth",
                "call out karin: Told her what we knew, since when, and who of us let it lie. It "
                "was a short call.\n"
                "next: Felix's trays on our bench by {+3}",
            ),
            Righted(
                -5, "ruth", "tray", Stage.TOLD, "We have known since Felix rang, and asked nobody."
            ),
        ),
    ),
    Story(
        "Pastificio Vallescura",
        "Foggia, Italy",
        "pasta",
        people=("Carmine Vallescura, Owner", "Tonia Grieco, Purchasing"),
        farmer="ben",
        won=(
            WonDeal("Case erector", 71_000, -610, "ana"),
            WonDeal("Second case erector", 66_000, -183, "ana"),
        ),
        life=(
            Treated(
                -160,
                "ben",
                Track.TRANSACTIONAL,
                "buys by tender and tells every bidder the same; no risk in what we sell them",
            ),
            Note(
                -32,
                "ben",
                "mail in tonia: Wants the invoice with another cost centre.\n"
                "wrong: invoice with the wrong cost centre",
            ),
            Righted(-30, "ben", "invoice", Stage.FIXED, "Sent again, with the right one."),
            Note(-16, "ben", "mail in tonia: The next one has the old cost centre again."),
        ),
    ),
)
