"""Importing: what files say is on the desk, what they cannot say is listed, and twice is once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountdesk.core.account import AccountAdded, GoneConfirmed
from accountdesk.core.deal import Outcome
from accountdesk.core.errors import AccountDeskError, NotFound, NotUnderstood, Refused
from accountdesk.core.member import Holds, MemberSaid, Seat
from accountdesk.core.readings import readings
from accountdesk.core.state import AccountState
from accountdesk.core.touchpoint import Direction, Kind
from accountdesk.desk import goal_words
from accountdesk.desk.adding import add_account, add_member
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import examine
from accountdesk.desk.facts_in import Counts
from accountdesk.desk.goals import goals_of
from accountdesk.desk.importing import Imported, Order, import_files
from accountdesk.desk.log import log, record
from accountdesk.desk.set_aside import grouped
from accountdesk.desk.standing import confirm_gone, name_seats
from accountdesk.desk.undo import undo
from accountdesk.store import projections, sources
from tests.builders import TODAY, a_desk, day
from tests.workbooks import write_workbook

ACCOUNTS = "Account ID,Account Name,Type,Account Owner,Industry\n"
DEALS = "Deal ID,Deal Name,Account Name,Stage,Close Date,Amount,Deal Owner\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "desk.db") as found:
        yield found


class Folder:
    """Files that a test writes and imports."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk, self.path = desk, path
        path.mkdir()

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.path / f"{name}.csv").write_text(text, encoding="utf-8")

    def take(self, *, yes: bool = False, dry: bool = False, source: str | None = None) -> Imported:
        order = Order([str(self.path)], source, dry=dry)
        return import_files(self.desk, order, lambda question: yes)

    def map(self, text: str) -> Imported:
        path = self.path.parent / "map.toml"
        path.write_text(text, encoding="utf-8")
        order = Order([str(self.path)], map=str(path))
        return import_files(self.desk, order, lambda question: False)


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Folder:
    return Folder(desk, tmp_path / "in")


def state(desk: Desk, name: str) -> AccountState:
    return projections.state(desk.store, desk.account_called(name).account, desk.team())


def reasons(done: Imported) -> list[str]:
    return [group.words() for group in grouped(done.taken.aside)]


FIVE = {
    "accounts": ACCOUNTS + "1,Globex,Customer,Ben Ode,labs\n2,Initech,,,\n",
    "contacts": "First Name,Last Name,Job Title,Email,Phone,Account Name\n"
    "Dana,Fox,CFO,dana@globex.example,+44 1,globex\n",
    "deals": DEALS
    + 'd1,Pilot,Globex,Closed Won,10/20/2026,"1,054.50",Ana Ruiz\n'
    + "d2,More,Globex,Proposal,12/1/2026,€900,Ana Ruiz\n",
    "activities": "Activity date,Account Name,Activity Type,Call outcome,Contact,Notes\n"
    "2026-11-20,Globex,Inbound call,Connected,Dana Fox,asked for a demo\n"
    "2026-11-19,Globex,Call,Left voicemail,,\n",
    "tickets": "Ticket ID,Subject,Company,Status,Date Opened,Date Closed,SLA Due\n"
    "t1,Pump leaks,Globex,Waiting,2026-11-02,,2026-11-20\n"
    "t2,Old one,Globex,Resolved,2026-10-02,2026-10-05,2026-10-04\n",
    "team": "Name,Email,Role\nAna Ruiz,ana@us.example,hunter\nBen Ode,,farmer\nRuth,,Lead\n",
}


def test_a_folder_becomes_everything_that_is_known_of_accounts(folder: Folder) -> None:
    folder.write(**FIVE)
    done = folder.take()
    assert {subject: counts.new for subject, counts in done.taken.counts.items()} == {
        "accounts": 2,
        "people": 1,
        "deals": 2,
        "activities": 2,
        "cases": 2,
        "members": 3,
    }
    assert done.taken.aside == ()
    found, team = state(folder.desk, "globex"), folder.desk.team()
    assert found.key == "files:1"
    assert found.profile.fields == {"Industry": "labs"}
    assert [(p.name, p.title, p.email, p.phone) for p in found.people] == [
        ("Dana Fox", "CFO", "dana@globex.example", "+44 1")
    ]
    pilot, more = found.deals
    assert (pilot.outcome, pilot.closes, pilot.cents) == (Outcome.WON, date(2026, 10, 20), 105450)
    assert (more.outcome, more.closes, more.currency) == (Outcome.OPEN, date(2026, 12, 1), "EUR")
    assert [m.name for m in found.hunters] == ["Ana Ruiz"]
    assert [m.name for m in found.farmers] == ["Ben Ode"]
    missed, call = found.touches
    assert (call.kind, call.direction, call.two_way) == (Kind.CALL, Direction.IN, True)
    assert call.people == (found.people[0].key,)
    assert missed.no_answer
    assert [(c.name, c.is_closed, c.due, c.status) for c in found.cases] == [
        ("Old one", True, date(2026, 10, 4), "Resolved"),
        ("Pump leaks", False, date(2026, 11, 20), "Waiting"),
    ]
    assert not missed.two_way
    assert {m.name: m.seat for m in team.members.values()} == {
        "Ana Ruiz": Holds.HUNTER,
        "Ben Ode": Holds.FARMER,
        "Ruth": None,
    }


