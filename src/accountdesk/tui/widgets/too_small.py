"""What a terminal shows that is too small for the desk."""

from textual.widgets import Static

LEAST_COLUMNS, LEAST_LINES = 40, 10


class TooSmall(Static):
    """It covers the screen while that is too small, and says what is needed."""

    DEFAULT_CSS = """
    TooSmall { display: none; layer: over; width: 100%; height: 100%; background: $background; }
    .-tiny TooSmall, .-flat TooSmall { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(
            f"Too small: AccountDesk needs {LEAST_COLUMNS} columns and {LEAST_LINES} lines.",
            markup=False,
        )
