"""Everything that a form says of an account: one list for the menu of `a` and for `add`."""

from collections.abc import Mapping

from accountdesk.desk.form import Add
from accountdesk.desk.forms import track_form
from accountdesk.desk.planning import plan_form, plan_step_form
from accountdesk.desk.referring import referral_form

ADDS: tuple[Add, ...] = (
    Add("track", "k", "the track: relational or transactional, on purpose", track_form),
    Add("referral", "r", "a referral: to whom they bring us, and how it went on", referral_form),
    Add("plan-step", "e", "a step of the plan, ours or theirs", plan_step_form),
    Add("plan", "e", "a plan: all steps of a template", plan_form),
)
"""In the order of the menu."""

TOGETHER: Mapping[str, str] = {"e": "the plan: what it takes both sides"}
"""Letters that several of them share, and what that menu is called."""
