"""Fields of accounts: what the team says stands in the CRM, and nothing is overwritten unseen."""

import asyncio
import json
from collections.abc import Callable, Iterator

import pytest

from accountdesk.core.account import SameAccount
from accountdesk.core.entry import AccountKey, id_text
from accountdesk.core.errors import NotUnderstood, Refused
from accountdesk.core.track import Track, TrackSaid
from accountdesk.desk.consent import accept, end_writing, offer
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log, record
from accountdesk.desk.outbox_page import (
    DROP,
    OURS,
    RETRY,
    THEIRS,
    Waiting,
    decide,
    outbox_page,
    stuck,
)  # fmt: skip
from accountdesk.desk.sending import send
from accountdesk.desk.standing import add_field
from accountdesk.desk.undo import undo
from accountdesk.sources.crm.crm import Crm
from accountdesk.sources.crm.failures import NotReached, NotUsable
from accountdesk.sources.crm.presets import check_preset
from accountdesk.sources.source import Standing
from accountdesk.store import journal, projections
from accountdesk.store.outbox import Waits
from tests.sources.crm.fake import Record
from tests.sources.crm.test_writing import World
from tests.sources.crm.world import fact, pulled, shipped
from tests.sources.crm.written import UNDER, WRITTEN, fates, table


def yes(question: str) -> bool:
    return True


FIELDS = {"tier": "new_tier", "track": "new_track"}


class Fielded(World):
    """A desk that writes fields of the first account, which others change there, too."""

    after_looking: Callable[[], None] | None = None
    """What happens once an account was looked at."""

    def __init__(self, desk: Desk, name: str = "generic-rest") -> None:
        super().__init__(desk, name, fields=FIELDS)

    def _stands(self) -> Record:
        record = self.crm.tables["accounts"][0]
        under = UNDER[self.name]
        found: Record = record.setdefault(under, {}) if under else record
        return found

    def there(self, name: str = "tier") -> object:
        """What a field says there."""
        return self._stands().get(FIELDS[name])

    def elsewhere(self, value: object, name: str = "tier") -> None:
        """Somebody changes it there."""
        self._stands()[FIELDS[name]] = value
        self.crm.change("accounts", "a0")

    def source(self, meets: Iterator[str] = fates()) -> Crm:  # noqa: B008  # an empty one
        made = super().source(meets)
        fields = made.writer().fields  # type: ignore[union-attr]  # it is written to
        assert fields is not None
        look = fields.now

        async def now(account: AccountKey, name: str) -> Standing:
            seen = await look(account, name)
            if self.after_looking is not None:
                self.after_looking()
            return seen

        fields.now = now  # type: ignore[method-assign]
        return made

    def source_without_looks(self) -> Crm:
        return World.source(self)

    def send_without_looks(self) -> None:
        asyncio.run(send(self.desk, self.source_without_looks()))

    def say(self, value: str, name: str = "tier") -> None:
        add_field(self.desk, "Account 00", name, value)

    def here(self, name: str = "tier") -> str | None:
        """What the desk shows."""
        [(account,)] = self.desk.store.rows("SELECT id FROM account WHERE key='fake:a0'")
        state = projections.state(self.desk.store, account, self.desk.team())
        return state.track.value if name == "track" else state.profile.fields.get(name)

    def changes(self) -> int:
        """How often an account was changed by us."""
        return sum(one.method == "PATCH" for one in self.crm.asked)

    def asked(self) -> Waiting:
        """The one thing that needs a person."""
        [row] = [one for one in outbox_page(self.desk).rows if one.needs_you]
        return row

    def pick(self, decision: str) -> None:
        decide(self.desk, [self.asked().id], decision)


@pytest.fixture(params=sorted(WRITTEN))
def world(request: pytest.FixtureRequest, desk: Desk) -> Fielded:
    return Fielded(desk, str(request.param))


@pytest.fixture
def plain(desk: Desk) -> Fielded:
    return Fielded(desk)


