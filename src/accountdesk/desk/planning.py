"""Planning: what it takes both sides, one step or a whole template, and its text to copy."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from accountdesk.config.plans import Template, templates
from accountdesk.core.calendar import Dates
from accountdesk.core.entry import is_erased
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.member import member_called
from accountdesk.core.plan import PlanStep, PlanStepSaid
from accountdesk.core.promise import Side
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.working_days import add_working_days
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, one_of, says, words_of
from accountdesk.desk.keeping import Word, person_typed, told, word_of
from accountdesk.desk.log import dates, only_day, record

PLAN = "plan, for both sides"
"""What the text of a plan is called among what can be copied."""


def plan_step_form(desk: Desk, account: str) -> Form:
    """A step of the plan, of ours or of theirs."""

    def read(answers: Sequence[str]) -> Filled:
        what, side, who, due = answers
        said = step_typed(word, on, (what, side, who, due))
        line = told(word, said)
        late = " (which is past)" if said.due is not None and said.due < on.today else ""
        return Filled(line + late, says(line, said, word.account))

    word, on = word_of(desk, account), dates(desk, desk.team())
    people = ", ".join(list(word.people.values())[:2])
    blanks = (
        Blank("Step", hint="org chart; an offer on one page"),
        Blank("Side", Side.OURS.value, words_of(Side)),
        Blank("Who", hint=f"of us, empty: you; of them: {people or 'one of their people'}"),
        Blank("By", hint="fri; empty: no day"),
    )
    return Form(f"plan step {word.account}", f"A step of the plan of {word.name}", blanks, read)


def step_typed(word: Word, on: Dates, answers: Sequence[str]) -> PlanStepSaid:
    """The step that somebody typed: what, whose side, who of them, and by when.

    Raises:
        NotUnderstood: Nothing is to be done, the day cannot be read, or nobody is called so.
    """
    what, side, who, due = answers
    said = PlanStepSaid(
        " ".join(needed(what, "what is to be done, like: an offer on one page").split()),
        Side(one_of(side or Side.OURS.value, [*Side], "The side is")),
        due=only_day(due, on) if due.strip() else None,
        on=on.today,
    )
    if said.side is Side.THEIRS:
        return said._replace(person=person_typed(who, word.state))
    return said._replace(owner=_member(who, word.team))


def _member(name: str, team: Team) -> str | None:
    return member_called(name, team.members.values()).key if name.strip() else None


def plan_form(desk: Desk, account: str, environ: Mapping[str, str] | None = None) -> Form:
    """All steps of a template, counted from a day.

    Raises:
        SettingsError: A template cannot be read.
    """

    def read(answers: Sequence[str]) -> Filled:
        key, start, who, person = answers
        template = template_called(known, needed(key, "the name of a plan"))
        first = only_day(start, on) if start.strip() else on.today
        owner, theirs = _member(who, word.team), person_typed(person, word.state)
        said = steps_of(template, first, on, owner, theirs)
        line = _in_short(template, said)
        return Filled(line, partial(_record, said=said, word=word, line=line))

    known = templates(os.environ if environ is None else environ)
    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("Plan", known[0].key, ", ".join(one.key for one in known)),
        Blank("Start", "today", "next mon"),
        Blank("Who", hint="a member, for our steps; empty: you"),
        Blank("Person", hint="one of their people, for their steps"),
    )
    return Form(f"plan {word.account}", f"A plan for {word.name}", blanks, read)


def template_called(known: Sequence[Template], text: str) -> Template:
    """The template whose key, or name, begins as a text does.

    Raises:
        NotUnderstood: None does, or several.
    """
    by_name = {one.name.casefold(): one for one in known}
    wanted = text.strip().casefold()
    named = [one for name, one in by_name.items() if name.startswith(wanted)]
    if len(named) == 1:
        return named[0]
    key = one_of(text, [one.key for one in known], "A plan is")
    return next(one for one in known if one.key == key)


def steps_of(
    template: Template, start: date, on: Dates, owner: str | None, person: str | None
) -> tuple[PlanStepSaid, ...]:
    """The steps of a template, dated in working days from its start.

    Raises:
        NotUnderstood: It begins before today.
    """
    if start < on.today:
        raise NotUnderstood(f"{words.full(start)} is past. Begin today or later, like next mon.")
    return tuple(
        PlanStepSaid(
            step.what,
            step.side,
            owner if step.side is Side.OURS else None,
            person if step.side is Side.THEIRS else None,
            add_working_days(start, step.days, on.workdays),
            on.today,
        )
        for step in template.steps
    )


def _in_short(template: Template, said: Sequence[PlanStepSaid]) -> str:
    ours = sum(one.side is Side.OURS for one in said)
    last = max(one.due for one in said if one.due is not None)
    return (
        f"plan: {template.name}, {words.count(len(said), 'step')} ({ours} ours, "
        f"{len(said) - ours} theirs), the last by {words.full(last)}"
    )


def _record(desk: Desk, said: Sequence[PlanStepSaid], word: Word, line: str) -> str:
    noted = record(desk, [(word.account, one) for one in said])
    return " ".join((f"{line}.", *noted.hints))


def plan_text(state: AccountState, team: Team, today: date) -> str:
    """The plan as one would send it to them: who does what by when, and what is done; or empty.

    It names who of us does a step: it is given to them by hand, and they want to know whom to call.
    A step whose words were erased is left out.
    """
    steps = [one for one in state.plan if not is_erased(one.what)]
    if not steps:
        return ""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    lines = [f"What we do together, as of {words.full(today)}:", ""]
    for one in steps:
        mark = "x" if one.done_on is not None else " "
        lines.append(f"- [{mark}] {step_told(one, team, people)}")
    return "\n".join([*lines, "", "Is that right? If I got something wrong, tell me."])


def step_told(one: PlanStep, team: Team | None, people: Mapping[str, str]) -> str:
    """A step as one tells it to them: who does what by when, or when it was done.

    Without a team none of us is named.
    """
    if one.side is Side.OURS:
        member = None if team is None else team.who(one.owner)
        who = "We" if member is None else f"We ({member.name})"
    else:
        name = people.get(one.person or "", "")
        who = f"You ({name})" if name and not is_erased(name) else "You"
    due = "" if one.due is None else f", by {words.full(one.due)}"
    if one.done_on is not None:
        due = f", done {words.full(one.done_on)}"
    return f"{who}: {' '.join(one.what.split())}{due}"
