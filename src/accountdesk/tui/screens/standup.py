"""The stand-up: stop by stop, the goal above each; all keys that record keep their meaning."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from accountdesk.core.entry import AccountKey
from accountdesk.core.member import Seat
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.standup import finish, pause, widen
from accountdesk.desk.standup_page import StandupPage, go_on, head, standup_page
from accountdesk.tui.access import Access
from accountdesk.tui.dialogs.copying import copy
from accountdesk.tui.dialogs.menu import Offer
from accountdesk.tui.keys import key
from accountdesk.tui.screens.acting import NEED_ACTION, Acting, Stand
from accountdesk.tui.screens.next import not_now
from accountdesk.tui.widgets.one_line import OneLine
from accountdesk.tui.widgets.stopwatch import Stopwatch
from accountdesk.tui.widgets.text_view import TextView


class StandupScreen(Acting):
    """Where the stand-up of this store is; it goes along when somebody else goes on."""

    CSS_PATH = "standup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("go.on", "on(1)", "next", tip="The next stop; behind the last, the summary", show=True),
        key("go.next", "on(1)", "next", tip="The next stop"),
        key("go.previous", "on(-1)", "previous", tip="The stop before it", show=True),
        key("go.account", "open", "open", show=True),
        key("do.next", "next_step", tip="Next steps, and what was parked: talked about"),
        key("do.not-now", "put_off", tip="Not now, or parked: to be talked about"),
        key("see.why", "explain", "why"),
        key("see.copy", "copy", "copy", tip="Copy the summary; at a stop, some of it", show=True),
        key("program.back", "back", "pause", tip="Pause: it goes on where it was left", show=True),
        key("program.back", "end", "done", tip="Leave: the stand-up is done", show=True),
    ]  # fmt: skip

    def __init__(self, access: Access, page: StandupPage) -> None:
        """Show what was read before the screen was there."""
        super().__init__(access)
        self.page = page
        self._is_over = False

    def parts(self) -> ComposeResult:
        """The focus, the goal and who is away; where it is, and the account."""
        for name in ("focus", "goal", "away"):
            yield OneLine(id=name)
        yield Stopwatch()
        yield OneLine(id="stop")
        yield TextView()

    def on_mount(self) -> None:
        """Show the stop."""
        self.set_focus(self.query_one(TextView))
        self.show(self.page)

    def show(self, page: StandupPage | None) -> None:
        """Show a stop, or that its day is over."""
        if page is None:
            self._is_over = True
            if self.is_active:
                self._end_day()
            return
        was, self.page = self.page.walk, page
        if (was.standup, was.at) != (page.walk.standup, page.walk.at):
            self.query_one(TextView).scroll_home(animate=False)
        self._draw()
        self.refresh_bindings()

    def on_screen_resume(self) -> None:
        """What lay above it has been left; the day may be over by now."""
        super().on_screen_resume()
        if self._is_over:
            self._end_day()

    def on_unmount(self) -> None:
        """Whoever leaves the program is not in it any more."""
        self.keep(partial(pause, seen=self.page.walk))

    def _end_day(self) -> None:
        self.dismiss(None)
        self.say_here("The day of this stand-up is over; what was recorded is kept.")

    def on_resize(self) -> None:
        """There is another room for it."""
        self._draw()

    def _draw(self) -> None:
        for name, line in zip(
            ("focus", "goal", "away"), head(self.page, self.size.width), strict=True
        ):
            self.query_one(f"#{name}", OneLine).show(line)
        self.query_one("#stop", OneLine).show(self.page.title)
        self.query_one(TextView).show(self.page.parts)
        walk, all_ = self.page.walk, f"{self.pressed('program.palette')} all"
        more = f"{walk.rest} more: {all_}" if walk.rest and not walk.done else ""
        around = (f"Stand-up · {words.full(self.page.today)}", more)
        runs = self.page.summary is None
        self.query_one(Stopwatch).arrive(walk.standup, walk.at, around, runs=runs)

    def action_read(self) -> None:
        """Read the stop again, or the one to which somebody has gone on."""
        self.ask("standup", standup_page, self.show)

    @property
    def here(self) -> AccountKey | None:
        """The account of the stop."""
        return None if self.page.stop is None else self.page.stop.key

    @property
    def seat(self) -> Seat | None:
        """The only list in which it stands; None: both, or neither."""
        rows = () if self.page.stop is None else tuple(self.page.stop.rows)
        return rows[0] if len(rows) == 1 else None

    @property
    def nobody(self) -> str:
        """What is said where there is no account to act on."""
        return f"There is no account at this stop. {self.pressed('go.on')} goes on."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """At the end nothing is left that acts on an account; a stop without one says so."""
        at_end = self.page.summary is not None
        if action in ("back", "end"):
            return (action == "end") is at_end
        return not (at_end and action in NEED_ACTION)

    def offers(self) -> list[Offer]:
        """That the rest can be walked, too."""
        if not self.page.walk.rest or self.page.walk.done:
            return []
        more = words.count(self.page.walk.rest, "more account")
        work = partial(widen, seen=self.page.walk)
        walk = partial(self.do, work, lambda now: self.action_read())
        return [Offer("all", f"all the rest: {more} behind these", walk)]

    def action_on(self, by: int) -> None:
        """Go on to the next stop or back to the one before."""
        walk = self.page.walk
        if walk.at == 0 and by < 0:
            self.say("That is the first stop.")
        elif self.page.summary is not None and by > 0:
            copies, leaves = self.pressed("see.copy"), self.pressed("program.back")
            self.say(f"That was the last stop. {copies} copies the summary, {leaves} leaves.")
        else:
            self.do(partial(go_on, seen=walk, by=by), self.show)

    def action_back(self) -> None:
        """Pause: it goes on where it was left, also when this terminal is closed."""
        self._leave(partial(pause, seen=self.page.walk), "paused", "goes on with it")

    def action_end(self) -> None:
        """Leave: the stand-up is done."""
        self._leave(partial(finish, seen=self.page.walk), "done", "shows its summary again")

    def _leave(self, work: Callable[[Desk], object], how: str, what: str) -> None:
        def left(_: object) -> None:
            self.say_here(f"The stand-up is {how}. {self.pressed('go.menu')} s {what}.")

        self.dismiss(None)
        self.do(work, left)

    def action_open(self) -> None:
        """Open the account's page."""
        from accountdesk.desk.account_page import AccountPage
        from accountdesk.tui.screens.account import AccountScreen

        def show(page: AccountPage) -> None:
            stand = Stand(page.key, self.seat)
            self.app.push_screen(AccountScreen(self.access, page, stand, lambda by: None))

        self.with_page("account", show)

    def action_put_off(self) -> None:
        """Ask until when the account is put off, or what is parked."""
        if self.here is None:
            self.say(self.nobody)
        else:
            not_now(self, self.here, self.seat)

    def action_copy(self) -> None:
        """Copy the summary; at a stop, something of the account."""
        if self.page.summary is not None:
            copy(self, "summary", self.page.summary.text)
        else:
            super().action_copy()
