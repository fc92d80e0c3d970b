"""`accountdesk sync [SOURCE...]`: send what waits for CRMs, and read what they say now."""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from accountdesk.cli.output import ask, say, say_json, tell, write
from accountdesk.config.sources import SourceSetting
from accountdesk.core.errors import AccountDeskError, NotFound
from accountdesk.desk.connected import settings_of, source
from accountdesk.desk.consent import may_write
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.outbox_page import stuck
from accountdesk.desk.pulling import Progress, Wishes
from accountdesk.desk.sending import Sent, send
from accountdesk.desk.set_aside import grouped
from accountdesk.desk.sync_words import done_in_words, progress_in_words
from accountdesk.desk.syncing import Synced, sync
from accountdesk.desk.words import waits

_COUNTS = "{:<10}" + " {:>10}" * 6


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="keys; all of them if none")
    parser.add_argument(
        "--full", action="store_true", help="read everything anew, not only what has changed"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask about vanished records")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return True


def run(desk: Desk, args: Namespace) -> int:
    """Read each source; 1 if one of them could not be read, or not all of it."""
    failed, wanted = 0, _wanted(args)
    for setting in wanted:
        try:
            done = read_once(desk, setting.key, args)
        except AccountDeskError as error:
            if len(wanted) == 1:
                raise
            tell(f"{setting.key}: {error}")
            failed = 1
        else:
            failed |= bool(done.problems or done.unsure or done.kept)
    return failed


def _wanted(args: Namespace) -> Sequence[SourceSetting]:
    """The sources that are named, else all that are not off."""
    settings = settings_of(os.environ)
    known = [one.key for one in settings]
    for key in args.sources:
        if key not in known:
            raise NotFound(f"There is no source {key}. Known: {', '.join(known) or 'none'}.")
    wanted = [one for one in settings if one.key in args.sources or not (args.sources or one.off)]
    if settings and not wanted:
        raise NotFound(f"Every source is off in the settings; name one: {', '.join(known)}.")
    if not wanted:
        raise NotFound("No CRM is connected. `accountdesk connect` connects one.")
    return wanted


def read_once(desk: Desk, key: str, args: Namespace) -> Synced:
    """Read one source and report it."""
    setting = next(one for one in settings_of(os.environ) if one.key == key)
    telling = _Telling(as_json=args.json)
    wishes = Wishes(
        full=args.full,
        confirm=lambda question: args.yes or telling.paused(question),
        progress=telling,
    )
    if may_write(desk, setting):
        sent = asyncio.run(send(desk, source(desk, setting, os.environ)))
        _say_sent(sent, len(stuck(desk)), as_json=args.json)
    try:
        done = asyncio.run(sync(desk, source(desk, setting, os.environ), wishes))
    finally:
        telling.end()
    if args.json:
        say_json(_data(done))
    else:
        _say(done)
    return done


def _say_sent(sent: Sent, needs_you: int, *, as_json: bool) -> None:
    if as_json:
        say_json({"sent": sent._asdict() | {"needs_you": needs_you}})
        return
    if sent.done or sent.refused:
        refused = f", {number(sent.refused)} refused" if sent.refused else ""
        say(f"{sent.source}: {number(sent.done)} sent{refused}.")
    if needs_you:
        say(f"{waits(0, needs_you)}; `accountdesk outbox` says what and why.")
    if sent.trouble:
        tell(f"{sent.source}: not all was sent, and what was not waits: {sent.trouble}")


class _Telling:
    """Says how far it is: a line that changes for people, a line each for programs."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._draws = sys.stderr.isatty() and not as_json
        self._drawn = False

    def __call__(self, progress: Progress) -> None:
        if self._as_json:
            say_json({"progress": progress._asdict()})
            write("", last=True)  # whoever reads it wants it now
        elif self._draws:
            sys.stderr.write(f"\r\x1b[K{progress_in_words(progress)}")
            sys.stderr.flush()
            self._drawn = True

    def paused(self, question: str) -> bool:
        self.end()
        return ask(question)

    def end(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False


def _say(done: Synced) -> None:
    say(f"{done.source}:")
    say(_COUNTS.format("", "read", "new", "changed", "unchanged", "gone", "set aside"))
    for subject, counts in done.taken.counts.items():
        gone = done.gone.get(subject, 0)
        if counts.read or gone:
            new, changed, unchanged, aside = counts
            figures = (counts.read, new, changed, unchanged, gone, aside)
            say(_COUNTS.format(subject, *map(number, figures)))
    for line in done_in_words(done):
        say(line)


def _data(done: Synced) -> dict[str, object]:
    return {
        "source": done.source,
        **{
            subject: {"read": counts.read, **counts._asdict(), "gone": done.gone.get(subject, 0)}
            for subject, counts in done.taken.counts.items()
        },
        "lost": list(done.lost),
        "gone_or_not_read": done.unsure,
        "not_confirmed": list(done.kept),
        "problems": done.problems,
        "joined": list(done.joined),
        "set_aside": [group.data() for group in grouped(done.taken.aside)],
    }
