"""`accountdesk goals [--period P] | set METRIC TARGET [--period P] | focus TEXT`."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, tell
from accountdesk.core.metrics import METRICS
from accountdesk.desk import goal_setting, goal_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.desk_page import next_words
from accountdesk.desk.goals import goals_of
from accountdesk.desk.goals_page import about_of_late, by_command, in_words, made_of_late

PARTS = ("show", "set", "focus")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "part", nargs="?", choices=PARTS, default="show", help="set a target, or say the focus"
    )
    parser.add_argument(
        "what", nargs="?", metavar="METRIC|TEXT", help=f"one of {', '.join(METRICS)}; the focus"
    )
    parser.add_argument("target", nargs="?", metavar="TARGET", help="an amount; none takes it away")
    parser.add_argument("--period", metavar="P", help="2017, 2017-Q4, 2017-04, DAY..DAY")
    parser.add_argument("--currency", help="ISO code of the target, like EUR")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return bool(args.part != "show")


def run(desk: Desk, args: Namespace) -> int:
    """Show the goals, set one, or say the focus."""
    if args.part == "show" and (args.what is not None or args.currency is not None):
        tell("accountdesk goals show: takes --period alone.")
        return 2
    if args.part == "set":
        if args.target is None:
            tell("accountdesk goals set: name a metric and a target, like revenue_won 1200000.")
            return 2
        goal_setting.set_goal(desk, args.what, args.target, args.period, args.currency)
    elif args.part == "focus":
        if args.what is None or args.target is not None:
            tell("accountdesk goals focus: write one sentence, between quotes.")
            return 2
        goal_setting.set_focus(desk, args.what)
    return _print(desk, args)


def _print(desk: Desk, args: Namespace) -> int:
    desk.settle()
    team = desk.team()
    found = goals_of(desk, team, args.period)
    ahead = next_words(desk, team, found)
    first, made = made_of_late(desk, team)
    if args.json:
        say_json(
            {
                "today": desk.today.isoformat(),
                "focus": found.focus,
                "goals": [goal_words.data(goal) for goal in found.goals],
                "next": list(ahead),
                "went_out": {"since": first.isoformat(), **made._asdict()},
                "about": [one.data for one in about_of_late(desk, team)],
            }
        )
        return 0
    for title, lines in in_words(desk, team, found, by_command(desk)):
        say(title)
        for line in lines:
            say(f"  {line}")
    return 0
