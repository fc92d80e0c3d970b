"""How something is written, so that it stands there once whatever happens to the answers."""

from typing import Any, Literal

from accountdesk.sources.crm.words.base import Path, Request, Strict
from accountdesk.sources.crm.words.client import When
from accountdesk.sources.crm.words.lists import Paginator, SinglePage

Guard = Literal["client_id", "upsert_key", "probe", "none"]
"""What keeps a repeated request from making a second record.

`client_id`: the id is ours, and the CRM refuses or changes what is there. `upsert_key`: so is the
key that it looks for itself. `probe`: we look for our mark before anything is sent again. `none`:
nothing does, so that nothing is sent again unless a person says so.
"""


class Step(Request, frozen=True, kw_only=True):
    """One request of several, in their order.

    Attributes:
        id_path: Path in the answer to the id of what was made; none: it does not say, or it is
            ours. What comes later has it as `{step.N.id}`, from 1 on.
        success_when: Path that must lead to something in the answer.
    """

    id_path: Path | None = None
    success_when: Path | None = None


class Probe(Request, frozen=True, kw_only=True):
    """A list in which a record that may have been made is looked for by our mark in its text.

    Attributes:
        data_selector: Path in the answer to its records.
        mark_path: Path in a record to the text.
        id_path: Path in a record to its id.
        settle: So long after a lost answer the list shows what was made, if it was.
    """

    data_selector: Path
    mark_path: Path
    id_path: Path
    paginator: Paginator = SinglePage()
    settle: str = "10s"


class Write(Strict, frozen=True, kw_only=True):
    """How some kinds of what is recorded are written.

    Attributes:
        kinds: Kinds of touchpoints, or `next_step`, each with the CRM's word for it: `{kind}`.
        guard: See `Guard`.
        already_exists: Answers that mean that it is there already.
        probe: Where to look for it.
        resource: The list in which it is read back; none: it is in none.
        status: The CRM's words for a step that is `open` and one that is `done`.
        steps: What makes it. Only the first one is guarded; the others can be repeated.
        change: What changes it there when it is changed here; none: it stays as it was.
        undo: What takes it away when it is taken back here; none: it stays.
    """

    kinds: dict[str, Any]
    guard: Guard
    already_exists: tuple[When, ...] = ()
    probe: Probe | None = None
    resource: str | None = None
    status: dict[str, Any] = {}
    steps: tuple[Step, ...]
    change: tuple[Step, ...] = ()
    undo: tuple[Step, ...] = ()


class Fields(Strict, frozen=True, kw_only=True):
    """How fields of an account are changed; which ones, the settings say (`fields`).

    Attributes:
        read: Asks for the account as it is now, so that nothing is overwritten that nobody saw.
        data_selector: Path in that answer to the account.
        under: Path in the account, and in the body of `change`, to the table with the fields;
            `$`: the account itself.
        version_path: Path in the account to what changes with it: `{version}`, which `change` sends
            along where the CRM then refuses to change what has changed meanwhile.
        version_header: The header of the answer that has it; none of both: it has none.
        change: Changes it; the field is put into its body.
        stale: Answers that mean that it has changed meanwhile.
    """

    read: Request
    data_selector: Path = "$"
    under: str = "$"
    version_path: Path | None = None
    version_header: str | None = None
    change: Request
    stale: tuple[When, ...] = (When(status=412),)
