"""Writing: what is recorded stands in the CRM once, whatever becomes of requests and answers."""

import asyncio
import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountdesk.core.entry import id_text
from accountdesk.core.secret import Secret
from accountdesk.desk.consent import accept, offer
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import log
from accountdesk.desk.outbox_page import RETRY, decide
from accountdesk.desk.sending import Sent, send
from accountdesk.desk.undo import undo
from accountdesk.sources.crm.crm import Crm, Tenant
from accountdesk.sources.crm.presets import read_preset
from accountdesk.store import journal, outbox, pulls
from accountdesk.store.outbox import Waits
from tests.builders import TODAY
from tests.sources.crm.dialects import DIALECTS, TOLD, transport
from tests.sources.crm.fake import FakeCrm, running, status
from tests.sources.crm.world import OFFSET, WRITE, crm_of, filled, never, pulled, shipped
from tests.sources.crm.written import (
    WRITTEN,
    Lossy,
    answering,
    both,
    fates,
    own_fields,
    table,
    texts,
)

NOTE = 'call in: they like "the pilot" & <more>\nnext: quote with tiers fri'


class World:
    """A desk whose first account a CRM has, and which may be written to."""

    def __init__(
        self,
        desk: Desk,
        name: str = "generic-rest",
        preset: str = "",
        fields: Mapping[str, str] = {},  # never changed
    ) -> None:
        self.now, self.fields = desk.clock(), fields
        self.desk = desk._replace(clock=self.tick)
        self.name, self.preset = name, preset or shipped(name)
        self.crm = filled(FakeCrm(), 3)
        self.lossy: Lossy | None = None
        self.run(pulled_first=True)

    def tick(self) -> int:
        self.now += 1
        return self.now

    def source(self, meets: Iterator[str] = fates()) -> Crm:  # noqa: B008  # an empty one
        preset = read_preset(self.preset, self.name)
        secret = {one: Secret("sesame-open") for one in preset.secret}
        tenant = Tenant("fake", TOLD[self.name], secret, TODAY, fields=self.fields)
        written = (
            both(own_fields(self.name), WRITTEN[self.name]) if self.fields else WRITTEN[self.name]
        )
        answer = answering(written, DIALECTS[self.name])
        self.lossy = Lossy(transport(self.crm, answer), meets)
        return Crm(preset, tenant, transport=self.lossy, sleep=never)

    def run(self, *, pulled_first: bool) -> None:
        if pulled_first:
            pulled(self.desk, self.source())
        accept(self.desk, offer(self.source()))

    def send(self, *meets: str) -> Sent:
        """One run, in which requests meet this."""

        return asyncio.run(send(self.desk, self.source(fates(*meets))))

    def later(self, seconds: float = 400) -> None:
        self.now += int(seconds * 1000)

    def send_all(self, *meets: str) -> None:
        """Until nothing is due any more; what it meets is met first."""
        self.send(*meets)
        for _ in range(12):
            self.later()
            self.send()

    def rows(self) -> list[outbox.Row]:
        return [*outbox.everything(self.desk.store)]

    def delivered(self) -> int:
        return sum(one.kind == "delivered" for one in journal.everything(self.desk.store))


@pytest.fixture(params=sorted(WRITTEN))
def world(request: pytest.FixtureRequest, desk: Desk) -> World:
    return World(desk, str(request.param))


@pytest.fixture
def plain(desk: Desk) -> World:
    return World(desk)


def test_every_preset_writes() -> None:
    assert set(WRITTEN) == set(DIALECTS)


def test_a_touchpoint_and_a_next_step_stand_there_once(world: World) -> None:
    noted = log(world.desk, "Account 00", NOTE)
    assert [row.state for row in world.rows()] == [Waits.PENDING, Waits.PENDING]
    assert world.send().done == 2
    assert world.rows() == []
    assert world.delivered() == 2
    assert len(table(world.crm)) == 2
    said = " ".join(texts(world.crm))
    assert "they like" in said
    assert "quote with tiers" in said
    assert "a0" in said  # the account
    assert all(id_text(one.id) in said for one in noted.entries)


