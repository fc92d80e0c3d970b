"""Companies that may buy now and then, on the transactional track: a price, a part, one machine."""

from accountdesk.core.track import Track
from accountdesk.desk.demo.story import Done, Note, Story, Treated

STORIES = (
    Story(
        "Quillan Stationery",
        "Edinburgh, UK",
        "envelopes",
        people=("Hamish Orr, Purchasing",),
        life=(
            Note(
                -35,
                "ana",
                "mail in hamish: Wants prices for a shrink tunnel, by mail, without a call.\n"
                "we: price list, without a call by {+1}",
            ),
            Treated(
                -34,
                "ana",
                Track.TRANSACTIONAL,
                "compares prices by mail, and says so; not large, not risky",
            ),
        ),
    ),
    Story(
        "Carrowbeg Sea Salt",
        "Westport, Ireland",
        "salt",
        people=("Niamh Joyce, Owner",),
        life=(
            Note(
                -52,
                "ana",
                "mail in niamh: Would buy a used pouch sealer from us, if one comes in and the "
                "salt does not eat it.\n"
                "next: look through the used ones by {+24}",
            ),
            Treated(-50, "ana", Track.TRANSACTIONAL, "one used machine, once"),
        ),
    ),
    Story(
        "Altmannsried Drehteile",
        "Zwickau, Germany",
        "turned parts",
        people=("Rico Altmann, Owner",),
        life=(
            Note(
                -60,
                "mei",
                "call in rico: Has bought the carton former of Kestermann & Vogt, and has found "
                "my name in the manual. Wants gaskets.\n"
                "next: gaskets, and the right manual by {-52}",
            ),
            Treated(-59, "mei", Track.TRANSACTIONAL, "gaskets for a used machine"),
            Done(-53, "mei", "gaskets"),
        ),
    ),
    Story(
        "Kerzen Ahnert",
        "Chemnitz, Germany",
        "candles",
        people=("Ines Ahnert, Owner",),
        life=(
            Note(
                -29,
                "jonas",
                "mail in ines: Asked for one roll of film to try. One.\n"
                "next: ask Ines how the one roll ran by {+6}",
            ),
            Treated(-29, "jonas", Track.TRANSACTIONAL, "film by the roll"),
        ),
    ),
)
