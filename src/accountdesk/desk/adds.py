"""Everything that a form says of an account: one list for the menu of `a` and for `add`."""

from collections.abc import Mapping

from accountdesk.desk import people_forms, track_form
from accountdesk.desk.form import Add
from accountdesk.desk.forms import person_form
from accountdesk.desk.need_answers import agreed_form, met_form, told_form
from accountdesk.desk.need_forms import (
    aim_form,
    can_form,
    cannot_form,
    knows_form,
    need_form,
)
from accountdesk.desk.planning import plan_form, plan_step_form
from accountdesk.desk.process_form import process_form
from accountdesk.desk.referring import referral_form
from accountdesk.desk.value_forms import insider_form, learned_form, value_form, wallet_form

ADDS: tuple[Add, ...] = (
    Add("", "p", "a new person", person_form),  # `add person` has options of its own
    *people_forms.ADDS,
    *track_form.ADDS,
    Add("aim", "n", "what they want to reach, in their words", aim_form),
    Add("need", "n", "what they need, in their words", need_form),
    Add("agreed", "n", "their yes to an aim or a need", agreed_form),
    Add("met", "n", "that a need is met", met_form),
    Add("knows", "n", "what they know already", knows_form),
    Add("can", "c", "what we can do for them", can_form),
    Add("cannot", "c", "what we cannot do for them", cannot_form),
    Add("told", "c", "that we told them what we can or cannot", told_form),
    Add("value", "v", "what they gained, or we", value_form),
    Add("learned", "v", "what we know better now", learned_form),
    Add("insider", "i", "how close they let us, with the touch that proves it", insider_form),
    Add("wallet", "l", "what they spend on what we sell, from whomever", wallet_form),
    Add("referral", "r", "a referral: to whom they bring us, and how it went on", referral_form),
    Add("plan-step", "e", "a step of the plan, ours or theirs", plan_step_form),
    Add("plan", "e", "a plan: all steps of a template", plan_form),
    Add("process", "j", "our way: the step that they have come to (their journey)", process_form),
)
"""In the order of the menu."""

TOGETHER: Mapping[str, str] = {
    "p": "people: a new one, what they decide, who knows whom",
    "n": "what they want and know",
    "c": "what we can and cannot",
    "v": "what was gained, and learned",
    "e": "the plan: what it takes both sides",
}
"""Letters that several of them share, and what that menu is called."""
