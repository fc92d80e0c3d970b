"""`accountdesk config [show | path | check | example]`: this machine's settings, without a desk."""

import os
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json, say_rows, tell
from accountdesk.config.settings import as_they_stand, example, read_file, settings_path
from accountdesk.config.sources import SourceSetting, looked_at, sources_of

PARTS = ("show", "path", "check", "example")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("part", nargs="?", choices=PARTS, default="show")


def run_alone(args: Namespace) -> int:
    """Show the settings, where their file is, what is wrong with it, or one that has them all."""
    path = settings_path(os.environ)
    there = os.path.exists(path)
    if args.part == "path":
        return _print(args, {"path": path, "exists": there}, path)
    if args.part == "example":
        text = example()
        return _print(args, {"example": text}, *text.splitlines())
    if args.part == "check":
        return _check(args, path, there=there)
    found = as_they_stand(os.environ)
    sources = sources_of(read_file(os.environ))
    if args.json:
        data: dict[str, object] = {
            one.name: {"value": one.value, "origin": one.origin} for one in found
        }
        say_json(data | {"source": [_about(one) for one in sources]})
        return 0
    rows: list[tuple[str, ...]] = [(one.name, one.value, one.origin) for one in found]
    rows += [(f"[[source]] {one.key}", one.preset or one.package, one.place) for one in sources]
    say_rows(rows)
    return 0


def _about(of: SourceSetting) -> dict[str, object]:
    """A source as it is set; its secrets stand elsewhere."""
    told = of._asdict() | {"token_command": sorted(of.token_command)}
    return {name: value for name, value in told.items() if value not in ("", None)}


def _check(args: Namespace, path: str, *, there: bool) -> int:
    """Say everything that is wrong with the settings; 1 if something is."""
    from accountdesk.desk.connected import wrong_with_sources  # 0.1 s that no other part pays
    from accountdesk.tui.keymap import keymap  # as above

    file = read_file(os.environ)
    sources, wrong_sources = looked_at(file)
    wrong = [*file.wrong, *wrong_sources, *wrong_with_sources(sources), *keymap(file.bound).wrong]
    data = {"path": path, "exists": there, "well": not wrong, "wrong": wrong}
    state = "has nothing wrong in it" if there else "is not there; defaults hold"
    if wrong and not args.json:
        for sentence in wrong:
            tell(sentence)
    else:
        _print(args, data, f"{path} {state}.")
    return 1 if wrong else 0


def _print(args: Namespace, data: dict[str, object], *lines: str) -> int:
    if args.json:
        say_json(data)
    else:
        for line in lines:
            say(line)
    return 0
