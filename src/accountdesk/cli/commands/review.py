"""`accountdesk review ACCOUNT`: a quarter or a year with an account, for us or for them."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.files import write_text
from accountdesk.cli.output import say, say_json, tell, write
from accountdesk.desk.desk import Desk
from accountdesk.desk.review import review


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("account", metavar="ACCOUNT", help="a key, a name, or how a name begins")
    parser.add_argument(
        "--period", metavar="P", help="2017, 2017-Q4, DAY..DAY; else the last quarter until today"
    )
    parser.add_argument(
        "--customer", action="store_true", help="what they may read: nothing that is ours alone"
    )
    parser.add_argument("--md", action="store_true", help="as Markdown")
    parser.add_argument("--html", metavar="FILE", help="as one HTML file; - prints it")


def run(desk: Desk, args: Namespace) -> int:
    """Print the review, or write it."""
    if args.md and args.html:
        tell("accountdesk review: --md or --html, one of the two.")
        return 2
    found = review(desk, args.account, args.period)
    if args.html:
        write_text(args.html, found.html(to_them=args.customer), "The review is")
    elif args.md:
        write(found.markdown(to_them=args.customer))
    elif args.json:
        say_json(found.data(to_them=args.customer))
    else:
        for title, lines in found.parts(to_them=args.customer):
            say(title)
            for line in lines:
                say(f"  {line}")
    return 0
