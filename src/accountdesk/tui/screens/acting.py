"""What screens with an account in them have in common: writing on it, and taking back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.tui.keys import key
from accountdesk.tui.screens.asking import Asking

if TYPE_CHECKING:
    from accountdesk.desk.account_page import AccountPage
    from accountdesk.tui.dialogs.menu import Offer

NEED_ACCOUNT = (
    *("do.write", "do.next", "do.done", "do.not-now"),
    *("do.promise", "do.feeling", "do.wrong", "do.blocker"),
    *("go.account", "see.why", "see.copy", "see.mark", "see.brief"),
)
"""Ids of what does nothing where there is no account."""

NEED_ACTION = ("write", "next_step", "done", "put_off", "keep_word", "open", "explain", "brief")
"""The same as screens call it."""


class Stand(NamedTuple):
    """An account as it stands in a list.

    Attributes:
        account: What it goes by.
        seat: Whose list that is; None: nobody has said.
        step: The id of the next step that it stands there for; empty: another reason.
    """

    account: AccountKey
    seat: Seat | None = None
    step: str = ""


class Target(NamedTuple):
    """What keys act on.

    Attributes:
        here: The account under the cursor; None if there is none.
        marked: Those that are marked; the one that is here if none is.
        names: What the marked ones are called; empty if none is marked.
        done: Called when something was recorded of them.
    """

    here: AccountKey | None
    marked: tuple[AccountKey, ...]
    names: tuple[str, ...]
    done: Callable[[], None]


class Acting(Asking):
    """Keys act on the account that is here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("do.write", "write", "write", show=True),
        key("do.next", "next_step", "next"),
        key("do.done", "done", "done"),
        key("do.promise", "keep_word('promises')", "promise"),
        key("do.feeling", "keep_word('feeling')", "feeling"),
        key("do.wrong", "keep_word('repairs')", "wrong"),
        key("do.blocker", "keep_word('blockers')", "blocker"),
        key("do.not-now", "put_off", "not now"),
        key("see.brief", "brief", "brief"),
        key("do.add", "add", "add", show=True),
        key("go.menu", "go_menu", "go", show=True),
        key("go.find", "find", "find", show=True),
        key("do.undo", "undo", "undo"),
    ]  # fmt: skip

    @property
    def here(self) -> AccountKey | None:
        """The account that keys act on; None: there is none."""
        raise NotImplementedError

    @property
    def seat(self) -> Seat | None:
        """In whose list the account is looked at; None: nobody knows."""
        return None

    @property
    def step(self) -> str:
        """The id of the next step that the account stands here for; empty: another reason."""
        return ""

    @property
    def whose(self) -> Sequence[tuple[AccountKey, Seat | None]]:
        """The accounts that are marked, each with the list that is meant."""
        return [(account, self.seat) for account in self.marked]

    @property
    def marked(self) -> tuple[AccountKey, ...]:
        """The accounts that a key acts on which can act on several."""
        return () if self.here is None else (self.here,)

    @property
    def names(self) -> tuple[str, ...]:
        """What the marked accounts are called; empty if none is marked."""
        return ()

    @property
    def target(self) -> Target:
        """What is added to."""
        return Target(self.here, self.marked, self.names, self.unmark)

    def unmark(self) -> None:
        """What was marked has been acted on."""

    def offers(self) -> "Sequence[Offer]":
        """What else can be done here, by a word; it has no key."""
        return ()

    @property
    def nobody(self) -> str:
        """What is said where there is no account to act on."""
        return f"There is no account in this list. {self.pressed('do.add')} adds one."

    def with_page(self, subject: str, then: "Callable[[AccountPage], None]") -> None:
        """Have the account's page read; `then` gets it."""
        from accountdesk.desk.account_page import account_page  # not before the first frame

        if self.here is None:
            self.say(self.nobody)
        else:
            self.ask_to_open(subject, partial(account_page, account=self.here), then)

    def action_explain(self) -> None:
        """Say why the account needs us, point by point."""
        from accountdesk.tui.dialogs.text import TextDialog  # as above

        def say_why(page: "AccountPage") -> None:
            self.app.push_screen(TextDialog(page.name, page.explained))

        self.with_page("why", say_why)

    def action_brief(self) -> None:
        """Show what to know before one speaks with the account."""
        from accountdesk.desk.brief import brief  # as above
        from accountdesk.tui.screens.about_account import BriefScreen, open_about

        if self.here is None:
            self.say(self.nobody)
        else:
            open_about(self, self.here, BriefScreen, brief)

    def action_copy(self) -> None:
        """Copy what was agreed a moment ago, in their terms; else offer what can be copied."""
        from accountdesk.tui.dialogs.copying import AGREED, copy, copy_from  # as above

        agreed = "" if self.here is None else self.access.agreed.pop(self.here, "")
        if agreed:
            copy(self, AGREED, agreed)
            return
        self.with_page("copy", partial(copy_from, self))

    def action_add(self) -> None:
        """Show what can be added."""
        from accountdesk.tui.screens.adding import add_menu  # as above

        add_menu(self, self.target)

    def action_next_step(self) -> None:
        """Show what is next for the account, to end it or to move it."""
        from accountdesk.tui.screens.next import next_menu  # as above

        if self.here is None:
            self.say(self.nobody)
        else:
            next_menu(self, self.here)

    def action_done(self) -> None:
        """Ask what came of the step that is due."""
        from accountdesk.tui.screens.next import done  # as above

        if self.here is None:
            self.say(self.nobody)
        else:
            done(self, self.here, self.step)

    def action_keep_word(self, what: str) -> None:
        """Show promises, repairs or blockers of the account, to go on with them; or ask for one."""
        from accountdesk.tui.screens.keeping import MENUS  # as above

        if self.here is None:
            self.say(self.nobody)
        else:
            MENUS[what](self, self.here)

    def action_put_off(self) -> None:
        """Ask until when the account is put off, or all that are marked."""
        from accountdesk.tui.screens.next import put_off  # as above

        if not self.whose:
            self.say(self.nobody)
        else:
            put_off(self, self.whose, self.unmark)

    def action_go_menu(self) -> None:
        """Show where one can go."""
        from accountdesk.tui.screens.going import go_menu  # as above

        go_menu(self)

    def action_find(self) -> None:
        """Find accounts and people, or a part of the lists."""
        from accountdesk.tui.screens.find import FindScreen  # as above

        self.app.push_screen(FindScreen(self.access))

    def action_write(self) -> None:
        """Write on the account, or go on with what was begun."""
        from accountdesk.tui.screens.writing import write  # as above

        if self.here is None:
            self.say(self.nobody)
        else:
            write(self, self.here)

    def action_undo(self) -> None:
        """Take the last note of whoever is here back; an older one only after a question."""
        from accountdesk.tui.screens.writing import take_last_back  # as above

        take_last_back(self)
