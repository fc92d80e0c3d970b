"""Everything that a form says of an account: one list for the menu of `a` and for `add`."""

from collections.abc import Mapping

from accountdesk.desk import people_forms, track_form
from accountdesk.desk.form import Add
from accountdesk.desk.forms import person_form
from accountdesk.desk.process_form import process_form

ADDS: tuple[Add, ...] = (
    Add("", "p", "a new person", person_form),  # `add person` has options of its own
    *people_forms.ADDS,
    *track_form.ADDS,
    Add("process", "j", "our way: the step that they have come to (their journey)", process_form),
)
"""In the order of the menu."""

TOGETHER: Mapping[str, str] = {"p": "people: a new one, what they decide, who knows whom"}
"""Letters that several of them share, and what that menu is called."""