def test_the_same_files_twice_change_nothing(folder: Folder) -> None:
    folder.write(**FIVE)
    folder.take()
    before = folder.desk.store.rows("SELECT * FROM desk_row"), len(folder.desk.team().sources)
    again = folder.take()
    assert all(c == Counts(unchanged=c.read) for c in again.taken.counts.values())
    assert (folder.desk.store.rows("SELECT * FROM desk_row"), 1) == before
    assert not folder.desk.store.rows("SELECT 1 FROM dirty")


def test_a_dry_run_says_the_same_and_writes_nothing(folder: Folder) -> None:
    folder.write(**FIVE)
    dry = folder.take(dry=True)
    assert folder.desk.store.rows("SELECT 1 FROM fact UNION SELECT 1 FROM entry") == []
    assert folder.take().taken == dry.taken
    folder.write(team="Name,Role\nAna Ruiz,farmer\nZoe,\n")
    dry = folder.take(dry=True)
    assert dry.taken.counts["members"] == Counts(new=1, changed=1)
    assert folder.take().taken == dry.taken


def test_what_changed_is_changed_and_everything_else_is_not(folder: Folder) -> None:
    folder.write(**FIVE)
    folder.take()
    folder.write(accounts=FIVE["accounts"].replace("Initech,,", "Initech,Customer,"))
    assert folder.take().taken.counts["accounts"] == Counts(changed=1, unchanged=1)
    found = state(folder.desk, "initech")
    assert Seat.FARMER in readings(found, folder.desk.team(), TODAY).seats


BAD = {
    "accounts": "Account Name,Renewal date,ARR\n"
    "Globex,soon,lots\n,2027-01-01,5\nGlobex,2027-01-01,5\nHooli,2027-01-01\nInitech,2027-02-01,7\n",
    "deals": "Deal ID,Account,Stage,Amount\n"
    "d1,Nobody,Won,1\nd2,,Open,2\nd1,Globex,Won,3\nd1,Globex,Won,4\n,Globex,Won,5\n",
    "calls": "Call date,Company,Notes,Status\n"
    "yesterday,Globex,x,held\n2026-11-20,Globex,y,planned\n2026-11-20,Globex,z,held\n"
    "2026-11-20,Globex,z,held\n",
}


def test_only_what_is_bad_is_set_aside_each_with_file_line_and_field(folder: Folder) -> None:
    folder.write(**BAD)
    done = folder.take()
    assert reasons(done) == [
        "accounts.csv, line 2, Renewal date: “soon” is no day; write it like 2026-12-05"
        " (the rest of the row was used)",
        "accounts.csv, line 2, ARR: “lots” is no amount; write it like 12500 or 12500.50"
        " (the rest of the row was used)",
        "accounts.csv, line 3, Account Name: the account has no name",
        "accounts.csv, line 4, Account Name: “Globex” is there already (line 2)",
        "accounts.csv, line 5: it has 2 cells, and the header 3; a text with the mark between "
        "cells in it stands between quotes",
        "deals.csv, line 2, Account: there is no account “Nobody”",
        "deals.csv, line 3, Account: no account is named",
        "deals.csv, line 5, Deal ID: “d1” is there already (line 4)",
        "deals.csv, line 6, name: the deal has no id and no name",
        "calls.csv, line 2, Call date: “yesterday” is no day; write it like 2026-12-05",
        "calls.csv, line 3, Status: “planned”: planned, or not known to be held",
        "calls.csv, line 5: it is there already (line 4)",
    ]
    assert done.taken.counts["accounts"] == Counts(new=2, set_aside=3)
    assert done.taken.counts["deals"] == Counts(new=1, set_aside=4)
    assert done.taken.counts["activities"] == Counts(new=1, set_aside=3)
    globex = state(folder.desk, "globex")
    assert globex.profile.renewals == ()
    assert [(deal.cents, deal.outcome) for deal in globex.deals] == [(300, Outcome.WON)]
    # Kept, and listed once however often the same files are read; mended rows are no longer there.
    kept = [aside for _, aside in sources.set_aside(folder.desk.store)]
    assert tuple(kept) == done.taken.aside
    assert '"Account":"Nobody"' in kept[5].raw
    folder.take()
    assert len(list(sources.set_aside(folder.desk.store))) == len(kept)
    folder.write(deals="Deal ID,Account,Stage,Amount\nd1,Globex,Won,3\n")
    folder.take()
    assert len(list(sources.set_aside(folder.desk.store))) == len(kept) - 4


def test_nothing_usable_is_refused_and_leaves_no_trace(folder: Folder) -> None:
    with pytest.raises(Refused, match="There is no CSV, XLSX, XLS or ODS file in the folder"):
        folder.take()
    folder.write(products="product,price\nA,1\n", empty="")
    with pytest.raises(Refused, match=r"empty.csv: it is empty. products.csv: no column is known"):
        folder.take()
    with pytest.raises(NotFound, match=r"There is no file nowhere\.csv"):
        import_files(folder.desk, Order(["nowhere.csv"]), lambda question: True)
    assert folder.desk.store.rows("SELECT 1 FROM entry") == []


