"""Sending while the desk is open: what is due goes out, and a source in trouble is left alone."""

import asyncio
from collections.abc import Mapping
from random import uniform
from time import monotonic

from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.connected import source
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import this_day
from accountdesk.desk.sending import LONGEST_REST_S, Sent, has_something, may_write, send

FIRST_REST_S = 4.0
"""Seconds at most that a source is left alone after its first trouble; each one doubles them."""

KEPT = "What you write is kept, and sent when it can be."


class Sending:
    """What one desk sends. It belongs to the thread and the loop that use it."""

    def __init__(self, desk: Desk, environ: Mapping[str, str]) -> None:
        self._desk, self._environ = desk, environ
        self._rests: dict[str, float] = {}
        self._troubles: dict[str, int] = {}

    async def send(self, setting: SourceSetting) -> str:
        """Send what is due at a source; a sentence that somebody should be told, else nothing."""
        key = setting.key
        if self._rests.get(key, 0.0) > monotonic():
            return ""
        try:
            sent = await self._sent(setting)
        except AccountDeskError as error:
            sent = Sent(key, trouble=str(error))
        except Exception as error:  # noqa: BLE001  # the lane goes on, whatever one source does
            sent = Sent(key, trouble=f"A mistake in the program stopped it ({error!r:.80}).")
        if sent.trouble:
            return self._rest(key, sent.trouble)
        if sent.done:
            self._troubles.pop(key, None)
        if sent.refused:
            return (
                f"{key} refused what was recorded here; the outbox says why, and asks what to do."
            )
        return ""

    async def _sent(self, setting: SourceSetting) -> Sent:
        desk = this_day(self._desk)
        if not may_write(desk, setting) or not has_something(desk, setting.key):
            return Sent(setting.key)
        made = source(desk, setting, self._environ)
        try:
            return await send(desk, made)
        finally:
            await asyncio.shield(made.close())

    def _rest(self, key: str, why: str) -> str:
        """Leave a source alone, longer each time; the first time it is said why."""
        times = self._troubles[key] = self._troubles.get(key, 0) + 1
        longest = min(FIRST_REST_S * 2.0 ** min(times - 1, 10), LONGEST_REST_S)
        self._rests[key] = monotonic() + uniform(longest / 2, longest)
        return f"Not sent to {key}: {why} {KEPT}" if times == 1 else ""
