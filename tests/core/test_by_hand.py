"""By hand, automated, unknown: counted as they were said, never guessed; silence of machines."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.by_hand import ByHand, by_hand, days
from accountdesk.core.contribution import Flow, contributions
from accountdesk.core.touchpoint import Direction, Kind, Manner, Touch, Touchpoint
from tests.builders import TODAY, a_state, day


def mail(
    away: int, direction: Direction = Direction.OUT, manner: Manner = Manner.UNKNOWN
) -> Touchpoint:
    return Touchpoint(Kind.MAIL, direction, manner=manner, on=day(away))


def touches(*said: Touchpoint) -> tuple[Touch, ...]:
    return a_state(*said).touches


def test_what_went_out_is_counted_by_how_it_was_made() -> None:
    found = touches(
        mail(-50, manner=Manner.BY_HAND),
        mail(-40, manner=Manner.AUTOMATED),
        mail(-30),
        mail(-20, Direction.IN, Manner.BY_HAND),
        mail(-200, manner=Manner.BY_HAND),
        Touchpoint(Kind.CALL, on=day(-1)),  # nobody said who turned to whom
    )
    made = by_hand(found, day(-89), TODAY)
    assert (made.by_hand, made.automated, made.unknown, made.outgoing) == (1, 1, 1, 3)


def test_a_machine_is_unanswered_when_nothing_came_in_14_days() -> None:
    sent = mail(-40, manner=Manner.AUTOMATED)
    assert by_hand(touches(sent), day(-89), TODAY).unanswered == 1
    assert by_hand(touches(sent, mail(-26, Direction.IN)), day(-89), TODAY).unanswered == 0
    assert by_hand(touches(sent, mail(-25, Direction.IN)), day(-89), TODAY).unanswered == 1
    assert by_hand(touches(sent, mail(-41, Direction.IN)), day(-89), TODAY).unanswered == 1
    call = Touchpoint(Kind.CALL, on=day(-30))
    assert by_hand(touches(sent, call), day(-89), TODAY).unanswered == 0
    lately = mail(-13, manner=Manner.AUTOMATED)
    assert by_hand(touches(lately), day(-89), TODAY).unanswered == 0  # they still may
    by_a_person = mail(-40, manner=Manner.BY_HAND)
    assert by_hand(touches(by_a_person), day(-89), TODAY).unanswered == 0


_TOUCHES = st.lists(
    st.builds(
        mail, st.integers(-120, 0), st.sampled_from(Direction), st.sampled_from(Manner)
    ),
    max_size=12,
)  # fmt: skip


@given(_TOUCHES)
def test_days_add_up(said: list[Touchpoint]) -> None:
    found = touches(*said)
    whole = by_hand(found, date(2000, 1, 1), day(400))
    summed = dict.fromkeys((*Manner, None), 0)
    for manner, _, count in days(found):
        summed[manner] += count
    assert (
        ByHand(*(summed[one] for one in (Manner.BY_HAND, Manner.AUTOMATED, Manner.UNKNOWN, None)))
        == whole
    )
    flows = {Flow.BY_HAND: 0, Flow.AUTOMATED: 0, Flow.UNKNOWN: 0, Flow.UNANSWERED: 0}
    for one in contributions(a_state(*said)):
        if one.flow in flows:
            flows[one.flow] += one.n
    assert tuple(flows.values()) == whole
