"""The pictures in README show what the program shows. `python -m tests.screenshots` makes them."""

import re
from html import unescape

from tests.screenshots import ACCOUNT, FOLDER, WORD, pictures
from tests.test_readme import README


def seen(drawn: str) -> str:
    """What is written in a picture, without how it is drawn."""
    return unescape("\n".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn)))


def test_the_pictures_show_what_the_program_shows() -> None:
    made = {name: seen(drawn) for name, drawn in pictures().items()}
    kept = {
        path.relative_to(FOLDER).with_suffix("").as_posix(): seen(path.read_text(encoding="utf-8"))
        for path in FOLDER.rglob("*.svg")
    }
    assert kept == made
    assert "Harrow" in made["desk"]


def test_each_picture_is_shown_or_linked_and_fetches_nothing() -> None:
    shown = re.findall(r"\]\(screenshots/([a-z-]+)\.svg\)", README)
    assert sorted(set(shown)) == sorted(path.stem for path in FOLDER.glob("*.svg"))
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {ACCOUNT, WORD}
    for path in FOLDER.rglob("*.svg"):
        # What is written in it, an address among it, is not fetched.
        drawn = re.sub(r"<text.*?</text>", "", path.read_text(encoding="utf-8"))
        assert set(re.findall(r"https?://[^\"') ]+", drawn)) == {"http://www.w3.org/2000/svg"}
