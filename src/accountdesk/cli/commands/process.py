"""`accountdesk process [ACCOUNT] | apply FILE`: the team's own process, and who is where."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.files import write_text
from accountdesk.cli.output import say, say_json, tell, write
from accountdesk.cli.terminal import columns
from accountdesk.core.process import plain_process
from accountdesk.desk.desk import Desk
from accountdesk.desk.our_way import apply
from accountdesk.desk.process_page import ProcessPage, process_page

APPLY = "apply"

_INDENT = 2


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "words", nargs="*", metavar="ACCOUNT | apply FILE",
        help="the account that “you are here” marks; apply decides the process that a TOML says",
    )  # fmt: skip
    parser.add_argument("--svg", metavar="FILE", help="the picture for a customer; - prints it")
    parser.add_argument("--story", action="store_true", help="the story for a customer, Markdown")
    parser.add_argument("--html", metavar="FILE", help="the story as one HTML file; - prints it")
    parser.add_argument("--toml", action="store_true", help="the process that holds, to change it")


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return bool(args.words[:1] == [APPLY])


def run(desk: Desk, args: Namespace) -> int:
    """Show the process, give it out, or decide it."""
    if args.words[:1] == [APPLY]:
        return _apply(desk, args)
    if len(args.words) > 1:
        tell("accountdesk process: name one account, in quotes if it has several words.")
        return 2
    desk.settle()
    page = process_page(desk, *args.words)
    if args.svg or args.story or args.html or args.toml:
        return _give_out(page, args)
    if args.json:
        say_json(page.data)
        return 0
    for title, lines in page.parts(columns() - _INDENT):
        say(title)
        for line in lines:
            say(f"{' ' * _INDENT}{line}".rstrip())
    return 0


def _apply(desk: Desk, args: Namespace) -> int:
    if len(args.words) != 2 or args.svg or args.story or args.html or args.toml:
        tell("accountdesk process apply: name one TOML file, and nothing else.")
        return 2
    process = apply(desk, args.words[1])
    desk.settle()
    names = [step.name for step in process.steps]
    if args.json:
        say_json({"process": names})
    else:
        say(f"Our way from now on: {', '.join(names)}")
    return 0


def _give_out(page: ProcessPage, args: Namespace) -> int:
    if args.story:
        write(page.markdown)
    if args.toml:
        import tomli_w  # for this alone

        write(tomli_w.dumps(plain_process(page.process)))
    if args.svg:
        from accountdesk.desk.process_svg import svg  # as above

        write_text(args.svg, svg(page.process, page.step), "The picture is")
    if args.html:
        from accountdesk.desk.documents import html  # as above

        write_text(args.html, html(page.story), "The story is")
    return 0
