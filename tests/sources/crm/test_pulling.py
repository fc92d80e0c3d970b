"""Pulling: every way to page, what changes, what goes, and going on where it broke."""

import asyncio
from pathlib import Path

import pytest

from accountdesk.core.errors import Refused, SourceError
from accountdesk.desk.desk import Desk
from accountdesk.sources.crm.failures import Limited, NotReached, NotUsable
from accountdesk.store import pulls
from tests.sources.crm.fake import FakeCrm, cut, status
from tests.sources.crm.world import OFFSET, crm_of, fact, filled, names, preset, pulled

LINK = """paginator = { type = "json_link", next_url_path = "'@odata.nextLink'" }"""
CURSOR = (
    'paginator = { type = "cursor", cursor_path = "paging.next.after", cursor_param = "after" }'
)
PAGE = 'paginator = { type = "page_number", page_param = "page" }'
ALL_WAYS = {
    "offset": OFFSET,
    "page": preset("page", more=PAGE),
    "cursor": preset("cursor", more=CURSOR),
    "link": preset("link", "value", LINK),
    "all": preset("all", "$"),
}
CHANGES = """
[resource.accounts.incremental]
mode = "inject"
cursor_field = "modified"
params = { since = "{since}" }
lookback = "0s"
"""


@pytest.mark.parametrize("way", ALL_WAYS)
@pytest.mark.parametrize("count", [0, 1, 10, 11, 35])
def test_every_paginator_brings_every_record(
    desk: Desk, crm: FakeCrm, way: str, count: int
) -> None:
    done = pulled(desk, crm_of(filled(crm, count), ALL_WAYS[way]))
    assert names(desk) == [f"Account {number:02}" for number in range(count)]
    assert done.taken.counts["accounts"].new == count
    again = pulled(desk, crm_of(crm, ALL_WAYS[way]))
    assert again.taken.counts["accounts"].unchanged == count


@pytest.mark.parametrize("way", ["offset", "page", "cursor", "link"])
def test_only_what_has_changed_is_asked_for(desk: Desk, crm: FakeCrm, way: str) -> None:
    text = ALL_WAYS[way] + CHANGES
    pulled(desk, crm_of(filled(crm, 25), text))
    crm.change("accounts", "a3", name="Renamed")
    before = len(crm.asked)
    done = pulled(desk, crm_of(crm, text))
    assert done.taken.counts["accounts"].changed == 1
    assert "Renamed" in names(desk)
    assert (
        done.taken.counts["accounts"].read <= 2
    )  # the newest one before it, which is asked for, too
    assert all(one.params.get("since", "").startswith("2026-11-0") for one in crm.asked[before:])


def test_a_delta_link_brings_what_changed_and_what_went(desk: Desk, crm: FakeCrm) -> None:
    text = preset(
        "delta",
        "value",
        LINK
        + """
incremental = { mode = "delta_link", delta_url_path = "'@odata.deltaLink'" }
deletions = { kind = "delta", where = "reason", id_path = "key" }
""",
    )
    pulled(desk, crm_of(filled(crm, 25), text))
    crm.change("accounts", "a3", name="Renamed")
    crm.delete("accounts", "a4")
    done = pulled(desk, crm_of(crm, text))
    assert done.taken.counts["accounts"].changed == 1
    assert done.taken.counts["accounts"].unchanged == 0
    assert done.gone == {"accounts": 1}
    assert "Renamed" in names(desk)
    assert "Account 04" not in names(desk)
    # A link that the CRM does not know any more: all of it is read, and nothing is lost.
    crm.change("accounts", "a5", name="Later")
    crm.fail("/delta/accounts", status(410))
    done = pulled(desk, crm_of(crm, text))
    assert "Later" in names(desk)
    assert done.taken.counts["accounts"].read == 24


def test_a_feed_is_read_until_it_is_older_than_what_was_seen(desk: Desk, crm: FakeCrm) -> None:
    more = PAGE + '\nincremental = { mode = "feed", cursor_field = "modified", lookback = "0s" }'
    text = preset("feed", more=more)
    pulled(desk, crm_of(filled(crm, 35), text))
    crm.change("accounts", "a30", name="Renamed")
    before = len(crm.asked)
    assert pulled(desk, crm_of(crm, text)).taken.counts["accounts"].changed == 1
    assert len(crm.asked) - before == 1


