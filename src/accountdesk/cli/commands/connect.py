"""`accountdesk connect [PRESET]`: asks what a CRM needs, tests it, writes the settings."""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from accountdesk.cli.commands import sync
from accountdesk.cli.commands.outbox import let_write
from accountdesk.cli.output import ask, ask_for, ask_secretly, say, tell
from accountdesk.config.secrets import secret_file, secrets_of
from accountdesk.config.settings import settings_path
from accountdesk.config.sources import SourceSetting
from accountdesk.config.writing import lines_of, write_secrets, write_source
from accountdesk.core.errors import NotUnderstood, SettingsError
from accountdesk.core.secret import Secret
from accountdesk.desk import words
from accountdesk.desk.connected import (
    about,
    preset_called,
    presets,
    settings_of,
    writing_offer,
)
from accountdesk.desk.connecting import Answered, Wanted, first_look, setting_for, wanted
from accountdesk.desk.desk import Desk
from accountdesk.desk.formats import number
from accountdesk.desk.seats import proposed_seats, take_seats


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("preset", nargs="?", metavar="PRESET", help="a name, or a preset's file")
    parser.add_argument(
        "--var", action="append", default=[], metavar="NAME=VALUE", help="what it would ask for"
    )
    parser.add_argument(
        "--field", action="append", default=[], metavar="OURS=THEIRS",
        help="a field of accounts that says there what the team says",
    )  # fmt: skip
    parser.add_argument("--key", help="what this source is called here; it never changes again")
    parser.add_argument("--yes", action="store_true", help="do not ask before connecting it")
    parser.add_argument(
        "--write", action="store_true", help="write what is recorded here there, without asking"
    )


def creates(args: Namespace) -> bool:
    """Whether it starts a desk where there is none."""
    return True


def run(desk: Desk, args: Namespace) -> int:
    """Connect; 0 if it is connected, and its first reading came to its end."""
    name = args.preset or _chosen()
    preset = preset_called(name)
    shown = about(name, preset)
    say(f"{shown.title}. How far this preset was tried: {shown.verified} ({shown.tried}).")
    told, fields = _told("var", args.var), _told("field", args.field)
    asked = wanted(preset)
    var = {one.name: told.get(one.name) or _answer(one) for one in asked if not one.secret}
    strange = [one for one in told if one not in var]
    if strange:
        known = ", ".join(var) or "nothing"
        raise NotUnderstood(f"{shown.title} does not ask for {strange[0]}, but for: {known}.")
    taken = [one.key for one in settings_of(os.environ)]
    if os.path.exists(name):
        name = os.path.abspath(name)
    setting = setting_for(name, preset, var, args.key, taken)
    if args.key is None and sys.stdin.isatty():
        key = ask_for("What is it called here? That never changes again.", setting.key)
        setting = setting_for(name, preset, var, key, taken)
    setting = setting._replace(fields=fields)
    secrets, typed = _secrets(setting, [one for one in asked if one.secret])
    answered = asyncio.run(first_look(desk, setting, secrets))
    _show(answered)
    if not args.yes and not ask(f"Connect it as {setting.key}, and read all of it now?"):
        say("Nothing was written.")
        return 1
    if not _written(setting, typed):
        return 0
    done = sync.read_once(desk, setting.key, Namespace(json=args.json, full=False, yes=False))
    _offer_seats(desk, setting, args)
    if preset.write or fields:
        _offer_to_write(desk, setting, secrets, args)
    say("`accountdesk` shows the desk; `accountdesk sync` reads what is new.")
    return int(bool(done.problems or done.unsure))


def _offer_seats(desk: Desk, setting: SourceSetting, args: Namespace) -> None:
    proposed = proposed_seats(desk, setting.key)
    if not proposed:
        return
    say("Who holds which seat, by what is theirs there:")
    for one in proposed:
        say(f"  {one.words()}")
    if not args.yes and ask("Take that as their usual seats? It can be said otherwise any time."):
        take_seats(desk, proposed)
    else:
        say("Nothing was recorded of it; each says it once, at the desk.")


def _offer_to_write(
    desk: Desk, setting: SourceSetting, secrets: Mapping[str, Secret], args: Namespace
) -> None:
    if args.yes and not args.write:
        say(f"It is only read. `accountdesk outbox on {setting.key}` has what you record written.")
        return
    what = asyncio.run(writing_offer(desk, setting, os.environ, secrets))
    let_write(desk, what, Namespace(yes=args.write))


def _chosen() -> str:
    """The preset that somebody chooses from the list."""
    if not sys.stdin.isatty():
        raise NotUnderstood("Which CRM? Name a preset: `accountdesk presets` lists them.")
    for one in presets():
        say(f"  {one.name:<14}{one.title}")
    return ask_for("Which one?", "generic-rest")


def _told(option: str, said: Sequence[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in said]
    for name, sign, _ in pairs:
        if not sign:
            raise NotUnderstood(f"--{option} {name}: write it like --{option} {name}=VALUE.")
    return {name: value for name, _, value in pairs}


def _answer(one: Wanted) -> str:
    if sys.stdin.isatty():
        return ask_for(one.asks, one.default or "")
    if one.default is None:
        raise NotUnderstood(
            f"It needs {one.name} ({one.asks}). Say it with --var {one.name}=VALUE."
        )
    return one.default


def _secrets(
    setting: SourceSetting, asked: Sequence[Wanted]
) -> tuple[Mapping[str, Secret], Mapping[str, Secret]]:
    """Every secret, and those of them that were typed just now."""
    names = [one.name for one in asked if one.default is None]
    try:
        return secrets_of(setting, names, os.environ), {}
    except SettingsError:
        if not sys.stdin.isatty():
            raise
    typed = {one.name: Secret(ask_secretly(one.asks)) for one in asked if one.default is None}
    return typed, typed


def _show(answered: Answered) -> None:
    for name in answered.accounts:
        say(f"  {name}")
    if answered.total is not None:
        say(f"It answers, and has {words.count(answered.total, 'account')}.")
    else:
        count = number(len(answered.accounts))
        more = " and more" if answered.more else ""
        say(f"It answers; the first {count}{more} are above." if answered.accounts else
            "It answers, and shows no account.")  # fmt: skip
    for one in answered.aside[:3]:
        say(f"  {one.file} {one.record}, {one.field or 'all of it'}: {one.reason}")


def _written(setting: SourceSetting, typed: Mapping[str, Secret]) -> bool:
    """Write what is to be kept; False: the settings are there, and the user adds the lines."""
    if typed:
        path = secret_file(setting, os.environ)
        if write_secrets(path, typed):
            say(f"What nobody may see is in {path}, which only you can read.")
        else:
            tell(f"{path} is there already and was not changed; put what you typed into it.")
    path = write_source(setting, os.environ) or ""
    if path:
        say(f"The settings are in {path}.")
        return True
    say(f"{settings_path(os.environ)} is yours and was not changed. Add these lines to it:")
    say()
    for line in lines_of(setting).splitlines():
        say(line)
    say()
    say(f"Then: accountdesk sync {setting.key}")
    return False
