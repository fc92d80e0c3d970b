"""Metrics: what goals are set for, each a rule about contributions. Teams are measured, not people.

A metric is one line in `METRICS`. Definitions are the field's; where they leave a choice open, the
line says what was chosen.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from accountdesk.core.contribution import Flow


class Metric(NamedTuple):
    """What is measured in a period.

    Attributes:
        label: As it stands on screen.
        short: The same where there is little room.
        means: One line for people.
        flows: Contributions that it adds up, those dated in the period.
        stays: Whether those of customers who left by the period's end are left out.
    """

    label: str
    short: str
    means: str
    flows: tuple[Flow, ...]
    stays: bool


METRICS: Mapping[str, Metric] = MappingProxyType(
    {
        "revenue_staying": Metric(
            "Revenue from customers who stay",
            "Staying",
            "won deals, and a year's amount of contracts that renew, without those of customers "
            "who left between that day and the period's end",
            (Flow.WON, Flow.KEPT),
            stays=True,
        ),
        "revenue_won": Metric(
            "Revenue won",
            "Won",
            "amounts of won deals by the day they were closed",
            (Flow.WON,),
            stays=False,
        ),
    }
)

DEFAULT = "revenue_staying"
"""The metric of a team that has set no goal: both seats can move it."""
