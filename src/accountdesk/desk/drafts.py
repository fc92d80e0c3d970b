"""Drafts: notes that were typed and are not recorded yet, kept in files beside the store.

Each running program has a folder of its own under `STORE.drafts`, which it holds locked, and in it
a file for each draft. What a program leaves behind, however it ended, the next one of the same
claim takes over. A draft has the name that its note will have, so what was recorded in the last
moment is recognised by it and not offered again: nothing is lost, and nothing is there twice.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple
from zlib import crc32

from accountdesk.core.entry import AccountKey, NoteId, id_bytes, id_text
from accountdesk.core.record import Unreadable, parse, read
from accountdesk.desk.desk import Desk
from accountdesk.store import journal

SUFFIX = ".drafts"
"""Behind the store's path, the folder of all programs' drafts."""


FRESH = ".new"
"""Behind the name of a file that is being written."""


class Draft(NamedTuple):
    """A note that is being typed.

    Attributes:
        note: The name that it will be recorded under.
        account: What it is about.
        name: The account's name.
        text: As far as it was typed.
        ends: The id of the next step that it ends; empty: none.
    """

    note: NoteId
    account: AccountKey
    name: str
    text: str
    ends: str = ""


class _Kept(NamedTuple):
    """A draft as it stands in its file; `by` is the claim of who typed it."""

    note: str
    account: str
    name: str
    text: str
    by: str
    ends: str = ""


class Drafts:
    """The drafts of one program. For its main thread; no method waits for another program.

    Attributes:
        recording: Names of notes that are on their way into the journal.
    """

    def __init__(self, store: str, claim: str) -> None:
        """Args: `store` is the path beside which they are kept; `claim`, whose they are."""
        self.recording: set[NoteId] = set()
        self._base = store + SUFFIX
        self._claim = claim
        # So that nobody has to lock another one's folder, to look into it.
        self._whose = f"{crc32(claim.encode('utf-8', 'replace')):08x}-"
        self._home: str | None = None
        self._lock = -1
        self._drafts: dict[NoteId, Draft] = {}

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """Every draft, the one that was begun first comes first."""
        return tuple(sorted(self._drafts.values(), key=lambda draft: draft.note))

    def of(self, account: AccountKey) -> Draft | None:
        """The draft about an account that was begun first; None if there is none."""
        return next((draft for draft in self.waiting if draft.account == account), None)

    def keep(self, draft: Draft) -> None:
        """Keep a draft in its file; one without a text is dropped.

        Raises:
            OSError: It cannot be written; what was kept of it before is still there.
        """
        if not draft.text.strip():
            self.drop(draft)
            return
        self._drafts[draft.note] = draft
        kept = _Kept(id_text(draft.note), *draft[1:4], self._claim, draft.ends)
        text = json.dumps(kept._asdict())
        try:
            self._write(draft, text)
        except (FileNotFoundError, BlockingIOError):  # another one has tidied the folder away
            self._leave()
            self._write(draft, text)

    def drop(self, draft: Draft) -> None:
        """Forget a draft: it was recorded, or nothing is left of it."""
        self._drafts.pop(draft.note, None)
        if self._home is not None:
            with suppress(OSError):
                os.unlink(os.path.join(self._home, _file(draft.note)))

    def take_over(self, desk: Desk) -> None:
        """Take over what programs of the same claim left behind that run no more.

        What the journal has is dropped. What cannot be read is left where it lies.
        """
        with suppress(OSError):
            for name in sorted(os.listdir(self._base)):
                if name.startswith(self._whose):
                    with suppress(OSError):
                        self._take_folder(os.path.join(self._base, name), desk)
            os.rmdir(self._base)  # OSError: something is left in it

    def close(self) -> None:
        """Leave the drafts to the next program."""
        if self._home is not None:
            with suppress(OSError):
                os.rmdir(self._home)  # empty: nothing was left
            with suppress(OSError):
                os.rmdir(self._base)
            self._leave()

    def _take_folder(self, folder: str, desk: Desk) -> None:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # OSError: its program runs
            for name in os.listdir(folder):
                path = os.path.join(folder, name)
                if name.endswith(FRESH):  # its program was ended before it was whole
                    os.unlink(path)
                    continue
                draft = self._read(path)
                if draft is None:
                    continue
                if journal.of_note(desk.store, draft.note):
                    os.unlink(path)
                else:
                    os.rename(path, os.path.join(self._own_home(), name))
                    self._drafts[draft.note] = draft
            os.rmdir(folder)
        finally:
            os.close(lock)

    def _read(self, path: str) -> Draft | None:
        """The draft in a file; None: it is somebody else's, or none can be read in it."""
        try:
            with open(path, encoding="utf-8") as file:
                kept = read(_Kept, parse(file.read()))
            note = NoteId(id_bytes(kept.note))
        except (OSError, ValueError, Unreadable):
            return None
        if kept.by != self._claim:
            return None
        return Draft(note, AccountKey(kept.account), kept.name, kept.text, kept.ends)

    def _own_home(self) -> str:
        """The folder of this program, made and locked if need be."""
        if self._home is None:
            os.makedirs(self._base, 0o700, exist_ok=True)
            home = os.path.join(self._base, f"{self._whose}{os.getpid()}-{os.urandom(4).hex()}")
            os.mkdir(home, 0o700)
            self._lock = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._home = home
        return self._home

    def _leave(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
        self._lock, self._home = -1, None

    def _write(self, draft: Draft, text: str) -> None:
        path = os.path.join(self._own_home(), _file(draft.note))
        fresh = path + FRESH
        try:
            with open(fresh, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(fresh, path)
        except OSError:
            with suppress(OSError):
                os.unlink(fresh)
            raise


def _file(note: NoteId) -> str:
    return f"{id_text(note)}.json"


class Lying(NamedTuple):
    """A draft as it lies beside the store, of whatever program and claim.

    Attributes:
        path: Its file.
        account: What it is about; None if that cannot be read.
        text: Everything in it.
        in_use: Whether a program that runs has it, which may write it again.
    """

    path: str
    account: str | None
    text: str
    in_use: bool


def lying(store: str) -> Iterator[Lying]:
    """Every draft beside the store at a path."""
    base = store + SUFFIX
    with suppress(OSError):
        for folder in sorted(os.listdir(base)):
            with suppress(OSError):
                in_use = _in_use(os.path.join(base, folder))
                for name in sorted(os.listdir(os.path.join(base, folder))):
                    path = os.path.join(base, folder, name)
                    with open(path, encoding="utf-8", errors="replace") as file:
                        text = file.read()
                    try:
                        kept = read(_Kept, parse(text))
                        yield Lying(path, kept.account, f"{kept.name}\n{kept.text}", in_use)
                    except Unreadable:
                        yield Lying(path, None, text, in_use)


def _in_use(folder: str) -> bool:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False
