"""Keeping our word from the keyboard: promises, repairs, feelings, blockers of an account."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from accountdesk.core.blocker import Blocker, BlockerSaid
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.promise import Promise, Settled
from accountdesk.core.repair import Repair, Stage
from accountdesk.core.text import with_both_ends
from accountdesk.desk import promise_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Form
from accountdesk.desk.keeping import Word, word_of
from accountdesk.desk.matters import end_matter, matter_form
from accountdesk.desk.say_back import Agreed, latest, say_back
from accountdesk.desk.trust_forms import (
    anew_form,
    done_form,
    feeling_form,
    promise_form,
    repair_form,
    stage_form,
    yes_form,
)
from accountdesk.desk.undo import Undoing, take_back, undoing
from accountdesk.tui.dialogs.copying import AGREED, copy
from accountdesk.tui.dialogs.form import open_form
from accountdesk.tui.dialogs.menu import choose
from accountdesk.tui.dialogs.pick import Pick, Question
from accountdesk.tui.screens.asking import Asking

LONGEST = 150
"""Characters that are said of each step of a repair."""

NAMED = "type to find · Enter: choose · Esc: close"


def name(
    screen: Asking, title: str, choices: Sequence[tuple[str, Callable[[], object]]], text: str = ""
) -> None:
    """Have one of some things chosen by its name; no letter does anything by itself."""

    def chosen(at: int | str | None) -> None:
        if isinstance(at, int):
            choices[at][1]()

    items = [("", says) for says, _ in choices]
    screen.app.push_screen(Pick(Question(title, items, text, keys=NAMED)), chosen)


def promises(screen: Asking, account: AccountKey) -> None:
    """Show what was promised, to settle it, or to promise something."""

    def ask(word: Word) -> None:
        new = partial(open_form, screen, partial(promise_form, account=account))
        if not word.promises and not word.settled:
            new()
            return
        choices: list[tuple[str, Callable[[], object]]] = [("a new promise of ours", new)]
        choices += [
            (_promise(one, word), partial(decide_promise, screen, word, one))
            for one in (*word.promises, *word.settled)
        ]
        # Behind them: what is typed to find a promise finds the promise.
        choices += [
            (_their_yes(one), _form(screen, partial(yes_form, word=word, promises=one.promises)))
            for one in latest(word.promises, word.people)
            if len(one.promises) > 1
        ]
        name(screen, f"promises, {word.name}", choices)

    screen.ask_to_open("word", partial(word_of, account=account), ask)


def _their_yes(one: Agreed) -> str:
    whose = f"{one.name} said yes" if one.name else "they said yes"
    return f"{whose} to all {len(one.promises)} of that day"


def _promise(one: Promise, word: Word) -> str:
    return promise_words.promise(one, word.team, word.people, word.today)


def decide_promise(screen: Asking, word: Word, one: Promise) -> None:
    """Ask what became of a promise; of a disputed one, what is taken back."""
    title = f"{one.what}, {word.name}"
    text = promise_words.due(one.due, one.time, word.today)
    if one.disputed:
        name(screen, title, _taking_back(screen, word, one), "Members say different things of it.")
        return
    otherwise = "" if one.is_open else "I say otherwise: "
    done = partial(done_form, word=word, promise=one, how=Settled.DONE)
    broken = partial(done_form, word=word, promise=one, how=Settled.BROKEN)
    choices: list[tuple[str, Callable[[], object]]] = [(f"{otherwise}done", _form(screen, done))]
    if one.is_open and (one.due is None or one.due >= word.today):
        anew = partial(anew_form, word=word, promise=one)
        choices.append(("agreed anew for another day", _form(screen, anew)))
    choices.append((f"{otherwise}broken", _form(screen, broken)))
    if not one.is_open:
        choices += _taking_back(screen, word, one)
    elif one.confirmed is None:
        choices += [
            ("they said yes to it", _form(screen, partial(yes_form, word=word, promises=[one]))),
            ("copy it in their terms, to send by hand", partial(_copy, screen, word, one)),
        ]
    name(screen, title, choices, text)


def _form(screen: Asking, form: Callable[[Desk], Form]) -> Callable[[], object]:
    return partial(open_form, screen, form)


def _copy(screen: Asking, word: Word, one: Promise) -> None:
    copy(screen, AGREED, say_back([one], word.people, one.on))


def _taking_back(
    screen: Asking, word: Word, one: Promise
) -> list[tuple[str, Callable[[], object]]]:
    """Each settlement of a disputed promise, which is taken back when it is chosen."""

    def take(entry: str) -> None:
        screen.do(partial(undoing, reference=entry), ask)

    def ask(what: Undoing) -> None:
        screen.do(partial(take_back, what=what), lambda _: told(what))

    def told(what: Undoing) -> None:
        screen.say_here(f"Taken back: {'; '.join(what.words)}.")

    found: list[tuple[str, Callable[[], object]]] = []
    for claim in one.claims:
        says = promise_words.claim_in_words(claim, word.today)
        text = f"take back what {word.team.name_of(claim.by)} says: {says}"
        found.append((text, partial(take, id_text(claim.entry))))
    return found


def repairs(screen: Asking, account: AccountKey) -> None:
    """Show what went wrong, to go on with it, or open a repair."""

    def ask(word: Word) -> None:
        choices: list[tuple[str, Callable[[], object]]] = [
            ("something else went wrong", _form(screen, partial(repair_form, account=account)))
        ]
        choices += [
            (f"make right what we broke: {one.what}", _mend(screen, account, one))
            for one in word.broken
        ]
        choices += [
            (f"{one.what}: {promise_words.stands(one)}", partial(decide_repair, screen, word, one))
            for one in word.repairs
        ]
        if len(choices) == 1:
            choices[0][1]()
        else:
            name(screen, f"went wrong, {word.name}", choices)

    screen.ask_to_open("word", partial(word_of, account=account), ask)


def _mend(screen: Asking, account: AccountKey, broken: Promise) -> Callable[[], object]:
    return _form(screen, partial(repair_form, account=account, mends=broken))


def decide_repair(screen: Asking, word: Word, one: Repair) -> None:
    """Ask which step of a repair was made."""
    made = {step.stage for step in one.steps}
    choices = [
        (_STAGES[stage], _form(screen, partial(stage_form, word=word, repair=one, stage=stage)))
        for stage in Stage
        if stage not in made
    ]
    first, *steps = promise_words.repair(one, word.team, word.today)
    lines = (first, *(f"· {line.strip()}" for line in steps))
    text = "\n".join(with_both_ends(line, LONGEST) for line in lines)
    name(screen, f"{one.what}, {word.name}", choices, text)


_STAGES = {
    Stage.TOLD: "told them what happened",
    Stage.FIXED: "fixed",
    Stage.GAVE: "what we gave beyond",
    Stage.CONFIRMED: "they confirmed that it is right, in their words",
}


def feels(screen: Asking, account: AccountKey) -> None:
    """Ask how they feel."""
    open_form(screen, partial(feeling_form, account=account))


def blockers(screen: Asking, account: AccountKey) -> None:
    """Show what is in the way, to say that it is gone, or that something is."""

    def ask(word: Word) -> None:
        new = partial(open_form, screen, partial(matter_form, kind=BlockerSaid, account=account))
        if not word.blockers:
            new()
            return
        items = [("n", "something else is in the way")]
        items += [
            (
                str(at) if at < 10 else "",
                f"gone: {promise_words.blocker(one, word.team, word.today)}",
            )
            for at, one in enumerate(word.blockers, 1)
        ]

        def chosen(at: int) -> None:
            if at:
                _end(screen, word, word.blockers[at - 1])
            else:
                new()

        choose(screen, f"blocked, {word.name}", items, chosen)

    screen.ask_to_open("word", partial(word_of, account=account), ask)


def _end(screen: Asking, word: Word, one: Blocker) -> None:
    def told(sentence: str) -> None:
        screen.say_here(f"Recorded on {word.name}: {sentence}. {screen.taking_back}")

    work = partial(end_matter, kind=BlockerSaid, account=word.account, matter=one)
    screen.do(work, told)


MENUS: Mapping[str, Callable[[Asking, AccountKey], None]] = {
    "promises": promises,
    "repairs": repairs,
    "feeling": feels,
    "blockers": blockers,
}
"""What each of the four keys opens."""
