"""What comes with the program: the example of the settings and the presets."""

import os

from accountdesk.core.errors import SettingsError


def shipped(*names: str) -> str:
    """The path of something that comes with the program.

    Raises:
        SettingsError: It is not installed.
    """
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # As it was installed, else as it stands beside the source.
    for folder in (os.path.join(here, "shipped"), os.path.join(here, "..", "..", "config")):
        path = os.path.join(folder, *names)
        if os.path.exists(path):
            return os.path.normpath(path)
    raise SettingsError(f"{'/'.join(names)} is not installed. Install AccountDesk anew.")
