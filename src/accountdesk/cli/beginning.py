"""The first start: asks how to begin, and goes on with the desk that came of it."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial

from accountdesk.config.settings import settings
from accountdesk.desk.first_run import Answers, Preview, begin, forget, keep, kept, preview
from accountdesk.desk.open import open_desk
from accountdesk.tui.first_run import BEGUN, LOOK_AROUND, Outside, run
from accountdesk.tui.terminal_app import looks


def first_run(path: str, today: date | None) -> int:
    """Ask how to begin; the exit code of who left.

    Args:
        path: Where the desk will be.
        today: The day on which it will be pinned; None: it follows the clock.
    """

    def look(paths: Sequence[str]) -> Preview:
        with open_desk(path, today=today, create=True, looks_only=True) as desk:
            return preview(desk, paths)

    def make(answers: Answers) -> None:
        with open_desk(path, today=today, create=True) as desk:
            begin(desk, answers)
        forget(path)

    code = run(Outside(kept(path), partial(keep, path), look, make), looks(settings(os.environ)))
    if code in (BEGUN, LOOK_AROUND):
        # The process that has left the screen ends soon, whatever it does; another one goes on.
        demo = ["demo"] if code == LOOK_AROUND else []
        os.execv(sys.executable, [*sys.orig_argv, *demo])
    return code
