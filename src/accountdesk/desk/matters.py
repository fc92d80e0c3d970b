"""What is in our way with an account, and what is parked to be talked about: said, and ended."""

from collections.abc import Sequence
from datetime import date

from accountdesk.core.blocker import Blocker, BlockerSaid, ParkedSaid, open_blockers
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.member import member_called
from accountdesk.core.next_step import StepDone
from accountdesk.core.team import Team
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, says
from accountdesk.desk.log import record
from accountdesk.desk.said import in_words
from accountdesk.desk.standing import Told
from accountdesk.store import journal, projections

Kind = type[BlockerSaid] | type[ParkedSaid]

ASKS: dict[Kind, str] = {
    BlockerSaid: "Say what is in the way, like: waits for legal.",
    ParkedSaid: "Say what is to be talked about, like: prices for resellers.",
}
"""What is said to whoever says nothing."""

_ENDED: dict[Kind, str] = {BlockerSaid: "no longer in the way", ParkedSaid: "talked about"}

_TITLES: dict[Kind, str] = {
    BlockerSaid: "What is in our way with {}",
    ParkedSaid: "To be talked about: {}",
}
_BLANKS: dict[Kind, tuple[Blank, ...]] = {
    BlockerSaid: (
        Blank("Blocked", hint="waits for legal"),
        Blank("Who helps", hint="a member; empty: nobody"),
    ),
    ParkedSaid: (
        Blank("What", hint="prices for resellers"),
        Blank("Who", hint="a member who sees to it; empty: nobody"),
    ),
}


def matter_typed(
    kind: Kind, what: str, helper: str, team: Team, today: date
) -> BlockerSaid | ParkedSaid:
    """What somebody typed that is in the way, or to be talked about.

    Raises:
        NotUnderstood: Nothing is, or nobody is called so.
    """
    if not what.strip():
        raise NotUnderstood(ASKS[kind])
    helps = member_called(helper, team.members.values()).key if helper.strip() else None
    return kind(" ".join(what.split()), helps, today)


def add_matter(desk: Desk, kind: Kind, account: str, what: str, helper: str = "") -> Told:
    """Say what is in our way with an account, or to be talked about, and who sees to it.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: Nothing is, or nobody is called so.
    """
    named, team = desk.account_called(account), desk.team()
    said = matter_typed(kind, what, helper, team, desk.today)
    noted = record(desk, [(named.key, said)])
    return Told(noted.note, (f"{named.name}: {in_words(said, None, team)}",), noted.hints)


def matter_form(desk: Desk, kind: Kind, account: str) -> Form:
    """That something is in the way, or to be talked about."""

    def read(answers: Sequence[str]) -> Filled:
        what, helper = answers
        said = matter_typed(kind, what, helper, team, today)
        words = in_words(said, None, team)
        return Filled(words, says(words, said, named.key))

    desk.must_keep()
    named, team, today = desk.account_called(account), desk.team(), desk.today
    title = _TITLES[kind].format(named.name)
    return Form(f"{kind.__name__} {named.key}", title, _BLANKS[kind], read)


def end_matter(desk: Desk, kind: Kind, account: str, matter: Blocker) -> str:
    """Record that a blocker is gone, or that something was talked about, in words.

    Raises:
        Refused: Somebody has said so meanwhile, or it could not be kept.
    """

    def check() -> None:
        named = desk.account_called(account)
        state = projections.state(desk.store, named.account, desk.team())
        here = state.blockers if kind is BlockerSaid else state.parked
        if all(one.entry != matter.entry for one in open_blockers(here)):
            raise Refused(f"“{matter.what}” was ended or taken back meanwhile.")

    entry = journal.by_id(desk.store, matter.entry)
    assert entry is not None  # what it made was read
    # It stands where the other one does, also if accounts were joined since.
    record(desk, [(entry.account, StepDone(id_text(entry.id), desk.today))], check=check)
    return f"{_ENDED[kind]}: {matter.what}"
