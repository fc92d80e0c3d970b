"""Sending while the desk is open: what is due goes out, and a source in trouble is left alone."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from random import uniform
from time import monotonic

from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.consent import may_write
from accountdesk.desk.desk import Desk
from accountdesk.desk.open import this_day
from accountdesk.desk.sending import Sent, next_row, send
from accountdesk.desk.unsent import LONGEST_REST_S

LOOK_S = 2.0
"""Seconds between two looks for something to send: some 20 µs each."""

FIRST_REST_S = 4.0
"""Seconds at most that a source is left alone after its first trouble; each one doubles them."""

KEPT = "What you write is kept, and sent when it can be."


async def keep_sending(
    desk: Desk,
    environ: Mapping[str, str],
    settings: Sequence[SourceSetting],
    tell: Callable[[str], object],
) -> None:
    """Look from time to time, and send what is due, until this is cancelled.

    Args:
        desk: The desk, with a store of this thread.
        environ: Where secrets are named.
        settings: Sources.
        tell: Told a sentence that somebody should know.
    """
    lane = _Sending(desk, environ)
    while True:
        for setting in settings:
            sentence = await lane.send(setting)
            if sentence:
                tell(sentence)
        await asyncio.sleep(LOOK_S)


class _Sending:
    """What one desk sends, and which sources it leaves alone."""

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
            return f"{key} refused something that was recorded here; the outbox says why."
        return ""

    async def _sent(self, setting: SourceSetting) -> Sent:
        if not may_write(self._desk, setting) or next_row(self._desk, setting.key) is None:
            return Sent(setting.key)
        from accountdesk.desk.connected import source  # 100 ms, which most desks do without

        desk = this_day(self._desk)
        return await send(desk, source(desk, setting, self._environ))

    def _rest(self, key: str, why: str) -> str:
        """Leave a source alone, longer each time; the first time it is said why."""
        times = self._troubles[key] = self._troubles.get(key, 0) + 1
        longest = min(FIRST_REST_S * 2.0 ** min(times - 1, 10), LONGEST_REST_S)
        self._rests[key] = monotonic() + uniform(longest / 2, longest)
        return f"Not sent to {key}: {why} {KEPT}" if times == 1 else ""
