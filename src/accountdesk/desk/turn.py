"""Turns: one program at a time does what must not be done twice at once."""

import os
from contextlib import suppress

from accountdesk.core.errors import AccountDeskError, Refused
from accountdesk.desk.desk import Desk
from accountdesk.desk.mint import mint
from accountdesk.store import outbox, pulls
from accountdesk.store.outbox import Row


class Stopped(Refused):
    """A turn ends before its work does.

    Attributes:
        denied: Whether that is because the credentials are not taken.
    """

    def __init__(self, message: str, *, denied: bool = False) -> None:
        super().__init__(message)
        self.denied = denied


class Withdrawn(Exception):
    """Somebody has decided meanwhile that something is not to be done."""


SEND_HOLD_MS = 180_000
"""Milliseconds of a turn at sending: longer than any request lasts, so that none of ours is still
on its way when another program takes over."""


def turn_name(source: str) -> str:
    """The name under which one program at a time sends to a source."""
    return f"send {source}"


def must_go_on(desk: Desk, row: Row, holder: str) -> None:
    """It is still our turn to send, and what is sent still waits for it. Inside a transaction.

    Raises:
        Stopped: It is not: another program has taken over, or the source is not written to.
        Withdrawn: Somebody has decided meanwhile that it is not sent.
    """
    store, name = desk.store, turn_name(row.source)
    if not pulls.keep_lease(store, name, holder, desk.clock(), SEND_HOLD_MS):
        raise Stopped("Another program has gone on with sending.")
    if row.source not in outbox.writes(store):
        raise Stopped("It is not written to any more.")
    now = outbox.by_id(store, row.id)
    if now is None or now.due is None:
        raise Withdrawn


def a_holder() -> str:
    """A name for one turn of this program."""
    return f"{os.uname().nodename} {os.getpid()} {mint().hex()}"


def take_turn(desk: Desk, name: str, holder: str, hold_ms: int = pulls.LEASE_MS) -> bool:
    """Take a turn; False: another program has it, and has not died."""
    with desk.store.transaction():
        other = pulls.lease_holder(desk.store, name)
        if other is not None and _has_died(other):
            pulls.give_lease_back(desk.store, name, other)
        return pulls.take_lease(desk.store, name, holder, desk.clock(), hold_ms)


def give_turn_back(desk: Desk, name: str, holder: str) -> None:
    """End a turn; where that cannot be written it ends by itself."""
    with suppress(AccountDeskError), desk.store.transaction():
        pulls.give_lease_back(desk.store, name, holder)


def _has_died(holder: str) -> bool:
    """Whether a program of this machine had a turn and is no more."""
    machine, pid, _ = f"{holder}  ".split(" ", 2)
    if machine != os.uname().nodename or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False
