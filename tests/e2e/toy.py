"""A small program on the terminal, for what no real one does: it hangs, floods and shows poison.

One line to type in, kept as the draft. Run as `python -m tests.e2e.toy DRAFT [--option ...]`.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from threading import Event, Thread

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import (
    DataTable,
    Header,
    Input,
    Label,
    OptionList,
    Select,
    Static,
    TextArea,
    Tree,
)
from textual.widgets.option_list import Option

from accountdesk.tui import leaving
from accountdesk.tui.driver import DeskDriver
from accountdesk.tui.safe_text import Guard, safe_text

SECRET = "Hush Customer"  # what a report of a mistake must not show


class Line(Widget):
    """Draws text by itself, with a link in its style, as lists of ours do."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text, Style(link="https://evil.example"))] if y == 0 else [])


class Toy(App[None]):
    """One line to type in and the word `ready`; the rest by option."""

    CSS = "Grid { grid-size: 3; grid-rows: 5; } Tree, Select, Header, Line { height: 3; }"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(driver_class=DeskDriver)
        self.options = options
        self.guard = Guard()
        self.note = Input(max_length=200, select_on_focus=False)
        self.wall = Static(markup=False)
        self.beats = 0

    def get_line_filters(self) -> list[LineFilter]:
        return [*super().get_line_filters(), self.guard]

    def compose(self) -> ComposeResult:
        yield self.note
        yield Static("ready")
        shown = self.options.show
        if shown:
            yield Static(safe_text(shown), id="cleaned")
        if shown and self.options.poison:
            with Grid():
                yield from everywhere(shown)
        yield self.wall

    async def on_mount(self) -> None:
        self.note.focus()
        if self.options.poison:
            self.title = self.options.show
            self.notify(
                self.options.show, title="toast " + self.options.show, markup=False, timeout=60
            )
        if self.options.beats:
            self.set_interval(0.01, self.beat)
        if self.options.hang == "thread":
            Thread(target=Event().wait).start()
        if self.options.hang == "pool":
            self.run_worker(Event().wait, thread=True)

    def beat(self) -> None:
        """Say that the loop still runs; paint the whole screen anew if that was asked for."""
        self.beats += 1
        if self.options.flood:
            letter = chr(ord("a") + self.beats % 26)
            self.wall.update("\n".join(letter * 200 for _ in range(60)))
        Path(self.options.beats).write_text(str(self.beats), encoding="utf-8")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value == "hang":
            Event().wait()
        if event.value == "boom":
            customer = SECRET
            raise RuntimeError(len(customer))

    async def on_unmount(self) -> None:
        if self.options.hang == "unmount":
            await asyncio.Event().wait()

    def keep(self) -> None:
        if self.options.hang == "save":
            Event().wait()
        Path(self.options.draft).write_text(self.note.value, encoding="utf-8")

    def close(self, seconds: float) -> None:
        if self.options.hang == "close":
            Event().wait()
        Path(self.options.draft + ".closed").write_text(str(seconds), encoding="utf-8")


def everywhere(text: str) -> ComposeResult:
    """`text`, not cleaned, in every kind of widget that takes it without markup."""
    yield Header()
    yield Static(text, markup=False)
    yield Label(Content(text))
    yield Input(text)
    yield TextArea(text)
    yield Line(text)
    table: DataTable[Text] = DataTable()
    table.add_column(Text(text))
    table.add_row(Text(text))
    yield table
    yield OptionList(Option(Content(text)))
    yield Select([(Content(text), 1)], value=1)
    tree: Tree[None] = Tree(Text(text))
    tree.root.add_leaf(Text(text))
    yield tree
    framed = Static("framed")
    framed.styles.border = ("round", "red")
    framed.border_title = Content(text)
    yield framed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("draft")
    parser.add_argument("--show", type=json.loads)
    parser.add_argument("--poison", action="store_true")
    parser.add_argument("--beats")
    parser.add_argument("--flood", action="store_true")
    parser.add_argument("--hang")
    toy = Toy(parser.parse_args())
    try:
        code = leaving.run(toy, save=toy.keep, close=toy.close)
    except RuntimeError as error:
        sys.stderr.write(f"told: {type(error).__name__}\n")
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