@pytest.mark.parametrize("fate", ["after", "before", "500", "empty", "refused"])
@pytest.mark.parametrize("kind", ["call", "note", "meeting"])
def test_one_whose_answer_is_lost_stands_there_once(world: World, fate: str, kind: str) -> None:
    log(world.desk, "Account 00", f"{kind}: hello")
    world.send(fate)
    later = 1 if world.rows() else 0
    world.send_all()
    assert len(table(world.crm)) == 1, texts(world.crm)
    assert world.delivered() == 1
    assert world.rows() == []
    assert later or fate == "empty"  # where the id is ours, an empty answer says it all


def test_a_step_whose_answer_is_lost_stands_there_once(world: World) -> None:
    log(world.desk, "Account 00", "next: quote fri")
    world.send_all("after", "after")
    assert len(table(world.crm)) == 1
    assert world.delivered() == 1


def test_what_is_taken_back_goes_there_too(world: World) -> None:
    log(world.desk, "Account 00", "call: hello")
    world.send()
    assert len(table(world.crm)) == 1
    undo(world.desk, None, lambda question: True)
    world.send_all("after")
    assert table(world.crm) == []
    assert world.rows() == []


def test_a_step_that_is_done_is_done_there(world: World) -> None:
    from accountdesk.core.next_step import StepDone
    from accountdesk.desk.log import record

    noted = log(world.desk, "Account 00", "next: quote fri")
    world.send()
    before = texts(world.crm)
    step = noted.entries[-1]
    record(world.desk, [(step.account, StepDone(id_text(step.id)))])
    world.send_all("after")
    assert len(table(world.crm)) == 1
    assert texts(world.crm) != before
    assert any(
        word in texts(world.crm)[0] for word in ("ompleted", "COMPLETED", "true", ": 1", "done")
    )


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["ok", "after", "before", "500", "empty", "refused", "429"]), max_size=12
    ),
    st.sampled_from(sorted(WRITTEN)),
    st.lists(st.booleans(), max_size=3),
)
def test_whatever_is_met_each_note_stands_there_once(
    tmp_path_factory: pytest.TempPathFactory, met: list[str], name: str, undone: list[bool]
) -> None:
    from tests.builders import a_desk

    with a_desk(tmp_path_factory.mktemp("desk") / "desk.db") as desk:
        world = World(desk, name)
        wanted = 0
        for number, take_back in enumerate([*undone, False]):
            log(world.desk, f"Account 0{number % 3}", f"call: number {number}")
            world.send(*met[number * 3 : number * 3 + 3])
            if take_back:
                undo(world.desk, None, lambda question: True)
            wanted += not take_back
        world.send_all(*met[9:])
        assert len(table(world.crm)) == wanted, texts(world.crm)
        assert world.rows() == []


def test_nothing_is_let_out_before_a_yes(desk: Desk) -> None:
    crm = filled(FakeCrm(), 1)
    preset = read_preset(shipped("generic-rest"), "generic-rest")
    tenant = Tenant("fake", TOLD["generic-rest"], {"token": Secret("sesame-open")}, TODAY)
    source = Crm(preset, tenant, transport=transport(crm, DIALECTS["generic-rest"]), sleep=never)
    pulled(desk, source)
    log(desk, "Account 00", "call: hello")
    assert [*outbox.everything(desk.store)] == []


def test_what_another_desk_recorded_is_not_let_out_here(plain: World) -> None:
    from accountdesk.desk.exchange import as_line, take_journal

    noted = log(plain.desk, "Account 00", "call: hello")
    line = as_line(noted.entries[0]).replace(
        id_text(noted.entries[0].id), "0" * 8 + id_text(noted.entries[0].id)[8:]
    )
    assert take_journal(plain.desk, [line.encode()]).new == 1
    assert len(plain.rows()) == 1


def test_what_the_crm_refuses_waits_for_a_person_and_keeps_nobody_waiting(plain: World) -> None:
    log(plain.desk, "Account 00", "call: one")
    log(plain.desk, "Account 00", "call: two")
    sent = plain.send("400")
    assert (sent.done, sent.refused) == (1, 1)
    [row] = plain.rows()
    assert (row.state, row.due) == (Waits.REJECTED, None)
    assert "no (400)" in row.said
    assert outbox.counts(plain.desk.store) == (0, 1)


