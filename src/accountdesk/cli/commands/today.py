"""`accountdesk today`: who needs me today and why, for the shell, mail or cron."""

from argparse import ArgumentParser, Namespace
from itertools import groupby

from accountdesk.cli.output import say, say_json, say_rows, tell
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.my_day import MyDay, left_out, my_day


def arguments(parser: ArgumentParser) -> None:
    """What the command takes: nothing."""


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
        lists = {
            f"{listed.seat.value}s": [row.data for row in rows]
            for listed, rows in zip(day.lists, day.rows, strict=True)
        }
        say_json({"today": desk.today.isoformat(), "me": day.me, "known": day.known, **lists})
    else:
        _say_day(desk, day)
    return 0


def _say_day(desk: Desk, day: MyDay) -> None:
    say(f"{day.today} · {day.me}")
    if not any(day.rows):
        whose = "that you hold" if day.known else "of the team"
        say(f"No account {whose} needs anybody today.")
    for listed, rows in zip(day.lists, day.rows, strict=True):
        if not rows:
            continue
        say(listed.label)
        for group, together in groupby(rows, key=lambda row: row.group):
            say(f"  {words.GROUPS[group]}")
            say_rows([(row.name, row.reason, row.when) for row in together], indent="    ")
        more = left_out(listed, rows)
        if more:
            say(f"  {more:,} more: {desk.program} list --seat {listed.seat.value}")
