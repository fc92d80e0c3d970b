"""Lanes: the threads that read and write for the screens, so that no screen waits for a disk.

Each has a connection of its own and takes its work from a queue. Both are daemon threads: what
hangs in one of them must not keep the program from ending.
"""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple

import apsw

from accountdesk.desk.desk import Desk
from accountdesk.desk.open import this_day
from accountdesk.store import meta
from accountdesk.store.connection import Store, in_words
from accountdesk.store.opening import open_store

LOOK_S = 1.0
"""Seconds between two looks at whether somebody has written; one takes 8 µs."""

STEPS = 10_000
"""Steps of SQLite's machine, under a millisecond, after which a stale piece of work ends."""

TEND_S = 10.0
"""Seconds between two looks at the day and at what waits to be folded."""

Answer = Callable[[Any], object]
"""Told what came of a piece of work, in the lane's thread: its result, or the exception."""


class _Wish(NamedTuple):
    subject: str
    number: int
    work: Callable[[Desk], Any]
    answer: Answer


class _Lane:
    """A daemon thread with a queue of work and a connection of its own."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk = desk
        self._queue: SimpleQueue[Any] = SimpleQueue()
        self._closing = False
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def close(self) -> None:
        """Take no more work; the thread ends by itself."""
        self._closing = True
        self._queue.put(None)

    def join(self, seconds: float) -> bool:
        """Wait so long for the thread to end; whether it has."""
        if self._thread.ident is not None:  # else it was never started
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            kept = self._desk.store
            store = open_store(kept.path, read_only=kept.read_only)
        except Exception as error:  # noqa: BLE001  # whoever asks says what went wrong
            for work in iter(self._queue.get, None):
                work.answer(error)
            return
        try:
            self._work(store)
        finally:
            store.close()

    def _work(self, store: Store) -> None:
        raise NotImplementedError


class Reader(_Lane):
    """Reads for the screens, the newest wish of each subject.

    Every piece of work sees the store at one moment, on the store's day.

    Attributes:
        asked: How many wishes there have been.
    """

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        """Args: `changed` is told, in this lane's thread, that somebody has written."""
        super().__init__(desk, "reader")
        self.asked = 0
        self._changed = changed
        self._newest: dict[str, int] = {}
        self._wish: _Wish | None = None

    def ask(self, subject: str, work: Callable[[Desk], Any], answer: Answer) -> None:
        """Wish for something; it replaces what was wished for on the same subject before.

        What is replaced is dropped or interrupted, and is not answered.
        """
        number = self._newest.get(subject, 0) + 1
        self._newest[subject] = number
        self.asked += 1
        self._queue.put(_Wish(subject, number, work, answer))

    @property
    def idle(self) -> bool:
        """Whether nothing waits to be read and nothing is being read."""
        return self._wish is None and self._queue.empty()

    def _work(self, store: Store) -> None:
        if not store.read_only:
            store.run("PRAGMA query_only=1")
        # Asked while a statement runs; an interrupt is lost when it comes between two.
        store.db.set_progress_handler(self._is_stale, STEPS)
        seen, looked = _version(store), monotonic()
        while True:
            try:
                wish = self._queue.get(timeout=LOOK_S)
            except Empty:
                pass
            else:
                if wish is None:
                    return
                self._serve(store, wish)
            if monotonic() - looked >= LOOK_S:
                now, looked = _version(store), monotonic()
                if now != seen:
                    seen = now
                    self._changed()

    def _is_stale(self) -> bool:
        """Whether nobody waits any more for what is read."""
        wish = self._wish
        return self._closing or (wish is not None and wish.number != self._newest[wish.subject])

    def _serve(self, store: Store, wish: _Wish) -> None:
        self._wish = wish
        try:
            if not self._is_stale():
                result = _at_one_moment(self._desk, store, wish.work)
        except Exception as error:  # noqa: BLE001  # whoever asked says what went wrong
            result = error
        if not self._is_stale():
            wish.answer(result)
        self._wish = None


def _version(store: Store) -> int | None:
    """A number that changes when somebody else writes; None while the disk does not answer."""
    try:
        return int(store.db.pragma("data_version"))
    except apsw.Error:
        return None


def _at_one_moment(desk: Desk, store: Store, work: Callable[[Desk], Any]) -> Any:  # noqa: ANN401  # what the work gives
    with in_words(store.path):
        store.must_be_there()
        store.run("BEGIN")
        try:
            # Of a newer program's store a desk may be on a later day of its own; a wall never is.
            today = None if store.newer and not store.read_only else meta.day(store)
            return work(desk._replace(store=store, today=today or desk.today))
        finally:
            if store.db.in_transaction:
                store.run("ROLLBACK")


class _Order(NamedTuple):
    work: Callable[[Desk], Any]
    answer: Answer


class Writer(_Lane):
    """Writes for the screens, first in first out, and keeps the store on its day.

    When it is closed it finishes what it was asked for before.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "writer")

    def do(self, work: Callable[[Desk], Any], answer: Answer) -> None:
        """Have something done after all that was asked for before."""
        self._queue.put(_Order(work, answer))

    def _work(self, store: Store) -> None:
        desk = self._tended(self._desk._replace(store=store))
        while True:
            try:
                order = self._queue.get(timeout=TEND_S)
            except Empty:
                desk = self._tended(desk)
                continue
            if order is None:
                return
            try:
                result = order.work(desk)
            except Exception as error:  # noqa: BLE001  # whoever asked says what went wrong
                result = error
            order.answer(result)
            if self._queue.empty():  # what was said of the team concerns every account
                desk = self._tended(desk)

    def _tended(self, desk: Desk) -> Desk:
        """The desk on the day that it is by now, with what waited folded unless work comes in."""
        try:
            desk = this_day(desk)
            desk.settle(go_on=lambda: self._queue.empty() and not self._closing)
            if self._queue.empty():
                desk.store.tidy()
        except Exception:  # noqa: BLE001  # a full disk, a store held by others: tried again
            return desk
        return desk
