"""The lanes: reading and writing beside the screen, the newest wish first, nothing waited for."""

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any

import pytest

from accountdesk.core.account import AccountAdded
from accountdesk.core.errors import NotFound, StoreError
from accountdesk.desk.adding import add_account
from accountdesk.desk.desk import Desk
from accountdesk.desk.lanes import Reader, Writer
from accountdesk.desk.log import log
from accountdesk.store import meta
from tests.builders import TODAY, a_desk, day

PATIENCE = 20


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as desk:
        add_account(desk, AccountAdded("Acme"))
        yield desk


class Answers:
    """What came back, in its order."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Any] = SimpleQueue()

    def take(self, answer: object) -> None:
        self._queue.put(answer)

    def next(self) -> Any:  # noqa: ANN401  # what was asked for
        return self._queue.get(timeout=PATIENCE)

    @property
    def empty(self) -> bool:
        return self._queue.empty()


def a_reader(desk: Desk, changed: Answers | None = None) -> Reader:
    reader = Reader(desk, lambda: None if changed is None else changed.take("changed"))
    reader.start()
    return reader


def test_the_reader_finds_what_the_store_has_and_gives_errors_back(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    reader.ask("a", lambda here: here.account_called("acme").name, answers.take)
    assert answers.next() == "Acme"
    reader.ask("a", lambda here: here.account_called("nobody"), answers.take)
    assert isinstance(answers.next(), NotFound)
    reader.close()
    assert reader.join(PATIENCE)


def test_the_reader_cannot_write(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    reader.ask("a", lambda here: log(here, "acme", "hi"), answers.take)
    assert isinstance(answers.next(), Exception)
    reader.ask("a", lambda here: here.store.rows("SELECT count(*) FROM entry"), answers.take)
    assert answers.next() == [(1,)]
    reader.close()
    assert reader.join(PATIENCE)


def test_a_newer_wish_takes_the_place_of_the_one_that_waits(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    begun, go_on = Event(), Event()

    def slow(here: Desk) -> str:
        begun.set()
        assert go_on.wait(PATIENCE)
        return "slow"

    reader.ask("other", slow, answers.take)
    assert begun.wait(PATIENCE)
    for number in range(5):
        reader.ask("find", lambda here, number=number: number, answers.take)  # type: ignore[misc]  # mypy sees no default of a lambda
    go_on.set()
    assert answers.next() == "slow"
    assert answers.next() == 4
    reader.close()
    assert reader.join(PATIENCE)
    assert answers.empty


def test_a_newer_wish_interrupts_the_one_that_runs(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    begun = Event()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def never(here: Desk) -> object:
        begun.set()
        return here.store.rows(endless)

    reader.ask("find", never, answers.take)
    assert begun.wait(PATIENCE)
    while answers.empty:  # a wish that comes before the statement runs interrupts nothing yet
        reader.ask("find", lambda here: "newer", answers.take)
        if reader.join(0.05):
            break
    assert answers.next() == "newer"
    reader.close()
    assert reader.join(PATIENCE)


def test_closing_ends_a_reader_that_is_at_work(desk: Desk) -> None:
    reader = a_reader(desk)
    begun = Event()

    def long(here: Desk) -> object:
        begun.set()
        return here.store.rows(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        )

    reader.ask("find", long, lambda answer: None)
    assert begun.wait(PATIENCE)
    reader.close()
    assert reader.join(PATIENCE)


def test_the_reader_says_that_somebody_has_written(desk: Desk) -> None:
    changed = Answers()
    reader, answers = a_reader(desk, changed), Answers()
    reader.ask("a", lambda here: None, answers.take)
    assert answers.next() is None
    log(desk, "acme", "call: hello")
    assert changed.next() == "changed"
    reader.close()
    assert reader.join(PATIENCE)


def test_one_piece_of_work_sees_one_moment(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    begun, go_on = Event(), Event()

    def twice(here: Desk) -> tuple[object, object]:
        before = here.store.rows("SELECT count(*) FROM entry")
        begun.set()
        assert go_on.wait(PATIENCE)
        return before, here.store.rows("SELECT count(*) FROM entry")

    reader.ask("a", twice, answers.take)
    assert begun.wait(PATIENCE)
    log(desk, "acme", "call: hello")
    go_on.set()
    before, after = answers.next()
    assert before == after == [(1,)]
    reader.close()
    assert reader.join(PATIENCE)


def test_the_writer_does_everything_in_order_before_it_ends(desk: Desk) -> None:
    writer, answers = Writer(desk), Answers()
    writer.start()
    for number in range(5):
        text = f"call: number {number}"
        writer.do(lambda here, text=text: log(here, "acme", text), answers.take)  # type: ignore[misc]  # mypy sees no default of a lambda
    writer.do(lambda here: here.account_called("nobody"), answers.take)
    writer.close()
    assert writer.join(PATIENCE)
    notes = [answers.next() for _ in range(6)]
    assert isinstance(notes.pop(), NotFound)
    bodies = desk.store.rows("SELECT body FROM entry WHERE body LIKE '%number%' ORDER BY seq")
    assert [f"number {n}" in bodies[n][0] for n in range(5)] == [True] * 5


def test_the_writer_folds_what_waits(desk: Desk) -> None:
    with desk.store.transaction():
        desk.store.run("INSERT INTO dirty SELECT id FROM account")
    writer, answers = Writer(desk), Answers()
    writer.start()
    writer.do(lambda here: here.store.rows("SELECT count(*) FROM dirty"), answers.take)
    while answers.next() != [(0,)]:  # folding gives way to what is asked for, and goes on behind it
        writer.do(lambda here: here.settle(), lambda answer: None)
        writer.do(lambda here: here.store.rows("SELECT count(*) FROM dirty"), answers.take)
    writer.close()
    assert writer.join(PATIENCE)


def test_the_reader_is_on_the_day_that_the_store_has_come_to(desk: Desk) -> None:
    reader, answers = a_reader(desk), Answers()
    reader.ask("a", lambda here: here.today, answers.take)
    assert answers.next() == TODAY
    with desk.store.transaction():
        meta.move_day(desk.store, day(1))
    reader.ask("a", lambda here: here.today, answers.take)
    assert answers.next() == day(1)
    reader.close()
    assert reader.join(PATIENCE)


def test_a_store_that_cannot_be_opened_is_said_to_whoever_asks(desk: Desk, tmp_path: Path) -> None:
    nowhere = desk._replace(store=desk.store.__class__(desk.store.db, str(tmp_path / "no"), None))
    reader, writer, answers = a_reader(nowhere), Writer(nowhere), Answers()
    writer.start()
    reader.ask("a", lambda here: None, answers.take)
    assert isinstance(answers.next(), StoreError)
    writer.do(lambda here: None, answers.take)
    assert isinstance(answers.next(), StoreError)
    reader.close()
    writer.close()
    assert reader.join(PATIENCE)
    assert writer.join(PATIENCE)
