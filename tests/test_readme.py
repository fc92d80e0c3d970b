"""The README is true: what it names exists, what exists is named, and its tour runs."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from accountdesk.cli.commands.add import FORMS, PARTS
from accountdesk.cli.commands.config import PARTS as CONFIG_PARTS
from accountdesk.cli.main import COMMANDS
from accountdesk.cli.options import DEFAULTS
from accountdesk.config.settings import BOUND, KEYS, read_file
from accountdesk.config.sources import WORDS as WORDS_OF_A_SOURCE
from accountdesk.config.sources import sources_of
from accountdesk.core.metrics import METRICS
from accountdesk.core.note import KIND_WORDS
from accountdesk.core.note_fields import BEGINNINGS
from accountdesk.core.policy import POLICIES
from accountdesk.desk.connected import presets
from accountdesk.desk.view import MEANS
from accountdesk.desk.view import WORDS as VIEWS
from accountdesk.sources.crm.roles import ROLES as ROLES_OF_RECORDS
from accountdesk.sources.crm.words import base, client, lists, preset, writes
from accountdesk.sources.crm.write_checks import OF_ALL, OF_RECORD
from accountdesk.sources.files.headers import plain_header
from accountdesk.sources.files.synonyms import ROLES, TELLING, Subject
from accountdesk.sources.files.told import KEYS as KEYS_OF_A_MAP
from accountdesk.sources.files.told import wishes
from accountdesk.sources.source import NEXT_STEP_VALUES, TOUCHPOINT_VALUES
from accountdesk.tui.keys import KEYS as ACTIONS

KEYS_IN_WORDS = {
    **{"down": "↓", "up": "↑", "left": "←", "right": "→", "tab": "Tab", "enter": "Enter"},
    **{"pagedown": "PageDown", "pageup": "PageUp", "home": "Home", "end": "End", "escape": "Esc"},
    **{"slash": "/", "question_mark": "?", "f1": "F1", "f2": "F2", "f3": "F3", "f9": "F9"},
    **{"colon": ":"},
    **{"space": "Space"},
    **{"ctrl+q": "Ctrl-Q", "ctrl+g": "Ctrl-G", "ctrl+c": "Ctrl-C", "ctrl+d": "Ctrl-D"},
}

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_named_and_every_one_named_exists() -> None:
    named = set(re.findall(r"^\| `accountdesk ([a-z]+)", README, re.MULTILINE))
    assert "\n| `accountdesk` |" in README
    assert named == set(COMMANDS)
    assert set(re.findall(r"`accountdesk ([a-z]+)", README)) <= set(COMMANDS)


def test_every_key_is_named_and_every_one_named_acts() -> None:
    table = README.partition("| key | does |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row[0])}
    named |= {"Ctrl-G"} if "`Ctrl-G`" in table else set()
    bound = {key for does in ACTIONS.values() for key in does.keys.split(",")}
    bound -= {"shift+tab"}  # Tab the other way round
    assert named == {KEYS_IN_WORDS.get(key, key) for key in bound}


def test_every_option_and_variable_is_named() -> None:
    assert all(f"--{option}" in README for option in DEFAULTS)
    used = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r"ACCOUNTDESK_[A-Z]+", path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"^\| `(ACCOUNTDESK_[A-Z]+)`", README, re.MULTILINE)) == used


def test_every_setting_is_named() -> None:
    named = re.findall(r"^\| `\[([a-z]+)\] ([a-z]+)`", README, re.MULTILINE)
    assert set(named) == {(section, key) for section, keys in KEYS.items() for key in keys}
    rows = re.findall(
        r"^\| `\[([a-z]+)\] ([a-z]+)` \| ([^|]+) \| `([^|]+)` \|$", README, re.MULTILINE
    )
    for section, key, means, default in rows:
        about = KEYS[section][key]
        assert default == (about.default or "~/.local/share/accountdesk/desk.db")
        assert all(f"`{choice}`" in means for choice in about.choices)
    assert f"\n| `[{BOUND}] …` |" in README


def test_every_preset_is_named_with_how_far_it_was_tried() -> None:
    table = README.partition("| preset | is | verified |")[2].partition("\n\n")[0]
    named = dict(re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE))
    assert named == {one.name: one.verified for one in presets()}


def test_every_word_of_a_preset_is_named_and_every_one_named_is_one() -> None:
    table = README.partition("| table | words |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z0-9_]+)`", table))
    known: set[str] = set()
    for module in (base, client, lists, preset, writes):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
                known |= {*kind.__struct_encode_fields__} - {preset.WRITE_FIELDS}
                known |= {str(kind.__struct_config__.tag)} if kind.__struct_config__.tag else set()
    assert named == known


def test_every_name_of_what_is_written_is_named() -> None:
    table = README.partition("| written | names in braces |")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z_]+(?:\.[a-z]+)?)`", table)
    told = {*TOUCHPOINT_VALUES, *NEXT_STEP_VALUES, *OF_ALL, *OF_RECORD, "next_step.status"}
    assert set(named) - {"status"} == told


def test_every_role_of_a_record_is_named() -> None:
    table = README.partition("| subject | fields |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([a-z]+)` \| ([^|]+) \|$", table, re.MULTILINE)
    told = {subject: re.findall("`([a-z_]+)`", roles) for subject, roles in rows}
    assert told == {subject: [*roles] for subject, roles in ROLES_OF_RECORDS.items()}


def test_every_setting_of_a_source_is_named() -> None:
    row = re.search(r"^\| `\[\[source\]\] …` \| (.*) \| \|$", README, re.MULTILINE)
    assert row is not None
    assert re.findall(r"`([a-z_]+)`", row[1]) == [*WORDS_OF_A_SOURCE]
    shipped = (ROOT / "config" / "accountdesk.toml").read_text(encoding="utf-8")
    assert re.findall(r"^# ([a-z_]+) = ", shipped, re.MULTILINE) == [*WORDS_OF_A_SOURCE]


def test_every_part_of_config_is_named() -> None:
    [parts] = re.findall(r"^\| `accountdesk config \[([^]]+)\]`", README, re.MULTILINE)
    assert tuple(parts.replace("\\", "").split(" | ")) == CONFIG_PARTS


def test_every_link_leads_somewhere() -> None:
    titles = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in titles}
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert all((ROOT / link).is_file() for link in links if not link.startswith("#"))


def test_each_conviction_says_where_it_shows() -> None:
    rows = re.findall(r"^\| (E[0-9]+) \| ([^|]+) \| ([^|]+) \|$", README, re.MULTILINE)
    assert [name for name, _, _ in rows] == [f"E{number}" for number in range(1, 17)]
    assert all("](#" in where or "to come" in where for _, _, where in rows)


def test_the_map_of_the_code_names_what_there_is() -> None:
    part = README.partition("## A map of the code")[2]
    packages = {path.parent.name for path in (ROOT / "src/accountdesk").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"^([a-z]+) ", part, re.MULTILINE))
    source = ROOT / "src" / "accountdesk"
    for path in re.findall(r"`([a-z_]+(?:/[a-z_.]+)+|[a-z_]+\.(?:py|toml))`", part):
        assert any((base / path).exists() for base in (source, ROOT)), path


def test_every_policy_key_is_named_with_its_default() -> None:
    part = README.partition("## Team policy")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_.0-9]+)` \| [^|]+ \| ([^|]+) \|$", part, re.MULTILINE)
    told = {key: default.strip() for key, default in rows}

    def shown(default: object) -> str:
        if default is None:
            return "none"
        return ", ".join(default) if isinstance(default, tuple) else str(default)

    assert told == {key: shown(about.default) for key, about in POLICIES.items()}


def test_every_kind_and_word_of_a_note_is_named() -> None:
    assert all(f"`{word}`" in README for word in KIND_WORDS)
    assert all(f"`{word}: " in README for word in BEGINNINGS)


def test_every_word_of_a_view_is_named_with_what_it_shows() -> None:
    table = README.partition("| word | shows |")[2].partition("\n\n")[0]
    told = dict(re.findall(r"^\| `([a-z ]+)` \| ([^|]+) \|$", table, re.MULTILINE))
    assert told == MEANS
    assert set(re.findall(r"`([a-z ]+)`", table)) == set(VIEWS)


def test_every_metric_is_named() -> None:
    named = re.findall(r"^\| `([a-z]+_[a-z_]+)` \| [^|]+ \|$", README, re.MULTILINE)
    assert named == list(METRICS)


def test_every_header_that_is_named_is_recognised() -> None:
    for subject in Subject:
        [row] = re.findall(rf"^\| {subject.value} \| (.*) \|$", README, re.MULTILINE)
        headers = [plain_header(name) for name in re.findall(r"`([^`]+)`", row)]
        known = {word for words in ROLES[subject].values() for word in words}
        assert set(headers) <= known
        assert set(headers) & TELLING[subject]


def test_the_map_file_that_is_shown_is_one() -> None:
    text, _ = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    told = wishes(text, "README")
    assert all(told)
    assert set(tomllib.loads(text)) == set(KEYS_OF_A_MAP)


def test_the_source_that_is_shown_is_one() -> None:
    _, text = re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    file = read_file({})._replace(text=text)
    [source] = sources_of(file)
    assert source.fields == {"tier": "new_tier", "track": "new_track"}


def test_the_desk_that_is_shown_is_the_demos(tmp_path: Path) -> None:
    [(words, shown)] = re.findall(
        r"^```\n\$ accountdesk (demo --today [-0-9]+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL
    )
    told = {"ACCOUNTDESK_STORE": str(tmp_path / "desk.db"), "ACCOUNTDESK_ACTOR": "ana"}
    done = subprocess.run(
        [sys.executable, "-m", "accountdesk", *words.split()],
        env=os.environ | told | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith(shown)


def test_every_part_of_add_is_named() -> None:
    row = " ".join(re.findall(r"^\| `accountdesk add ([^`]+) …`", README, re.MULTILINE))
    assert row.replace("\\|", " ").split() == [*PARTS.split("|"), *FORMS]


def test_the_test_command_of_ci_is_this_pages() -> None:
    [command] = [line for line in README.splitlines() if "pytest" in line]
    assert command.endswith("-m pytest")
    assert "grep -m 1 'pytest' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("today", ["2026-11-23", "2024-02-29"])
def test_the_tour_runs_as_it_stands(tmp_path: Path, today: str) -> None:
    [tour] = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    script = f'set -eu\naccountdesk() {{ {shlex.quote(sys.executable)} -m accountdesk "$@"; }}\n'
    done = subprocess.run(
        ["/bin/sh", "-c", script + tour],
        env=os.environ
        | {"ACCOUNTDESK_STORE": str(tmp_path / "desk.db"), "ACCOUNTDESK_TODAY": today},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Ben Ode" in done.stdout
    assert "send the offer" in done.stdout
    assert "Taken back: Wayne Energy: meeting, Dana Fox" in done.stdout
