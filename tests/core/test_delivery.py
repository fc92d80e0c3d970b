"""Deliveries: echoes, and fields that are with their source, in whatever order entries come."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountFact, Field, profile
from accountdesk.core.delivery import ConflictResolved, Delivered
from accountdesk.core.entry import AccountKey, Entry, id_text
from accountdesk.core.liveness import Retracted, Told, live
from accountdesk.core.policy import Policy
from accountdesk.core.record import Fields
from accountdesk.core.track import Track, TrackSaid, chosen
from tests.builders import an_entry

KEY = AccountKey("crm:1")


def of(value: str | None) -> AccountFact:
    fields = Fields() if value is None else Fields(tier=value)
    return AccountFact(KEY, "Globex", fields=fields)


def shown(entries: list[Entry], there: str | None) -> str | None:
    return profile([of(there)], Told(live(entries).said)).fields.get("tier")


def delivered(entry: Entry, *, gone: bool = False) -> Delivered:
    return Delivered(id_text(entry.id), "crm", record=KEY, gone=gone, field="tier", at=entry.at)


def theirs(entry: Entry) -> ConflictResolved:
    return ConflictResolved(id_text(entry.id), "crm", "tier", False, None, KEY, entry.at)


def test_until_it_is_there_ours_is_shown_and_then_what_the_source_says() -> None:
    gold = an_entry(10, Field("tier", "gold"), at=10)
    assert shown([gold], "basic") == "gold"
    done = an_entry(20, delivered(gold), at=20)
    assert shown([gold, done], "platinum") == "platinum"
    assert shown([gold, done], None) is None
    later = an_entry(30, Field("tier", "silver"), at=30)
    assert shown([gold, done, later], "platinum") == "silver"


def test_what_is_said_while_another_is_on_its_way_is_not_covered_by_it() -> None:
    gold, silver = (an_entry(n, Field("tier", v), at=n) for v, n in (("gold", 10), ("silver", 15)))
    assert shown([gold, silver, an_entry(20, delivered(gold), at=20)], "gold") == "silver"


def test_set_back_there_it_is_the_source_that_speaks_until_it_is_said_anew() -> None:
    bronze, gold = (an_entry(n, Field("tier", v), at=n) for v, n in (("bronze", 5), ("gold", 10)))
    back = an_entry(30, Retracted((id_text(gold.id),)), at=30)
    there = [an_entry(20, delivered(gold), at=20), an_entry(40, delivered(gold, gone=True), at=40)]
    assert shown([bronze, gold, *there, back], "basic") == "basic"
    again = an_entry(50, Retracted((id_text(back.id),)), at=50)
    assert shown([bronze, gold, *there, back, again], "basic") == "gold"


def test_who_picks_theirs_leaves_it_to_the_source() -> None:
    gold = an_entry(10, Field("tier", "gold"), at=10)
    picked = ConflictResolved(id_text(gold.id), "crm", "tier", False, "basic", KEY, 10)
    assert shown([gold, an_entry(20, picked, at=20)], "basic") == "basic"
    ours = an_entry(20, picked._replace(ours=True), at=20)
    assert shown([gold, ours], "basic") == "gold"


def test_a_source_s_field_says_the_track_where_the_team_does_not() -> None:
    said = an_entry(10, TrackSaid(Track.RELATIONAL), at=10)
    there = [AccountFact(KEY, "Globex", fields=Fields(track="Transactional"))]
    assert chosen(there, Told(()), Policy()).track is Track.TRANSACTIONAL
    assert chosen(there, Told(live([said]).said), Policy()).track is Track.RELATIONAL
    done = an_entry(10, Delivered(id_text(said.id), "crm", KEY, field="track", at=10), at=20)
    both = Told(live([said, done]).said)
    assert chosen(there, both, Policy()).track is Track.TRANSACTIONAL


@given(st.lists(st.sampled_from(["say", "done", "gone", "theirs", "back"]), max_size=12), st.data())
def test_the_order_in_which_entries_come_does_not_matter(
    words: list[str], data: st.DataObject
) -> None:
    entries: list[Entry] = []
    for at, word in enumerate(words, 1):
        fields = [one for one in entries if one.kind == "field"]
        if word == "say" or not fields:
            entries.append(an_entry(at, Field("tier", f"v{at}"), at=at))
            continue
        about = data.draw(st.sampled_from(fields))
        body = {
            "done": delivered(about),
            "gone": delivered(about, gone=True),
            "theirs": theirs(about),
            "back": Retracted((id_text(about.id),)),
        }[word]
        entries.append(an_entry(at, body, at=at))
    mixed = list(entries)
    random.Random(len(words)).shuffle(mixed)
    assert shown(mixed, "there") == shown(entries, "there")
    assert all(one.at < other.at for one, other in pairwise(entries))
