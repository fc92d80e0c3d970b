"""`accountdesk standup`: the stand-up on the screen; its summary, or what changed, as text."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, tell
from accountdesk.cli.terminal import can_draw
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.standup_summary import Summary, summary
from accountdesk.desk.standup_told import Told, told


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--summary", action="store_true", help="what came of the last one, as text")
    which.add_argument("--since", metavar="DATE", help="what changed since a day, as text")


def run(desk: Desk, args: Namespace) -> int:
    """Hold it on the terminal; print what changed where there is none, or where that is asked."""
    if args.summary:
        desk.settle()
        _say_summary(summary(desk), args)
        return 0
    if args.since is None and not (args.json or desk.looks_only) and can_draw():
        from accountdesk.cli.commands.desk import run as run_desk  # for those who hold it
        from accountdesk.desk.view import Page, kept_view

        args.view = kept_view(desk)._replace(page=Page.STANDUP)
        return run_desk(desk, args)
    desk.settle()
    found = told(desk, args.since)
    if args.json:
        say_json({"today": desk.today.isoformat(), **found.data})
    else:
        _say(desk, found, args.since)
    return 0


def _say_summary(found: Summary, args: Namespace) -> None:
    if args.json:
        say_json(found.data)
    else:
        for line in found.text.split("\n"):
            say(line)


def _say(desk: Desk, found: Told, since: str | None) -> None:
    if found.was_away:
        tell(f"accountdesk: you were away, so it reaches back to {words.full(found.since)}.")
    title = "Stand-up" if since is None else "What changed"
    say(f"{title}, {found.today}, since {words.full(found.since)}")
    for line in filter(None, (found.focus, found.goal, *(f"away: {one}" for one in found.away))):
        say(line)
    if not found.stops:
        say("No account has changed or is due.")
    for number, one in enumerate(found.stops, 1):
        say()
        say(f"{number}. {one.name}")
        _say_parts(((one.whose, ()), *one.parts), "   ")
    if found.more:
        more = words.count(found.more, "more account")
        say()
        say(f"And {more}: {desk.program} standup --since {found.since.isoformat()}")
    together = (
        ("These call, too; nothing changed there", found.still),
        ("What moved the goal", found.moved),
        ("What we learned", found.learned),
    )
    for title, lines in together:
        if lines:
            say()
            _say_parts(((title, lines),), "")


def _say_parts(parts: tuple[tuple[str, tuple[str, ...]], ...], indent: str) -> None:
    for title, lines in parts:
        say(f"{indent}{title}")
        for line in lines:
            say(f"{indent}  {line}")