def test_tombstones_are_read_before_the_mark_moves_on(desk: Desk, crm: FakeCrm) -> None:
    text = (
        OFFSET
        + CHANGES
        + """
[resource.accounts.deletions]
kind = "tombstones"
path = "/deleted/accounts"
params = { since = "{since}" }
data_selector = "items"
id_path = "id"
cursor_field = "modified"
paginator = { type = "single_page" }
"""
    )
    pulled(desk, crm_of(filled(crm, 25), text))
    crm.delete("accounts", "a7")
    crm.change("accounts", "a8", name="Renamed")
    done = pulled(desk, crm_of(crm, text))
    assert done.gone == {"accounts": 1}
    assert done.lost == ()
    assert "Account 07" not in names(desk)
    assert crm.paths()[-2:] == ["/deleted/accounts", "/offset/accounts"]
    assert pulled(desk, crm_of(crm, text)).gone == {}


def test_flags_in_the_list_itself_are_deletions(desk: Desk, crm: FakeCrm) -> None:
    text = OFFSET + CHANGES + 'deletions = { kind = "flag", where = "is_deleted" }'
    text = OFFSET + '\ndeletions = { kind = "flag", where = "is_deleted" }\n' + CHANGES
    pulled(desk, crm_of(filled(crm, 25), text))
    crm.change("accounts", "a7", is_deleted=True)
    assert pulled(desk, crm_of(crm, text)).gone == {"accounts": 1}
    assert "Account 07" not in names(desk)
    crm.change("accounts", "a7", is_deleted=False)
    pulled(desk, crm_of(crm, text))
    assert "Account 07" in names(desk)


def test_a_sweep_finds_what_nothing_says(desk: Desk, crm: FakeCrm) -> None:
    sweep = '\ndeletions = { kind = "id_sweep", every = "0s", params = { fields = "id" } }\n'
    text = OFFSET + sweep + CHANGES
    pulled(desk, crm_of(filled(crm, 25), text))
    crm.delete("accounts", "a7")
    done = pulled(desk, crm_of(crm, text))
    assert done.gone == {"accounts": 1}
    assert "Account 07" not in names(desk)
    assert crm.asked[-1].params["fields"] == "id"


def test_a_sweep_is_due_from_time_to_time(desk: Desk, crm: FakeCrm) -> None:
    text = OFFSET + '\ndeletions = { kind = "id_sweep", every = "24h" }\n' + CHANGES
    pulled(desk, crm_of(filled(crm, 5), text))
    crm.delete("accounts", "a3")
    assert pulled(desk, crm_of(crm, text)).gone == {}
    later = desk._replace(clock=lambda: desk.clock() + 25 * 3_600_000)
    assert pulled(later, crm_of(crm, text)).gone == {"accounts": 1}
    assert pulled(later, crm_of(crm, text)).gone == {}


def test_where_all_of_it_is_read_what_is_missing_has_gone(desk: Desk, crm: FakeCrm) -> None:
    pulled(desk, crm_of(filled(crm, 25), OFFSET))
    crm.delete("accounts", "a7")
    crm.add("accounts", "b1", name="New one")
    done = pulled(desk, crm_of(crm, OFFSET))
    assert (done.gone, done.lost) == ({"accounts": 1}, ("Account 07",))
    assert done.taken.counts["accounts"].new == 1


def test_many_do_not_vanish_without_a_question(desk: Desk, crm: FakeCrm) -> None:
    pulled(desk, crm_of(filled(crm, 60), OFFSET))
    for number in range(25):
        crm.delete("accounts", f"a{number}")
    done = pulled(desk, crm_of(crm, OFFSET))
    assert done.gone == {}
    assert len(names(desk)) == 60
    assert done.kept == (
        "25 of the 60 accounts are not in Fake CRM any more (Account 00, Account 01, Account 10, "
        "…). Mark them as gone?",
    )
    done = pulled(desk, crm_of(crm, OFFSET), confirm=lambda question: True)
    assert done.gone == {"accounts": 25}
    assert len(names(desk)) == 35


