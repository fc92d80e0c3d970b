"""Colours: four themes of our own, told apart from a light room to a terminal without any.

Everything that is written has a contrast of at least 4.5 to what lies below it, in each of them;
`contrast` has 7. No theme is needed to understand anything: what a colour says, a word says, too.
"""

from textual.theme import Theme

QUIET = {"text-muted": "auto 70%", "text-disabled": "auto 70%"}
"""What matters less is written so; the colour under it decides."""

DARK = Theme(
    name="dark",
    dark=True,
    primary="#5aa9e6",
    secondary="#8fc1e3",
    accent="#f2b544",
    warning="#f2b544",
    error="#ef8076",
    success="#7cc48a",
    foreground="#e4e6e8",
    background="#14171a",
    surface="#1d2125",
    panel="#2a2f35",
    variables=QUIET,
)
LIGHT = Theme(
    name="light",
    dark=False,
    primary="#0b5c9e",
    secondary="#14517f",
    accent="#8a4b00",
    warning="#8a4b00",
    error="#a8201a",
    success="#1d6b34",
    foreground="#1b1f23",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#dedbd2",
    variables={**QUIET, "panel-lighten-2": "#b9b5aa"},  # the line between the lists
)
CONTRAST = Theme(
    name="contrast",
    dark=True,
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff9d96",
    success="#7dff8a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#333333",
    variables={**dict.fromkeys(QUIET, "auto 90%"), "primary-muted": "#303000"},
)
MONO = Theme(
    name="mono",
    dark=True,
    primary="#c8c8c8",
    secondary="#e0e0e0",
    accent="#ffffff",
    warning="#e0e0e0",
    error="#ffffff",
    success="#e0e0e0",
    foreground="#dcdcdc",
    background="#101010",
    surface="#1a1a1a",
    panel="#303030",
    variables=QUIET,
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, MONO)}
"""By their names in the settings."""
