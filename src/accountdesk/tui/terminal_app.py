"""What every app of ours is: drawn by our driver, guarded, without what moves by itself."""

import gc
import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from accountdesk.config.settings import Settings
from accountdesk.tui import leaving
from accountdesk.tui.driver import DeskDriver
from accountdesk.tui.keys import KEYS, key, shown
from accountdesk.tui.safe_text import Guard
from accountdesk.tui.themes import THEMES


class Looks(NamedTuple):
    """How the program looks on this machine, and what is pressed.

    Attributes:
        theme: A name of `THEMES`.
        keys: Ids of actions, and the keys that are theirs instead of the usual.
        wrong: What is wrong with the keys that were set, a sentence each.
    """

    theme: str = "dark"
    keys: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()


def looks(said: Settings) -> Looks:
    """How the program looks with some settings."""
    if not said.keys:
        return Looks(said.theme)
    from accountdesk.tui.keymap import keymap  # for those who have keys of their own

    found = keymap(said.keys)
    return Looks(said.theme, found.keys, found.wrong)


class TerminalApp(App[int]):
    """A program that has the terminal until it is left."""

    TITLE = "AccountDesk"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [key("program.quit", "quit", "quit")]

    def __init__(self, looks: Looks | None = None, *, headless: bool = False) -> None:
        """Args: `looks`: None is the usual; `headless` for tests, without a terminal."""
        super().__init__(driver_class=None if headless else DeskDriver)
        self.looks = looks or Looks()
        self.register_theme(THEMES[self.looks.theme])
        # Before it runs: to set it later would lay out the first frame twice.
        self.set_reactive(App.theme, self.looks.theme)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.animation_level = "none"  # each step of one is a screenful over a slow link
        self.guard = Guard()

    def on_mount(self) -> None:
        """Keys of one's own hold; earlier, Textual could not take them."""
        if self.looks.keys:
            self.set_keymap(dict(self.looks.keys))

    def pressed(self, action: str) -> str:
        """The key of an action, as sentences call it. Args: `action` is the id of its binding."""
        return shown(self.looks.keys.get(action) or KEYS[action].keys)

    def with_keys(self, text: str) -> str:
        """A text of ours with keys in it: `{do.undo} takes it back`."""
        return re.sub(r"\{([a-z]+\.[a-z-]+)\}", lambda found: self.pressed(found[1]), text)

    def back_to(self, kind: type[Screen[None]]) -> bool:
        """Go back to a screen that lies below, or is on top; whether there is such a one."""
        if not any(isinstance(below, kind) for below in self.screen_stack):
            return False
        while not isinstance(self.screen, kind):
            self.pop_screen()
        return True

    def get_key_display(self, binding: Binding) -> str:
        """A key as sentences call it."""
        return shown(binding.key)

    def on_ready(self) -> None:
        """The first frame is there. What there is by now stays, and is not looked through again."""
        gc.freeze()
        gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal; the guard stands last."""
        return [*super().get_line_filters(), self.guard]

    async def action_quit(self) -> None:
        """End the program, within a second whatever hangs."""
        if not leaving.begin(0):
            self.exit(0)