def test_what_the_team_says_stands_there(world: Fielded) -> None:
    world.say("gold")
    account = world.desk.account_called("Account 00").key
    record(world.desk, [(account, TrackSaid(Track.TRANSACTIONAL, "small and safe"))])
    assert [row.state for row in world.rows()] == [Waits.PENDING, Waits.PENDING]
    assert world.send().done == 2
    assert (world.there(), world.there("track")) == ("gold", "transactional")
    assert (world.here(), world.here("track")) == ("gold", "transactional")
    assert world.rows() == []
    assert world.delivered() == 2


def test_only_the_newest_is_sent(world: Fielded) -> None:
    for tier in ("gold", "silver", "bronze"):
        world.say(tier)
    assert world.send().done == 1
    assert (world.there(), world.changes()) == ("bronze", 1)


@pytest.mark.parametrize("fate", ["after", "500"])
def test_a_lost_answer_is_looked_for_and_nothing_sent_again(world: Fielded, fate: str) -> None:
    world.say("gold")
    assert world.send(fate).done == 0
    assert world.there() == "gold"
    world.later()
    assert world.send().done == 1
    assert (world.changes(), world.rows()) == (1, [])


@pytest.mark.parametrize("fate", ["before", "refused", "429"])
def test_what_did_not_arrive_is_sent_again(world: Fielded, fate: str) -> None:
    world.say("gold")
    world.send_all(fate)
    if world.name == "bottlecrm" and fate == "before":
        # It knows no versions: whether it arrived and was set back is a question.
        assert "may have been written, and set back" in world.asked().said
        world.pick(OURS)
        world.send()
    assert world.there() == "gold"
    assert world.rows() == []


def test_changed_on_both_sides_a_person_picks(world: Fielded) -> None:
    world.say("gold")
    world.elsewhere("basic")
    assert world.send().done == 0
    assert world.there() == "basic"
    row = world.asked()
    assert row.what == "tier: gold"
    assert "there it says “basic” by now, here “gold”; before it was nothing" in row.said
    with pytest.raises(Refused, match="there is: ours, theirs, park, drop"):
        world.pick(RETRY)
    world.send_all()
    assert world.there() == "basic"  # nobody has decided
    world.pick(OURS)
    assert world.send().done == 1
    assert (world.there(), world.here()) == ("gold", "gold")


def test_theirs_holds_if_a_person_says_so(world: Fielded) -> None:
    world.say("gold")
    world.elsewhere("basic")
    world.send()
    world.pick(THEIRS)
    world.send_all()
    assert (world.there(), world.here(), world.rows()) == ("basic", "basic", [])
    undo(world.desk, None, yes)  # the decision, so that ours speaks again
    assert world.here() == "gold"
    assert world.send().done == 1
    assert world.there() == "gold"


def test_what_was_picked_is_asked_anew_if_it_changes_once_more(world: Fielded) -> None:
    world.say("gold")
    world.elsewhere("basic")
    world.send()
    world.pick(OURS)
    world.elsewhere("other")
    world.send()
    assert "“other”" in world.asked().said
    assert world.there() == "other"


def test_fields_that_only_they_changed_are_left_alone(world: Fielded) -> None:
    world.say("gold")
    world.elsewhere("relational", "track")
    assert world.send().done == 1
    assert (world.there(), world.there("track")) == ("gold", "relational")


def test_taken_back_before_it_is_sent_nothing_is(world: Fielded) -> None:
    world.say("gold")
    undo(world.desk, None, yes)
    assert world.rows() == []
    world.send()
    assert world.changes() == 0


def test_taken_back_it_says_there_what_it_said_before(world: Fielded) -> None:
    world.elsewhere("basic")
    pulled(world.desk, world.source())
    world.say("gold")
    world.send()
    is_asked = world.there() != "gold"  # some lists of the fake leave the fields out
    if is_asked:
        world.pick(OURS)
        world.send()
    assert world.there() == "gold"
    for _ in range(1 + is_asked):  # a decision is a note of its own
        undo(world.desk, None, yes)
    assert world.send().done == 1
    assert world.there() == "basic"
    assert world.rows() == []


def test_taken_back_after_they_changed_it_theirs_stays(world: Fielded) -> None:
    world.say("gold")
    world.send()
    world.elsewhere("theirs")
    undo(world.desk, None, yes)
    world.send()
    assert (world.there(), world.rows()) == ("theirs", [])


