"""Answers: read up to a limit, unpacked up to a limit, and taken for JSON that cannot hurt."""

import json
import zlib
from typing import Any, NamedTuple

import httpx

from accountdesk.sources.crm.failures import NotUsable

MOST_BYTES = 32 * 1024 * 1024
"""Of one answer, unpacked; a page of records has a hundredth of it."""

CHUNK = 64 * 1024

DEEPEST = 60
"""Lists and tables in each other; how many Python itself reads differs by its version."""

TOO_DEEP = "The answer is nested deeper than any record is."

LONGEST_NUMBER = 18
"""Digits of a whole number that is a number; longer ones stay text."""


class Answer(NamedTuple):
    """What came back.

    Attributes:
        status: Of HTTP.
        headers: As they came.
        text: The body, empty if there was none.
        url: What was asked, after all is filled in.
    """

    status: int
    headers: httpx.Headers
    text: str
    url: str

    def data(self) -> Any:  # noqa: ANN401  # whatever JSON holds
        """The body as JSON; None if it is empty.

        Raises:
            NotUsable: It is no JSON, or nested without end.
        """
        if not self.text.strip():
            return None
        try:
            data = json.loads(self.text, parse_int=_whole, parse_constant=lambda word: word)
        except RecursionError:
            raise NotUsable(TOO_DEEP) from None
        except ValueError as error:
            kind = self.headers.get("content-type", "").partition(";")[0] or "no type"
            raise NotUsable(f"The answer is no JSON ({kind}): {error}.") from error
        if _is_too_deep(data):
            raise NotUsable(TOO_DEEP)
        return data


def _is_too_deep(data: object) -> bool:
    """Whether lists and tables stand in each other more often than `DEEPEST` times."""
    level = [data]
    for _ in range(DEEPEST):
        parts = [one.values() if isinstance(one, dict) else one for one in level
                 if isinstance(one, dict | list)]  # fmt: skip
        level = [one for part in parts for one in part]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


async def answer(response: httpx.Response) -> Answer:
    """The whole of a streamed response.

    Raises:
        NotUsable: It is larger than `MOST_BYTES` once unpacked, or packed in another way.
    """
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip", ""):
        raise NotUsable(f"The answer is packed as {packed}, which was not asked for.")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed == "gzip" else None
    parts: list[bytes] = []
    size = 0
    async for chunk in response.aiter_raw(CHUNK):
        # Unpacked by hand: one chunk of a bomb would become a thousand times as large at once.
        part = chunk if unpack is None else _unpacked(unpack, chunk, MOST_BYTES - size + 1)
        size += len(part)
        if size > MOST_BYTES:
            raise NotUsable(
                f"The answer is larger than {MOST_BYTES // 2**20} MiB, so it was not read."
            )
        parts.append(part)
    if unpack is not None and size and not unpack.eof:
        raise httpx.RemoteProtocolError("the packed answer ends in its middle")
    text = b"".join(parts).decode("utf-8-sig", "replace")
    return Answer(response.status_code, response.headers, text, str(response.url))


def _unpacked(unpack: Any, chunk: bytes, room: int) -> bytes:  # noqa: ANN401  # zlib has no name for it
    try:
        return bytes(unpack.decompress(chunk, room))
    except zlib.error as error:
        raise NotUsable(f"The answer cannot be unpacked: {error}.") from error
