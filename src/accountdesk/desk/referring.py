"""Referrals: to whom a customer brings us, asked for only where it is earned, and thanked for."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from accountdesk.core.entry import EntryId, id_text, is_erased
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.first_win import first_win
from accountdesk.core.our_word import Word as Kept
from accountdesk.core.our_word import our_word
from accountdesk.core.referral import Referral, ReferralSaid, Stage
from accountdesk.core.repair import open_repairs
from accountdesk.core.state import AccountState
from accountdesk.core.team import Team
from accountdesk.core.text import find_words, folded
from accountdesk.desk import promise_words, words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, one_of, words_of
from accountdesk.desk.keeping import Word, answer, must_have_come, person_typed, told, word_of
from accountdesk.desk.log import dates, day_back, record

BEGINS = (Stage.ASKED, Stage.CAME)

INTRODUCTION = "introduction, to be forwarded"
"""What the text that a customer may forward is called among what can be copied."""


def why_not_yet(state: AccountState, team: Team, today: date) -> str:
    """Why one does not ask for a referral yet, in a sentence; empty: it is earned."""
    read = our_word(state, team, today)
    wrong = [one.what for one in open_repairs(state.repairs) if one.on <= today]
    if wrong:
        return f"Not yet: first make right what went wrong ({', '.join(wrong)})."
    if read.word is Kept.KEPT:
        return ""
    policy = team.policy
    if read.word is Kept.TOO_EARLY:
        least, days = policy.number("our_word.settled"), policy.number("our_word.days")
        return (
            f"Not yet: {words.count(read.settled, 'promise')} of ours settled in {days} days, and "
            f"it takes {least} that were kept before one asks."
        )
    return f"Not yet: one asks where our word is kept, and it is {promise_words.our_word(read)}."


class _Meant(NamedTuple):
    """What somebody typed of a referral; `of` is the one that goes on, None for a new one."""

    said: ReferralSaid
    of: Referral | None


def referral_form(desk: Desk, account: str) -> Form:
    """That they bring us to somebody, that we asked for it, or how that went on."""

    def read(answers: Sequence[str]) -> Filled:
        stage, who, person, said_words, day = answers
        on = day_back(day, when)
        said = ReferralSaid(
            Stage(one_of(stage or first.value, [*Stage], "A referral was")),
            " ".join(who.split()) or None,
            person_typed(person, word.state),
            None,
            " ".join(said_words.split()) or None,
            on,
        )
        meant = referral_typed(word, said)
        line = told(word, meant.said)
        return Filled(line, partial(_record, word=word, meant=meant, line=line))

    word, when = word_of(desk, account), dates(desk, desk.team())
    going = going_on(word.state)
    first = _next(going[-1]) if going else Stage.CAME
    people = ", ".join(list(word.people.values())[:3])
    about = going[-1].who if len(going) == 1 else ""
    blanks = (
        Blank("Stage", first.value, words_of(Stage)),
        Blank("About", about, "Nadia Berg, Initech"),
        Blank("Through", hint=people or "one of their people"),
        Blank("Words", hint="what was said; may stay empty"),
        Blank("On", "today", "or yesterday, 3 days ago"),
    )
    return Form(f"referral {word.account}", f"To whom {word.name} brings us", blanks, read)


def going_on(state: AccountState) -> tuple[Referral, ...]:
    """Those that may still come to something, or be thanked for, the oldest first."""
    return tuple(
        one
        for one in state.referrals
        if one.owed_since is not None or all(step.stage is not Stage.WON for step in one.steps)
    )


def unthanked(state: AccountState) -> tuple[Referral, ...]:
    """Those for which nobody has thanked them, or not once more."""
    return tuple(
        one
        for one in state.referrals
        if one.reached is not Stage.THANKED or one.owed_since is not None
    )


def _next(one: Referral) -> Stage:
    """What probably comes next."""
    if one.owed_since is not None:
        return Stage.THANKED
    made = {step.stage for step in one.steps}
    way = (Stage.INTRODUCED, Stage.MET, Stage.WON)
    return next((stage for stage in way if stage not in made), Stage.THANKED)


def referral_typed(word: Word, said: ReferralSaid) -> _Meant:
    """What somebody typed, of a new referral or of the one that it goes on with.

    Raises:
        NotUnderstood: It is not earned yet, nobody is named, several may be meant, or it was said
            already.
    """
    assert said.on is not None  # the day was typed, or is today
    if said.stage is Stage.ASKED:
        why = why_not_yet(word.state, word.team, said.on)
        if why:
            raise NotUnderstood(why)
    meant = None if said.stage in BEGINS else _meant(word.state, said)
    if meant is None:
        if said.who is None and said.stage is not Stage.ASKED:
            raise NotUnderstood("Say whom it is about, like: Nadia Berg, Initech.")
        if said.stage not in (*BEGINS, Stage.INTRODUCED):
            known = "; ".join(one.who for one in going_on(word.state) if one.who) or "nobody yet"
            raise NotUnderstood(
                f"Nobody called “{said.who}” was brought to us here. Referrals that go on: {known}."
            )
        must_have_come(said.on, date.min, word.today, "")
        return _Meant(said, None)
    must_have_come(said.on, meant.on, word.today, "It began")
    if _is_made(meant, said.stage):
        raise NotUnderstood(f"That “{meant.who}” was {said.stage.value} is recorded already.")
    # A part of the name says which is meant; only more of it is a new name.
    is_new = said.who is not None and not _is_part(said.who, meant.who)
    who = said.who if is_new else None
    return _Meant(said._replace(who=who, of=id_text(meant.entry)), meant)


def _is_made(one: Referral, stage: Stage) -> bool:
    if stage is Stage.THANKED:
        return one.owed_since is None and one.reached is Stage.THANKED
    return any(step.stage is stage for step in one.steps)


def _meant(state: AccountState, said: ReferralSaid) -> Referral | None:
    """The referral that goes on; None: none is known, so it begins here.

    Raises:
        NotUnderstood: Several may be meant.
    """
    wanted = said.who or ""
    named = [one for one in state.referrals if _is_called(one, wanted)]
    named = [one for one in named if folded(one.who) == folded(wanted)] or named
    if len(named) == 1:
        return named[0]
    going = going_on(state)
    unnamed = [one for one in going if not one.who]
    if said.who is not None and not named:
        return unnamed[0] if len(unnamed) == 1 else None
    found = named or list(going)
    if len(found) > 1:
        told_ = "; ".join(one.who or "nobody named yet" for one in found)
        raise NotUnderstood(f"Several are going on: {told_}. Say under About which is meant.")
    return found[0] if found else None


def _is_called(one: Referral, wanted: str) -> bool:
    """Whether a name says a part of whom it is about, or says more than is known of them."""
    known = find_words(one.who)
    return _is_part(wanted, one.who) or (bool(known) and {*known} <= {*find_words(wanted)})


def _is_part(text: str, name: str) -> bool:
    """Whether each word of a text is a word of a name, or its beginning: Ann is not in Joanna."""
    typed, known = find_words(text), find_words(name)
    return bool(typed) and all(any(one.startswith(word) for one in known) for word in typed)


def _record(desk: Desk, word: Word, meant: _Meant, line: str) -> str:
    def check() -> None:
        now = word_of(desk, word.account).state
        if meant.of is None:
            if meant.said.stage is Stage.ASKED and (why := why_not_yet(now, word.team, desk.today)):
                raise Refused(why)
        elif all(one != meant.of for one in now.referrals):
            raise Refused(
                f"Somebody was faster with “{meant.of.who}”. Nothing was recorded; look again."
            )

    if meant.of is None:
        noted = record(desk, [(word.account, meant.said)], check=check)
    else:
        noted = answer(desk, meant.of.entry, meant.said, check)
    return " ".join((f"{line}.", *noted.hints))


def gained(state: AccountState) -> tuple[str, ...]:
    """What they needed, in their words, and have by now: only what they said yes to themselves."""
    return tuple(
        one.what
        for one in state.wants.needs
        if one.yes is not None and one.met_on is not None and not is_erased(one.what)
    )


class Blurb(NamedTuple):
    """A text that they may forward, and whom it is about."""

    entry: EntryId
    who: str
    text: str


def blurbs(state: AccountState, team: Team) -> tuple[Blurb, ...]:
    """A text to forward for each referral that nobody has introduced yet."""
    waiting = [
        one
        for one in state.referrals
        if one.who
        and not is_erased(one.who)
        and one.reached in (*BEGINS, Stage.THANKED)
        and not _has_begun(one)
    ]
    return tuple(Blurb(one.entry, one.who, _blurb(one, state, team)) for one in waiting)


def _has_begun(one: Referral) -> bool:
    return any(step.stage in (Stage.INTRODUCED, Stage.MET, Stage.WON) for step in one.steps)


def _blurb(one: Referral, state: AccountState, team: Team) -> str:
    """Written from the customer's chair; it says only what they know themselves."""
    people: dict[str, str] = {person.key: person.name for person in state.people}
    ours = [
        f"{member.name} ({member.email})" if member.email else member.name
        for member in (state.farmers or state.hunters)
    ]
    begun = team.who(one.by)
    name = " and ".join(ours) or (begun.name if begun else "somebody we work with")
    win = first_win(state.deals, state.profile.renewals)
    since = "" if win is None or win.closes is None else f" since {win.closes.year}"
    lines = [f"{one.who.partition(',')[0]}: may I introduce you to {name}?", ""]
    lines.append(f"We at {state.name} have worked with them{since}.")
    lines += [f"- {text}" for text in gained(state)]
    lines += ["If you would like to talk, answer to both of us, and I leave the rest to you.", ""]
    through = people.get(one.person or "", "")
    return "\n".join([*lines, "" if is_erased(through) else through]).rstrip()