def test_taken_back_with_a_lost_answer_it_stays_so(world: Fielded) -> None:
    world.say("gold")
    world.send()
    undo(world.desk, None, yes)
    world.send_all("after")
    assert (world.there(), world.rows()) == (None, [])


def test_taken_back_with_a_lost_answer_and_said_again(plain: Fielded) -> None:
    plain.say("gold")
    plain.send()
    back, _ = undo(plain.desk, None, yes)
    plain.send("after")
    undo(plain.desk, id_text(back.note), yes)
    plain.send_all()
    assert (plain.there(), plain.here()) == ("gold", "gold")


def test_ours_that_is_taken_back_before_it_is_sent_is_asked_again(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(OURS)
    back, _ = undo(plain.desk, None, yes)
    plain.send_all()
    assert plain.there() == "basic"
    assert plain.asked().said == "what was picked has been taken back"
    undo(plain.desk, id_text(back.note), yes)
    plain.send_all()
    assert plain.there() == "gold"


def test_ours_that_was_sent_says_how_it_is_set_back(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(OURS)
    plain.send()
    noted, _ = undo(plain.desk, None, yes)
    assert "take back what was said of tier" in noted.hints[0]


def test_theirs_that_was_picked_on_a_set_back_holds(desk: Desk) -> None:
    world = Fielded(desk, "bottlecrm")
    world.say("gold")
    world.send()
    undo(world.desk, None, yes)
    world.send("before")
    world.send_all()
    world.pick(THEIRS)  # gold stays there
    world.say("silver")
    undo(world.desk, None, yes)
    world.send_all()
    assert world.there() == "gold"


def test_what_nobody_could_see_is_asked_about(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(DROP)
    plain.elsewhere("vip")
    pulled(plain.desk, plain.source())
    assert plain.here() == "gold"  # ours stands over it
    plain.say("silver")
    plain.send_all()
    assert plain.there() == "vip"
    assert "“vip”" in plain.asked().said


def test_what_was_said_before_the_yes_hides_nothing(plain: Fielded) -> None:
    end_writing(plain.desk, "fake")
    plain.say("gold")
    accept(plain.desk, offer(plain.source()))
    plain.elsewhere("vip")
    pulled(plain.desk, plain.source())
    plain.say("silver")
    plain.send_all()
    assert plain.there() == "vip"


@pytest.mark.parametrize("value", [["a", "b"], {"a": 1}, "x" * 3000])
def test_what_cannot_be_seen_whole_is_not_written_over(plain: Fielded, value: object) -> None:
    plain.elsewhere(value)
    pulled(plain.desk, plain.source())
    plain.say("gold")
    plain.send_all()
    assert plain.there() == value
    assert "it is not written over" in plain.asked().said


@pytest.mark.parametrize(("value", "says"), [(3, "4"), (2.5, "3.5"), (True, "false")])
def test_numbers_and_truths_stay_such(plain: Fielded, value: object, says: str) -> None:
    plain.elsewhere(value)
    pulled(plain.desk, plain.source())
    plain.say(says)
    plain.send()
    assert plain.there() == json.loads(says)
    assert type(plain.there()) is type(value)
    undo(plain.desk, None, yes)
    plain.send()
    assert plain.there() == value
    assert type(plain.there()) is type(value)


def test_what_the_crm_keeps_in_another_form_is_ours_still(plain: Fielded) -> None:
    plain.say("5")
    plain.crm.tables["accounts"][0][UNDER[plain.name]] = Numbers()
    assert plain.send().done == 1
    assert (plain.there(), plain.here()) == (5.0, "5.0")
    undo(plain.desk, None, yes)
    plain.send()
    assert (plain.there(), plain.rows()) == (None, [])


class Numbers(dict[str, object]):
    """Fields that are kept as numbers."""

    def update(self, other: dict[str, object]) -> None:  # type: ignore[override]  # as it is called
        for name, value in other.items():
            self[name] = None if value is None else float(str(value))


class Deaf(dict[str, object]):
    """Fields that stay what they are, whatever is answered."""

    def update(self, other: dict[str, object]) -> None:  # type: ignore[override]  # as it is called
        """Say nothing, and do nothing."""


@pytest.mark.parametrize(
    ("value", "says"), [(7, "abc"), (False, "maybe"), (True, "1"), (1, "true")]
)
def test_what_is_no_number_is_not_written_over_one(
    plain: Fielded, value: object, says: str
) -> None:
    plain.elsewhere(value)
    pulled(plain.desk, plain.source())
    plain.say(says)
    plain.send()
    assert plain.there() is value or plain.there() == value
    assert f"“{says}” is not" in plain.asked().said


def test_what_was_said_before_a_field_is_named_goes_there_too(desk: Desk) -> None:
    world = Fielded(desk)
    world.fields = {}
    pulled(desk, world.source_without_looks())
    world.say("gold")
    world.send_without_looks()
    assert world.rows() == []
    world.fields = FIELDS
    pulled(desk, world.source())
    assert world.send().done == 1
    assert world.there() == "gold"


def test_a_text_of_digits_is_no_number(plain: Fielded) -> None:
    plain.elsewhere("7")
    pulled(plain.desk, plain.source())
    plain.say("007")
    assert plain.send().done == 1
    assert plain.there() == "007"


def test_a_crm_that_says_done_and_does_nothing_is_found_out(plain: Fielded) -> None:
    plain.crm.tables["accounts"][0][UNDER[plain.name]] = Deaf()
    plain.say("gold")
    assert plain.send().done == 0
    assert "says there what it said before" in plain.asked().said
    assert plain.here() == "gold"


def test_a_parked_field_takes_new_words(plain: Fielded) -> None:
    plain.say("gold")
    end_writing(plain.desk, "fake")
    accept(plain.desk, offer(plain.source()))
    plain.say("silver")
    plain.send_all()
    assert plain.there() == "silver"


def test_a_look_that_tells_nothing_keeps_nothing_else_waiting(plain: Fielded) -> None:
    def no_account() -> None:
        raise NotUsable("The answer has no account in it.")

    plain.say("gold")
    log(plain.desk, "Account 00", "call: later")
    plain.after_looking = no_account
    plain.send_all()
    assert plain.asked().said == "The answer has no account in it."
    assert [one["title"] for one in table(plain.crm)] == ["later"]


def test_a_look_that_fails_is_repeated_less_and_less_often(plain: Fielded) -> None:
    def silence() -> None:
        raise NotReached("silence")

    plain.say("gold")
    plain.after_looking = silence
    for _ in range(12):
        plain.send()
        plain.later()
    assert plain.rows()[0].tries == 12


def test_what_can_be_decided_so_is_decided_for_all(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    log(plain.desk, "Account 01", "call: hello")
    plain.send("400")
    assert len(stuck(plain.desk)) == 2
    decide(plain.desk, stuck(plain.desk, RETRY), RETRY)
    decide(plain.desk, stuck(plain.desk, THEIRS), THEIRS)
    assert stuck(plain.desk) == []


def test_of_joined_accounts_the_one_that_was_written_to_says_it(plain: Fielded) -> None:
    record(plain.desk, [(AccountKey("fake:a0"), SameAccount("fake:a1"))])
    plain.say("gold")
    plain.send()
    assert (plain.there(), plain.here()) == ("gold", "gold")


def test_fields_that_are_named_later_are_read_once(desk: Desk) -> None:
    world = World(desk)
    world.crm.change("accounts", "a0", custom={"new_tier": "basic"})
    for _ in range(1000):  # out of what is asked for because it may show late
        world.crm.now()
    world.crm.change("accounts", "a1")
    pulled(desk, world.source())
    world.fields = {"tier": "new_tier"}
    counts = [pulled(desk, world.source()).taken.counts["accounts"] for _ in range(2)]
    assert fact(desk, "fake:a0")["fields"] == {"tier": "basic"}
    assert [one.read for one in counts] == [3, 1]


def test_two_steps_back(plain: Fielded) -> None:
    plain.say("gold")
    plain.send()
    plain.say("silver")
    plain.send()
    undo(plain.desk, None, yes)
    undo(plain.desk, None, yes)
    plain.send()
    assert (plain.there(), plain.here()) == (None, None)


def test_what_they_change_later_is_seen_here(plain: Fielded) -> None:
    plain.say("gold")
    plain.send()
    plain.elsewhere("platinum")
    pulled(plain.desk, plain.source())
    assert plain.here() == "platinum"
    plain.say("gold")  # what is said now is said of what is seen now
    assert plain.send().done == 1
    assert plain.there() == "gold"


def test_what_is_said_while_the_answer_is_out_is_sent_behind_it(plain: Fielded) -> None:
    plain.say("gold")
    plain.send("after")
    plain.say("silver")
    plain.later()
    assert plain.send().done == 1
    assert plain.there() == "silver"
    undo(plain.desk, None, yes)
    plain.send()
    assert (plain.there(), plain.here()) == ("gold", "gold")


def test_set_back_there_while_the_answer_was_out_is_asked(plain: Fielded) -> None:
    plain.say("gold")
    plain.send("after")
    plain.elsewhere(None)
    plain.later()
    plain.send()
    assert "“gold” may have been written, and set back to nothing" in plain.asked().said
    assert plain.there() is None


def test_theirs_holds_over_all_that_was_said_before(plain: Fielded) -> None:
    plain.say("gold")
    told = add_field(plain.desk, "Account 00", "tier", "silver")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(THEIRS)
    undo(plain.desk, id_text(told.note), yes)
    plain.send_all()
    assert (plain.here(), plain.there(), plain.rows()) == ("basic", "basic", [])


def test_the_crm_refuses_what_changed_in_the_same_moment(plain: Fielded) -> None:
    plain.say("gold")
    plain.after_looking = lambda: plain.elsewhere("in between")
    plain.send()
    assert plain.there() == "in between"
    assert "“in between”" in plain.asked().said


def test_what_changes_all_the_time_is_left_for_later(plain: Fielded) -> None:
    plain.say("gold")
    plain.after_looking = lambda: plain.elsewhere("relational", "track")
    plain.send()
    assert plain.there() is None
    plain.after_looking = None
    plain.later()
    assert plain.send().done == 1
    assert plain.there() == "gold"


def test_refused_it_waits_for_another_word(plain: Fielded) -> None:
    plain.say("no such tier")
    assert plain.send("400").refused == 1
    assert plain.asked().word == Waits.REJECTED
    plain.say("gold")
    assert plain.send().done == 1
    assert plain.there() == "gold"


def test_dropped_it_stays_on_the_desk_alone(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(DROP)
    plain.send_all()
    assert (plain.there(), plain.here()) == ("basic", "gold")


def test_the_journal_says_what_became_of_it(plain: Fielded) -> None:
    plain.say("gold")
    plain.elsewhere("basic")
    plain.send()
    plain.pick(OURS)
    plain.send()
    kinds = [one.kind for one in journal.everything(plain.desk.store)]
    assert kinds[-3:] == ["field", "conflict_resolved", "delivered"]


def test_a_field_that_settings_do_not_name_any_more_is_told(plain: Fielded) -> None:
    plain.say("gold")
    plain.fields = {"track": "new_track"}
    plain.send()
    assert "did not name the field tier" in plain.asked().said


def test_names_that_are_none_are_refused(desk: Desk) -> None:
    with pytest.raises(NotUnderstood, match="no name of a field"):
        World(desk, fields={"tier": "a,b"})
    without = shipped("generic-rest").partition("\n[write.fields]")[0]
    with pytest.raises(NotUnderstood, match=r"no table \[write.fields\]"):
        World(desk, preset=without, fields=FIELDS)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('version_path = "a..b"', "is no path"),
        ('version_header = "ETag"\nversion_path = "v"', "one of them is enough"),
        ('undr = "x"', "Did you mean under?"),
    ],
)
def test_presets_say_what_is_wrong_with_fields(text: str, says: str) -> None:
    start = shipped("generic-rest").partition("\n[write.fields]")[0]
    table = 'read = { path = "/a" }\nchange = { method = "PATCH", path = "/a" }'
    _, wrong = check_preset(f"{start}\n[write.fields]\n{table}\n{text}\n", "mine.toml")
    assert says in " ".join(wrong)
    assert "write.fields" in wrong[0]
    line = f"{start}\n[write.fields]\n".count("\n")
    assert all(int(one.partition("line ")[2].partition(":")[0]) >= line for one in wrong)
