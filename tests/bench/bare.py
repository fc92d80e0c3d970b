"""The anchor for memory and start: the least that a Textual app can be."""

from textual.app import App, ComposeResult
from textual.widgets import Label

SHOWN = "a bare app"


class BareApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        yield Label(SHOWN)


if __name__ == "__main__":
    BareApp().run()
