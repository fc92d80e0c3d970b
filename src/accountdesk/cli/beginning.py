"""The first start: asks how to begin, and goes on with the desk that came of it."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from accountdesk.config.settings import settings
from accountdesk.desk.first_run import Answers, Preview, begin, forget, keep, kept, preview
from accountdesk.desk.open import open_desk
from accountdesk.tui.first_crm import Crms
from accountdesk.tui.first_run import BEGUN, LOOK_AROUND, Outside, run
from accountdesk.tui.terminal_app import looks

if TYPE_CHECKING:
    from accountdesk.desk.first_crm import Connection, Parts


def first_run(path: str, today: date | None) -> int:
    """Ask how to begin; the exit code of who left.

    Args:
        path: Where the desk will be.
        today: The day on which it will be pinned; None: it follows the clock.
    """

    def look(paths: Sequence[str]) -> Preview:
        with open_desk(path, today=today, create=True, looks_only=True) as desk:
            return preview(desk, paths)

    def make(answers: Answers, crm: "Connection | None") -> None:
        if crm is not None:
            from accountdesk.desk.first_crm import keep_connection  # only where it is needed

            keep_connection(crm, os.environ)
        with open_desk(path, today=today, create=True) as desk:
            begin(desk, answers)
        forget(path)

    outside = Outside(kept(path), partial(keep, path), look, make, partial(_crms, path, today))
    code = run(outside, looks(settings(os.environ)))
    if code in (BEGUN, LOOK_AROUND):
        # The process that has left the screen ends soon, whatever it does; another one goes on.
        demo = ["demo"] if code == LOOK_AROUND else []
        os.execv(sys.executable, [*sys.orig_argv, *demo])
    return code


def _crms(path: str, today: date | None) -> Crms:
    """What the questions need of CRMs; loading it takes a moment."""
    from accountdesk.desk import first_crm as it

    def look(told: "Connection") -> "Parts":
        with open_desk(path, today=today, create=True, looks_only=True) as desk:
            return it.look(desk, told, os.environ)

    return Crms(
        it.offered,
        it.asks,
        it.address,
        lambda told: it.setting_of(told, os.environ).key,
        lambda told: it.known_secrets(told, os.environ),
        look,
    )
