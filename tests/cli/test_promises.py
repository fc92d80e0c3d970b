"""Our word from the shell: promises, repairs, reassign, absences and blockers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Shell

NOTE = """call in dana: liked the pilot
we: quote by fri
they: org chart by mon
wrong: invoice doubled"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Ana is at the desk; Globex has two promises and something wrong."""
    shell = Shell(tmp_path)
    shell("add", "account", "Globex")
    shell("add", "member", "Ana Ruiz", "--seat", "hunter", "--me")
    shell("add", "member", "Ben Ode", "--seat", "farmer")
    shell("add", "person", "globex", "Dana Fox")
    shell("log", "globex", NOTE)
    return shell


def ids(shell: Shell) -> dict[str, str]:
    """Ids of what is listed, by what it is."""
    return {row["what"]: row["entry"] for row in rows(shell)}


def rows(shell: Shell, *words: str) -> list[dict[str, Any]]:
    found = shell.json("promises", *words)["rows"]
    assert isinstance(found, list)
    return found


def kept(shell: Shell) -> int:
    return len(shell("journal").stdout.splitlines())


def test_promises_and_repairs_are_listed_with_their_ids(shell: Shell) -> None:
    known = ids(shell)
    assert shell("promises").stdout == (
        "To be made right\n"
        "  0 d  invoice doubled, nobody has told them yet  Globex (Ana Ruiz)"
        f"  {known['invoice doubled']}\n"
        "To come\n"
        f"  Fri 27 Nov  we: quote        Globex (Ana Ruiz)  {known['quote']}\n"
        f"  Mon 30 Nov  they: org chart  Globex (Ana Ruiz)  {known['org chart']}\n"
    )
    assert shell("repairs").stdout.count("\n") == 2
    assert shell("promises", today="2026-11-30").stdout.count("Past their day\n") == 1


def test_lists_for_programs(shell: Shell) -> None:
    wrong, ours, theirs = rows(shell)
    account = str(shell.json("show", "globex")["key"])
    owner = wrong.pop("owner")
    same = {"account": account, "name": "Globex"}
    assert wrong == same | {
        "kind": "repair",
        "entry": wrong["entry"],
        "what": "invoice doubled",
        "on": "2026-11-23",
        "due": None,
        "stage": "",
    }
    assert ours == same | {
        "kind": "promise",
        "entry": ours["entry"],
        "side": "ours",
        "what": "quote",
        "due": "2026-11-27",
        "owner": owner,
        "moves": 0,
        "disputed": False,
    }
    assert (theirs["side"], theirs["due"]) == ("theirs", "2026-11-30")
    data = shell.json("repairs")
    assert set(data) == {"today", "rows", "again"}
    assert data["rows"] == [wrong | {"owner": owner}]
    shell("log", "globex", "we(ben): samples")
    assert len(rows(shell)) == 4
    assert "samples" not in [row["what"] for row in rows(shell, "--mine")]


def test_a_promise_is_agreed_anew_said_yes_to_and_done(shell: Shell) -> None:
    quote = ids(shell)["quote"]
    anew = shell("promises", "anew", quote, "--due", "next fri", "--why", "they asked").stdout
    says = "Globex: promise re-agreed Mon 23 Nov 2026: quote, by Fri 4 Dec 2026 instead of Fri 27"
    assert anew.startswith(says)
    assert [row["moves"] for row in rows(shell) if row["what"] == "quote"] == [1]
    yes = shell.json("promises", "yes", quote, "--person", "dana", "--words", "just so")
    assert yes["recorded"] == ["Globex: Dana Fox said yes Mon 23 Nov 2026: quote: “just so”"]
    done = shell.json("promises", "done", quote)
    assert done["recorded"] == ["Globex: promise done Mon 23 Nov 2026: quote"]
    assert "quote" not in ids(shell)
    assert shell("promises", "done", quote, code=1).stderr.startswith("accountdesk: You have said")
    shell("undo", str(done["note"]))
    assert "quote" in ids(shell)
    shell("promises", "broken", quote, "--on", "today", "--why", "we forgot")
    [settled] = [p for p in data(shell, "promises") if p["what"] == "quote"]
    assert (settled["outcome"], settled["confirmed"]) == ("broken", "2026-11-23")


