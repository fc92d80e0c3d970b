"""How long a stop of the stand-up has taken, and all of it: counted up, and kept nowhere."""

from time import monotonic

from accountdesk.tui.widgets.one_line import OneLine

TICK_S = 1.0
"""Seconds between two looks at the clock."""


class Stopwatch(OneLine):
    """A line with two times in it, of this terminal alone; nobody is told to hurry."""

    DEFAULT_CSS = "Stopwatch { color: $text-muted; }"

    def __init__(self) -> None:
        super().__init__(id="clock")
        self._began = self._arrived = monotonic()
        self._place: tuple[str, int] = ("", 0)
        self._around = ("", "")
        self._runs = True

    def on_mount(self) -> None:
        """The clock runs."""
        self.set_interval(TICK_S, self._tell)

    def arrive(self, standup: str, at: int, around: tuple[str, str], *, runs: bool) -> None:
        """Count from now on where that is another place.

        Args:
            standup: Which stand-up.
            at: Which stop of it.
            around: What is said in front of the times, and behind them.
            runs: Whether there is a stop at all; else only the time in all is told.
        """
        if standup != self._place[0]:
            self._began = monotonic()
        if (standup, at) != self._place:
            self._arrived = monotonic()
        self._place, self._around, self._runs = (standup, at), around, runs
        self._tell()

    def _tell(self) -> None:
        now = monotonic()
        here = f"{clock(now - self._arrived)} here" if self._runs else ""
        in_all = f"{clock(now - self._began)} in all"
        self.show(" · ".join(filter(None, (self._around[0], here, in_all, self._around[1]))))


def clock(seconds: float) -> str:
    """`0:42`, `12:05`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"