@pytest.mark.parametrize(
    "page",
    [
        {"items": [], "total": 0},
        {"items": [], "total": 60},
        {"items": [{"id": "a1", "name": "Account 01"}], "total": 60},
        {"items": [{"id": "a1", "name": "Account 01"}], "total": 1},
    ],
    ids=["empty", "empty but", "short but", "much smaller"],
)
def test_a_page_that_is_empty_or_short_takes_nothing_off(
    desk: Desk, crm: FakeCrm, page: dict[str, object]
) -> None:
    pulled(desk, crm_of(filled(crm, 60), OFFSET))
    crm.fail("/offset/accounts", *[status(200, data=page)] * 9)
    try:
        done = pulled(desk, crm_of(crm, OFFSET))
    except NotUsable as error:
        assert "repeats itself" in str(error)
    else:
        assert done.gone == {}
        assert done.unsure or done.kept
    assert len(names(desk)) == 60


def test_a_list_that_repeats_itself_is_left(desk: Desk, crm: FakeCrm) -> None:
    page = {"items": [{"id": "a1", "name": "One"}, {"id": "a2", "name": "Two"}]}
    crm.fail("/page/accounts", *[status(200, data=page)] * 9)
    with pytest.raises(NotUsable, match="repeats itself"):
        pulled(desk, crm_of(crm, ALL_WAYS["page"]))
    assert len(crm.asked) == 2


def test_a_next_page_that_is_this_page_is_left(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 25)
    crm.fail(
        "/link/accounts",
        status(200, data={"value": [{"id": "x"}], "@odata.nextLink": "accounts?skip=10"}),
        status(200, data={"value": [{"id": "y"}], "@odata.nextLink": "accounts?skip=10"}),
    )
    with pytest.raises(NotUsable, match="this page again"):
        pulled(desk, crm_of(crm, ALL_WAYS["link"]))


@pytest.mark.parametrize("way", ["offset", "page", "cursor", "link"])
def test_it_goes_on_at_the_page_where_it_broke(desk: Desk, crm: FakeCrm, way: str) -> None:
    filled(crm, 55)
    path = f"/{way}/accounts"
    crm.fail(path, *[lambda asked, reply: reply] * 3, *[status(500)] * 4)
    with pytest.raises(NotReached, match="failed \\(500\\)"):
        pulled(desk, crm_of(crm, ALL_WAYS[way]))
    assert len(names(desk)) == 0 or len(names(desk)) == 30  # on the lists once they are settled
    before = len(crm.asked)
    pulled(desk, crm_of(crm, ALL_WAYS[way]))
    assert len(names(desk)) == 55
    assert len(crm.asked) - before <= 4  # 25 records are left, and perhaps a look behind the end


def test_a_place_that_was_forgotten_begins_anew(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 35)
    crm.fail("/cursor/accounts", lambda asked, reply: reply, *[status(500)] * 4)
    with pytest.raises(NotReached):
        pulled(desk, crm_of(crm, ALL_WAYS["cursor"]))
    crm.fail("/cursor/accounts", status(410))
    pulled(desk, crm_of(crm, ALL_WAYS["cursor"]))
    assert len(names(desk)) == 35


def test_an_answer_that_ends_in_its_middle_is_asked_for_again(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 25)
    crm.fail("/offset/accounts", cut(100), lambda asked, reply: reply, cut(5))
    pulled(desk, crm_of(crm, OFFSET))
    assert len(names(desk)) == 25


def test_a_window_goes_on_behind_the_most_that_a_crm_shows(desk: Desk, crm: FakeCrm) -> None:
    text = OFFSET + CHANGES + "window = { limit = 20 }\n"
    pulled(desk, crm_of(filled(crm, 5), text))
    filled(crm, 70)
    for record in crm.tables["accounts"][:5]:
        crm.tables["accounts"].remove(record)
    done = pulled(desk, crm_of(crm, text))
    assert len(names(desk)) == 70
    assert not done.problems
    assert {one.params.get("offset") for one in crm.asked} <= {"0", "10", "20"}


def test_a_window_of_one_moment_is_said_and_not_turned_for_ever(desk: Desk, crm: FakeCrm) -> None:
    text = OFFSET + CHANGES + "window = { limit = 20 }\n"
    pulled(desk, crm_of(filled(crm, 5), text))
    for record in filled(crm, 70).tables["accounts"]:
        record["modified"] = "2026-11-02T00:00:00.000Z"
    with pytest.raises(NotUsable, match="changed at one moment"):
        pulled(desk, crm_of(crm, text))


