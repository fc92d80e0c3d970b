"""Founding: what a desk says by itself when it is made, so that those who join it agree with it."""

from accountdesk.core.policy import PolicySaid
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record
from accountdesk.desk.open import own_zone


def say_zone(desk: Desk) -> None:
    """Record the zone of this machine as the team's, where nobody has said another one.

    The desk says it, not whoever sits at it: `undo` does not take it back. A name that others would
    not know is not said.
    """
    from zoneinfo import ZoneInfo  # 3 ms, and only a desk that is made needs it here

    zone = own_zone()
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        return
    record(desk, [(None, PolicySaid("zone", zone, founding=True))])
