"""Everything that a form says of an account: one list for the menu of `a` and for `add`."""

from collections.abc import Mapping

from accountdesk.desk.form import Add
from accountdesk.desk.forms import track_form
from accountdesk.desk.process_form import process_form

ADDS: tuple[Add, ...] = (
    Add("track", "k", "the track: relational or transactional, on purpose", track_form),
    Add("process", "j", "our way: the step that they have come to (their journey)", process_form),
)
"""In the order of the menu."""

TOGETHER: Mapping[str, str] = {}
"""Letters that several of them share, and what that menu is called."""
