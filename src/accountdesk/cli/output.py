"""What a command writes: text from people cleaned, JSON that no terminal obeys."""

import json
import os
import sys
from functools import cache
from typing import TextIO

from accountdesk.core.text import OBEYED, clean, fitted, width


class OutputError(Exception):
    """Standard output cannot be written, but for a reader that went away."""


def write(text: str, *, last: bool = False) -> None:
    """Write to standard output as it is; with `last`, see to it that all has arrived.

    Raises:
        BrokenPipeError: The reader has gone.
        OutputError: A full disk behind it, for example.
    """
    try:
        sys.stdout.write(text)
        if last:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.strerror) from error


def say(text: str = "") -> None:
    """Write one line to standard output, cleaned."""
    write(clean(text) + "\n")


def say_rows(rows: list[tuple[str, ...]], indent: str = "") -> None:
    """Write rows with their columns aligned, cleaned."""
    shown = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = (fitted(cell, most) for cell, most in zip(row, widths, strict=True))
        write((indent + "  ".join(cells)).rstrip() + "\n")


def tell(text: str) -> None:
    """Write one line to standard error, cleaned: what is not the command's result.

    Where that cannot be written either, there is nobody left to tell.
    """
    try:
        sys.stderr.write(clean(text) + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)


def drop(stream: TextIO) -> None:
    """Lead a stream that cannot be written nowhere, so that Python can flush it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_json(value: object) -> None:
    """Write one JSON value on a line of its own."""
    text = json.dumps(value, ensure_ascii=False)
    write(escaped(text) + "\n")


def escaped(text: str) -> str:
    """A JSON text in which nothing can move a cursor; it means the same."""
    return text.translate(_escapes())


@cache  # when it is needed: most starts write no JSON
def _escapes() -> dict[int, str]:
    # Inside a JSON text only strings can hold these; escaped they mean the same, move no cursor.
    return {
        code: f"\\u{code:04x}"
        for code in (*OBEYED, *range(0xD800, 0xE000))
        if 0x7F <= code <= 0xFFFF  # JSON's writer has escaped the smaller ones
    }


def ask(question: str) -> bool:
    """Ask at the terminal; without one the answer is no, and the way out is named."""
    if not sys.stdin.isatty():
        tell(f"{question} Nobody is here to answer; add --yes to do it.")
        return False
    sys.stderr.write(f"{clean(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def ask_for_yes(question: str) -> bool:
    """Ask for what cannot be brought back: only the whole word yes is one."""
    if not sys.stdin.isatty():
        tell(f"{question} Nobody is here to answer; add --yes to do it.")
        return False
    sys.stderr.write(f"{clean(question)} Type yes: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == "yes"


def ask_for(question: str, default: str) -> str:
    """Ask for a word at the terminal; Enter alone takes the default."""
    hint = f" [{clean(default)}]" if default else ""
    sys.stderr.write(f"{clean(question)}{hint} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() or default


def ask_secretly(question: str) -> str:
    """Ask for what nobody may see, not even on this screen."""
    import getpass

    return getpass.getpass(f"{clean(question)} ", sys.stderr).strip()
