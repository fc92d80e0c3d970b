"""Headers: exports of CRMs and hand-made lists are recognised; what is open is not used."""

import pytest

from accountdesk.sources.files.headers import Mapped, Told, mapped, plain_header
from accountdesk.sources.files.synonyms import NEEDED, ROLES, TELLING, Subject
from accountdesk.sources.files.tables import Unused

CASES = [
    (
        "Account Owner,Account Name,Billing State/Province,Type,Rating,Last Activity",
        "accounts owner=Account Owner name=Account Name type=Type last_contact=Last Activity",
    ),
    (
        "Opportunity Name,Account Name,Stage,Close Date,Amount,Opportunity Owner,Probability (%)",
        "deals name=Opportunity Name account=Account Name stage=Stage closes=Close Date "
        "amount=Amount owner=Opportunity Owner",
    ),
    (
        "Record ID,Company name,Company owner,Phone Number,Last Activity Date,City",
        "accounts id=Record ID name=Company name owner=Company owner "
        "last_contact=Last Activity Date",
    ),
    (
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company",
        "deals id=Record ID account=Associated Company name=Deal Name stage=Deal Stage "
        "closes=Close Date owner=Deal owner amount=Amount",
    ),
    (
        "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Associated Company",
        "people id=Record ID account=Associated Company first=First Name last=Last Name "
        "title=Job Title email=Email phone=Phone Number",
    ),
    (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,"
        "Deal - Status,Deal - Stage,Deal - Won time,Deal - Expected close date,Deal - Owner",
        "deals id=Deal - ID account=Deal - Organization name=Deal - Title status=Deal - Status "
        "stage=Deal - Stage closed_on=Deal - Won time closes=Deal - Expected close date "
        "amount=Deal - Value currency=Deal - Currency of Value owner=Deal - Owner",
    ),
    (
        "AccountId,Name,StageName,CloseDate,Amount,IsWon,OwnerId",
        "deals account_id=AccountId name=Name status=IsWon stage=StageName closes=CloseDate "
        "amount=Amount owner_id=OwnerId",
    ),
    (
        "Activity - Type,Activity - Subject,Activity - Due date,Activity - Done,"
        "Activity - Organization,Activity - Contact person,Activity - Note",
        "activities account=Activity - Organization on=Activity - Due date kind=Activity - Type "
        "status=Activity - Done person=Activity - Contact person subject=Activity - Subject "
        "text=Activity - Note",
    ),
    (
        "Date,Customer,Type,Notes,By",
        "activities account=Customer on=Date kind=Type text=Notes by=By",
    ),
    (
        "Customer,Renewal date,ARR,Account manager,Contact name,Contact email,Last contact",
        "accounts name=Customer owner=Account manager renewal=Renewal date amount=ARR "
        "last_contact=Last contact contact=Contact name contact_email=Contact email",
    ),
    ("Company,Contact,Email", "people account=Company name=Contact email=Email"),
    (
        "Company,Deal,Value,Close date",
        "deals account=Company name=Deal closes=Close date amount=Value",
    ),
    ("sales_agent,manager,regional_office", "members name=sales_agent"),
    ("User Name,User Email,Role", "members name=User Name email=User Email seat=Role"),
    ("KUNDE,customer,città", "accounts name=customer"),
]


@pytest.mark.parametrize(("line", "said"), CASES)
def test_what_crms_and_people_export_is_recognised(line: str, said: str) -> None:
    header = line.split(",")
    found = mapped("export.csv", header)
    assert isinstance(found, Mapped)
    roles = {role: header[place] for role, place in found.columns.items()}
    wanted = said.split(" ", 1)
    assert found.subject.value == wanted[0]
    assert set(wanted[1].split(" ")) == set(
        " ".join(f"{r}={h}" for r, h in roles.items()).split(" ")
    )
    assert sorted([*found.columns.values(), *found.rest]) == list(range(len(header)))


@pytest.mark.parametrize(
    ("file", "subject"),
    [
        ("accounts.csv", "accounts"),
        ("our team.xlsx, Sheet1", "members"),
        ("Customers-2026.CSV", "accounts"),
    ],
)
def test_where_no_header_tells_the_name_of_the_file_does(file: str, subject: str) -> None:
    found = mapped(file, ["id", "name", "email"])
    assert isinstance(found, Mapped)
    assert found.subject.value == subject


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (["name", "email"], "it could be accounts or members; name the file so (accounts.csv)"),
        (["product", "series", "price"], "no column is known as an account, person, deal"),
        (["accounts", "column 2"], "it has accounts"),
        (["First Name", "Email"], "it could be members"),
    ],
)
def test_what_leaves_it_open_is_not_used(header: list[str], says: str) -> None:
    found = mapped("export.csv", header)
    assert isinstance(found, Unused)
    assert says in found.reason


def test_a_map_goes_before_the_headers() -> None:
    header = ["Kunde", "Betrag", "Stand", "Titel"]
    told = Told(Subject.DEALS, {"account": "Kunde", "amount": "Betrag", "name": "Titel"})
    found = mapped("x.csv", header, told)
    assert isinstance(found, Mapped)
    assert found.columns == {"account": 0, "amount": 1, "name": 3}
    assert found.rest == (2,)
    lacks = mapped("x.csv", header, Told(Subject.DEALS, {"account": "Kunde"}))
    assert isinstance(lacks, Unused)
    assert "deals need columns for" in lacks.reason


def test_headers_are_compared_without_case_accents_and_punctuation() -> None:
    assert plain_header("AccountID") == "account id"
    assert plain_header("Deal - Title") == plain_header(" DEAL_TITLE ") == "deal title"
    assert plain_header("Montée") == "montee"


def test_the_synonyms_are_written_as_headers_are_compared() -> None:
    words = {word for roles in ROLES.values() for ws in roles.values() for word in ws}
    words |= {word for ws in TELLING.values() for word in ws}
    assert {word for word in words if plain_header(word) != word} == set()
    for subject, groups in NEEDED.items():
        assert {role for group in groups for role in group} <= set(ROLES[subject])