def data(shell: Shell, part: str) -> list[dict[str, Any]]:
    found = shell.json("show", "globex")[part]
    assert isinstance(found, list)
    return found


def test_a_repair_is_closed_by_their_words_alone(shell: Shell) -> None:
    wrong = ids(shell)["invoice doubled"]
    told = shell("repairs", "told", wrong, "we charged twice").stdout
    assert told.startswith("Globex: told them Mon 23 Nov 2026: invoice doubled (we charged twice)")
    shell("repairs", "fixed", wrong)
    shell("repairs", "gave", wrong, "a month free")
    before = kept(shell)
    why = shell("repairs", "confirmed", wrong, code=1).stderr
    assert why.startswith("accountdesk: “invoice doubled” is right only when they say so. Write")
    assert kept(shell) == before
    said = shell.json("repairs", "confirmed", wrong, "all good", "--person", "dana")
    assert said["recorded"] == [
        "Globex: they confirmed Mon 23 Nov 2026, Dana Fox: invoice doubled: “all good”"
    ]
    assert shell("repairs").stdout == "Nothing is to be made right.\n"
    [repair] = data(shell, "repairs")
    assert not repair["open"]
    assert [step["stage"] for step in repair["steps"]] == [
        *("told them", "fixed", "gave beyond", "they confirmed")
    ]
    assert "it is closed" in shell("repairs", "told", wrong, code=1).stderr


def test_what_breaks_at_several_accounts_is_listed(shell: Shell) -> None:
    shell("add", "account", "Hooli")
    shell("log", "hooli", "wrong: no invoice")
    again = "invoice: 2 accounts: Hooli (no invoice), Globex (invoice doubled)"
    assert shell("repairs").stdout.endswith(f"What breaks again and again\n  {again}\n")


def test_a_member_who_leaves_hands_over_what_is_open(shell: Shell) -> None:
    shell("add", "seat", "globex", "--hunter", "ana")
    before, lines = kept(shell), 4
    dry = shell("reassign", "ana", "--to", "ben", "--dry-run").stdout.splitlines()
    assert len(dry) == lines
    assert "Globex: hunter: Ben Ode" in dry
    told = shell.json("reassign", "ana", "--to", "ben", "--dry-run")
    assert told == {"note": None, "recorded": [], "would_record": dry}
    asked = shell("reassign", "ana", "--to", "ben", code=1)
    assert asked.stdout.splitlines() == [*dry, "Nothing was recorded."]
    question = "Shall these be Ben Ode's instead of Ana Ruiz's (4 things)?"
    assert asked.stderr == f"{question} Nobody is here to answer; add --yes to do it.\n"
    asked = shell("reassign", "ana", "--to", "ben", "--json", code=1)
    assert json.loads(asked.stdout) == told
    assert kept(shell) == before
    done = shell.json("reassign", "ana", "--to", "ben", "--yes")
    assert done["recorded"] == dry
    assert kept(shell) == before + lines
    assert {row["owner"] for row in rows(shell)} == {shell_key(shell, "Ben Ode")}
    shell("undo", str(done["note"]), "--yes")
    assert shell("reassign", "ana", "--to", "ben", "--yes").stdout.splitlines() == [
        *dry,
        "4 things are Ben Ode's now.",
    ]
    nothing = shell("reassign", "ana", "--to", "ben", "--yes").stdout
    assert nothing == "Ana Ruiz holds no seat, and has nothing open.\n"


def shell_key(shell: Shell, name: str) -> str:
    """The key of the hunter of Globex, who is called so."""
    found = shell.json("show", "globex")["hunters"]
    assert isinstance(found, list)
    [key] = [holder["key"] for holder in found if holder["name"] == name]
    return str(key)


