"""The anchor for keys: Textual's own table, of rows that say as much as those of the desk."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

ROWS = 10_000
SHOWN = "Account 00000"


class Table(DataTable[str]):
    """As in the desk, `j` moves the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "cursor_down")]


class TableApp(App[None]):
    """One table, which has the focus."""

    def compose(self) -> ComposeResult:
        yield Table(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(Table)
        table.add_columns("Name", "Reason", "When")
        table.add_rows(
            (f"Account {number:05} Partners", "decision, nothing next", f"in {number % 90} d")
            for number in range(ROWS)
        )


if __name__ == "__main__":
    TableApp().run()
