"""What a source sends: records that we understand, and what had to be set aside."""

from typing import NamedTuple

from accountdesk.core.entry import AccountKey


class Sent(NamedTuple):
    """One record of a source.

    Attributes:
        account: The account that it belongs to; None for a member.
        known: What we understand of it, a fact of some subject; its key is its name for ever.
        raw: What the source sent, as JSON text.
    """

    account: AccountKey | None
    known: NamedTuple
    raw: str


class SetAside(NamedTuple):
    """Something of a source that could not be used: kept, listed, never guessed.

    Attributes:
        file: The file as it was named, or a sheet of it.
        line: Line of the file, from 1; the row of a sheet. 0: all of it, or a record of a CRM.
        kind: `accounts`, `people`, `deals`, `activities` or `members`; `files` for a whole file.
        field: The column's own name; empty if it is the row as a whole.
        reason: Half a sentence: what is wrong, and what would be right.
        raw: The row as JSON text.
        whole: False if only that field was set aside and the rest of the row was used.
        record: The id of a CRM's record; `file` is the list it stands in. Empty for files.
    """

    file: str
    line: int
    kind: str
    field: str
    reason: str
    raw: str
    whole: bool = True
    record: str = ""
