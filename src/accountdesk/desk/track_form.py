"""The form of the track: the side, four questions that propose one, and why."""

from collections.abc import Sequence

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.track import Answer, Track, TrackSaid, teams
from accountdesk.desk.desk import Desk
from accountdesk.desk.form import Add, Blank, Filled, Form, choice, one_of, says
from accountdesk.desk.said import in_words
from accountdesk.store import projections

TEAM = "team"
"""What is typed for the team's track."""

_SIDES = (*Track, TEAM)
_ANSWERS = "yes, no or unknown"


def track_form(desk: Desk, account: str) -> Form:
    """On which side an account is treated, and why; who leaves the side out takes the proposal."""

    def read(answers: Sequence[str]) -> Filled:
        side, why, *asked = answers
        strategic, large, risky, varying = (
            choice(text, Answer, "An answer is") or Answer.UNKNOWN for text in asked
        )
        said = TrackSaid(None, why or None, strategic, large, risky, varying)
        proposed = said.proposes
        if side.strip():
            word = one_of(side, _SIDES, "The track is")
            said = said._replace(track=None if word == TEAM else Track(word))
        else:
            said = said._replace(track=proposed)
        if said == chosen.said:
            raise NotUnderstood("That is how it stands already; nothing would be recorded.")
        words = in_words(said, None, team)
        if proposed not in (None, said.track or inherited):
            words += f" · the answers speak for {proposed}"
        return Filled(words, says(words, said, named.key))

    desk.must_keep()
    named, team = desk.account_called(account), desk.team()
    chosen = projections.state(desk.store, named.account, team).chosen
    inherited, before = teams(team.policy), chosen.said or TrackSaid()
    hint = f"{', '.join(Track)}, {TEAM}: {inherited}; empty: as the answers propose"
    blanks = (
        Blank("Track", chosen.track.value if chosen.is_own else "", hint),
        Blank("Why", before.reason or "", "on purpose"),
        Blank("Strategic", before.strategic.value, f"for them or us? {_ANSWERS}"),
        Blank("Large", before.large.value, f"does it take large investments? {_ANSWERS}"),
        Blank("Risky", before.risky.value, f"is much at risk? {_ANSWERS}"),
        Blank("Outcomes vary", before.varying.value, f"with the approach? {_ANSWERS}"),
    )
    return Form(f"track {named.key}", f"How {named.name} is treated", blanks, read)


ADDS = (Add("track", "k", "the track: relational or transactional, on purpose", track_form),)
