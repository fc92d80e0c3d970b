"""Money as people type it. Amounts are hundredths of a currency, whole numbers: nothing drifts."""

from accountdesk.core.errors import NotUnderstood


def cents(text: str) -> int:
    """Hundredths of what was typed; no thousands marks, so that nothing has to be guessed.

    Raises:
        NotUnderstood: It is no amount like 12500 or 12500.50.
    """
    whole, _, rest = text.partition(".")
    digits = whole + rest
    if not (whole and digits.isascii() and digits.isdecimal()) or len(whole) > 12 or len(rest) > 2:
        raise NotUnderstood(f"“{text}” is no amount. Write it like 12500 or 12500.50.")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def is_currency(text: str) -> bool:
    """Whether a text has the form of an ISO code, in capitals or not."""
    return len(text) == 3 and text.isascii() and text.isalpha()


def currency(text: str) -> str:
    """The ISO code that was typed, in capitals.

    Raises:
        NotUnderstood: It has not three letters.
    """
    if not is_currency(text):
        raise NotUnderstood(f"“{text}” is no currency. Write its ISO code, like EUR.")
    return text.upper()


def typed(cents: int) -> str:
    """Hundredths as `cents` reads them: 12500, 12500.50."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)