def test_an_absence_is_recorded_and_said_where_it_counts(shell: Shell) -> None:
    shell("add", "seat", "globex", "--hunter", "ana")
    said = shell("add", "absence", "ana", "today", "fri", "--cover", "ben", "--why", "fair")
    assert said.stdout == (
        "Ana Ruiz is away Mon 23 Nov 2026 to Fri 27 Nov 2026, Ben Ode covers: fair\n"
    )
    assert "(Ben Ode for Ana Ruiz)" in shell("promises").stdout
    assert "away  Ana Ruiz until Fri 27 Nov (Ben Ode covers)" in shell().stdout
    [holder] = data(shell, "hunters")
    assert (holder["away_until"], holder["cover"]["name"]) == ("2026-11-27", "Ben Ode")
    told = shell.json("add", "absence", "ben", "fri")
    assert told["recorded"] == ["Ben Ode is away Fri 27 Nov 2026, nobody covers"]
    assert "nobody covers: " in shell("list", today="2026-11-27").stdout


def test_a_blocker_is_recorded_with_who_helps(shell: Shell) -> None:
    said = shell("add", "blocker", "globex", "waits for legal", "--helper", "ben").stdout
    assert said == "Globex: blocked: waits for legal (Ben Ode helps)\n"
    told = shell.json("add", "blocker", "globex", "their budget")
    assert told["recorded"] == ["Globex: blocked: their budget"]
    assert [one["what"] for one in data(shell, "blockers")] == ["waits for legal", "their budget"]


WRONG_USE = [
    ("promises done", "accountdesk promises done: name a promise by its id"),
    ("promises anew {quote}", "accountdesk promises anew: --due says for which day"),
    ("promises settle {quote}", "invalid choice: 'settle'"),
    ("promises done {quote} --due fri", "accountdesk promises done: it takes no --due."),
    ("promises yes {quote} --why x --due fri", "it takes no --why and no --due."),
    ("promises list {quote}", "accountdesk promises list: it takes no ID."),
    ("repairs told", "accountdesk repairs told: name a repair by its id"),
    ("repairs fixed {wrong} --mine", "accountdesk repairs fixed: it takes no --mine."),
    ("reassign ana", "required: --to"),
    ("add absence ana", "required: DATE"),
    ("add blocker globex", "required: TEXT"),
]
FAILS = [
    ("promises done nope", "No promise and no repair here has the id “nope”."),
    ("promises done {wrong}", "is no promise of Globex, or it was taken back."),
    ("repairs told {quote}", "is no repair of Globex, or it was taken back."),
    ("promises done {quote} --on tomorrow", "Tue 24 Nov 2026 is still to come. Say it on that"),
    ("promises yes {quote} --on soonish", "“soonish” is no date I can read."),
    ("promises anew {quote} --due yesterday", "Sun 22 Nov 2026 is past. Agree on today or"),
    ("promises anew {quote} --due fri", "“quote” is due Fri 27 Nov 2026 already."),
    ("promises anew {quote} --due soonish", "“soonish” is no date I can read."),
    ("promises yes {quote} --person zoe", "No person of this account is called “zoe”."),
    ("repairs fixed {wrong} x --on 2026-11-20", "It came up Mon 23 Nov 2026; Fri 20 Nov 2026"),
    ("repairs confirmed {wrong}", "is right only when they say so."),
    ("reassign ana --to zoe", "No member is called “zoe”. Members: Ana Ruiz, Ben Ode."),
    ("reassign ana --to ana", "Ana Ruiz cannot take over from themselves."),
    ("add absence zoe fri", "No member is called “zoe”."),
    ("add absence ana soonish", "“soonish” is no date I can read."),
    ("add absence ana fri wed", "Wed 25 Nov 2026 is before Fri 27 Nov 2026: name the last day."),
    ("add absence ana fri --cover ana", "Ana Ruiz cannot cover for themselves."),
    ("add blocker nobody x", "No account is called “nobody”."),
    ("add blocker globex x --helper zoe", "No member is called “zoe”."),
]


@pytest.mark.parametrize(
    ("words", "says", "code"), [(*one, 2) for one in WRONG_USE] + [(*one, 1) for one in FAILS]
)
def test_what_cannot_be_is_a_sentence_and_records_nothing(
    shell: Shell, words: str, says: str, code: int
) -> None:
    known, before = ids(shell), kept(shell)
    named = words.format(quote=known["quote"], wrong=known["invoice doubled"])
    done = shell(*named.split(), code=code)
    assert done.stdout == ""
    assert says in done.stderr
    assert kept(shell) == before
