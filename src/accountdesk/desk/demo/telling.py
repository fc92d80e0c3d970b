"""Telling: the life of an account becomes what the team recorded and what its CRM knows."""

from collections.abc import Mapping

from accountdesk.core.entry import id_text
from accountdesk.core.member import Member
from accountdesk.core.person import PersonFact
from accountdesk.core.touchpoint import ActivityFact, Touchpoint
from accountdesk.desk.demo.before import before
from accountdesk.desk.demo.days import day
from accountdesk.desk.demo.facts import account_key
from accountdesk.desk.demo.recorded import Named, Teller, bodies, is_answer, read
from accountdesk.desk.demo.recorded_wants import wanted
from accountdesk.desk.demo.scribe import Scribe
from accountdesk.desk.demo.story import Crm, Note, Story
from accountdesk.desk.demo.team import owner
from accountdesk.desk.demo.told_people import PEOPLE, Known, known
from accountdesk.desk.demo.told_wants import WANTS
from accountdesk.desk.demo.wants import Want


def tell(
    story: Story, people: list[PersonFact], members: Mapping[str, Member], scribe: Scribe
) -> list[ActivityFact]:
    """Let the scribe write down what the team recorded; the touches that the CRM knows."""
    key, at = account_key(story), 0
    touches: list[ActivityFact] = []
    teller = Teller(scribe.today, people, members, [], [])
    # Sorting keeps what a story tells of one day in its order.
    life = (*before(story), *story.life, *_beside(story))
    for happening in sorted(life, key=lambda one: one.away):
        if isinstance(happening, Crm):
            touches.append(_touch(happening, f"{key}-a{len(touches) + 1}", teller))
            teller.touches.append((touches[-1].text, touches[-1].key))
            continue
        at = scribe.moment(happening.away, story.name, after=at)
        if isinstance(happening, Want):
            said = [wanted(happening, teller)]
        elif isinstance(happening, Known):
            said = known(happening, teller)
        else:
            said = bodies(happening, teller)
        for entry, body in zip(scribe.sitting(at, happening.who, key, said), said, strict=True):
            if isinstance(body, Named) and not is_answer(body):
                teller.said.append((body, id_text(entry.id)))
            elif isinstance(body, Touchpoint):
                teller.touches.append((body.text, id_text(entry.id)))
    return touches


def _beside(story: Story) -> tuple[Known | Want | Note, ...]:
    """What is told of an account apart from its life: who they are, and what they want."""
    return (*PEOPLE.get(story.name, ()), *WANTS.get(story.name, ()))


def _touch(happening: Crm, key: str, teller: Teller) -> ActivityFact:
    [touch] = read(happening, teller)
    assert isinstance(touch, Touchpoint)
    return ActivityFact(
        key=key,
        on=day(teller.today, happening.away),
        kind=touch.kind,
        direction=touch.direction,
        no_answer=touch.no_answer,
        manner=touch.manner,
        people=touch.people,
        text=touch.text,
        by=None if happening.who is None else owner(happening.who),
    )
