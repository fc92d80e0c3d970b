"""A form: lines to fill in, what the answers mean, and how they are recorded.

A form is read once for an account or the team. What is typed into it is understood without the
store, so that every date and amount is said back before anything is recorded.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from accountdesk.core.entry import AccountKey
from accountdesk.core.errors import NotUnderstood
from accountdesk.core.text import clean, folded
from accountdesk.desk.adding import Added
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import record

Choice = TypeVar("Choice", bound=StrEnum)


class Blank(NamedTuple):
    """One line of a form: what is asked, what stands there at first, and what may be typed."""

    label: str
    value: str = ""
    hint: str = ""


class Filled(NamedTuple):
    """What the answers mean.

    Attributes:
        words: What would be recorded.
        record: Records it, and gives a sentence's worth of words.
    """

    words: str
    record: Callable[[Desk], str]


class Form(NamedTuple):
    """What is asked for.

    Attributes:
        key: What it is about, another text for every other form.
        title: What will be recorded.
        blanks: What is asked, in order.
        read: What the answers mean, one text for each blank; asked by `understood`. Raises
            NotUnderstood.
    """

    key: str
    title: str
    blanks: tuple[Blank, ...]
    read: Callable[[Sequence[str]], Filled]


class Add(NamedTuple):
    """Something that can be said of an account by a form, on the screen and from the shell.

    Attributes:
        word: What `accountdesk add` calls it; empty where that has a command of its own.
        letter: Its letter in the menu of `a`; those with the same one share a menu of their own.
        label: What it is, in a few words.
        form: Asks for it, of the account that goes by a name.
    """

    word: str
    letter: str
    label: str
    form: Callable[[Desk, str], Form]


def labels(form: Form) -> list[str]:
    """What a shell calls the lines of a form: `known-by`."""
    return [blank.label.casefold().replace(" ", "-") for blank in form.blanks]


def filled(form: Form, texts: Iterable[str]) -> Filled:
    """What some texts mean as answers: `label=text`, or what the next line that is free asks for.

    Raises:
        NotUnderstood: There are more texts than lines, or an answer cannot be read.
    """
    known = labels(form)
    named: dict[int, str] = {}
    plain: list[str] = []
    for text in texts:
        label, sign, answer = text.partition("=")
        meant = [at for at, one in enumerate(known) if label and one.startswith(label.casefold())]
        if sign and len(meant) == 1:
            named[meant[0]] = answer
        else:
            plain.append(text)
    free = [at for at in range(len(known)) if at not in named]
    if len(plain) > len(free):
        raise NotUnderstood(
            f"“{plain[len(free)]}” is one answer too many. “{form.title}” asks for: "
            f"{', '.join(known)}; name one like {known[-1]}=TEXT."
        )
    named |= dict(zip(free, plain, strict=False))
    answers = [named.get(at, blank.value).strip() for at, blank in enumerate(form.blanks)]
    return understood(form, answers)


LONGEST_ANSWER = 20_000
"""Characters of one answer; more was pasted by mistake."""


def understood(form: Form, answers: Sequence[str]) -> Filled:
    """What the answers mean: one text for each blank, from whichever side they come.

    Raises:
        NotUnderstood: One is no text that can be kept, is too long, or cannot be read.
    """
    for blank, answer in zip(form.blanks, answers, strict=True):
        if len(answer) > LONGEST_ANSWER:
            raise NotUnderstood(
                f"{blank.label} has {len(answer)} characters; up to {LONGEST_ANSWER} are read. "
                "Shorten it."
            )
        if any("\ud800" <= letter <= "\udfff" for letter in answer):
            raise NotUnderstood(
                f"{blank.label} has half of a character in it, which cannot be kept. Type it anew."
            )
    return form.read(answers)


def says(words: str, body: NamedTuple, account: AccountKey | None = None) -> Callable[[Desk], str]:
    """What records one body, of an account or of the team."""

    def say(desk: Desk) -> str:
        return " ".join((f"{words.rstrip('.')}.", *record(desk, [(account, body)]).hints))

    return say


def adds(words: str, add: Callable[[Desk], Added]) -> Filled:
    """What adds something, and what would be recorded of it."""

    def say(desk: Desk) -> str:
        added = add(desk)
        return " ".join((f"{added.words}.", *added.hints))

    return Filled(words, say)


def must_be_mail(text: str) -> None:
    """Refuse what is no e-mail address; nothing is none.

    Raises:
        NotUnderstood: It is none.
    """
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise NotUnderstood(f"“{text}” is no e-mail address.")


def needed(text: str, what: str) -> str:
    """The text itself.

    Raises:
        NotUnderstood: Nothing was typed.
    """
    if not text.strip():
        raise NotUnderstood(f"Type {what}.")
    return text


def words_of(choices: type[StrEnum]) -> str:
    """`hunter, farmer or both`."""
    *most, last = (choice.value for choice in choices)
    return f"{', '.join(most)} or {last}"


def choice(text: str, choices: type[Choice], says: str) -> Choice | None:
    """The choice whose word begins as `text` does; None for nothing."""
    return choices(one_of(text, [c.value for c in choices], says)) if text.strip() else None


def one_of(text: str, words: Iterable[str], says: str) -> str:
    """The one word that is, or begins as, `text`.

    Raises:
        NotUnderstood: None does, or several; `says` is how the sentence begins.
    """
    wanted = text.strip().casefold()
    found = [word for word in words if word == wanted] or [
        word for word in words if wanted and word.startswith(wanted)
    ]
    if len(found) != 1:
        raise NotUnderstood(f"{says} one of: {', '.join(words)}; not “{text}”.")
    return found[0]


def which(text: str, choices: Sequence[str], says: str) -> int:
    """Where in a list the one thing stands that is meant: by its number, from 1, or words of it.

    Raises:
        NotUnderstood: None is, or several; `says` is what they are, as in `No need of theirs`.
    """
    wanted = folded(text)
    if wanted.isdecimal() and 0 < int(wanted) <= len(choices):
        return int(wanted) - 1
    found = [at for at, choice in enumerate(choices) if wanted and wanted in folded(choice)]
    exact = [at for at in found if folded(choices[at]) == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        several = "; ".join(clean(choices[at], SHORT) for at in found[:FEW])
        raise NotUnderstood(f"“{text}” may be several: {several}. Type more words of it.")
    if not choices:
        raise NotUnderstood(f"{says} is recorded yet.")
    if not wanted:
        raise NotUnderstood(f"Type its number or words of it: {numbered(choices)}.")
    raise NotUnderstood(f"{says} is called “{text}”. There are: {numbered(choices)}.")


FEW, SHORT = 3, 32
"""How many of a list a line of a form shows, and how many characters of each."""


def first_of(choices: Sequence[str]) -> str:
    """What stands at first in a line where the first of a list is meant; nothing of none."""
    return "1" if choices.count(choices[0] if choices else "") > 1 else "".join(choices[:1])


def numbered(choices: Sequence[str]) -> str:
    """`1 cold chain to Lyon; 2 nobody waits on Fridays`: the first of a list, to choose from."""
    return "; ".join(f"{at} {clean(choice, SHORT)}" for at, choice in enumerate(choices[:FEW], 1))
