"""Text from people: made fit to show, and made fit to compare.

Nothing here changes what is kept; a store keeps what was said. `clean` is for every display,
`folded` for sorting, `find_words` for finding.
"""

import re
import unicodedata

from accountdesk.core.errors import NotUnderstood

_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
# U+0080-U+009F are control characters too: many terminals obey them like ESC sequences.
_C1 = dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_LINE_ENDS = {0x2028: 0x2424, 0x2029: 0x2424}
# Marks that reorder or hide text: a name must not be able to look like another one.
_INVISIBLE = dict.fromkeys(
    (
        0x061C,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    )
)
_SHOWN: dict[int, int | None] = _CONTROL_PICTURES | _C1 | _LINE_ENDS | _INVISIBLE

OBEYED = frozenset(_SHOWN)
"""Code points that a terminal obeys or that hide text: none of them may reach one."""

MOST_MARKS = 4
"""Combining marks in a row that are shown; more only climb over the neighbouring lines."""


def clean(text: str, limit: int = 2000) -> str:
    """`text` as it may be shown: one line, printable, at most `limit` characters and an ellipsis.

    Control characters become their pictures, so that they are seen and not obeyed; what reorders or
    hides text is dropped; half of a surrogate pair becomes a question mark. Cleaning twice changes
    nothing.
    """
    cut = len(text) > limit
    text = text[:limit]
    if not (text.isascii() and text.isprintable()):
        text = text.encode("utf-8", "replace").decode().translate(_SHOWN)
        text = _fewer_marks(text)
    return text + "…" if cut else text


def _fewer_marks(text: str) -> str:
    if not any(unicodedata.combining(letter) for letter in text):
        return text
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def folded(text: str, limit: int = 2000) -> str:
    """`text` for comparing: cleaned, without case, accents and doubled spaces.

    Two names that a person would call the same fold to the same text; the order of folded texts is
    the order of lists. More than `limit` characters are cut off, as `clean` does.
    """
    text = clean(text, limit)
    # Twice around: a bold A has no lower case before it is taken apart, ﬁ comes apart with it.
    text = text.casefold() if text.isascii() else _bare(_bare(text).casefold())
    return " ".join(text.split())


_WORD = re.compile(r"[^\W_]+")


def find_words(text: str, limit: int = 2000) -> list[str]:
    """The words of `text` for finding: folded, and cut at all that is no letter and no digit.

    What is kept and what is typed are cut alike, and each letter by itself: the words of how a text
    begins are the words of that text, but for the last of them, which is how one begins.
    """
    return _WORD.findall(folded(text, limit))


def says_something(text: str) -> bool:
    """Whether it has a letter, a digit or a picture, and not just signs."""
    return any(
        unicodedata.category(one)[0] in "LN" or unicodedata.category(one) == "So" for one in text
    )


def _bare(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def width(text: str) -> int:
    """Cells that cleaned text takes on a terminal: two for a wide letter, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 1 + (unicodedata.east_asian_width(letter) in "WF")


MOMENT = 25
"""Cells of ` (Mon 23 Nov 2026 16:00)`, and one more."""


def fitted(text: str, cells: int) -> str:
    """`text` cleaned, in exactly so many cells: filled with spaces, or cut with an ellipsis."""
    text = clean(text)
    if len(text) * 2 > cells and width(text) > cells:
        if cells < 1:
            return ""
        used = 0
        for place, letter in enumerate(text):
            used += _cells(letter)
            if used > cells - 1:
                text = text[:place].rstrip() + "…"
                break
    return text + " " * (cells - width(text))


def with_both_ends(text: str, cells: int) -> str:
    """`text` cleaned, in at most so many cells; where it is longer, its middle is left out.

    At least half of the cells, and not less than a day and a time take, are kept for the end.
    """
    if len(text) <= 2 * cells and width(clean(text)) <= cells:
        return clean(text)
    if cells < 3:  # there is no room for two ends
        return fitted(text, cells).rstrip()
    head, tail = clean(text[:cells]), clean(text[-cells:])
    most = min(max(cells // 2, MOMENT), cells - 2)
    while width(tail) > most:
        tail = tail[1:]
    return f"{fitted(head, cells - 1 - width(tail)).rstrip(' …')}…{tail}"


def wrapped(text: str, cells: int, indent: str = "") -> list[str]:
    """`text` cleaned, on lines of at most so many cells, broken between words.

    Lines after the first begin with `indent`; a word that fits on no line is broken where it must
    be. At least one line.
    """
    lines = [""]
    for word in clean(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if width(joined) <= cells:
            lines[-1] = joined
            continue
        if lines[-1].strip():
            lines.append(indent)
        for letter in word:
            if width(lines[-1] + letter) > cells and lines[-1].strip():
                lines.append(indent)
            lines[-1] += letter
    return lines


LONGEST_WHAT = 500
"""Characters of what stands in lists, like a promise, or what went wrong."""


def must_be_short(what: str) -> None:
    """Refuse what is too long for a list.

    Raises:
        NotUnderstood: It is.
    """
    if len(what) > LONGEST_WHAT:
        raise NotUnderstood(
            f"“{what[:40]}…” has {len(what)} characters; it stands in lists, so up to "
            f"{LONGEST_WHAT} are kept. Write the rest as text of the note."
        )
