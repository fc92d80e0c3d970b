"""The scribe: writes entries down under names that are the same whenever the demo is made."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from zlib import crc32

from accountdesk.core.entry import AccountKey, Entry, EntryId, NoteId, word_of
from accountdesk.core.record import write
from accountdesk.desk.demo.days import day

DESK = "demo"
"""The name of the desk at which everything was recorded."""

_EPOCH = date(1970, 1, 1).toordinal()
_MINUTE_MS = 60_000
_DAY_MS = 24 * 60 * _MINUTE_MS
_FIRST_MINUTE, _MINUTES = 7 * 60, 7 * 60
"""People record between 7:00 and 14:00 UTC: a working day from Dublin to Kuopio."""

_BETWEEN_MS = 7 * _MINUTE_MS
"""At the least between two sittings about one account."""


def midnight(on: date) -> int:
    """When a day begins, UTC milliseconds."""
    return (on.toordinal() - _EPOCH) * _DAY_MS


class Scribe:
    """Writes for one demo.

    Attributes:
        today: The demo's day.
        entries: What has been written down, in no order.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.entries: list[Entry] = []
        self._names = 0

    def moment(self, away: int, about: str, after: int = 0) -> int:
        """When something that happened `away` days from today was recorded, UTC milliseconds.

        `about` stands for chance: other words, another minute of the day. Always later than
        `after`, for what is told in order stays in order.
        """
        minute = _FIRST_MINUTE + crc32(f"{about} {away}".encode()) % _MINUTES
        at = midnight(day(self.today, away)) + minute * _MINUTE_MS
        return max(at, after + _BETWEEN_MS)

    def sitting(
        self, at: int, who: str, account: AccountKey | None, bodies: Iterable[NamedTuple]
    ) -> list[Entry]:
        """Write down what one of us typed together, as one note; its entries in order."""
        note = NoteId(self._name(at))
        said = [
            Entry(
                EntryId(self._name(at + n)),
                note,
                at + n,
                DESK,
                f"actor:{who}",
                account,
                word_of(type(body)),
                write(body),
            )
            for n, body in enumerate(bodies)
        ]
        self.entries += said
        return said

    def _name(self, at: int) -> bytes:
        """A UUIDv7 that has a count where others have chance."""
        self._names += 1
        return (at << 80 | 7 << 76 | 2 << 62 | self._names).to_bytes(16, "big")
