"""Lines: where something stands in a TOML text, so that a complaint can say it."""

import re
from collections.abc import Sequence

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line of a key, as TOML is usually written; that of the nearest table if it is inline.

    1 if nothing of it is found.
    """
    lines = text.splitlines()
    best, near = 0, 1
    inside: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            inside = here = _parts(header[1])
        elif key := _KEY.match(line):
            here = inside + _parts(key[1])
        else:
            continue
        shared = len(here)
        if shared > best and tuple(keys[:shared]) == here:
            best, near = shared, number
    if 0 < best < len(keys):  # inside of a table on one line or on several
        word = re.compile(rf"""(?<![\w-])["']?{re.escape(keys[-1])}["']?\s*=""")
        found = (n for n in range(near, len(lines) + 1) if word.search(lines[n - 1]))
        return next(found, near)
    return near


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(text))