def test_names_join_exactly_or_but_for_case_and_never_by_chance(folder: Folder) -> None:
    folder.write(
        accounts=ACCOUNTS + "1,Müller,,,\n2,Muller,,,\n3,Acme,,,\n4,Acme,,,\n5,Ørsund,,,\n",
        deals=DEALS
        + "d1,a,Muller,,,,\nd2,b,MÜLLER,,,,\nd3,c,acme,,,,\nd4,d,ØRSUND,,,,\nd5,e,4,,,,\n",
    )
    done = folder.take()
    assert reasons(done) == [
        "deals.csv, Account Name: 2 accounts are called “MÜLLER”, “acme”; an id would tell which"
        " (2 rows: lines 3, 4)",
        "deals.csv, line 6, Account Name: there is no account “4”",
    ]
    assert [deal.key for deal in state(folder.desk, "files:2").deals] == ["files:d1"]
    assert [deal.key for deal in state(folder.desk, "files:5").deals] == ["files:d4"]


def test_ids_join_where_there_are_ids(folder: Folder) -> None:
    folder.write(
        accounts=ACCOUNTS + "1,Acme,,,\n2,Acme,,,\n",
        deals="Deal ID,Account ID,Account Name,Stage\nd1,2,Acme,Won\nd2,9,Acme,Won\n",
    )
    assert reasons(folder.take()) == ["deals.csv, line 3, Account ID: there is no account “9”"]
    assert len(state(folder.desk, "files:2").deals) == 1


def test_without_a_list_of_accounts_whoever_names_one_makes_it_known(folder: Folder) -> None:
    folder.write(deals=DEALS + "d1,Pilot,Globex,Won,,5,Ana\nd2,More,Globex,Open,,5,\n")
    done = folder.take()
    assert done.taken.counts["accounts"].new == 1
    assert done.taken.counts["members"].new == 1
    folder.write(deals=DEALS + "d3,Third,Initech,Open,,5,\n")
    assert folder.take().taken.counts["accounts"].new == 1
    # A list has come: from now on a name that is not on it is a mistake.
    folder.write(accounts=ACCOUNTS + "1,Hooli,,,\n", deals=DEALS + "d4,x,Typo,Open,,5,\n")
    assert reasons(folder.take()) == ["deals.csv, line 2, Account Name: there is no account “Typo”"]


def test_files_join_with_what_earlier_imports_and_the_team_have_brought(folder: Folder) -> None:
    add_account(folder.desk, AccountAdded("Own Account"))
    folder.write(accounts=ACCOUNTS + "1,Globex,,,\n")
    folder.take()
    (folder.path / "accounts.csv").unlink()
    folder.write(deals=DEALS + "d1,Pilot,globex,Won,,5,\nd2,More,Own Account,Won,,5,\n")
    assert folder.take().taken.aside == ()
    assert len(state(folder.desk, "files:1").deals) == 1
    assert len(state(folder.desk, "own account").deals) == 1


def test_last_contact_is_a_last_touch_and_never_a_conversation(folder: Folder) -> None:
    folder.write(
        accounts="Company,Renewal date,ARR,Currency,Link,Last contact,Contact name,Contact email\n"
        "Globex,2027-01-05,900,eur,https://crm.example/1,2026-11-01,Dana Fox,d@x.example\n"
        "Globex,2027-01-05,900,eur,https://crm.example/1,2026-11-01,Ed Roe,\n"
    )
    assert folder.take().taken.aside == ()
    found = state(folder.desk, "globex")
    assert [(touch.on, touch.kind, touch.two_way) for touch in found.touches] == [
        (date(2026, 11, 1), Kind.UNKNOWN, False)
    ] * 2
    assert {touch.people for touch in found.touches} == {(p.key,) for p in found.people}
    [renewal] = found.profile.renewals
    assert (renewal.on, renewal.cents, renewal.currency) == (date(2027, 1, 5), 900_00, "EUR")
    assert found.profile.link == "https://crm.example/1"
    assert [person.name for person in found.people] == ["Dana Fox", "Ed Roe"]
    # A later contact takes the place of the earlier one.
    text = (folder.path / "accounts.csv").read_text().replace("2026-11-01", "2026-11-09")
    folder.write(accounts=text)
    folder.take()
    assert [t.on for t in state(folder.desk, "globex").touches] == [date(2026, 11, 9)] * 2


def many(count: int) -> str:
    return ACCOUNTS + "".join(f"{n},Account {n},,,\n" for n in range(count))


def test_what_vanished_is_marked_gone_and_comes_back(folder: Folder) -> None:
    folder.write(accounts=many(3))
    folder.take()
    log(folder.desk, "Account 2", "call: hello")
    folder.write(accounts=many(2))
    assert folder.take().gone == ("Account 2",)
    assert state(folder.desk, "Account 2").profile.gone == TODAY
    assert len(folder.desk.store.rows("SELECT 1 FROM desk_row")) == 3
    assert folder.take().gone == ()
    folder.write(accounts=many(3))
    assert folder.take().taken.counts["accounts"] == Counts(changed=1, unchanged=2)
    assert state(folder.desk, "Account 2").profile.gone is None


