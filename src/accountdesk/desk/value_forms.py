"""Forms about what both sides gain, what we learned, and how close they let us."""

from collections.abc import Sequence

from accountdesk.core import money
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.insider import Answer, InsiderSaid, Statement, WalletSaid
from accountdesk.core.text import clean
from accountdesk.core.touchpoint import Touch
from accountdesk.core.value import Gains, learned_typed, value_typed
from accountdesk.desk import words
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Blank, Filled, Form, needed, numbered, one_of, which, words_of
from accountdesk.desk.keeping import Word, person_typed, word_of
from accountdesk.desk.log import dates
from accountdesk.desk.need_forms import WHEN, one_line, past_day, simple, who_blank
from accountdesk.desk.saying import names


def value_form(desk: Desk, account: str) -> Form:
    """What one side gained."""

    def read(answers: Sequence[str]) -> Filled:
        gains, what, worth, code, day = answers
        whose = one_of(needed(gains, words_of(Gains)), [*Gains], "Who gained is")
        said = value_typed(whose, one_line(what, "what was gained"))._replace(on=past_day(day, on))
        if worth.strip():
            currency = money.currency(code) if code.strip() else None
            said = said._replace(cents=money.cents(worth), currency=currency)
        return simple(word, said)

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("For", Gains.THEM.value, words_of(Gains)),
        Blank("What", hint="two days a month saved"),
        Blank("Worth", hint="where it was measured, like 12500; may stay empty"),
        Blank("Currency", _currency(word), "ISO code, like EUR"),
        Blank("On", "today", WHEN),
    )
    return Form(f"value {word.account}", f"What was gained with {word.name}", blanks, read)


def _currency(word: Word) -> str:
    """The team's currency, else the one of the account's amounts, else nothing."""
    of_team = word.team.policy.text("currency")
    used = [renewal.currency for renewal in word.state.profile.renewals]
    used += [deal.currency for deal in word.state.deals]
    return of_team or next((code for code in used if code), "")


def learned_form(desk: Desk, account: str) -> Form:
    """What we know better now."""

    def read(answers: Sequence[str]) -> Filled:
        what, day = answers
        return simple(word, learned_typed(what)._replace(on=past_day(day, on)))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("Learned", hint="ask finance before the summer"),
        Blank("On", "today", WHEN),
    )
    return Form(f"learned {word.account}", f"What we learned with {word.name}", blanks, read)


def insider_form(desk: Desk, account: str) -> Form:
    """Whether they let us in, with the touch that proves it."""

    def read(answers: Sequence[str]) -> Filled:
        statement, yes, proof, person, day = answers
        said = [*Statement][which(statement, [*Statement], "No statement")]
        answer = Answer(one_of(needed(yes, words_of(Answer)), [*Answer], "The answer is"))
        touch = _touch(proof, answer, touches, listed)
        first = None if touch is None else touch.on
        default = first if first is not None and not day.strip() else None
        return simple(
            word,
            InsiderSaid(
                said,
                answer,
                None if touch is None else touch.key,
                person_typed(person, word.state) or _only(touch),
                default or past_day(day, on),
            ),
        )

    word, on = word_of(desk, account), dates(desk, desk.team())
    touches = [one for one in reversed(word.state.touches) if one.on <= on.today]
    listed = [_in_words(one, word) for one in touches]
    blanks = (
        Blank("Statement", hint="1 to 5, or words: before, opinion, introduced, wrong, offer"),
        Blank("Answer", Answer.YES.value, words_of(Answer)),
        Blank("Proof", hint=numbered(listed) or "the touch that proves it; none is recorded yet"),
        who_blank(word),
        Blank("On", hint="empty: the day of the proof, else today"),
    )
    return Form(f"insider {word.account}", f"How close {word.name} let us", blanks, read)


def _touch(
    proof: str, answer: Answer, touches: Sequence[Touch], listed: Sequence[str]
) -> Touch | None:
    """The touch that proves an answer; a no needs none.

    Raises:
        NotUnderstood: A yes has none, or nobody can tell which is meant.
    """
    if proof.strip():
        return touches[which(proof, listed, "No touch")]
    if answer is Answer.YES:
        raise NotUnderstood(
            "A yes needs the touch that proves it: its number, 1 for the latest, or words of it."
            + (f" There are: {numbered(listed)}." if listed else " Write what happened first.")
        )
    return None


def _only(touch: Touch | None) -> str | None:
    """The one person of a touch; None where there are several or nobody."""
    return touch.people[0] if touch is not None and len(touch.people) == 1 else None


def _in_words(touch: Touch, word: Word) -> str:
    """`Fri 4 Dec call in, Dana Fox: liked the pilot`."""
    text = words.touch(touch, names(touch.people, word.people), touch.text)
    return clean(f"{words.day(touch.on, word.today)} {text}")


def wallet_form(desk: Desk, account: str) -> Form:
    """What they spend in a year on what we sell, from whomever."""

    def read(answers: Sequence[str]) -> Filled:
        amount, code, source, day = answers
        cents = money.cents(needed(amount, "what they spend a year, like 125000"))
        if cents == 0:
            raise NotUnderstood("An estimate of nothing says nothing. Type what they spend a year.")
        currency = money.currency(needed(code, "the amount's currency, like EUR"))
        text = one_line(source, "where we know it from: whose word, which report")
        return simple(word, WalletSaid(cents, currency, text, past_day(day, on)))

    word, on = word_of(desk, account), dates(desk, desk.team())
    blanks = (
        Blank("Amount", hint="a year, from whomever, like 125000"),
        Blank("Currency", _currency(word), "ISO code, like EUR"),
        Blank("From", hint="their purchasing; annual report 2025"),
        Blank("As of", "today", WHEN),
    )
    return Form(f"wallet {word.account}", f"What {word.name} spend on what we sell", blanks, read)
