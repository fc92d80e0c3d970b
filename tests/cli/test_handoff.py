"""Hand-offs, referrals and the plan from the shell."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Ana is at the desk; she won Globex, which Ben serves, three days ago."""
    shell = Shell(tmp_path)
    shell("add", "account", "Globex", "--type", "customer")
    shell("add", "member", "Ana Ruiz", "--seat", "hunter", "--me")
    shell("add", "member", "Ben Ode", "--seat", "farmer", "--claim", "actor:ben")
    shell("add", "seat", "globex", "--farmer", "ben")
    shell("add", "person", "globex", "Dana Fox")
    shell("add", "deal", "globex", "Pilot", "--outcome", "won", "--closes", "3 days ago")
    return shell


def as_ben(shell: Shell, *words: str, code: int = 0) -> str:
    ours, shell.environ = shell.environ, shell.environ | {"ACCOUNTDESK_ACTOR": "ben"}
    try:
        done = shell(*words, code=code)
    finally:
        shell.environ = ours
    return done.stdout + done.stderr


def listed(shell: Shell, part: str, *words: str) -> list[dict[str, Any]]:
    found = shell.json(*words)[part]
    assert isinstance(found, list)
    return found


SEND = ("handoff", "globex", "send", "--why", "speed", "--needs", "a second line")


def test_a_hand_off_goes_from_owed_to_told(shell: Shell) -> None:
    assert shell("handoff", "globex").stdout.startswith("owed since Fri 20 Nov: Pilot was won")
    gaps = shell("handoff", "globex", "send", code=1).stderr
    assert "has to know: why they bought, needs." in gaps
    sent = shell(*SEND).stdout
    assert "people: Dana Fox; why they bought: speed; needs: a second line; promises: none" in sent
    assert "You have handed the account over" in shell("handoff", "globex", "accept", code=1).stderr
    returned = as_ben(shell, "handoff", "globex", "return", "--missing", "needs", "--words", "why?")
    assert "hand-off returned Mon 23 Nov 2026: the account, missing: needs (why?)" in returned
    again = shell("handoff", "globex", "send", "--needs", "two lines").stdout
    assert "hand-off sent again Mon 23 Nov 2026: the account: needs: two lines" in again
    assert "hand-off accepted" in as_ben(shell, "handoff", "globex", "accept", "--on", "today")
    told = as_ben(shell, "handoff", "globex", "told", "--person", "dana")
    assert "told Dana Fox Mon 23 Nov 2026 of the hand-off" in told
    [one] = listed(shell, "handoffs", "handoff", "globex")
    assert one["stands"] == "accepted"
    shell("log", "globex", "we: quote by fri")
    [row] = listed(shell, "rows", "promises")
    shell("promises", "done", str(row["entry"]))
    [one] = listed(shell, "handoffs", "handoff", "globex")
    assert (one["done"], one["over"]) == ("2026-11-23", True)
    kinds = [line for line in shell("journal").stdout.splitlines() if "hand-off" in line]
    assert len(kinds) == 5


def test_a_unit_is_named_first_and_an_expansion_goes_the_other_way(shell: Shell) -> None:
    unit = shell("handoff", "globex", "unit", "--unit", "Lisbon", "--to", "ben").stdout
    assert "hand-off owed of Lisbon Mon 23 Nov 2026, hunter to farmer, to Ben Ode" in unit
    sent = as_ben(shell, *SEND, "--giver", "farmer", "--unit", "Porto")
    assert "hand-off of Porto Mon 23 Nov 2026, farmer to hunter" in sent
    assert shell("handoff", "globex", "accept", "--which", "porto").stdout
    assert (
        "No hand-off “x” of Globex is sent."
        in shell("handoff", "globex", "accept", "--which", "x", code=1).stderr
    )


def test_what_a_part_does_not_take_is_wrong_use(shell: Shell) -> None:
    found = shell("handoff", "globex", "accept", "--why", "x", code=2).stderr
    assert found == "accountdesk handoff accept: it takes no --why.\n"
    assert "is to be handed over" in shell("handoff", "globex", today="2027-06-01").stdout


def test_referrals_and_plans_are_added_as_their_forms_ask(shell: Shell) -> None:
    assert "Not yet: 0 promises" in shell("add", "referral", "globex", "asked", code=1).stderr
    shell("add", "referral", "globex", "came", "Nadia, Initech", "through=dana")
    assert "met Mon 23 Nov 2026: Nadia" in shell("add", "referral", "globex", "met").stdout
    assert "6 steps" in shell("add", "plan", "globex", "start", "start=next mon").stdout
    shell("add", "plan-step", "globex", "org chart", "theirs", "dana", "fri")
    assert len(listed(shell, "plan", "show", "globex")) == 7
    [brought] = listed(shell, "referrals", "show", "globex")
    assert brought["stage"] == "met"
