"""Writing a note: the account it is about, what is understood while it is typed, and recording."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accountdesk.core import feeling
from accountdesk.core.calendar import Dates
from accountdesk.core.completion import Completion, complete
from accountdesk.core.entry import NoteId, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.feeling import FeelingSaid
from accountdesk.core.next_step import Step, StepDone
from accountdesk.core.plan import open_plan
from accountdesk.core.promise import Side
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.touchpoint import TALKS, Touchpoint
from accountdesk.core.track import Track
from accountdesk.desk.account_page import AccountPage, account_page
from accountdesk.desk.desk import Desk
from accountdesk.desk.first_note import what_changed
from accountdesk.desk.log import Recorded, Understood, dates, known, record_within, understand
from accountdesk.desk.say_back import agreed_in
from accountdesk.store import journal, meta, projections


class NotePage(NamedTuple):
    """An account, and what a note on it may name.

    Attributes:
        account: The account as it is shown.
        state: The same, as the note is read.
        team: Our members.
        dates: What dates in words mean: those of the day on which the page was read.
        ends: The open step that the note ends; None: none.
    """

    account: AccountPage
    state: AccountState
    team: Team
    dates: Dates
    ends: Step | None = None

    def understood_or_why(self, text: str) -> Understood | str:
        """What a note says so far, or the sentence why it says nothing."""
        try:
            return self.understood(text)
        except NotUnderstood as error:
            return str(error)

    def understood(self, text: str) -> Understood:
        """What a note says so far.

        Raises:
            NotUnderstood: It says something that cannot be read, or nothing.
        """
        if self.ends is None:
            return understand(text, self.state, self.team, self.dates)
        done = StepDone(id_text(self.ends.entry), self.dates.today)
        said = Understood((), (), ())
        if text.strip():  # nothing need be said of what is done
            said = understand(text, self.state, self.team, self.dates)
        words = (f"done: {self.ends.what}", *said.words)
        return Understood((done, *said.bodies), words, said.hints)

    def completion(self, before: str) -> Completion:
        """What may stand at the end of a note's text."""
        return complete(before, known(self.state, self.team, self.dates))


def note_page(desk: Desk, account: str, ends: str = "") -> NotePage:
    """What is needed to write on the account that goes by a name.

    Args:
        desk: The desk.
        account: The account.
        ends: The id of the step that the note ends; nothing ends where that is open no more.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        Refused: This desk only looks.
    """
    desk.must_keep()
    team = desk.team()
    named = desk.account_called(account)
    state = projections.state(desk.store, named.account, team)
    page = NotePage(account_page(desk, named.key), state, team, dates(desk, team))
    ended = (step for step in _open(state) if id_text(step.entry) == ends)
    return page._replace(ends=next(ended, None))


def record_note(desk: Desk, page: NotePage, note: NoteId, said: Understood) -> Recorded:
    """Record what was understood, exactly as it was shown, under a name that was minted before.

    Raises:
        Refused: It is recorded already, or this desk only looks.
        StoreError: It could not be kept.
    """
    desk.must_keep()
    key, name = page.account.key, page.account.name
    with desk.store.transaction():
        if journal.of_note(desk.store, note):
            raise Refused("This note was recorded already, so it was not recorded again.")
        _must_be_open(desk, page)
        noted = record_within(desk, [(key, body) for body in said.bodies], note=note)
        is_first = meta.noted(desk.store, desk.claim)
        first = (what_changed(desk, page.state),) if is_first else ()
    agreed = agreed_in(said.bodies, page.state.people, desk.today)
    hints = (*said.hints, *noted.hints, *first)
    asks = _asks_feeling(page, said.bodies, desk.today)
    return Recorded(name, note, noted.entries, said.words, hints, agreed, asks)


def _asks_feeling(page: NotePage, bodies: Iterable[NamedTuple], today: date) -> bool:
    """Whether one may ask how they feel; a transaction is not about that."""
    state, days = page.state, page.team.policy.number("feeling.days")
    if state.track is not Track.RELATIONAL or feeling.now(state.feelings, today, days) is not None:
        return False
    bodies = tuple(bodies)
    spoke = any(
        isinstance(one, Touchpoint) and one.kind in TALKS and not one.no_answer for one in bodies
    )
    return spoke and not any(isinstance(one, FeelingSaid) for one in bodies)


def _open(state: AccountState) -> tuple[Step, ...]:
    """What a note may end: what one of us does next, and what the plan has of theirs."""
    theirs = open_plan(state.plan, Side.THEIRS)
    return (*state.next_steps, *(step.as_step for step in theirs))


def _must_be_open(desk: Desk, page: NotePage) -> None:
    """Refuse to end a step that somebody has ended meanwhile."""
    if page.ends is None:
        return
    account = desk.account_called(page.account.key).account
    state = projections.state(desk.store, account, desk.team())
    if all(step.entry != page.ends.entry for step in _open(state)):
        raise Refused(
            f"“{page.ends.what}” was ended or taken back meanwhile. Close this and "
            "write the rest as a note of its own."
        )
