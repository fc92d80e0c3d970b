"""What an import read, in words: for its report, and for the preview before the first one."""

from collections.abc import Iterator

from accountdesk.desk import words
from accountdesk.desk.formats import number
from accountdesk.desk.importing import Imported

ONE = {
    "accounts": "account",
    "people": "person",
    "deals": "deal",
    "activities": "activity",
    "cases": "case",
    "members": "member",
}
"""What one record of each subject is called."""


def files_in_words(done: Imported) -> Iterator[str]:
    """Each table: what its columns are taken for, what is kept, how days and stages were read."""
    for one in done.used:
        means = ", ".join(f"{role} = {column}" for role, column in one.columns.items())
        yield f"{one.file}: {one.rows} ({means})"
        if one.kept:
            yield f"  kept as they are: {', '.join(one.kept)}"
        yield from (f"  {hint}" for hint in one.hints)
    yield from (f"{unused.file}: not used; {unused.reason}" for unused in done.unused)
    yield from (f"{name}: stands in the map, and is none of these files" for name in done.strange)


def counts_in_words(done: Imported) -> Iterator[str]:
    """`85 accounts`, `8,800 deals, 1,425 of them set aside`: what there is of each subject."""
    for subject, counts in done.taken.counts.items():
        if counts.read:
            aside = f", {number(counts.set_aside)} of them set aside" if counts.set_aside else ""
            yield f"{words.count(counts.read, ONE[subject], subject)}{aside}"
