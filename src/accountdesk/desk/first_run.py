"""The first start: what there is to begin with, and a desk that is made of the answers.

Nothing of a desk is written before the last answer. The answers themselves are kept beside where
it will be, so that who leaves in the middle goes on there.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from accountdesk.core.account import AccountAdded
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.person import PersonAdded
from accountdesk.desk import words
from accountdesk.desk.adding import add_account, add_member, add_person, same_name
from accountdesk.desk.desk import Desk
from accountdesk.desk.import_words import counts_in_words, files_in_words
from accountdesk.desk.importing import Order, import_files
from accountdesk.desk.set_aside import grouped
from accountdesk.desk.standing import seat_them
from accountdesk.desk.who import i_am
from accountdesk.sources.files.tables import BOOKS, CSV
from accountdesk.store import windows

NEAR = ("", "~/Downloads", "~/Desktop", "~/Documents")
"""Folders in which spreadsheets are looked for; the first is the one that one stands in."""

MOST_REASONS = 3
"""Reasons why rows are left out, before a desk is made."""

MOST_FILES = 40
"""Spreadsheets that are offered, the latest first."""


class Answers(NamedTuple):
    """What was answered so far; empty where nothing was.

    Attributes:
        paths: Spreadsheets to begin with.
        account: The first account, where one begins by hand.
        customer: Whether it is a customer.
        person: Somebody there.
        me: What the one who begins is called.
        holds: Their seat; None while that is not said.
        preset: The CRM to begin with.
        var: What that needs, but for what nobody may see.
    """

    paths: tuple[str, ...] = ()
    account: str = ""
    customer: bool = False
    person: str = ""
    me: str = ""
    holds: Holds | None = None
    preset: str = ""
    var: Mapping[str, str] = {}  # never changed


class Preview(NamedTuple):
    """What would be read of some files.

    Attributes:
        counts: How many of what there are.
        aside: What would be left out, and why, the first reasons.
        columns: What their columns are taken for.
        members: Names of those whom the files name as members.
        empty: Whether no account would come of it.
    """

    counts: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    empty: bool = False


def spreadsheets() -> list[tuple[str, str]]:
    """What may be read, the latest first: each path, and when it was saved, in words.

    Behind the files stand folders that have several.
    """
    saved: dict[str, float] = {}
    folders: list[tuple[str, str]] = []
    for folder in NEAR:
        there = _saved_in(folder)
        saved |= {path: at for path, at in there.items() if path not in saved}
        if len(there) > 1:
            folders.append((os.path.join(folder or ".", ""), words.count(len(there), "file")))
    latest = sorted(saved, key=lambda path: (-saved[path], path))[:MOST_FILES]
    now = time.time()
    return [(path, words.ago(int((now - saved[path]) * 1000))) for path in latest] + folders


def is_there(path: str) -> bool:
    """Whether a path that was typed names something."""
    return os.path.exists(os.path.expanduser(path))


def _saved_in(folder: str) -> dict[str, float]:
    """Spreadsheets in a folder, and when they were saved; none where it cannot be read."""
    found: dict[str, float] = {}
    with suppress(OSError):
        for entry in os.scandir(os.path.expanduser(folder) or "."):
            if entry.name.lower().endswith((*CSV, *BOOKS)) and entry.is_file():
                found[os.path.join(folder, entry.name)] = entry.stat().st_mtime
    return found


def preview(desk: Desk, paths: Sequence[str]) -> Preview:
    """What would be read of some files; nothing is written.

    Raises:
        NotFound: One of them is not there.
        Refused: Nothing in them can be used.
    """
    done = import_files(desk, Order(_expanded(paths), dry=True), lambda question: True)
    counts = done.taken.counts
    some = any(counts[one].read > counts[one].set_aside for one in counts if one != "members")
    groups = [group.words() for group in grouped(done.taken.aside) if group.kind != "files"]
    more = [f"and {words.count(len(groups) - MOST_REASONS, 'more reason')}"]
    return Preview(
        tuple(counts_in_words(done)),
        tuple(groups[:MOST_REASONS] + (more if len(groups) > MOST_REASONS else [])),
        tuple(files_in_words(done)),
        done.members,
        empty=not some,
    )


def begin(desk: Desk, answers: Answers) -> None:
    """Make the desk of the answers; done again, it goes on where it was interrupted.

    Raises:
        AccountDeskError: Something of it cannot be read or written.
    """
    if answers.paths:
        import_files(desk, Order(_expanded(answers.paths)), lambda question: True)
    if desk.me() is None and answers.holds is not None:
        _say_who(desk, answers.me, answers.holds)
    if answers.account and not windows.of_name(desk.store, answers.account, 1):
        key = add_account(desk, AccountAdded(answers.account, _type(desk, answers))).key
        if answers.person:
            add_person(desk, key, PersonAdded(answers.person))
        me = desk.me()
        for seat in _seats(answers.holds):
            seat_them(desk, [key], seat, me)
    desk.settle()


def _say_who(desk: Desk, name: str, holds: Holds) -> None:
    known = [one for one in desk.team().members.values() if same_name(one.name, name)]
    if len(known) == 1:
        i_am(desk, known[0], holds)
    else:
        add_member(desk, MemberSaid(name, seat=holds), desk.claim)


def _seats(holds: Holds | None) -> Iterable[Seat]:
    """The seats that somebody takes of an account that they begin with."""
    if holds is None:
        return ()
    return Seat if holds is Holds.BOTH else (Seat(holds),)


def _type(desk: Desk, answers: Answers) -> str | None:
    return desk.team().policy.words("customer.types")[0] if answers.customer else None


def _expanded(paths: Sequence[str]) -> list[str]:
    return [os.path.expanduser(path) for path in paths]


def keep(store: str, answers: Answers) -> None:
    """Keep what was answered so far beside where the desk will be; where it cannot be, nowhere."""
    with suppress(OSError):
        os.makedirs(os.path.dirname(_kept(store)), mode=0o700, exist_ok=True)
        with open(os.open(_kept(store), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({**answers._asdict(), "var": dict(answers.var)}, file)


def kept(store: str) -> Answers:
    """What was answered before; nothing where nobody has begun."""
    try:
        with open(_kept(store), encoding="utf-8") as file:
            told = json.load(file)
        answers = Answers(**told)
        holds = None if answers.holds is None else Holds(answers.holds)
        var = {str(name): str(value) for name, value in answers.var.items()}
        return answers._replace(paths=tuple(map(str, answers.paths)), holds=holds, var=var)
    except (OSError, ValueError, TypeError, AttributeError):
        return Answers()


def forget(store: str) -> None:
    """What was answered is in the desk."""
    with suppress(OSError):
        os.unlink(_kept(store))


def _kept(store: str) -> str:
    return f"{store}.begun"
