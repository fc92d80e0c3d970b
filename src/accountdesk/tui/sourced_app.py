"""An app whose desk reads sources: it is told how that goes, and says so."""

from accountdesk.desk.sync_lane import Syncer
from accountdesk.tui.access import SourcesTold
from accountdesk.tui.screens.asking import Asking
from accountdesk.tui.screens.desk import DeskScreen
from accountdesk.tui.terminal_app import Looks, TerminalApp


class SourcedApp(TerminalApp):
    """A program with the screen, and perhaps a lane that reads sources."""

    def __init__(
        self, syncer: Syncer | None, looks: Looks | None = None, *, headless: bool = False
    ) -> None:
        """Args: `syncer` reads the sources, None where there are none; the others as before."""
        super().__init__(looks, headless=headless)
        self.syncer = syncer

    @property
    def asking(self) -> Asking:
        """The screen that is here, or the one below a dialog."""
        return next(s for s in reversed(self.screen_stack) if isinstance(s, Asking))

    def begin_sources(self) -> None:
        """Let the sources be read."""
        if self.syncer is not None:
            self.syncer.start(lambda state: self.post_message(SourcesTold(state)))

    def end_sources(self, seconds: float = 0.0) -> None:
        """Leave what is being read, and wait so long for it; a second call only waits."""
        if self.syncer is not None:
            self.syncer.close()
            self.syncer.join(seconds)

    def on_sources_wanted(self) -> None:
        """Sources are read now; where one is being read, that is stopped."""
        if self.syncer is None:
            return
        if self.syncer.state.busy:
            self.syncer.stop()
            self.asking.say("Reading the sources was stopped; what was read stays.")
        else:
            self.syncer.read_now()

    def on_sources_told(self, message: SourcesTold) -> None:
        """The head says how far it is; what somebody should know is told once."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.head.tell(message.state)
        if message.state.sentence:
            self.asking.say(message.state.sentence)
