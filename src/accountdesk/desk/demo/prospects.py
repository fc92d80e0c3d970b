"""Companies that may become customers, with simpler lives."""

from accountdesk.core.promise import Side
from accountdesk.desk.demo.story import Crm, Done, Note, OpenDeal, Story
from accountdesk.desk.demo.together import Planned

STORIES = (
    Story(
        "Thornby Vitamins",
        "Leicester, UK",
        "vitamins",
        people=("Sunita Rao, Operations", "Derek Holt, Finance"),
        open_deals=(OpenDeal("Blister feeder", 68_000, 6, "ana"),),
        life=(
            Note(
                -15,
                "ana",
                "meeting sunita derek: Derek asked what happens when it stands still. Gave him "
                "the names of three customers where it did.",
            ),
            Note(
                -5,
                "ana",
                "call in derek: He rang all three. He liked the second one best, the one who had "
                "been angry.\n"
                "they: his remarks on the contract by {+1}\n"
                "next: go through the contract with Derek by {+3} 10:00",
            ),
        ),
    ),
    Story(
        "Schöpfle Gewürze",
        "Freiburg, Germany",
        "spices",
        people=("Tanja Schöpfle, Owner", "Emre Aydin, Production"),
        open_deals=(OpenDeal("Dosing unit for paprika", 54_000, 24, "jonas"),),
        life=(
            Note(
                -13,
                "jonas",
                "visit emre: Paprika in every crack. He wants a machine that he can hose down, "
                "and nobody has sold him one that he could.\n"
                "next: film of it under the hose by {+1}",
            ),
        ),
    ),
    Story(
        "Conserverie Le Bihanic",
        "Lorient, France",
        "mackerel in tins",
        people=("Gwenn Le Bihanic, Owner", "Loïc Tanguy, Plant manager"),
        open_deals=(OpenDeal("Tin wrapper", 88_000, 97, "ana"),),
        life=(
            Note(
                -27,
                "ana",
                "call in gwenn: Has seen the wrapper at Arruda's, in Portugal, while on holiday. "
                "Graça let her stop it once, to see it start again.\n"
                "next: ask Gwenn what she saw by {+4}",
            ),
            Note(
                -14,
                "ana",
                "mail in gwenn: She has told the women at the tables, and wishes that she had "
                "not.\n"
                'feels: uneasy "My aunt wrapped every tin by hand. I am not sure she would ring '
                'you."',
            ),
        ),
    ),
    Story(
        "Vesterlyng Pharma",
        "Kolding, Denmark",
        "ointments",
        people=("Mette Vesterlyng, Site manager", "Anders Bro, Validation"),
        open_deals=(OpenDeal("Tube cartoner", 176_000, 102, "jonas"),),
        life=(
            Note(
                -9,
                "jonas",
                "meeting mette anders: They decide slowly and once. Anders has a folder for us; "
                "it is the only one without a red sticker.\n"
                "next: answers to Anders's list by {+17}",
            ),
            Planned(-9, "jonas", "list of what the authority asks", Side.THEIRS, "anders", -4),
            Planned(-9, "jonas", "plan of the clean room", Side.THEIRS, "mette", 16),
            Planned(-9, "jonas", "validation papers, a draft", Side.OURS, "jonas", 24),
            Planned(-9, "jonas", "two days at a cartoner that runs", Side.OURS, "jonas", 38),
            Planned(-9, "jonas", "yes or no", Side.THEIRS, "mette", 80),
            Done(-5, "jonas", "what the authority asks"),
        ),
    ),
    Story(
        "Torrefazione Corvara",
        "Trieste, Italy",
        "coffee",
        people=("Giulia Corvara, Owner", "Dario Pahor, Roaster"),
        open_deals=(OpenDeal("Bag packer", 105_000, 110, "ana"),),
        life=(
            Crm(-74, None, "mail out automated: Invitation to our open house"),
            Note(
                -45,
                "ana",
                "call out giulia: Said that Ornella of Castelmoro sent me. Then listened for "
                "forty minutes, as Ornella had told me to.",
            ),
            Note(
                -18,
                "ana",
                "visit giulia dario: Saw the bags burst. It is the valve and not the packer; told "
                "them so, though it makes the deal smaller.",
            ),
            Note(
                -17,
                "ana",
                'mail in giulia: "Nobody has ever sold us less."\n'
                "they: sizes of the new valve by {+1}\n"
                "next: offer without the valve station by {+8}",
            ),
        ),
    ),
    Story(
        "Nordheide Tiernahrung",
        "Buchholz, Germany",
        "pet food",
        people=("Carsten Wulf, Technical director",),
        open_deals=(OpenDeal("Pouch packer", 150_000, None, "jonas"),),
        life=(
            Note(
                -21,
                "jonas",
                "call in carsten: Wants one like Stanmoor's in York. When? When his boss is back "
                "from sailing.",
            ),
            Crm(-17, None, "mail out automated: Thank you for your interest in our products!"),
            Crm(-13, None, "mail out automated: Did you see our last mail?"),
            Crm(-9, None, "mail out automated: Last chance: ten percent until Friday"),
            Note(
                -8,
                "ruth",
                "mail in carsten: His boss is still sailing, and reads his mail on board.\n"
                'feels: angry "Your machine writes to me more often than you do."',
            ),
        ),
    ),
    Story(
        "Marlpit Brewing",
        "Nottingham, UK",
        "beer",
        people=("Hattie Lomas, Brewer", "Winston Clarke, Owner"),
        open_deals=(OpenDeal("Can seamer", 94_000, 140, "ana"),),
        life=(
            Note(
                -12,
                "ana",
                "visit hattie winston: They can by hand on Sundays, with friends, for beer. The "
                "friends are getting older.\n"
                "we: price of a used seamer by {-3}\n"
                "next: look for one that has not been to sea by {+5}",
            ),
        ),
    ),
    Story(
        "Ruitenbeek Kaas",
        "Gouda, Netherlands",
        "cheese",
        people=("Floor Ruitenbeek, Owner", "Henk Terpstra, Plant manager"),
        open_deals=(
            OpenDeal("Slicer", 120_000, 130, "jonas"),
            OpenDeal("Tray sealer", 76_000, None, "jonas"),
            OpenDeal("Labeller", 31_000, None, "jonas"),
        ),
        life=(
            Note(
                -23,
                "jonas",
                "meeting floor henk: Three machines, three boxes on their list. Floor wants all "
                "of them, Henk wants the one that works first.",
            ),
        ),
    ),
    Story(
        "Björkvalla Hygien",
        "Borås, Sweden",
        "wipes",
        people=("Kristina Ek, Operations", "Olof Björk, Owner"),
        life=(
            Note(
                -8,
                "jonas",
                "call in kristina: Olof will give us half an hour, and she has told him that we "
                "do not bring slides.\n"
                "next: ask Kristina what worries Olof by {0} 09:00",
            ),
        ),
    ),
    Story(
        "Ashgrove & Tully",
        "Belfast, UK",
        "linen",
        people=("Roisin Tully, Owner",),
        life=(
            Note(
                -44,
                "ana",
                "call out roisin: She folds by hand and means to go on. Would like to hear from "
                "us when her sister retires.",
            ),
        ),
    ),
    Story(
        "Thés Montgaillard",
        "Lyon, France",
        "tea",
        people=("Bénédicte Aubry, Purchasing", "Paul Montgaillard, Owner"),
        life=(
            Note(
                -38,
                "ana",
                "call in bénédicte: Buys from a friend of Paul's. The friend is good, she says, "
                "and slow, and Paul plays tennis with him.\n"
                "next: send her what Hugh measured by {+19}",
            ),
            Crm(-24, None, "mail out automated: Newsletter: five tips for a faster line"),
            Crm(-10, None, "mail out automated: Invitation to our open house"),
        ),
    ),
    Story(
        "Frutos Bermejal",
        "Murcia, Spain",
        "almonds",
        people=("Íñigo Bermejal, Owner",),
        life=(
            Note(
                -71,
                "ana",
                "visit íñigo: Showed me the almonds, the trees and the dog. Not yet the packing "
                "hall.",
            ),
            Note(-30, "ana", "mail out by-hand íñigo: How is the dog? And the packing hall?"),
        ),
    ),
)
