"""What the first start says: what this is, the ways to begin, and what is being done."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from accountdesk.desk.first_run import Answers, Preview
from accountdesk.tui.dialogs.text import TextDialog
from accountdesk.tui.keys import key
from accountdesk.tui.safe_text import safe_text

WAYS = (
    ("1", "look around: a made-up team of five with sixty accounts"),
    ("2", "my spreadsheet: accounts, deals or people as a CRM or somebody has saved them"),
    ("3", "start by hand: one account, and what happened last"),
    ("4", "a CRM: with its address, and a token of your own"),
)
SEATS = (
    ("h", "hunter: I win customers"),
    ("f", "farmer: I serve them"),
    ("b", "both"),
)
KEYS = "Enter: go on · Esc: back"
BEGIN = (
    "How do you want to begin?",
    "How do you want to begin? Enter goes on with your answers of before.",
)
"""What is asked at first, and where there are answers of before."""

WELCOME = "Welcome to AccountDesk"
ABOUT = (
    "Hunters and farmers side by side, with the goal they share, what we said we would do, and who "
    "needs us today.\n\nA few questions. Nothing is written before the last one; Esc goes "
    "back, Ctrl-Q leaves, and the next start still has your answers."
)
RIGHT = (
    "Enter: yes, go on · Esc: another file",
    "Or leave (Ctrl-Q), rename columns as README has them (“Your spreadsheets”), and start again.",
)
NO_ACCOUNTS = (
    "The lists would stay empty. Take a file with accounts, customers, companies or deals: Enter "
    "or Esc goes back to the question.",
)


def begun(answers: Answers) -> int:
    """Which of the ways was gone before; 0 where none was."""
    return 1 if answers.paths else 2 if answers.account else 3 if answers.preset else 0


def parts_of(seen: Preview) -> list[tuple[str, tuple[str, ...]]]:
    """What would be read of files, in parts; whether that is right is asked early."""
    if seen.empty:
        parts = [("There is no account in it", NO_ACCOUNTS), ("Left out", seen.aside)]
        parts.append(("What was found", (*seen.counts, *seen.columns)))
    else:
        parts = [("What would be read", seen.counts), ("Left out", seen.aside)]
        parts += [("Is that right?", RIGHT), ("What the columns mean", seen.columns)]
    return [(title, lines) for title, lines in parts if lines]


class WelcomeScreen(Screen[None]):
    """What this is, and what is being done; the questions lie over it."""

    DEFAULT_CSS = """
    WelcomeScreen { padding: 1 2; }
    WelcomeScreen #title { text-style: bold; color: $text-primary; margin-bottom: 1; }
    WelcomeScreen #says { color: $text-muted; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        key("program.quit", "app.quit", "leave", show=True),
    ]

    def compose(self) -> ComposeResult:
        """The words."""
        yield Static(WELCOME, id="title")
        yield Static(ABOUT)
        yield Static(id="says")

    def say(self, text: str) -> None:
        """Say what is being done."""
        self.query_one("#says", Static).update(safe_text(text))


class Checked(TextDialog, inherit_bindings=False):
    """A text that is right or not."""

    SUBTITLE = "Enter: go on · Esc: back"

    BINDINGS: ClassVar[list[BindingType]] = [
        key("menu.choose", "dismiss(True)", "go on"),
        key("menu.close", "dismiss", "back"),
    ]
