"""Making right: the steps of a repair, until the customer says in their own words that it is."""

from datetime import date

from accountdesk.core.entry import EntryId, id_text
from accountdesk.core.errors import NotFound, NotUnderstood, Refused
from accountdesk.core.repair import Repair, RepairStep, Stage
from accountdesk.core.text import says_something
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import Word, answer, must_have_come, word_of
from accountdesk.desk.log import Noted
from accountdesk.desk.words import full


def repair_called(word: Word, entry: EntryId) -> Repair:
    """The repair that an entry opened.

    Raises:
        NotFound: It opened none, or was taken back.
    """
    for repair in word.state.repairs:
        if repair.entry == entry:
            return repair
    raise NotFound(f"{id_text(entry)} is no repair of {word.name}, or it was taken back.")


def next_stage(repair: Repair, stage: Stage, words: str, on: date, today: date) -> RepairStep:
    """The step of a repair that somebody typed.

    Raises:
        NotUnderstood: It is closed, the step was made, they confirmed without a word, or the day is
            none that can be.
    """
    if not repair.is_open:
        raise NotUnderstood(_closed(repair))
    words = " ".join(words.split())
    if stage is Stage.CONFIRMED and not says_something(words):
        raise NotUnderstood(
            f"“{repair.what}” is right only when they say so. Write down what they said, in their "
            "own words; until then it stays open."
        )
    first = repair.on
    if stage is Stage.CONFIRMED:
        first = max([first, *(step.on for step in repair.steps)])
    must_have_come(
        on, first, today, "It came up" if first == repair.on else "The last step was made"
    )
    made = next((step for step in repair.steps if step.stage is stage), None)
    if made is not None:
        raise NotUnderstood(
            f"“{stage.value}” was recorded for {full(made.on)} already. Take that back if it is "
            "wrong."
        )
    return RepairStep(id_text(repair.entry), stage, words or None, on)


def _closed(repair: Repair) -> str:
    return f"They have said of “{repair.what}” that it is right; it is closed."


def go_on(desk: Desk, word: Word, repair: Repair, step: RepairStep) -> Noted:
    """Record a step of a repair.

    Raises:
        Refused: They have confirmed it meanwhile, or it could not be kept.
    """

    def check() -> None:
        now = repair_called(word_of(desk, word.account), repair.entry)
        if not now.is_open:
            raise Refused(_closed(repair))
        if any(made.stage is step.stage for made in now.steps):
            raise Refused(
                f"Somebody has recorded “{step.stage.value}” meanwhile; look at it again."
            )

    return answer(desk, repair.entry, step, check)
