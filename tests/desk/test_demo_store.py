"""The demo's store: one for each day, and nothing is removed but demos that nobody opens."""

import os
import time
from pathlib import Path

from accountdesk.desk.demo.store import KEPT_DAYS, demo_store
from tests.builders import TODAY, day


def age(path: Path, days: float) -> None:
    when = time.time() - days * 86_400
    os.utime(path, (when, when))


def test_the_same_day_is_the_same_store_and_stays_what_it_became(tmp_path: Path) -> None:
    path = Path(demo_store(str(tmp_path), TODAY))
    assert path.parent == tmp_path / "demo"
    before = path.stat().st_ino
    age(path, KEPT_DAYS + 1)
    assert demo_store(str(tmp_path), TODAY) == str(path)
    assert path.stat().st_ino == before
    demo_store(str(tmp_path), day(1))  # it was opened just now, so it is kept
    assert path.exists()


def test_old_demos_go_with_all_their_parts_and_nothing_else_does(tmp_path: Path) -> None:
    old = Path(demo_store(str(tmp_path), TODAY))
    folder = old.parent
    others = [folder / "demo-acme.db", folder / "demo-notes.txt", tmp_path / "demo-video.mp4"]
    for other in others:
        other.write_text("mine")
        age(other, 99)
    (folder / "demo-x").mkdir()
    left_over = Path(f"{old}-wal")
    left_over.write_text("")
    age(old, KEPT_DAYS - 0.5)
    demo_store(str(tmp_path), day(1))
    assert old.exists()
    age(old, KEPT_DAYS + 0.5)
    new = demo_store(str(tmp_path), day(2))
    assert not old.exists()
    assert not left_over.exists()
    assert all(other.exists() for other in others)
    assert Path(new).exists()
    assert not [name for name in os.listdir(folder) if str(os.getpid()) in name]
