"""`accountdesk undo [NOTE]`: take a note or an entry back."""

from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import ask, say, say_json, tell
from accountdesk.core.entry import id_text
from accountdesk.desk.desk import Desk
from accountdesk.desk.undo import undo


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "note",
        metavar="NOTE",
        nargs="?",
        help="id of a note, or of one entry; without one, your last note on this desk",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask about an older note")


def run(desk: Desk, args: Namespace) -> int:
    """Take back, and say what it was."""
    noted, what = undo(desk, args.note, lambda question: args.yes or ask(question))
    for hint in noted.hints:
        tell(hint)
    if args.json:
        ids = [id_text(entry.id) for entry in noted.entries]
        say_json({"note": id_text(noted.note), "entries": ids, "taken_back": list(what)})
        return 0
    for text in what:
        say(f"Taken back: {text}")
    say(f"To bring it back: accountdesk undo {id_text(noted.note)}")
    return 0