def test_what_is_rightly_gone_stands_in_no_list_until_it_comes_back(folder: Folder) -> None:
    folder.write(accounts=many(3))
    folder.take()
    folder.write(accounts=many(2))
    folder.take()
    key = folder.desk.account_called("Account 2").key
    record(folder.desk, [(key, GoneConfirmed(TODAY))])
    assert len(folder.desk.store.rows("SELECT 1 FROM desk_row")) == 2
    assert folder.desk.account_called("account 2").key == key
    undo(folder.desk, None, lambda question: True)
    assert len(folder.desk.store.rows("SELECT 1 FROM desk_row")) == 3


def test_many_do_not_vanish_without_a_question(folder: Folder) -> None:
    folder.write(accounts=many(60))
    folder.take()
    folder.write(accounts=many(40))
    folder.take()  # twenty are not more than twenty
    folder.write(accounts=many(19), deals=DEALS + "d1,x,Account 1,Won,,5,\n")
    with pytest.raises(Refused, match="Nothing was imported"):
        folder.take()
    assert folder.desk.store.rows("SELECT 1 FROM fact WHERE kind=2") == []
    assert len(folder.take(dry=True).gone) == 21
    assert len(folder.take(yes=True).gone) == 21


def test_of_very_many_a_tenth_may_vanish(folder: Folder) -> None:
    folder.write(accounts=many(300))
    folder.take()
    folder.write(accounts=many(270))
    assert len(folder.take().gone) == 30
    folder.write(accounts=many(242))
    with pytest.raises(Refused):
        folder.take()


def test_files_without_accounts_make_none_vanish(folder: Folder) -> None:
    folder.write(**FIVE)
    folder.take()
    (folder.path / "accounts.csv").unlink()
    assert folder.take().gone == ()


def test_sources_do_not_touch_each_other(folder: Folder) -> None:
    folder.write(accounts=many(2))
    folder.take(source="east")
    folder.write(accounts=many(1))
    assert folder.take(source="west").gone == ()
    assert set(folder.desk.team().sources) == {"east", "west"}
    assert state(folder.desk, "west:0").name == "Account 0"
    with pytest.raises(Refused, match="east, west"):
        folder.take()
    for wrong in ("own", "Capital", "a:b", ""):
        with pytest.raises(NotUnderstood, match="no key of a source"):
            folder.take(source=wrong)


def test_the_one_source_there_is_is_meant(folder: Folder) -> None:
    folder.write(accounts=many(1))
    assert folder.take(source="crm-export").source == "crm-export"
    assert folder.take().source == "crm-export"


def test_a_member_added_by_hand_is_the_one_that_a_source_lists(folder: Folder) -> None:
    add_member(folder.desk, MemberSaid("Ana Ruiz", seat=Holds.HUNTER), folder.desk.claim)
    folder.write(**FIVE)
    assert folder.take().joined == ("Ana Ruiz",)
    names = [member.name for member in folder.desk.team().members.values()]
    assert sorted(names) == ["Ana Ruiz", "Ben Ode", "Ruth"]
    assert [m.key[:4] for m in state(folder.desk, "globex").hunters] == ["own:"]
    # What the team splits again stays split.
    undo(folder.desk, None, lambda question: True)
    assert folder.take().joined == ()
    assert len(folder.desk.team().members) == 4


def test_owner_ids_stay_claims_until_somebody_says_whose_they_are(folder: Folder) -> None:
    folder.write(
        accounts="Account ID,Account Name,Owner ID,Type\n1,Globex,005x,customer\n",
        deals="Deal ID,Account ID,Stage,Owner ID\nd1,1,Open,007\n",
    )
    folder.take()
    assert folder.desk.team().members == {}
    add_member(folder.desk, MemberSaid("Ben"), "files:005x")
    assert [m.name for m in state(folder.desk, "globex").farmers] == ["Ben"]
    folder.write(users="User ID,User Name\n007,Ana\n")
    folder.take()
    assert [m.name for m in state(folder.desk, "globex").hunters] == ["Ana"]


def test_hostile_text_is_kept_as_it_is_and_names_nothing_else(folder: Folder) -> None:
    nasty = "Acme \x1b[31m[/] \u202egnp.exe"
    folder.write(accounts=f"Account Name,note\n{nasty},=cmd()\n")
    assert folder.take().taken.aside == ()
    found = state(folder.desk, "acme")
    assert found.profile.name == nasty
    assert "\x1b" not in found.key
    assert "\u202e" not in found.key


