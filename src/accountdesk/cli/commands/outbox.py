"""`accountdesk outbox [PART]`: what waits to be written to CRMs, and what is decided of it."""

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from accountdesk.cli.output import ask, say, say_json, tell
from accountdesk.core.entry import id_text
from accountdesk.core.errors import NotFound, NotUnderstood
from accountdesk.desk import words
from accountdesk.desk.connected import settings_of, writing_offer
from accountdesk.desk.consent import Offer, accept, end_writing
from accountdesk.desk.desk import Desk
from accountdesk.desk.outbox_page import DECISIONS, OURS, RETRY, decide, outbox_page, stuck
from accountdesk.desk.takeover import Behind, called, left_behind, moment_typed, take_over, told

PARTS = ("list", *DECISIONS, "on", "off", "takeover")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "part", nargs="?", choices=PARTS, default="list",
        help="what to do; on and off: whether a source is written to at all; takeover: write what "
        "another desk has left",
    )  # fmt: skip
    parser.add_argument(
        "what", nargs="*", metavar="ID|SOURCE|DESK",
        help="numbers of the list; all: all that need you",
    )  # fmt: skip
    parser.add_argument(
        "--since", metavar="DATE", help="takeover: what was recorded from that day on"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before writing to a source")


def run(desk: Desk, args: Namespace) -> int:
    """List the outbox, or decide about what is in it."""
    if args.part == "list" and args.what:
        tell("accountdesk outbox list: takes nothing more.")
        return 2
    if args.part not in ("list", "takeover") and not args.what:
        tell(f"accountdesk outbox {args.part}: name what, as the list has it.")
        return 2
    return _RUNS.get(args.part, _decide)(desk, args)


def _decide(desk: Desk, args: Namespace) -> int:
    done = decide(desk, _ids(desk, args.what, args.part), args.part)
    if args.json:
        say_json([one._asdict() for one in done])
        return 0
    for one in done:
        say(f"{one.id} {args.part}: {one.account}, {one.what}")
    if args.part in (RETRY, OURS):
        say("`accountdesk sync` sends it, or the desk that is open.")
    return 0


def _ids(desk: Desk, said: Sequence[str], part: str) -> list[int]:
    if list(said) == ["all"]:
        found = stuck(desk, part)
        if not found:
            raise NotFound(f"Nothing that needs you can be decided by {part}.")
        return found
    wrong = next((one for one in said if not one.isdecimal() or len(one) > 15), None)
    if wrong is not None:
        raise NotUnderstood(f"“{wrong}” is no number of `accountdesk outbox list`.")
    return [int(one) for one in said]


def _list(desk: Desk, args: Namespace) -> int:
    page = outbox_page(desk)
    if args.json:
        rows = [one._asdict() for one in page.rows]
        say_json({"rows": rows, "more": page.more, "written_to": list(page.sources)})
        return 0
    for one in page.rows:
        first, second = one.lines()
        say(f"{'!' if one.needs_you else ' '} {one.id:>4}  {first}")
        say(f"        {second}")
    if page.more:
        say(f"and {page.more} more")
    if not page.rows:
        say("Nothing waits to be sent.")
    if not page.sources:
        say("No source is written to. `accountdesk outbox on SOURCE` has what you record written.")
    return 0


def _switch(desk: Desk, args: Namespace) -> int:
    settings = {one.key: one for one in settings_of(os.environ)}
    for key in args.what:
        if key not in settings:
            raise NotFound(f"There is no source {key}. Known: {', '.join(settings) or 'none'}.")
        if args.part == "off":
            parked = end_writing(desk, key)
            say(f"Nothing more is written to {key}; {words.count(parked, 'row')} parked.")
            continue
        if not let_write(desk, asyncio.run(writing_offer(desk, settings[key], os.environ)), args):
            return 1
        stays = [str(one.id) for one in outbox_page(desk).rows if one.is_parked(key)]
        if stays:
            say(f"Parked still: `accountdesk outbox retry {' '.join(stays)}` sends it.")
    return 0


def _take_over(desk: Desk, args: Namespace) -> int:
    """List what other desks have left, or write it from here."""
    since = None if args.since is None else moment_typed(desk, args.since)
    if not args.what:
        return _list_left(desk, left_behind(desk, since), args)
    count = 0
    for one in [behind for name in args.what for behind in called(desk, name, since)]:
        _say_left(desk, one)
        question = (
            "What was dropped there, or recorded after a no, is not known here. Is that desk no "
            "more, and shall all of it be written from here?"
        )
        if not args.yes and not ask(question):
            say("Nothing was taken over.")
            return 1
        count += take_over(desk, one)
    say(f"{words.count(count, 'row')} taken over; what may stand there is looked for first.")
    say("Should that desk come back, have it import this one's journal before it sends.")
    return 0


def _list_left(desk: Desk, found: Sequence[Behind], args: Namespace) -> int:
    if args.json:
        say_json([_data(one) for one in found])
        return 0
    for one in found:
        _say_left(desk, one)
    if not found:
        say("No other desk is known to have left anything unwritten.")
    return 0


def _say_left(desk: Desk, one: Behind) -> None:
    count = words.count(len(one.entries), "entry", "entries")
    say(f"{one.desk}  {one.source}: {count} of {', '.join(one.by)}")
    for line in told(desk, one):
        say(f"  {line}")


def _data(one: Behind) -> dict[str, object]:
    entries = [id_text(entry.id) for entry in one.entries]
    return {"desk": one.desk, "source": one.source, "by": list(one.by), "entries": entries}


def let_write(desk: Desk, what: Offer, args: Namespace) -> bool:
    """Say what writing to a source promises, ask, and let it be written to; whether it is."""
    say(f"What {what.title} can promise of what you record from now on:")
    for line in what.lines:
        say(f"  {line}")
    if not args.yes and not ask(f"Write what is recorded here to {what.title}, too?"):
        say("Nothing is written there; it is only read.")
        return False
    accept(desk, what)
    say(f"What you record is written there, too. `accountdesk outbox off {what.key}` ends it.")
    return True


_RUNS: dict[str, Callable[[Desk, Namespace], int]] = {
    "list": _list,
    "takeover": _take_over,
    "on": _switch,
    "off": _switch,
}
