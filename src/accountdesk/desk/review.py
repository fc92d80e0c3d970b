"""A review: a quarter or a year with an account, for us, and for the customer.

What the customer reads is built apart, from sections that are made for them and of what is theirs
or was said to them: nothing of ours is left out of it, because nothing of ours ever comes in.
"""

from collections.abc import Iterable
from typing import NamedTuple

from accountdesk.core.entry import AccountKey
from accountdesk.core.period import Period, lately, period
from accountdesk.core.quotes import aged
from accountdesk.core.text import clean
from accountdesk.desk import review_for_them as them
from accountdesk.desk import review_for_us as us
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.documents import Document, Part, html, markdown
from accountdesk.desk.reviewed import Makes, Reviewed
from accountdesk.store import projections

FOR_US: tuple[tuple[str, Makes], ...] = (
    ("What they want", us.wants),
    ("Our word", us.our_word_then),
    ("What we promised", us.promises_of_ours),
    ("What they promised", us.promises_of_theirs),
    ("What went wrong", us.repairs),
    ("How they felt", us.feelings),
    ("What both sides gained", us.gained),
    ("What we learned", us.learned),
    ("Our way", us.way),
    ("Handed over, planned, referred", us.together),
    ("Contracts and deals", us.contracts_and_deals),
    ("People", us.people),
    ("Next", us.ahead),
)
"""What we read: the title, and what makes its lines."""

FOR_THEM: tuple[tuple[str, Makes], ...] = (
    ("What you want", them.wants),
    ("What we promised you", them.promises_of_ours),
    ("What you promised us", them.promises_of_theirs),
    ("What is not right yet", them.not_right_yet),
    ("What is right again", them.made_right),
    ("Where we are", them.way),
    ("What we do together", them.plan),
    ("What is next", them.ahead),
)
"""What the customer reads. A line here lets people outside of the team read it."""


class Section(NamedTuple):
    """A title and its lines, and whether it is for the customer; all others are for us."""

    title: str
    lines: tuple[str, ...]
    is_theirs: bool


NOTHING = "Nothing is recorded of these days."


class Review(NamedTuple):
    """Some time with an account.

    Attributes:
        key: What the account goes by.
        name: Its name, cleaned.
        span: The days.
        sections: What there is to say, ours first; none of them is empty.
    """

    key: AccountKey
    name: str
    span: Period
    sections: tuple[Section, ...]

    def told(self, *, to_them: bool = False) -> tuple[Section, ...]:
        """The sections for us, or those for the customer."""
        return tuple(section for section in self.sections if section.is_theirs is to_them)

    def parts(self, *, to_them: bool = False) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Titles with their lines, for a screen."""
        found = tuple((one.title, one.lines) for one in self.told(to_them=to_them))
        return ((f"{self.name} · {self.days}", () if found else (NOTHING,)), *found)

    @property
    def days(self) -> str:
        """`Wed 1 Jul 2026 to Mon 23 Nov 2026`."""
        return f"{words.full(self.span.first)} to {words.full(self.span.last)}"

    def document(self, *, to_them: bool = False) -> Document:
        """The review to be handed on, for us or for the customer."""
        found = tuple(Part(one.title, (), _joined(one.lines)) for one in self.told(to_them=to_them))
        if not found:
            found = (Part("So far", (NOTHING,)),)
        ours = "" if to_them else ", for us alone"
        return Document(f"{self.name}: our review{ours}", self.days, found)

    def markdown(self, *, to_them: bool = False) -> str:
        """The same as Markdown."""
        return markdown(self.document(to_them=to_them))

    def html(self, *, to_them: bool = False) -> str:
        """The same as one HTML file."""
        return html(self.document(to_them=to_them))

    def data(self, *, to_them: bool = False) -> dict[str, object]:
        """The same for programs; days are ISO text."""
        return {
            "key": self.key,
            "name": self.name,
            "first": self.span.first.isoformat(),
            "last": self.span.last.isoformat(),
            "customer": to_them,
            "sections": [
                {"title": one.title, "lines": list(one.lines)} for one in self.told(to_them=to_them)
            ],
        }


def _joined(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line with those that are set in below it, which a list cannot show."""
    found: list[str] = []
    for line in lines:
        if line.startswith(" ") and found:
            found[-1] += f" · {line.strip()}"
        else:
            found.append(line)
    return tuple(found)


LONGEST = 80
"""Characters of an account's name."""


def review(desk: Desk, account: str, span: str | None = None) -> Review:
    """The review of the account that goes by a name.

    Args:
        desk: The desk.
        account: A key, a name, or how one begins.
        span: A period; None: the last whole quarter, and all days since then.

    Raises:
        NotFound, Ambiguous: No one account is called so.
        NotUnderstood: It is no period.
    """
    team = desk.team()
    named = desk.account_called(account)
    start = team.policy.number("fiscal_start")
    days = lately(desk.today, start) if span is None else period(span, start)
    state = aged(projections.state(desk.store, named.account, team), team.policy, desk.today)
    return reviewed(Reviewed(state, team, days, desk.today))


def reviewed(of: Reviewed) -> Review:
    """The review of some days with an account."""
    found = []
    for sections, is_theirs in ((FOR_US, False), (FOR_THEM, True)):
        for title, makes in sections:
            lines = tuple(makes(of))
            if lines:
                found.append(Section(title, lines, is_theirs))
    return Review(of.state.key, clean(of.state.name, LONGEST), of.span, tuple(found))