def test_a_map_says_what_headers_do_not(folder: Folder) -> None:
    folder.write(
        kunden="Kunde,Vertrag bis\nGlobex,3/4/2027\n",
        auftrag="Nr,Firma,Stand,Betrag,Datum\n1,Globex,Auftrag erteilt,900,3/4/2026\n",
    )
    text = """
        date_order = "mdy"
        currency = "CHF"
        stages = {"Auftrag erteilt" = "won"}
        [tables."kunden.csv"]
        rows = "accounts"
        columns = {name = "Kunde", renewal = "Vertrag bis"}
        [tables."auftrag.csv"]
        rows = "deals"
        columns = {id="Nr", account="Firma", stage="Stand", amount="Betrag", closes="Datum"}
    """
    done = folder.map(text)
    assert done.taken.aside == ()
    assert done.used[1].hints == ("Vertrag bis is written month first",)
    found = state(folder.desk, "globex")
    assert found.profile.renewals[0].on == date(2027, 3, 4)
    [deal] = found.deals
    assert (deal.outcome, deal.closes, deal.currency) == (Outcome.WON, date(2026, 3, 4), "CHF")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stages = 5", r"stages is a table. Write \[stages\]"),
        ("staegs = {}", "staegs is not known there. Known: encoding, date_order"),
        ("[stages]\nX = 'maybe'", "X is one of open, won, lost, not “maybe”"),
        ("encoding = 'klingon'", "“klingon” is no encoding"),
        ("currency = 'euros'", "“euros” is no currency"),
        ("date_order = 'ydm'", "date_order is one of dmy, mdy"),
        ("[tables.x]\nrows = 'things'", "rows is one of accounts, people"),
        ("[tables.x]\nrows = 'deals'\n[tables.x.columns]\ncity = 'Ort'", "city is not known there"),
        ("[tables", "map.toml cannot be used: Expected"),
    ],
)
def test_a_wrong_map_is_told_by_its_word(folder: Folder, text: str, says: str) -> None:
    folder.write(accounts=many(1))
    with pytest.raises(NotUnderstood, match=says):
        folder.map(text)
    assert folder.desk.store.rows("SELECT 1 FROM fact") == []


def test_a_workbook_is_read_sheet_by_sheet(folder: Folder) -> None:
    write_workbook(
        folder.path / "all.xlsx",
        {
            "Customers": [["Customer", "Renewal date", "ARR"], ["Globex", "2027-01-05", 900.5]],
            "Deals": [["Deal ID", "Customer", "Stage"], [17, "Globex", "Won"]],
            "Notes": [["to do"], ["buy milk"]],
        },
    )
    done = folder.take()
    assert [one.file for one in done.used] == ["all.xlsx, Customers", "all.xlsx, Deals"]
    assert [one.file for one in done.unused] == ["all.xlsx, Notes"]
    found = state(folder.desk, "globex")
    assert found.profile.renewals[0].cents == 90050
    assert found.deals[0].key == "files:17"