def test_an_account_s_notes_are_sent_in_their_order(plain: World) -> None:
    for text in ("one", "two"):
        log(plain.desk, "Account 00", f"call: {text}")
    log(plain.desk, "Account 01", "call: other")
    plain.send("after")
    assert [one["title"] for one in table(plain.crm)] == ["one", "other"]  # two waits for one
    plain.later(60)
    plain.send()
    assert [one["title"] for one in table(plain.crm)] == ["one", "other", "two"]


def test_a_crm_that_wants_rest_is_left_alone(plain: World) -> None:
    for number in range(5):
        log(plain.desk, f"Account 0{number % 3}", "call: hello")
    plain.send("429")
    assert plain.lossy is not None
    assert plain.lossy.met == ["429"]
    wait = pulls.paused_until(plain.desk.store, "fake") - plain.now
    assert 6_000 < wait <= 7_000
    plain.send()
    assert plain.lossy.met == []
    plain.later(8)
    assert plain.send().done == 5


def test_what_another_program_has_just_heard_holds_for_who_comes_behind_it(plain: World) -> None:
    log(plain.desk, "Account 00", "call: hello")
    asked = iter(range(3))

    def clock() -> int:
        if next(asked, None) == 1:  # between looking for work and having the turn
            pulls.pause(plain.desk.store, "fake", plain.now + 60_000)
        return plain.tick()

    source = plain.source()
    asyncio.run(send(plain.desk._replace(clock=clock), source))
    assert table(plain.crm) == []
    plain.later(61)
    plain.send()
    assert len(table(plain.crm)) == 1


def test_credentials_that_are_not_taken_stop_the_run(plain: World) -> None:
    for number in range(3):
        log(plain.desk, f"Account 0{number}", "call: hello")
    sent = plain.send("403", "403", "403")
    assert sent.denied
    assert "no (403)" in sent.trouble
    assert plain.lossy is not None
    assert plain.lossy.met == ["403"]
    plain.send_all()
    assert len(table(plain.crm)) == 3


def test_without_a_guard_nothing_in_doubt_is_sent_again(desk: Desk) -> None:
    text = shipped("generic-rest").replace('guard = "probe"', 'guard = "none"')
    text = text[: text.index("[write.activities.probe]")] + text[text.index("[write.tasks]") :]
    world = World(desk, preset=text)
    log(world.desk, "Account 00", "call: hello")
    world.send_all("after")
    [row] = world.rows()
    assert (row.state, row.due) == (Waits.UNKNOWN, None)
    assert len(table(world.crm)) == 1
    undo(world.desk, None, lambda question: True)
    world.send_all()
    assert len(table(world.crm)) == 1  # nobody knows its id, and it is not sent again


def test_its_echo_stands_once(desk: Desk) -> None:
    more = """
[resource.activities]
path = "/activities"
data_selector = "items"
primary_key = "id"
paginator = { type = "offset", limit = 100, total_path = "total" }
fields = { account = "account_id", on = "at", kind = "type", text = "text" }
"""
    text = shipped("generic-rest").replace(
        'guard = "probe"', 'guard = "probe"\nresource = "activities"'
    )
    world = World(desk, preset=text + more)
    from accountdesk.desk.account_page import account_page

    log(world.desk, "Account 00", "call: hello")
    world.send("after")
    world.crm.tables["activities"] = table(world.crm)  # read back before anybody knows
    for one in table(world.crm):
        one["modified"] = one["at"]
    pulled(world.desk, world.source())
    assert sum("hello" in one for one in _timeline(world.desk)) == 1
    world.send_all()
    pulled(world.desk, world.source())
    assert sum("hello" in one for one in _timeline(world.desk)) == 1
    undo(world.desk, None, lambda question: True)
    assert not any("hello" in one for one in _timeline(world.desk))
    assert account_page(world.desk, "Account 00") is not None