def test_what_wants_to_be_left_alone_is_left_alone_by_all(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 5)
    crm.fail("/offset/accounts", status(429, {"Retry-After": "600"}))
    with pytest.raises(Limited):
        pulled(desk, crm_of(crm, OFFSET))
    with pytest.raises(Refused, match="600 more seconds"):
        pulled(desk, crm_of(crm, OFFSET))
    assert len(crm.asked) == 1
    later = desk._replace(clock=lambda: desk.clock() + 601_000)
    pulled(later, crm_of(crm, OFFSET))
    assert len(names(desk)) == 5


def test_one_program_at_a_time_reads_a_source(desk: Desk, crm: FakeCrm) -> None:
    from accountdesk.store import pulls

    filled(crm, 5)
    with desk.store.transaction():
        assert pulls.take_lease(desk.store, "sync fake", "another", desk.clock())
    with pytest.raises(Refused, match="Another program is reading Fake CRM"):
        pulled(desk, crm_of(crm, OFFSET))
    later = desk._replace(clock=lambda: desk.clock() + 61_000)
    pulled(later, crm_of(crm, OFFSET))
    assert len(names(desk)) == 5


def test_a_bad_record_is_set_aside_and_the_rest_is_kept(desk: Desk, crm: FakeCrm) -> None:
    filled(crm, 3)
    crm.add("accounts", "", name="No id")
    crm.add("accounts", "b1")
    crm.add("accounts", "b2", name="\ud800half", owner=10**30, type=["what"])
    done = pulled(desk, crm_of(crm, OFFSET))
    said = [(one.record, one.field, one.whole) for one in done.taken.aside]
    assert ("b1", "name", True) in said
    assert ("b2", "type", False) in said
    assert len(names(desk)) == 4
    assert "?half" in names(desk)
    # Mended in the CRM, it is no longer set aside.
    crm.change("accounts", "b1", name="Mended")
    pulled(desk, crm_of(crm, OFFSET))
    left = desk.store.rows("SELECT record FROM set_aside WHERE whole=1 AND record='b1'")
    assert left == []


def test_lists_that_cannot_be_read_do_not_keep_the_others(desk: Desk, crm: FakeCrm) -> None:
    text = (
        OFFSET
        + """
[resource.people]
path = "/offset/people"
data_selector = "items"
primary_key = "id"
fields = { account = "account", name = "name" }
"""
    )
    filled(crm, 5)
    crm.fail("/offset/people", status(403, data={"error": "no right to people"}))
    done = pulled(desk, crm_of(crm, text))
    assert list(done.problems) == ["people"]
    assert "no right to people" in done.problems["people"]
    assert len(names(desk)) == 5


def test_links_between_records(desk: Desk, crm: FakeCrm) -> None:
    text = (
        OFFSET
        + """
[resource.people]
path = "/all/people"
primary_key = "id"
fields = { account = "account.id", first_name = "first", last_name = "last", email = "mail" }
[resource.deals]
path = "/all/deals"
primary_key = "id"
[resource.deals.fields]
account = "accounts"
name = "name"
outcome = { path = "stage", map = { Won = "won", Lost = "lost" }, otherwise = "open" }
closes = "close"
amount = "amount"
owner = "owner"
[resource.calls]
subject = "activities"
path = "/all/calls"
primary_key = "id"
[resource.calls.fields]
account = "account"
on = "at"
kind = { value = "call" }
direction = { path = "inbound", map = { true = "in", false = "out" } }
text = "notes"
[resource.members]
path = "/all/users"
primary_key = "id"
fields = { name = "name", email = "mail" }
"""
    )
    crm.add("users", "u1", name="Ana Ruiz", mail="ana@x.example")
    crm.add("accounts", "a1", name="Acme", owner="u1")
    crm.add("people", "p1", account={"id": "a1"}, first="Dana", last="Fox", mail="d@acme.example")
    crm.add("people", "p2", account=None, first="No", last="Where")
    crm.add("deals", "d1", accounts=["a1"], name="Site", stage="Won", close="2026-10-01T00:00:00Z",
            amount="82000.50", owner="u1")  # fmt: skip
    crm.add(
        "calls", "c1", account="a1", at="2026-11-20T23:30:00+00:00", inbound=True, notes="Hello"
    )
    crm.add("calls", "c2", account="a1", at="2027-01-01", inbound=True, notes="Planned")
    pulled(desk, crm_of(crm, text))
    assert fact(desk, "fake:a1")["owner"] == "fake:u1"
    assert fact(desk, "fake:p1")["name"] == "Dana Fox"
    assert fact(desk, "fake:p2") == {}
    deal = fact(desk, "fake:d1")
    assert (deal["outcome"], deal["cents"], deal["closes"]) == ("won", 8200050, "2026-10-01")
    call = fact(desk, "fake:calls/c1")
    assert (call["kind"], call["direction"], call["text"]) == ("call", "in", "Hello")
    assert fact(desk, "fake:calls/c2") == {}
    crm.delete("deals", "d1")
    crm.delete("calls", "c1")
    done = pulled(desk, crm_of(crm, text))
    assert done.gone == {"deals": 1, "activities": 1}
    assert fact(desk, "fake:d1") == {}
    assert fact(desk, "fake:calls/c1") == {}