def test_an_import_is_done_in_pages_and_can_be_done_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(accounts=many(450), deals=DEALS + "d1,x,Account 449,Won,,5,\n")
    put, calls = sources.keep_set_aside, 0

    def failing(*args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise RuntimeError("pulled the plug")
        put(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "keep_set_aside", failing)
    with pytest.raises(RuntimeError, match="plug"):
        folder.take()
    assert folder.desk.store.rows("SELECT count(*) FROM fact") == [(400,)]
    folder.desk.settle()
    done = folder.take()
    assert done.taken.counts["accounts"] == Counts(new=50, unchanged=400)
    assert done.gone == ()


RENEWS = "Account Name,Renewal Date,ARR,Currency\nGlobex,{},{},EUR\n"


def test_a_contract_that_renewed_stays_counted_when_its_date_rolls_on(folder: Folder) -> None:
    folder.write(accounts=RENEWS.format("2026-03-01", 1000))
    folder.take()
    assert goals_of(folder.desk, folder.desk.team(), "2026").goals[0].value == 1000_00
    for renewed in (1, 0):
        folder.write(accounts=RENEWS.format("2027-03-01", 1200))
        assert folder.take(dry=True).taken.renewed == renewed
        assert folder.take().taken.renewed == renewed
        days = [renewal.on for renewal in state(folder.desk, "globex").profile.renewals]
        assert days == [date(2026, 3, 1), date(2027, 3, 1)]
    assert goals_of(folder.desk, folder.desk.team(), "2026").goals[0].value == 1000_00
    # One that is corrected before its day, or to an earlier one, has not renewed.
    folder.write(accounts=RENEWS.format("2027-04-01", 1200))
    folder.take()
    folder.write(accounts=RENEWS.format("2026-02-01", 1200))
    folder.take()
    folder.write(accounts="Account Name,Renewal Date\nGlobex,\n")
    folder.take()
    assert [r.on for r in state(folder.desk, "globex").profile.renewals] == [date(2026, 3, 1)]


def test_a_list_of_which_a_part_could_not_be_read_makes_nothing_vanish(folder: Folder) -> None:
    folder.write(accounts=many(5))
    folder.take()
    broken = many(3) + '7,"x" y,,,\n4,Account 4,,,\n'
    folder.write(accounts=broken)
    done = folder.take()
    assert (done.gone, done.unsure) == ((), 2)
    folder.write(accounts=many(3), accounts2="")
    assert folder.take().unsure == 2
    (folder.path / "accounts2.csv").unlink()
    folder.write(accounts=many(3) + "3,Account 3,,,,,one too many\n")
    assert folder.take().gone == ()
    folder.write(accounts=many(3) + many(3).split("\n")[1] + "\n")  # a double is read
    assert len(folder.take().gone) == 2


@pytest.mark.parametrize(
    ("name", "text", "subject"),
    [
        (
            "export",
            "First Name,Last Name,Title,Account Name,Email,Account Owner,Industry\nD,F,,A,,,\n",
            "people",
        ),
        (
            "export",
            "Opportunity Name,Account Name,Stage,Amount,Close Date,Account Owner,Industry\n"
            "x,A,Won,1,,,\n",
            "deals",
        ),
        (
            "export",
            "Subject,Due Date,Account Name,Account Owner,Account Type,Industry\n"
            "x,2026-01-02,A,,,\n",
            "activities",
        ),
        ("calls", "Date,Account Name,Account Owner,Notes\n2026-01-02,A,,hello\n", "activities"),
        ("export", "Account Name,Account Owner,Contact name,Industry\nA,,D,\n", "accounts"),
    ],
)
def test_columns_of_the_account_do_not_make_a_list_of_accounts(
    folder: Folder, name: str, text: str, subject: str
) -> None:
    folder.write(**{name: text})
    [used] = folder.take(dry=True).used
    assert used.rows == subject


def test_an_id_that_is_not_on_the_list_is_not_mended_by_the_name(folder: Folder) -> None:
    folder.write(
        accounts=ACCOUNTS + "7,Acme,,,\n",
        deals="Deal ID,Account ID,Account Name,Stage\nd1,42,Acme,Won\n",
    )
    assert reasons(folder.take()) == ["deals.csv, line 2, Account ID: there is no account “42”"]
    # A list without ids is keyed by names; there the name may serve.
    folder.write(accounts="Account Name\nHooli\n")
    folder.write(deals="Deal ID,Account ID,Account Name,Stage\nd2,42,Hooli,Won\n")
    assert folder.take(source="east").taken.aside == ()


def test_two_people_of_one_name_are_not_told_apart_by_chance(folder: Folder) -> None:
    folder.write(
        contacts="Contact ID,First Name,Last Name,Account Name\n1,Dana,Fox,A\n2,Dana,Fox,A\n",
        calls="Call date,Account Name,Contact,Notes\n2026-11-20,A,Dana Fox,hello\n",
    )
    folder.take()
    [touch] = state(folder.desk, "a").touches
    assert touch.people == ("Dana Fox",)


def test_two_members_of_one_name_own_nothing_by_that_name(folder: Folder) -> None:
    folder.write(
        users="User ID,User Name\n1,Ana Ruiz\n2,Ana Ruiz\n",
        deals=DEALS + "d1,x,Globex,Open,,5,Ana Ruiz\n",
    )
    folder.take()
    assert state(folder.desk, "globex").hunters == ()
    assert len(folder.desk.team().members) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "First Name,Last Name,Account Name\nDana,Fox,A\n",
            "First Name,Last Name,Email,Account Name\nDana,Fox,d@x.example,A\n",
        ),
        (
            "Call date,Account Name,Subject\n2026-11-20,A,demo\n2026-11-20,A,demo\n",
            "Call date,Account Name,Subject,Direction\n20.11.2026,A,demo,inbound\n",
        ),
    ],
)
def test_a_column_that_is_added_doubles_nothing(folder: Folder, before: str, after: str) -> None:
    folder.write(export=before)
    folder.take()
    folder.write(export=after)
    counts = folder.take().taken.counts
    assert sum(one.new for one in counts.values()) == 0
    assert sum(one.changed for one in counts.values()) == 1


def test_a_list_of_members_that_comes_later_doubles_nobody(folder: Folder) -> None:
    deals = DEALS + "d1,x,Globex,Open,,5,Ana Ruiz\n"
    folder.write(deals=deals)
    folder.take()
    folder.write(users="User ID,User Name\n7,Ana Ruiz\n")
    assert folder.take().joined == ("Ana Ruiz",)
    assert [m.key for m in folder.desk.team().members.values()] == ["files:7"]
    assert [m.key for m in state(folder.desk, "globex").hunters] == ["files:7"]
    name_seats(folder.desk, ["globex"], {Seat.FARMER: ["ana"]})


def test_a_list_of_accounts_that_comes_later_doubles_none(folder: Folder) -> None:
    folder.write(deals=DEALS + "d1,x,Globex,Won,2026-10-01,5,\n")
    folder.take()
    log(folder.desk, "globex", "call: hello")
    folder.write(accounts=ACCOUNTS + "7,Globex,,,labs\n8,Hooli,,,\n")
    done = folder.take()
    assert done.gone == ()
    found = state(folder.desk, "globex")
    assert len(found.touches) == len(found.deals) == 1
    assert found.profile.gone is None
    assert found.profile.fields == {"Industry": "labs"}
    assert goals_of(folder.desk, folder.desk.team(), "2026").goals[0].value == 5_00
    assert not any(finding.wrong for finding in examine(folder.desk).findings)
    # What the team splits again stays split.
    undo(folder.desk, None, lambda question: True)
    folder.take()
    assert state(folder.desk, "files:7").touches == ()


