"""What somebody's first note has changed, said once."""

from accountdesk.core.line import line
from accountdesk.core.member import Seat
from accountdesk.core.readings import readings
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.desk import reason_words
from accountdesk.desk.desk import Desk
from accountdesk.store import projections


def what_changed(desk: Desk, before: AccountState) -> str:
    """Where the note stands, and what each list says of the account now, in one line."""
    team = desk.team()
    account = desk.account_called(before.key).account
    was = _reasons(desk, team, before)
    now = _reasons(desk, team, projections.state(desk.store, account, team))
    labels = team.labels
    changed = [
        f"{labels[seat]}: {was[seat]} → {now[seat]}"
        for seat in now
        if seat in was and was[seat] != now[seat]
    ]
    said = f" What the lists say: {'; '.join(changed)}." if changed else ""
    return f"Your first note: the team sees it on the account.{said}"


def _reasons(desk: Desk, team: Team, state: AccountState) -> dict[Seat, str]:
    """What each list says of an account."""
    now = readings(state, team, desk.today)
    return {
        seat: " ".join(
            reason_words.reason(line(state, seat, asks, team, desk.today), desk.today)
        ).rstrip()
        for seat, asks in now.seats.items()
    }