def test_who_stops_it_is_heard_at_once(desk: Desk, crm: FakeCrm) -> None:
    from tests.sources.crm.fake import drip

    filled(crm, 25)
    crm.fail("/offset/accounts", lambda asked, reply: reply, drip(0.05))

    async def stopped() -> None:
        from accountdesk.desk.pulling import Wishes
        from accountdesk.desk.syncing import sync

        reached = asyncio.Event()
        wishes = Wishes(progress=lambda progress: reached.set())
        task = asyncio.create_task(sync(desk, crm_of(crm, OFFSET), wishes))
        await reached.wait()
        task.cancel()
        async with asyncio.timeout(1):
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(stopped())
    crm.faults.clear()
    pulled(desk, crm_of(crm, OFFSET))
    assert len(names(desk)) == 25


def test_an_unreachable_crm_is_said_with_its_place(desk: Desk, crm: FakeCrm) -> None:
    crm.url = "http://127.0.0.1:9"
    with pytest.raises(SourceError, match=r"http://127.0.0.1:9/offset/accounts cannot be reached"):
        pulled(desk, crm_of(crm, OFFSET))


def test_a_long_page_is_written_in_parts(desk: Desk, crm: FakeCrm) -> None:
    crm.size = 1000
    filled(crm, 450)
    crm.add("accounts", "bad")  # without a name, and on the last part
    crm.tables["accounts"].insert(0, {"id": "worse", "modified": crm.now()})
    done = pulled(desk, crm_of(crm, ALL_WAYS["all"]))
    assert done.taken.counts["accounts"].new == 450
    kept = desk.store.rows("SELECT record FROM set_aside ORDER BY record")
    assert kept == [("bad",), ("worse",)]


def test_files_are_no_part_of_a_crm(desk: Desk, crm: FakeCrm, tmp_path: Path) -> None:
    from accountdesk.desk.importing import chosen_source

    pulled(desk, crm_of(filled(crm, 5), OFFSET))
    assert chosen_source(desk, None) == "files"
    with pytest.raises(Refused, match="is a CRM that is connected"):
        chosen_source(desk, "fake")


def test_who_lost_their_turn_does_not_go_on(desk: Desk, crm: FakeCrm) -> None:
    from accountdesk.store import pulls

    filled(crm, 25)

    def other(progress: object) -> None:
        """Another program has taken the turn, read all of it, and given it back."""
        with desk.store.transaction():
            desk.store.run("DELETE FROM lease")
            pulls.forget_seen(desk.store, "fake", "accounts")

    with pytest.raises(Refused, match="has gone on with reading"):
        pulled(desk, crm_of(crm, OFFSET), progress=other)
    done = pulled(desk, crm_of(crm, OFFSET), full=True)
    assert (done.gone, len(names(desk))) == ({}, 25)


def test_what_could_not_be_read_is_no_crm_s_yet(desk: Desk, crm: FakeCrm) -> None:
    crm.fail("/offset/accounts", *[status(500)] * 4)
    with pytest.raises(NotReached):
        pulled(desk, crm_of(crm, OFFSET))
    assert not pulls.is_pulled(desk.store, "fake")
    failed = pulls.failure(desk.store, "fake")
    assert failed is not None
    assert "failed (500)" in str(failed.since)
    pulled(desk, crm_of(crm, OFFSET))
    assert pulls.is_pulled(desk.store, "fake")
    assert pulls.failure(desk.store, "fake") is None
