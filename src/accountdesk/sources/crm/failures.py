"""How asking a CRM can fail, as far as it matters for what is done next."""

from accountdesk.core.errors import SourceError


class NotReached(SourceError):
    """No answer, a broken one, or the CRM's own failure: it may be asked again later."""


class NotSent(NotReached):
    """Nobody was reached, so that nothing can have been done."""


class Denied(SourceError):
    """The credentials are not taken, or may not do it: asking again would change nothing."""


class Limited(SourceError):
    """It is asked too often. Nothing was done.

    Attributes:
        seconds: How long it wants to be left alone.
    """

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Rejected(SourceError):
    """It understood and said no.

    Attributes:
        status: Of the answer.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Meanwhile(Rejected):
    """What was to be changed has changed since it was looked at, and nothing was done."""


class NotUsable(SourceError):
    """An answer that nobody can use: too large, no JSON, too deep, or of another shape."""


class Elsewhere(SourceError):
    """It points to another host, where no credentials of this one go."""


class Stale(SourceError):
    """The CRM does not know any more where a listing was left, or what has changed since."""
