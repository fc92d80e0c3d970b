"""What a command writes to a file that its user names; `-` is standard output."""

import os

from accountdesk.cli.output import tell, write
from accountdesk.core.errors import Refused


def write_text(file: str, text: str, what: str) -> None:
    """Write a text, in UTF-8, to a file; what was there is written over.

    Args:
        file: Its path; `-` for standard output.
        text: What to write.
        what: What that is, for the sentence that says so.

    Raises:
        Refused: It cannot be written.
    """
    if file == "-":
        write(text)
        return
    try:
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
    tell(f"{what} written to {os.path.basename(file)}.")
