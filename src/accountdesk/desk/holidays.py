"""Holidays of a region, as the library knows them, and days of one's own.

Only this module asks the library, and only when somebody decides. What it says is recorded with
the decision: another version of it may say something else, and two desks must agree.
"""

import warnings
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from itertools import islice

from holidays import country_holidays, list_supported_countries
from holidays.registry import COUNTRIES

from accountdesk.core.errors import NotUnderstood
from accountdesk.core.policy import Holidays
from accountdesk.desk.desk import Desk
from accountdesk.desk.log import day_typed

PAST, AHEAD = 2, 15
"""Years before and after this one: waits are told of the past, promises are given ahead."""

MOST = 20
"""Regions named in one sentence."""

WRITE = "Write a region like DE, DE-BY or US-CA, and days of your own between commas."


def called(desk: Desk, text: str) -> Holidays:
    """The holidays that a user's text names: of a region, of one's own, or both with commas.

    Raises:
        NotUnderstood: It names no region that is known, more than one, or what is no day.
    """
    parts = [" ".join(part.split()) for part in text.split(",")]
    if not all(parts):
        raise NotUnderstood(f"“{text}” names no holidays. {WRITE}")
    regions = [part for part in parts if not part[0].isdigit()]
    if len(regions) > 1:
        raise NotUnderstood(f"{' and '.join(regions)} are more than one region. {WRITE}")
    own = frozenset(day_typed(desk, part) for part in parts if part[0].isdigit())
    if not regions:
        return Holidays(None, None, own, own)
    known = _of_region(regions[0], desk.today)
    return known._replace(days=known.days | own, own=own)


def _of_region(text: str, today: date) -> Holidays:
    """A region's, up to the last year of which the library knows them all."""
    country, _, rest = text.partition("-")
    country, region = country.strip().upper(), None
    parts = list_supported_countries(include_aliases=False)
    if country not in parts:
        raise NotUnderstood(f"No holidays of “{text}” are known.{_did_you_mean(text)} {WRITE}")
    if rest.strip():
        region = _region(country, rest.strip(), parts[country])
    name = country if region is None else f"{country}-{region}"
    until, days = today.year - 1, _of_years(country, region, range(today.year - PAST, today.year))
    while until < today.year + AHEAD and (found := _of_year(country, region, until + 1)):
        until, days = until + 1, days | found
    if until < today.year:
        raise NotUnderstood(
            f"No holidays of {name} are known for {today.year}. An update of AccountDesk may know "
            "them; until then, write the days themselves with commas between them."
        )
    return Holidays(name, until, days)


def _did_you_mean(text: str) -> str:
    """Countries that are called nearly so, by their names or another of their codes."""
    names = {name.casefold(): names[1] for names in COUNTRIES.values() for name in names}
    meant = text.casefold().replace(" ", "")
    near = [meant] if meant in names else get_close_matches(meant, names, 3)
    codes = dict.fromkeys(names[name] for name in near)
    return f" Did you mean {' or '.join(codes)}?" if codes else ""


def _region(country: str, text: str, parts: list[str]) -> str:
    """The part of a country, as the library spells it."""
    spelled = {part.casefold(): part for part in parts}
    found = spelled.get(text.casefold())
    if found is not None:
        return found
    if not parts:
        raise NotUnderstood(
            f"The holidays of {country} are known as a whole only. Write {country} alone."
        )
    near = [spelled[name] for name in get_close_matches(text.casefold(), spelled, 1)]
    did = f" Did you mean {country}-{near[0]}?" if near else ""
    more = f" and {len(parts) - MOST} more" if len(parts) > MOST else ""
    raise NotUnderstood(
        f"{country} has no region “{text}”.{did} It has {', '.join(islice(parts, MOST))}{more}."
    )


def _of_years(country: str, region: str | None, years: Iterable[int]) -> frozenset[date]:
    return frozenset[date]().union(*(_of_year(country, region, year) for year in years))


def _of_year(country: str, region: str | None, year: int) -> frozenset[date]:
    """All holidays of a year; none where the library warns that it does not know them all."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            found = country_holidays(country, subdiv=region, years=year)
        except UserWarning:
            return frozenset()
    return frozenset(day for day in found if day.year == year)
