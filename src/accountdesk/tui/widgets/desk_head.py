"""What stands above the lists: the focus, the goal, and what each seat adds to it next."""

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from accountdesk.core.text import fitted
from accountdesk.desk.desk_page import DeskPage
from accountdesk.desk.fitting import head_lines
from accountdesk.desk.sync_lane import State

PARTS = ("focus", "goal", "next")


class DeskHead(Widget):
    """Three lines; only those that changed are sent again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"head--{part}" for part in PARTS}
    DEFAULT_CSS = """
    DeskHead { height: 3; }
    DeskHead > .head--focus { text-style: bold; }
    DeskHead > .head--goal { color: $text-primary; }
    DeskHead > .head--next { color: $text-muted; }
    """

    def __init__(self, page: DeskPage, adding: str) -> None:
        """Args: `adding` is the key that opens the menu of what can be added."""
        super().__init__()
        self._page = page
        self._adding = adding
        self._sources = State()
        self._cells = 0
        self._lines = ("", "", "")

    def show(self, page: DeskPage) -> None:
        """Show another state of the desk."""
        self._page = page
        was, cells = self._lines, self._cells
        self._lay_out(cells)
        changed = [y for y in range(len(PARTS)) if was[y] != self._lines[y]]
        if changed:
            self.refresh(*(Region(0, y, cells, 1) for y in changed))

    def tell(self, sources: State) -> None:
        """Say how reading the sources goes, where the age of the data stands."""
        self._sources = sources
        self.show(self._page)

    def _lay_out(self, cells: int) -> None:
        page = self._page._replace(age=self._sources.with_age(self._page.age))
        self._cells, self._lines = cells, head_lines(page, cells, self._adding)

    def render_line(self, y: int) -> Strip:
        """One of the three lines."""
        style = self.get_component_rich_style(f"head--{PARTS[y]}")
        cells = self.size.width
        if cells != self._cells:
            self._lay_out(cells)
        return Strip([Segment(fitted(self._lines[y], cells), style)], cells)
