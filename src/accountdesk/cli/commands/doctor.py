"""`accountdesk doctor`: what is wrong, what was set aside, and what to do about it."""

import os
from argparse import ArgumentParser, Namespace

from accountdesk.cli.output import say, say_json
from accountdesk.desk.desk import Desk
from accountdesk.desk.doctor import Report, examine
from accountdesk.desk.source_health import sources

WRONG, FINE = "!", " "
MOST = 20
"""Lines and quotations of one reason; --json has all of them."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes: nothing."""


def run(desk: Desk, args: Namespace) -> int:
    """Report; 1 if something should be done."""
    desk.settle()
    report = examine(desk)
    report = report._replace(findings=(*report.findings, *sources(desk, os.environ)))
    wrong = any(finding.wrong for finding in report.findings)
    if args.json:
        say_json(_data(report, wrong=wrong))
        return int(wrong)
    for finding in report.findings:
        say(f"{WRONG if finding.wrong else FINE} {finding.about:<8} {finding.says}")
    if report.aside:
        say("  Set aside; what is mended where it came from is read the next time:")
    for group in report.aside:
        say(f"    {group.words(MOST)}")
    if wrong:
        say("Something should be done about the lines with a !.")
    elif report.aside:
        say("Nothing is wrong with the desk; what was set aside is missing from it.")
    else:
        say("All is well.")
    return int(wrong)


def _data(report: Report, *, wrong: bool) -> dict[str, object]:
    return {
        "well": not wrong,
        "findings": [finding._asdict() for finding in report.findings],
        "set_aside": [group.data() for group in report.aside],
    }
