"""The lane that reads CRMs and writes to them while the desk is open.

They are read by the clock or when somebody asks, and written to as soon as there is something.

A daemon thread with a loop and a connection of its own. What hangs on the network is cancelled, and
keeps nobody from typing, nor the program from ending.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from random import uniform
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from accountdesk.core.errors import AccountDeskError
from accountdesk.desk.desk import Desk

if TYPE_CHECKING:
    from accountdesk.config.sources import SourceSetting
    from accountdesk.desk.pulling import Progress
    from accountdesk.store.connection import Store

AFTER_START_S = 1.0
"""Seconds from the first frame on in which nothing is loaded that could delay a key."""

LEAST = 0.9
"""Part of an interval that must have passed; desks do not come at the same moment."""

TELL_S = 1.0
"""Seconds between two reports of how far it is: each sends a line over a slow link."""


class State(NamedTuple):
    """What there is to say of the sources.

    Attributes:
        says: A few words for the head of the desk; empty: nothing, all is well.
        busy: Whether a source is being read just now.
        sentence: What happened, where, what to do; empty: nothing that somebody should be told.
    """

    says: str = ""
    busy: bool = False
    sentence: str = ""

    def with_age(self, age: str) -> str:
        """What stands where the age of the data does: how far it is, or what failed and the age.

        Which source it is, is said once: `hubspot not reached, read 5 min ago`.
        """
        if not self.says or self.busy:
            return self.says or age
        key = self.says.partition(" ")[0]
        return f"{self.says}, {age.removeprefix(f'{key} ')}"


class Syncer:
    """Reads the sources of this machine's settings for a desk.

    Attributes:
        state: What there is to say, as it was told last.
    """

    def __init__(self, desk: Desk, environ: Mapping[str, str]) -> None:
        self._desk, self._environ = desk, environ
        self._told: Callable[[State], object] = lambda state: None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._sender: asyncio.Task[None] | None = None
        self._wake: asyncio.Event | None = None
        self._wanted = False
        self._closing = Event()
        self._failing: set[str] = set()
        self._last_told = 0.0
        self._thread = Thread(target=self._run, name="sync", daemon=True)
        self.state = State()

    def start(self, told: Callable[[State], object]) -> None:
        """Begin. Args: `told` gets every state, in this lane's thread."""
        self._told = told
        self._thread.start()

    def read_now(self) -> None:
        """Read all sources now, whenever they were read last."""
        self._wanted = True
        self._call(self._ring)

    def stop(self) -> None:
        """Leave what is being read; what was read stays, and the next time goes on there."""
        self._call(self._cancel)

    def close(self) -> None:
        """End; the thread ends by itself."""
        self._closing.set()
        self._call(self._cancel)
        self._call(self._cancel_sending)
        self._call(self._ring)

    def join(self, seconds: float) -> bool:
        """Wait so long for the thread to end; whether it has."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _call(self, what: Callable[[], None]) -> None:
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it has just been closed
                loop.call_soon_threadsafe(what)

    def _ring(self) -> None:
        if self._wake is not None:
            self._wake.set()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _cancel_sending(self) -> None:
        if self._sender is not None:
            self._sender.cancel()

    def _tell(self, state: State) -> None:
        self.state = state._replace(sentence="")
        self._last_told = monotonic()
        self._told(state)

    def _run(self) -> None:
        if self._closing.wait(AFTER_START_S):
            return
        try:
            settings = _sources(self._environ)
            if not settings:
                return
            self._with_loop(settings)
        except Exception as error:  # noqa: BLE001  # a thread that dies would print over the screen
            why = str(error) if isinstance(error, AccountDeskError) else _bug(error)
            self._tell(State("sources not read", sentence=why))

    def _with_loop(self, settings: "list[SourceSetting]") -> None:
        from accountdesk.store.opening import open_store

        store = open_store(self._desk.store.path)
        loop = asyncio.new_event_loop()
        try:
            self._loop = loop
            loop.run_until_complete(self._by_the_clock(store, settings))
        finally:
            self._loop = None
            loop.close()
            store.close()

    async def _by_the_clock(self, store: "Store", settings: "list[SourceSetting]") -> None:
        self._wake = asyncio.Event()
        from accountdesk.desk.sending_lane import keep_sending

        desk = self._desk._replace(store=store)
        self._sender = asyncio.ensure_future(
            keep_sending(
                *(desk, self._environ, settings),
                lambda sentence: self._tell(self.state._replace(sentence=sentence)),
            )
        )
        try:
            await self._read_by_the_clock(store, settings)
        finally:
            self._sender.cancel()
            await asyncio.gather(self._sender, return_exceptions=True)

    async def _read_by_the_clock(self, store: "Store", settings: "list[SourceSetting]") -> None:
        assert self._wake is not None
        clock = _Clock(self._desk._replace(store=store), settings)
        while not self._closing.is_set():
            now = monotonic()
            wanted, self._wanted = self._wanted, False
            for setting in settings:
                if wanted or clock.is_due(setting, now):
                    if not wanted and clock.was_read(setting):
                        continue
                    on = await self._read(self._read_one(store, setting))
                    clock.again(setting)
                    if not on:
                        break
            self._wake.clear()
            if self._wanted or self._closing.is_set():
                continue
            wait = clock.next(now + 3600) - monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), max(wait, 0.01))

    async def _read(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do something that can be cancelled; whether it came to its end."""
        self._task = asyncio.ensure_future(work)
        try:
            await self._task
        except asyncio.CancelledError:
            self._tell(State())
            return False
        finally:
            self._task = None
        return True

    async def _read_one(self, store: "Store", setting: "SourceSetting") -> None:
        from accountdesk.desk.connected import source
        from accountdesk.desk.open import this_day
        from accountdesk.desk.pulling import Wishes
        from accountdesk.desk.sync_words import left_open, short_reason
        from accountdesk.desk.syncing import ReadElsewhere, sync

        key = setting.key
        self._tell(State(f"{key}: reading", busy=True))
        try:
            desk = this_day(self._desk._replace(store=store))
            made = source(desk, setting, self._environ)
            done = await sync(desk, made, Wishes(progress=self._on_progress))
        except ReadElsewhere:
            self._tell(State())
            return
        except Exception as error:  # noqa: BLE001  # the lane goes on, whatever one source does
            new = key not in self._failing
            self._failing.add(key)
            why = str(error) if isinstance(error, AccountDeskError) else _bug(error)
            sentence = f"{why} The desk keeps what was read before." if new else ""
            self._tell(State(f"{key} {short_reason(error)}", sentence=sentence))
            return
        self._failing.discard(key)
        open_ = next(left_open(done), "")
        self._tell(State(f"{key} not all read" if open_ else "", sentence=open_))

    def _on_progress(self, progress: "Progress") -> None:
        from accountdesk.desk.sync_words import progress_in_words

        if monotonic() - self._last_told >= TELL_S:
            self._tell(State(progress_in_words(progress), busy=True))


