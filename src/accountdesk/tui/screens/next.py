"""What is next for an account: a step, that it is done, another day for it, and not now."""

from collections.abc import Callable
from functools import partial

from accountdesk.core.blocker import Blocker, ParkedSaid
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.member import Seat
from accountdesk.core.next_step import Step
from accountdesk.desk.matters import end_matter, matter_form
from accountdesk.desk.next_forms import Whose, moving_form, snooze_form, step_form
from accountdesk.desk.steps import Steps, end_step, steps_of
from accountdesk.tui.dialogs.form import open_form
from accountdesk.tui.dialogs.menu import Offer, choose, numbered, offer
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.writing import write


def next_menu(screen: Asking, account: AccountKey) -> None:
    """Offer what is next for an account: to end it, to move it, or another step."""
    screen.ask_to_open("steps", partial(steps_of, account=account), partial(_steps, screen))


def done(screen: Asking, account: AccountKey, entry: str) -> None:
    """Ask what came of a step; which one, if that is not plain; without any, what happened."""

    def ask(steps: Steps) -> None:
        step = _meant(steps, entry)
        if step is not None or not steps.steps:
            write(screen, account, "" if step is None else id_text(step.entry))
        else:
            _steps(screen, steps)

    screen.ask_to_open("steps", partial(steps_of, account=account), ask)


def move(screen: Asking, account: AccountKey, entry: str) -> None:
    """Ask for another day for a step; where it is not plain which one, what is next."""

    def ask(steps: Steps) -> None:
        step = _meant(steps, entry)
        if step is None:
            _steps(screen, steps)
        else:
            open_form(screen, partial(moving_form, steps=steps, step=step))

    screen.ask_to_open("steps", partial(steps_of, account=account), ask)


def _meant(steps: Steps, entry: str) -> Step | None:
    """The step that an entry made, else the only one that is open."""
    named = [step for step in steps.steps if id_text(step.entry) == entry] or steps.steps
    return named[0] if len(named) == 1 else None


def put_off(screen: Asking, whose: Whose, then: Callable[[], None]) -> None:
    """Ask until when some accounts are put off; `then` is called when it was recorded."""
    open_form(screen, partial(snooze_form, whose=whose), then)


def not_now(screen: Asking, account: AccountKey, seat: Seat | None) -> None:
    """Ask whether an account is put off, or something is parked to be talked about."""
    later = partial(snooze_form, whose=[(account, seat)])
    offers = [
        Offer("z", "not now: until a day", partial(open_form, screen, later)),
        Offer("p", "parked: to be talked about, but not here", partial(park, screen, account)),
    ]
    offer(screen, "not now", offers)


def park(screen: Asking, account: AccountKey) -> None:
    """Ask what is to be talked about."""
    open_form(screen, partial(matter_form, kind=ParkedSaid, account=account))


def _steps(screen: Asking, steps: Steps) -> None:
    def chosen(at: int) -> None:
        if not at:
            open_form(screen, partial(step_form, account=steps.account))
        elif at <= len(steps.steps):
            _step(screen, steps, steps.steps[at - 1])
        else:
            _talked(screen, steps, steps.parked[at - 1 - len(steps.steps)])

    parked = tuple(f"talked about: {one.what}" for one in steps.parked)
    if steps.steps or parked:
        items = [("n", "a new next step"), *numbered((*steps.words, *parked))]
        choose(screen, steps.name, items, chosen)
    else:
        chosen(0)


def _talked(screen: Asking, steps: Steps, one: Blocker) -> None:
    def told(sentence: str) -> None:
        screen.say_here(f"Recorded on {steps.name}: {sentence}. {screen.taking_back}")

    work = partial(end_matter, kind=ParkedSaid, account=steps.account, matter=one)
    screen.do(work, told)


def _step(screen: Asking, steps: Steps, step: Step) -> None:
    def chosen(at: int) -> None:
        if at:
            open_form(screen, partial(moving_form, steps=steps, step=step))
        else:
            screen.do(partial(end_step, steps=steps, step=step), told)

    def told(sentence: str) -> None:
        screen.say_here(f"Recorded on {steps.name}: {sentence}. {screen.taking_back}")

    choose(screen, step.what, [("d", "done today"), ("m", "move it to another day")], chosen)
