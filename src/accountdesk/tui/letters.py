"""Letters that are typed where letters are keys: somebody is looking for a name."""

ENOUGH, MISSED = 3, 2
"""Letters that make a name, and how many of them must be no keys."""

PAUSE_S = 2.0
"""Seconds after which a letter begins anew: nobody types a name so slowly."""


class Lettered:
    """A menu, as far as letters go."""

    def chooses(self, letter: str) -> bool:
        """Whether a letter chooses something."""
        raise NotImplementedError

    def goes_to(self, letter: str) -> bool:
        """Whether a letter goes to something."""
        raise NotImplementedError


class Letters:
    """Follows the keys that are pressed one after the other.

    Attributes:
        typed: The letters since the last key that did what it is for, but for one that has only
            opened a menu.
    """

    def __init__(self) -> None:
        self.typed = ""
        self._missed = 0
        self._at = 0.0

    def forget(self) -> None:
        """What was pressed was no letter, or did what it is for."""
        self.typed, self._missed = "", 0

    def pressed(
        self, letter: str, at: float, *, does: bool, opens_menu: bool, in_menu: bool = False
    ) -> str | None:
        """A letter was pressed; what is looked for, if that is plain by now.

        Args:
            letter: As it was typed.
            at: When, in seconds of a clock that never goes back.
            does: Whether it does something.
            opens_menu: Whether that is only to open a menu, or to move in one.
            in_menu: Whether a menu is open, which one letter that is none of its own leaves.
        """
        if at - self._at > PAUSE_S:
            self.forget()
        self._at = at
        enough = 1 if in_menu else MISSED
        if does and not opens_menu and self._missed < enough:
            self.forget()
            return None
        self.typed += letter
        self._missed += not does
        if letter.isupper() or (len(self.typed) >= ENOUGH and self._missed >= enough):
            found = self.typed
            self.forget()
            return found
        return None