class _Clock:
    """When each source is read next."""

    def __init__(self, desk: Desk, settings: "list[SourceSetting]") -> None:
        """What was read less than an interval ago is not read again at every start."""
        self._desk = desk
        self._due: dict[str, float] = {}
        for setting in settings:
            if setting.interval_s is not None and not self.was_read(setting):
                self._due[setting.key] = monotonic()

    def is_due(self, setting: "SourceSetting", now: float) -> bool:
        """Whether it is to be read now."""
        return self._due.get(setting.key, now + 1) <= now

    def next(self, otherwise: float) -> float:
        """When the next one is to be read; `otherwise` if none is."""
        return min(self._due.values(), default=otherwise)

    def was_read(self, setting: "SourceSetting") -> bool:
        """Whether it was read within its interval, here or by another desk; then it waits on."""
        from accountdesk.store import sources

        read = {one.key: one.at for one in sources.read_sources(self._desk.store)}
        ago = (self._desk.clock() - read.get(setting.key, 0)) / 1000
        interval = setting.interval_s or 0
        if not 0 <= ago < interval * LEAST:
            return False
        self._due[setting.key] = monotonic() + interval - ago
        return True

    def again(self, setting: "SourceSetting") -> None:
        """When it is read next: not at the same moment as on every other desk."""
        if setting.interval_s is not None:
            self._due[setting.key] = monotonic() + setting.interval_s * uniform(LEAST, 1.1)


def _sources(environ: Mapping[str, str]) -> "list[SourceSetting]":
    """The sources of this machine's settings that are not off."""
    from accountdesk.config.settings import read_file
    from accountdesk.config.sources import sources_of

    return [one for one in sources_of(read_file(environ)) if not one.off]


def _bug(error: Exception) -> str:
    return f"A mistake in the program stopped the reading ({type(error).__name__})."
