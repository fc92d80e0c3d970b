"""How a list is read: page by page, only what has changed, and what was deleted."""

from typing import Literal

from accountdesk.sources.crm.words.base import Path, Place, Request, Strict


class JsonLink(Strict, tag_field="type", tag="json_link", frozen=True, kw_only=True):
    """The next page's address stands in the answer, whole or relative; of the same origin."""

    next_url_path: Path


class Cursor(Strict, tag_field="type", tag="cursor", frozen=True, kw_only=True):
    """The answer has a mark, which is sent along to get the next page."""

    cursor_path: Path
    cursor_param: str
    inject_into: Place = "query"


class Offset(Strict, tag_field="type", tag="offset", frozen=True, kw_only=True):
    """So many records are passed over; a page without records is the end.

    Attributes:
        limit: Records a page.
        total_path: Path to how many there are; with it the end is known, and whether all came.
        has_more_path: Path to whether there are more.
    """

    limit: int
    limit_param: str = "limit"
    offset_param: str = "offset"
    inject_into: Place = "query"
    total_path: Path | None = None
    has_more_path: Path | None = None


class PageNumber(Strict, tag_field="type", tag="page_number", frozen=True, kw_only=True):
    """Pages are numbered; a page without records is the end.

    Attributes:
        base_page: The first one's number.
        total_path: Path to how many pages there are.
    """

    page_param: str
    base_page: int = 1
    inject_into: Place = "query"
    total_path: Path | None = None
    has_more_path: Path | None = None


class SinglePage(Strict, tag_field="type", tag="single_page", frozen=True, kw_only=True):
    """All of it comes at once."""


Paginator = JsonLink | Cursor | Offset | PageNumber | SinglePage


class Window(Strict, frozen=True, kw_only=True):
    """The CRM shows only so many records of one query: the next one begins at the newest seen.

    Attributes:
        limit: Records; the query must be sorted by the cursor field.
    """

    limit: int


class Inject(Request, tag_field="mode", tag="inject", frozen=True, kw_only=True):
    """Only what has changed since: the request has more, in which `{since}` stands for it.

    Attributes:
        cursor_field: Path in a record to when it was changed.
        format: How the CRM writes and reads it.
        lookback: So much earlier is asked for, because what was written late shows late.
        window: See `Window`.
    """

    cursor_field: Path
    format: Literal["rfc3339", "sql_utc", "epoch_s", "epoch_ms", "http_date"] = "rfc3339"
    lookback: str = "5m"
    window: Window | None = None
    paginator: Paginator | None = None


class DeltaLink(Strict, tag_field="mode", tag="delta_link", frozen=True, kw_only=True):
    """The last page has an address that gives what has changed since."""

    delta_url_path: Path


class Feed(Strict, tag_field="mode", tag="feed", frozen=True, kw_only=True):
    """The list has the newest first; it is read until it is older than what was seen."""

    cursor_field: Path
    format: Literal["rfc3339", "sql_utc", "epoch_s", "epoch_ms", "http_date"] = "rfc3339"
    lookback: str = "5m"


class Nothing(Strict, tag_field="mode", tag="none", frozen=True, kw_only=True):
    """Nobody can ask for changes: all of it is read each time."""


Incremental = Inject | DeltaLink | Feed | Nothing


class Flag(Strict, tag_field="kind", tag="flag", frozen=True, kw_only=True):
    """Deleted records are in the list, or in a second one, and say so.

    Attributes:
        where: Path in a record that leads to `equals` if it is deleted.
        request: The second list; none: the ordinary one has them.
    """

    where: Path
    equals: str | int | bool = True
    request: Request | None = None


class Tombstones(Request, tag_field="kind", tag="tombstones", frozen=True, kw_only=True):
    """A list of its own names what was deleted since.

    Attributes:
        id_path: Path in a record of it to the id.
        cursor_field: Path in a record of it to when; none: the list's own.
    """

    id_path: Path
    data_selector: Path
    cursor_field: Path
    paginator: Paginator | None = None


class Delta(Strict, tag_field="kind", tag="delta", frozen=True, kw_only=True):
    """The changes name what was deleted: a record in which `where` leads to something."""

    where: Path
    id_path: Path


class IdSweep(Request, tag_field="kind", tag="id_sweep", frozen=True, kw_only=True):
    """Nothing says it: from time to time all ids are listed, and what is missing has gone."""

    every: str = "24h"


class Unsaid(Strict, tag_field="kind", tag="none", frozen=True, kw_only=True):
    """Deleted records stay on the desk; a full listing of all finds them."""


Deletions = Flag | Tombstones | Delta | IdSweep | Unsaid