NAMELESS = {
    "deals": "Account,Deal Name,Stage,Amount,Close Date\nAcme,Big,Won,1000,2026-03-01\n",
    "calls": "Account,Call Date,Activity Type,Notes\nAcme,2026-11-02,call,asked\n",
    "people": "Account,First Name,Last Name\nAcme,Bo,Li\n",
}


def test_ids_that_a_later_list_brings_double_nothing(folder: Folder) -> None:
    folder.write(**NAMELESS)
    folder.take()
    for _ in range(2):
        folder.write(accounts="Account ID,Account Name\nA1,Acme\n")
        counts = folder.take().taken.counts
        assert [counts[s].new for s in ("deals", "activities", "people")] == [0, 0, 0]
        found = state(folder.desk, "acme")
        assert [len(part) for part in (found.deals, found.touches, found.people)] == [1, 1, 1]
        assert goals_of(folder.desk, folder.desk.team(), "2026").goals[0].value == 1000_00


def test_touches_of_one_day_are_told_apart_by_what_was_said(folder: Folder) -> None:
    head = "Account,Activity Date,Activity Type,Notes\n"
    rows = ["Acme,2026-11-02,call,asked for prices\n", "Acme,2026-11-02,call,complained\n"]
    for text in (rows[0], rows[1], rows[1] + rows[0], rows[1]):
        folder.write(calls=head + text)
        folder.take()
    texts = sorted(touch.text for touch in state(folder.desk, "acme").touches)
    assert texts == ["asked for prices", "complained"]


def test_two_ids_of_one_name_are_two_accounts_without_a_list_too(folder: Folder) -> None:
    folder.write(people="Account ID,Account,First Name,Last Name\nA1,Acme,Bo,Li\nA2,Acme,Zo,Fu\n")
    for _ in range(2):
        folder.take()
        assert [p.name for p in state(folder.desk, "files:A1").people] == ["Bo Li"]
        assert [p.name for p in state(folder.desk, "files:A2").people] == ["Zo Fu"]


def test_of_two_listed_members_of_one_name_none_is_taken_for_the_one_named(folder: Folder) -> None:
    folder.write(deals=DEALS + "d1,x,Globex,Open,,5,Ana Ruiz\n")
    folder.take()
    folder.write(users="User ID,User Name\n1,Ana Ruiz\n2,Ana Ruiz\n")
    assert folder.take().joined == ()


def test_a_row_that_is_set_aside_takes_no_name_away(folder: Folder) -> None:
    folder.write(
        accounts="Company,Type,Contact name\nGlobex,customer,Dana\nGlobex,partner,Ed\n"
        "Globex,customer,Ed\n"
    )
    assert len(folder.take().taken.aside) == 1
    assert [p.name for p in state(folder.desk, "globex").people] == ["Dana", "Ed"]


