"""`accountdesk brief ACCOUNT`: one screen before a call; or of all that somebody takes over."""

from argparse import ArgumentParser, Namespace
from itertools import groupby

from accountdesk.cli.output import say, say_json, tell, write
from accountdesk.core.member import Seat, member_called
from accountdesk.desk.brief import Brief, brief, inherited
from accountdesk.desk.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT", nargs="?", help="a key, or how a name begins")
    parser.add_argument(
        "--seat",
        choices=[seat.value for seat in Seat],
        help="of every account of a seat, by its group: what one takes over",
    )
    parser.add_argument("--of", metavar="MEMBER", help="with --seat: of what a member holds of it")
    parser.add_argument("--md", action="store_true", help="as Markdown")


def run(desk: Desk, args: Namespace) -> int:
    """Print the brief, or the briefs."""
    if (args.account is None) is (args.seat is None) or (args.of and args.seat is None):
        tell("accountdesk brief: name one account, or a seat with --seat and maybe --of MEMBER.")
        return 2
    desk.settle()
    if args.seat is None:
        found = brief(desk, args.account)
        _say(found, args)
        return 0
    holder = None
    if args.of is not None:
        holder = member_called(args.of, desk.team().members.values())
    groups = groupby(inherited(desk, Seat(args.seat), holder), key=lambda one: one[0])
    listed = [(group, [found for _, found in those]) for group, those in groups]
    if args.json:
        say_json({group.lower(): [found.data for found in those] for group, those in listed})
        return 0
    for group, those in listed:
        say(f"{'# ' if args.md else ''}{group} {len(those)}")
        say("")
        for found in those:
            _say(found, args)
            say("")
    return 0


def _say(found: Brief, args: Namespace) -> None:
    if args.json:
        say_json(found.data)
    elif args.md:
        write(found.text)
    else:
        say(found.name)
        say(f"  {found.about}")
        for title, lines in found.sections:
            say(f"  {title}")
            for line in lines:
                say(f"    {line}")
