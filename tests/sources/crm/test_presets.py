"""Presets: each keeps its contract, and what is wrong with one is said with its line."""

from pathlib import Path

import pytest

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.secret import Secret
from accountdesk.desk.desk import Desk
from accountdesk.sources.crm.crm import Crm, Tenant
from accountdesk.sources.crm.presets import check_preset, read_preset
from tests.builders import TODAY
from tests.sources.crm.dialects import DIALECTS, TOLD, transport
from tests.sources.crm.fake import FakeCrm
from tests.sources.crm.world import OFFSET, filled, names, never, pulled, shipped

FOLDER = Path(__file__).parents[3] / "config" / "presets"


def source(crm: FakeCrm, name: str) -> Crm:
    preset = read_preset(shipped(name), name)
    secret = {one: Secret("sesame-open") for one in preset.secret}
    tenant = Tenant("fake", TOLD[name], secret, TODAY)
    return Crm(preset, tenant, transport=transport(crm, DIALECTS[name]), sleep=never)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('text = "{touchpoint.marked}", at', 'text = "{touchpoint.text}", at', "needs our mark"),
        ('id = "{next_step.id}"', 'nr = "x"', "client_id needs our id"),
        ('method = "DELETE"', 'method = "DELTE"', "Did you mean DELETE?"),
        ("[{ status = 409 }]", '[{ status = "409" }]', "must be a number"),
        ('status = { open =', 'status = { opened =', "Did you mean open?"),
        ('"Closed won" = "won"', '"Closed won" = "gewonnen"', "“gewonnen” is none of ours"),
        ('otherwise = "open"', 'otherwise = "opn"', "Did you mean open?"),
        ('capabilities = []', 'capabilities = ["taskz"]', "Did you mean tasks?"),
    ],
)  # fmt: skip
def test_what_could_not_work_is_told(old: str, new: str, says: str) -> None:
    text = shipped("generic-rest")
    assert old in text
    preset, wrong = check_preset(text.replace(old, new, 1), "mine.toml")
    assert says in " ".join(wrong)
    assert preset is None or wrong


def test_every_preset_that_is_shipped_has_a_contract() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(DIALECTS)


@pytest.mark.parametrize("name", DIALECTS)
def test_a_preset_lists_all_then_what_changed_then_what_went(desk: Desk, name: str) -> None:
    crm = filled(FakeCrm(), 25)
    done = pulled(desk, source(crm, name))
    assert not done.problems
    assert names(desk) == [f"Account {number:02}" for number in range(25)]
    crm.change("accounts", "a3", name="Renamed")
    before = len(crm.asked)
    done = pulled(desk, source(crm, name))
    assert (done.taken.counts["accounts"].changed, done.gone) == (1, {})
    assert "Renamed" in names(desk)
    if name != "bottlecrm":  # which cannot be asked for changes; within five minutes all are new
        words = ("updated_since", "modifiedon ge", "GTE", ">=")
        assert any(word in str(one) for one in crm.asked[before:] for word in words)
    crm.delete("accounts", "a4")
    later = desk._replace(clock=lambda: desk.clock() + 25 * 3_600_000)
    done = pulled(later, source(crm, name))
    assert done.gone == {"accounts": 1}
    assert "Account 04" not in names(desk)
    assert len(names(desk)) == 24


@pytest.mark.parametrize("name", DIALECTS)
def test_a_preset_asks_only_where_it_is_told_to(desk: Desk, name: str) -> None:
    crm = filled(FakeCrm(), 3)
    it = source(crm, name)
    pulled(desk, it)
    assert it.origin.scheme == "https"
    assert {one.method for one in crm.asked} <= {"GET", "POST"}


def wrong(old: str, new: str, text: str = OFFSET) -> list[str]:
    assert old in text
    return check_preset(text.replace(old, new, 1), "my.toml")[1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("token = ", "tokn = ", "my.toml, line 10: client.auth.tokn is not known there. Did you "
         "mean token?"),
        ('"bearer"', '"bear"', "my.toml, line 10: client.auth.type “bear” is none that there is. "
         "Did you mean bearer?"),
        ('type = "bearer", ', "", "my.toml, line 10: client.auth needs type. Known: bearer, "
         "api_key, http_basic, oauth2."),
        ("primary_key", "primarykey", "my.toml, line 15: resource.accounts.primarykey is not known "
         "there. Did you mean primary_key?"),
        ("total_path", "total", "my.toml, line 17: resource.accounts.paginator.total is not known "
         "there. Did you mean total_path?"),
        ('"running server"', '"runing server"', "my.toml, line 2: verified “runing server” is none "
         "that there is. Did you mean running server?"),
        ("[resource.accounts]", "[resource.acounts]", "my.toml, line 1: resource has no list named "
         "accounts."),
        ("name = \"name\"", 'nam = "name"', "my.toml, line 16: resource.accounts.fields.nam is no "
         "role of accounts. Did you mean name?"),
        ('owner = "owner"', 'owner = { pth = "owner" }', "my.toml, line 16: "
         "resource.accounts.fields.owner.pth is not known there. Did you mean path?"),
        ('owner = "owner"', 'owner = "a..b"', "my.toml, line 16: resource.accounts.fields.owner "
         "“a..b” is no path."),
        ("{secret.token}", "{secret.tokn}", "my.toml, line 10: client.auth.token has “secret.tokn” "
         "in braces, which stands for nothing. Did you mean secret.token?"),
        ('"{var.url}"', '"https://{var.url}/x"', "my.toml, line 9: client.base_url must say how "
         "{var.url} is escaped"),
        ('path = "/offset/accounts"', 'path = "/{var.url:soql}"', "my.toml, line 13: "
         "resource.accounts.path must say how {var.url} is escaped: {var.url:url}"),
        ("limit = 10", 'limit = "10"', "my.toml, line 17: resource.accounts.paginator.limit must "
         "be a number."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_line_key_and_the_nearest_word(
    old: str, new: str, says: str
) -> None:
    assert any(one.startswith(says) for one in wrong(old, new)), wrong(old, new)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    text = OFFSET.replace("tried", "tryed").replace("limit = ", "limt = ")
    assert len(check_preset(text, "my.toml")[1]) == 4  # two words unknown, two missing


def test_a_preset_that_is_wrong_is_not_used() -> None:
    with pytest.raises(NotUnderstood, match=r"line 1: .*`presets check` says 1 more"):
        read_preset(OFFSET.replace("title", "titel"), "my.toml")
    with pytest.raises(NotUnderstood, match="is no TOML"):
        read_preset("[", "my.toml")


def test_what_the_tenant_must_tell_is_refused_to_be_unset() -> None:
    preset = read_preset(OFFSET, "my.toml")
    with pytest.raises(NotUnderstood, match=r"Fake CRM needs var\.url: where it is"):
        Crm(preset, Tenant("fake", {}, {}, TODAY))
    with pytest.raises(NotUnderstood, match=r"has no var.ulr. Known: url"):
        Crm(preset, Tenant("fake", {"url": "https://x.example", "ulr": "?"}, {}, TODAY))