def test_a_join_that_was_not_reached_is_made_by_the_next_import(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_member(folder.desk, MemberSaid("Ana Ruiz"))
    folder.write(**FIVE)
    with monkeypatch.context() as broken:
        broken.setattr("accountdesk.desk.importing.finish", None)
        with pytest.raises(TypeError):
            folder.take()
    assert folder.take().joined == ("Ana Ruiz",)


def test_what_was_not_held_or_is_still_to_come_is_no_touch(folder: Folder) -> None:
    folder.write(
        calls="Call date,Company,Call outcome,Notes\n2026-11-20,A,Cancelled,x\n2026-12-20,A,,y\n",
        accounts="Company,Last contact\nA,2027-01-01\n",
        deals=DEALS + "d1,x,A,Won,2026-12-24,5,No owner\nd2,y,A,Deleted,,,\n",
    )
    assert reasons(folder.take()) == [
        "accounts.csv, line 2, Last contact: “2027-01-01” is still to come; it is no last contact"
        " (the rest of the row was used)",
        "deals.csv, line 2, Close Date: “2026-12-24” is still to come; a deal that is won was "
        "closed by today (the rest of the row was used)",
        "deals.csv, line 3, Stage: “Deleted”: its source has thrown it away",
        "calls.csv, line 2, Call outcome: “Cancelled”: it was not held",
        "calls.csv, line 3, Call date: “2026-12-20” is still to come; planned, not held",
    ]
    found = state(folder.desk, "a")
    assert found.touches == ()
    assert [deal.owner for deal in found.deals] == [None]
    goal = goals_of(folder.desk, folder.desk.team(), "2026").goals[0]
    assert (goal.value, goal.undated) == (0, 1)
    assert goal_words.goal(goal).endswith("1 won deal without a day in no period")


def test_files_that_were_not_used_are_listed_until_they_are(folder: Folder) -> None:
    folder.write(accounts=many(1), products="product,price\nA,1\n")
    folder.take()
    listed = [group.words() for group in examine(folder.desk).aside]
    assert [text.split(":")[0] for text in listed] == ["products.csv"]
    folder.write(products="Deal ID,Account ID,Stage\n1,0,Won\n")
    folder.take()
    assert examine(folder.desk).aside == ()


def test_what_a_map_names_and_is_not_there_is_told(folder: Folder) -> None:
    folder.write(accounts=many(1), kunden="Firma\nGlobex\n")
    text = '[tables."nosuch.csv"]\n[tables."kunden.csv"]\nrows="accounts"\ncolumns={name="Fima"}\n'
    done = folder.map(text)
    assert done.strange == ("nosuch.csv",)
    assert [one.reason for one in done.unused] == ["the map says name = “Fima”; it has Firma"]


def test_deals_that_are_not_in_the_files_are_kept_and_counted(folder: Folder) -> None:
    folder.write(deals=DEALS + "d1,x,A,Won,,5,\nd2,y,A,Won,,5,\n")
    assert folder.take().left_deals == 0
    folder.write(deals=DEALS + "d2,y,A,Won,,5,\nd3,z,A,Won,,5,\n")
    assert folder.take().left_deals == 1
    assert len(state(folder.desk, "a").deals) == 3


def test_what_is_gone_again_is_another_matter(folder: Folder, tmp_path: Path) -> None:
    def lists(count: int, away: int) -> AccountState:
        with a_desk(tmp_path / "desk.db", day(away)) as desk:
            folder.write(accounts=many(count))
            import_files(desk, Order([str(folder.path)]), lambda question: False)
            return state(desk, "Account 1")

    lists(2, 0)
    lists(1, 1)
    with a_desk(tmp_path / "desk.db", day(1)) as desk:
        confirm_gone(desk, "Account 1", None)
    assert lists(1, 2).profile.gone_confirmed
    assert not lists(2, 3).profile.gone_confirmed
    assert not lists(1, 4).profile.gone_confirmed


def test_a_file_that_goes_away_while_it_is_read_is_a_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(accounts=many(3))

    def settle_and_remove(desk: Desk) -> int:
        (folder.path / "accounts.csv").unlink(missing_ok=True)
        return 0

    monkeypatch.setattr(Desk, "settle", settle_and_remove)
    with pytest.raises(Refused, match=r"accounts.csv cannot be read any more: No such file"):
        folder.take()


def test_what_the_source_has_listed_before_is_what_later_files_must_name(folder: Folder) -> None:
    folder.write(accounts=ACCOUNTS + "7,Globex,,,\n")
    folder.take()
    (folder.path / "accounts.csv").unlink()
    for n in range(2):  # files without a list do not undo that there is one
        folder.write(deals=f"Deal ID,Account ID,Account,Stage\n{n},7,,Won\n9{n},,Typo,Won\n")
        assert reasons(folder.take()) == ["deals.csv, line 3, Account: there is no account “Typo”"]
    assert len(state(folder.desk, "globex").deals) == 2


def test_a_member_who_is_renamed_is_so_everywhere(folder: Folder) -> None:
    folder.write(users="User ID,User Name\n7,Ana\n", deals=DEALS + "d1,x,A,Open,2026-12-24,5,7\n")
    folder.take()
    folder.write(users="User ID,User Name\n7,Anna\n")
    folder.take()
    ahead = goals_of(folder.desk, folder.desk.team()).next[Seat.HUNTER]
    assert ahead is not None
    assert ahead.coming.who == ("Anna",)


def test_a_text_without_end_is_no_name(folder: Folder) -> None:
    folder.write(deals=DEALS + f"d1,{'x' * 10_001},A,Won,,5,\n")
    assert reasons(folder.take()) == [
        "deals.csv, line 2, Deal Name: it has 10,001 characters, more than 10,000"
        " (the rest of the row was used)"
    ]


def test_files_of_one_name_are_told_apart(folder: Folder) -> None:
    for name in ("east", "west"):
        (folder.path / name).mkdir()
        (folder.path / name / "deals.csv").write_text(f"Deal ID,Account,Stage\n{name},,Won\n")
    paths = [str(folder.path / name) for name in ("east", "west")]
    done = import_files(folder.desk, Order(paths), lambda question: False)
    assert [one.file for one in done.used] == [f"{path}/deals.csv" for path in paths]
    assert len(list(sources.set_aside(folder.desk.store))) == 2


def test_one_file_named_twice_is_read_once(folder: Folder) -> None:
    folder.write(accounts=many(2))
    path = str(folder.path / "accounts.csv")
    done = import_files(folder.desk, Order([path, path]), lambda question: False)
    assert done.taken.counts["accounts"] == Counts(new=2)


@given(text=st.text(st.sampled_from('ab,;"\n 0123456789/.-€\x00\ud7ff'), max_size=120))
def test_no_rows_break_an_import(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("x")
    header = "Account Name,Renewal date,ARR,Account Owner,Last contact,Contact name\n"
    (path / "a.csv").write_text(header + text, encoding="utf-8", newline="")
    with a_desk(path / "desk.db") as desk:
        try:
            done = import_files(desk, Order([str(path / "a.csv")]), lambda question: True)
        except AccountDeskError:
            return
        again = import_files(desk, Order([str(path / "a.csv")]), lambda question: True)
        assert again.taken.aside == done.taken.aside
        assert all(c.new == c.changed == 0 for c in again.taken.counts.values())
