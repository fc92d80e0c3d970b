"""`accountdesk today`: who needs me today and why, for the shell, mail or cron."""

import re
from argparse import ArgumentParser, Namespace
from itertools import groupby

from accountdesk.cli.output import say, say_json, say_rows, tell
from accountdesk.core.text import clean
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.my_day import Item, MyDay, my_day


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--md", action="store_true", help="as Markdown: a list to tick off")


def run(desk: Desk, args: Namespace) -> int:
    """Print the day of the one at the desk."""
    desk.settle()
    day = my_day(desk)
    if not day.known:
        tell(
            f"accountdesk: nobody knows who you are, so this is the team's day. `{desk.program} "
            'add member "YOUR NAME" --me` makes it yours.'
        )
    if args.json:
        rows = [item.data for item in day.items]
        told = {"me": day.me, "known": day.known, "rows": rows, "later": day.later}
        say_json({"today": desk.today.isoformat(), **told})
    else:
        (_say_markdown if args.md else _say)(day)
        if day.later:
            say()
            say(f"{words.count(day.later, 'account')} more can wait: {_lists(desk, day)}")
    return 0


def _lists(desk: Desk, day: MyDay) -> str:
    return f"{desk.program} list" + (" --view mine" if day.known else "")


def _say(day: MyDay) -> None:
    say(f"{day.today} · {day.me}")
    if not day.items:
        say(day.empty)
    for group, items in groupby(day.items, key=lambda item: item.row.group):
        say(words.GROUPS[group])
        say_rows([(i.row.name, i.row.reason, i.row.when) for i in items], indent="  ")


def _say_markdown(day: MyDay) -> None:
    say(f"# {day.today} · {_plain(day.me)}")
    if not day.items:
        say()
        say(day.empty)
    for group, items in groupby(day.items, key=lambda item: item.row.group):
        say()
        say(f"## {words.GROUPS[group]}")
        say()
        for item in items:
            say(_ticked_off(item))


def _ticked_off(item: Item) -> str:
    when = f", {item.row.when}" if item.row.when else ""
    return f"- [ ] **{_plain(item.row.name)}**: {_plain(item.row.reason)}{when}"


def _plain(text: str) -> str:
    """Text from people, as text: nothing in it is a link, markup or HTML."""
    return re.sub(r"([\\`*_\[\]<&~#@|$]|:(?=//)|(?<=www)\.)", r"\\\1", clean(text))
