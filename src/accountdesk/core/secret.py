"""Secrets: values that no log, report, screen or error may show."""

from collections.abc import Iterable

SHOWN = "***"

SHORTEST = 4
"""Characters; what is shorter would blacken half of every sentence, and is no secret worth it."""


class Secret:
    """A value that shows itself to nobody who does not ask for it by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value; only what puts it into a request asks."""
        return self._value

    def __repr__(self) -> str:
        return SHOWN

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return SHOWN


def redacted(text: str, secrets: Iterable[Secret]) -> str:
    """A text of somebody else's with every secret in it blackened."""
    values = sorted((secret.reveal() for secret in secrets), key=len, reverse=True)
    for value in values:
        if len(value) >= SHORTEST:
            text = text.replace(value, SHOWN)
    return text