def _timeline(desk: Desk) -> list[str]:
    from accountdesk.store import projections

    named = desk.account_called("Account 00")
    state = projections.state(desk.store, named.account, desk.team())
    return [touch.text for touch in state.touches]


def test_two_days_of_outage_and_a_clock_that_moves_double_nothing(world: World) -> None:
    """T14: no key of ours expires, and what a wrong clock has put off is not put off for ever."""
    hour = 3_600_000
    for number in range(3):
        log(world.desk, f"Account 0{number}", f"call: number {number}")
    world.send("after")
    for moved in (-10 * 60_000, 48 * hour, -3 * hour, 12 * 60_000, 1000 * hour, -1000 * hour):
        world.now += moved
        world.send("refused")
        world.send("before")
    world.send_all()
    assert len(table(world.crm)) == 3, texts(world.crm)
    assert world.delivered() == 3
    assert world.rows() == []


@pytest.mark.parametrize("sent_between", [True, False])
@pytest.mark.parametrize("can_be_undone", [True, False])
def test_what_is_restored_stands_there_once(
    desk: Desk, *, sent_between: bool, can_be_undone: bool
) -> None:
    text = shipped("generic-rest")
    if not can_be_undone:
        text = re.sub(r"\nundo = .*", "", text)
    world = World(desk, preset=text)
    log(world.desk, "Account 00", "call: hello")
    world.send()
    for _ in range(2):
        taken, _ = undo(world.desk, None, lambda question: True)
        assert bool(taken.hints) is not can_be_undone
        if sent_between:
            world.send_all()
            assert len(table(world.crm)) == (not can_be_undone)
        back, _ = undo(world.desk, id_text(taken.note), lambda question: True)
        world.send_all()
        assert len(table(world.crm)) == 1, texts(world.crm)
    undo(world.desk, id_text(back.note), lambda question: True)  # so it is taken back after all
    world.send_all()
    assert len(table(world.crm)) == (not can_be_undone)
    assert world.rows() == []


@pytest.mark.parametrize("decision", ["undo", "amend"])
def test_what_is_decided_just_before_it_is_sent_holds(desk: Desk, decision: str) -> None:
    """Between the look for what is due and the mark on it somebody else may write."""
    from accountdesk.core.liveness import Amended
    from accountdesk.core.record import plain
    from accountdesk.core.touchpoint import Kind, Touchpoint
    from accountdesk.desk.log import record
    from accountdesk.desk.parcels import packed

    world = World(desk)
    noted = log(world.desk, "Account 00", "call: hello")
    [entry] = noted.entries
    looks = iter([True])

    def meddled(at: Desk, row: outbox.Row) -> object:
        found = packed(at, row)
        if next(looks, False):
            if decision == "undo":
                undo(world.desk, None, lambda question: True)
            else:
                said = Amended(id_text(entry.id), plain(Touchpoint(Kind.CALL, text="better")))
                record(world.desk, [(entry.account, said)])
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("accountdesk.desk.sending.packed", meddled)
        world.send()
    world.send_all()
    assert [one["title"] for one in table(world.crm)] == ([] if decision == "undo" else ["better"])
    assert world.rows() == []


def test_what_is_written_goes_nowhere_else(desk: Desk) -> None:
    """T24: a redirect of a request that changes something is no address to follow."""
    with running(filled(FakeCrm(), 1)) as crm, running(FakeCrm()) as elsewhere:
        pulled(desk, crm_of(crm, OFFSET + WRITE))
        accept(desk, offer(crm_of(crm, OFFSET + WRITE)))
        log(desk, "Account 00", "call: hello")
        for code in (301, 302, 307, 308):
            to = {"Location": f"{elsewhere.url}/kept/activities"}
            crm.fail("/kept/activities", status(code, to))
            sent = asyncio.run(send(desk, crm_of(crm, OFFSET + WRITE)))
            assert (sent.done, sent.refused) == (0, 1)
            [row] = outbox.everything(desk.store)
            assert row.state is Waits.REJECTED
            decide(desk, [row.id], RETRY)
        assert elsewhere.asked == []
        assert crm.tables.get("kept", []) == []
