"""Letters that are typed where letters are keys: somebody is looking for a name."""

ENOUGH = 3
"""Letters that did nothing, one after the other, from which on a name is meant."""


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

    def forget(self) -> None:
        """What was pressed was no letter, or did what it is for."""
        self.typed, self._missed = "", 0

    def pressed(self, letter: str, *, did: bool, opened_menu: bool) -> str | None:
        """A letter was pressed; what is looked for, if that is plain by now.

        Args:
            letter: As it was typed.
            did: Whether it did something.
            opened_menu: Whether that was only to open a menu, or to move in one.
        """
        if did and not opened_menu:
            self.forget()
            return None
        self.typed += letter
        self._missed += not did
        if letter.isupper() or self._missed >= ENOUGH:
            found = self.typed
            self.forget()
            return found
        return None
