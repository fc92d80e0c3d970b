"""Facts of the demo: what its CRM knows of an account, its people and its deals."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from zlib import crc32

from accountdesk.core.account import AccountFact
from accountdesk.core.deal import DealFact, DealKey, Outcome
from accountdesk.core.entry import AccountKey
from accountdesk.core.person import PersonFact, PersonKey
from accountdesk.core.record import Fields
from accountdesk.core.text import folded
from accountdesk.desk.demo.days import day
from accountdesk.desk.demo.story import OpenDeal, Story, WonDeal
from accountdesk.desk.demo.team import CURRENCY, SOURCE, owner

_NUMBERS = {
    "UK": "+44 7700 900{:03}",
    "Ireland": "+353 20 910 0{:03}",
    "Germany": "+49 176 0406 90{:02}",
    "France": "+33 6 39 98 00 {:02}",
    "Sweden": "+46 70 174 06 {:02}",
}
"""Numbers that these countries keep for fiction; of people elsewhere we know none."""

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ł": "l"})
"""Letters that have no plain one inside."""


def account_key(story: Story) -> AccountKey:
    """The key of a story's account."""
    return AccountKey(f"{SOURCE}:{_plain(story.name)}")


def _plain(text: str) -> str:
    """`Ørsund Havn` as `orsund-havn`, for keys and addresses."""
    letters = folded(text).translate(_LETTERS)
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in letters).split())


def account(story: Story, today: date) -> AccountFact:
    """The account itself."""
    key, contract = account_key(story), story.contract
    return AccountFact(
        key=key,
        name=story.name,
        type="Customer" if story.won else "Prospect",
        owner=None if story.farmer is None else owner(story.farmer),
        renewal=None if contract is None else day(today, contract.away),
        cents=None if contract is None else contract.euros * 100,
        currency=None if contract is None else CURRENCY,
        link=f"https://crm.example/{key.removeprefix(f'{SOURCE}:')}",
        fields=Fields({"Industry": story.trade, "Place": story.place}),
    )


def people(story: Story, given: Counter[str]) -> list[PersonFact]:
    """The account's people; `given` counts the phone numbers that each country has given out."""
    found = []
    country = story.place.rpartition(", ")[2]
    for number, text in enumerate(story.people, 1):
        name, _, title = text.partition(", ")
        address = f"{_plain(name).replace('-', '.')}@{_plain(story.name)}.example"
        phone = _NUMBERS.get(country)
        if phone is not None:
            given[country] += 1
            phone = phone.format(given[country])
        chance = crc32(name.encode())
        found.append(
            PersonFact(
                PersonKey(f"{account_key(story)}-p{number}"),
                name,
                title,
                None if chance % 9 == 0 else address,
                None if chance % 5 == 0 else phone,
            )
        )
    return found


def deals(story: Story, today: date) -> Iterator[DealFact]:
    """Deals that were won and deals that are open."""
    both: list[WonDeal | OpenDeal] = [*story.won, *story.open_deals]
    for number, deal in enumerate(both, 1):
        yield DealFact(
            key=DealKey(f"{account_key(story)}-d{number}"),
            name=deal.name,
            outcome=Outcome.WON if isinstance(deal, WonDeal) else Outcome.OPEN,
            closes=None if deal.away is None else day(today, deal.away),
            cents=None if deal.euros is None else deal.euros * 100,
            currency=None if deal.euros is None else CURRENCY,
            owner=owner(deal.who),
        )
