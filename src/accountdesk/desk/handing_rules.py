"""Who may hand an account over to whom, and who may answer: never the one who gave it."""

from collections.abc import Iterable

from accountdesk.core.errors import Refused
from accountdesk.core.handoff import Handoff, HandoffAnswer, HandoffSaid, How, Stands, gave
from accountdesk.desk import joint_words
from accountdesk.desk.desk import Desk
from accountdesk.desk.keeping import Word


def must_be_new(desk: Desk, word: Word, going_on: Iterable[Handoff], said: HandoffSaid) -> None:
    """Refuse a second hand-off of what is handed over already, and one to oneself.

    Raises:
        Refused: It is one of these.
    """
    who, me = word.team.who, word.team.who(desk.claim)
    if said.to is not None and me is not None and who(said.to) == me:
        raise Refused("That is you. Hand it over to somebody else, or to whoever holds the seat.")
    for one in going_on:
        same = (one.giver, one.unit) == (said.giver, said.unit or "")
        if same and one.stands in (Stands.SENT, Stands.RETURNED):
            stands = joint_words.handoff(one, word.team, word.today)
            raise Refused(f"There is one already, which goes on: {stands}.")


def must_be_anothers(desk: Desk, word: Word, one: Handoff, said: HandoffAnswer) -> None:
    """Refuse that one answers what they have handed over themselves, or completed.

    Raises:
        Refused: They do, or nobody knows who they are.
    """
    if said.how not in (How.ACCEPTED, How.RETURNED):
        return
    team = word.team
    if team.who(desk.claim) is None:
        raise Refused(
            "Nobody knows who you are here, and whoever takes over has to be known. "
            f"`{desk.program} add member NAME --me` says it."
        )
    if gave(one, desk.claim, team.who):
        seat = joint_words.seat(one.taker, team)
        who = f"whoever holds the seat ({seat})" if one.to is None else team.name_of(one.to)
        raise Refused(
            f"You have handed {joint_words.what(one)} over yourself, or a part of it, so somebody "
            f"else answers it: {who}."
        )
