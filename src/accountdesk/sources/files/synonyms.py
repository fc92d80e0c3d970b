"""Synonyms: the names that CRMs and people give to columns, by what they mean.

Headers stand here folded, with single spaces for punctuation: `Deal - Title` is `deal title`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Subject(StrEnum):
    """What the rows of a table are."""

    ACCOUNTS = "accounts"
    PEOPLE = "people"
    DEALS = "deals"
    ACTIVITIES = "activities"
    CASES = "cases"
    MEMBERS = "members"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


_ACCOUNT = _words(
    "account, account name, company, company name, organization, organization name, organisation,"
    " organisation name, customer, customer name, client, client name, associated company,"
    " associated company primary, primary associated company, potential customer, parent account,"
    " lead name, company account"
)
_ACCOUNT_ID = _words(
    "account id, company id, organization id, organisation id, customer id, client id,"
    " associated company ids, associated company id, primary associated company id,"
    " customer number, customer no, account number, account no, lead id, account name id"
)

ROLES: Mapping[Subject, Mapping[str, tuple[str, ...]]] = {
    Subject.ACCOUNTS: {
        "id": (*_ACCOUNT_ID, *_words("record id, id, key, do not modify account")),
        "name": (*_ACCOUNT, "name", "display name"),
        "type": _words(
            "account type, customer type, company type, relationship type, lifecycle stage, type,"
            " organization type"
        ),
        "owner": _words(
            "account owner, company owner, organization owner, owner name, owner, account manager,"
            " sales owner, salesperson, customer success manager, csm, assigned to,"
            " relationship manager"
        ),
        "owner_id": _words("account owner id, owner id, ownerid"),
        "renewal": _words(
            "renewal date, renewal, contract renewal date, next renewal, renews on, contract end,"
            " contract end date, subscription end date, end of contract"
        ),
        "amount": _words(
            "renewal amount, annual contract value, acv, arr, annual recurring revenue,"
            " contract value, yearly amount, annual value"
        ),
        "currency": _words("currency, currency code, currency iso code, account currency"),
        "link": _words("link, record link, record url, crm link, crm url, permalink"),
        "last_contact": _words(
            "last contact, last contacted, last contact date, last touch, last touchpoint,"
            " last activity date, last activity time, last activity,"
            " organization last activity date, last call,"
            " last interaction, last visit"
        ),
        "contact": _words("primary contact, contact, contact name, main contact, contact person"),
        "contact_title": _words("contact title, contact job title, contact role"),
        "contact_email": _words("contact email, contact e mail, primary contact email"),
        "contact_phone": _words("contact phone, contact phone number, primary contact phone"),
    },
    Subject.PEOPLE: {
        "id": _words("contact id, person id, record id, id, key, do not modify contact"),
        "account": (*_ACCOUNT, "person organization", "contact company"),
        "account_id": _ACCOUNT_ID,
        "name": _words(
            "full name, contact name, person name, contact, contact person, person, name"
        ),
        "first": _words("first name, given name, firstname, forename"),
        "last": _words("last name, family name, surname, lastname"),
        "title": _words(
            "job title, jobtitle, position, contact title, person job title, title, role"
        ),
        "email": _words(
            "email, e mail, email address, work email, person email work, person email,"
            " primary email, contact email, mail, emailaddress1"
        ),
        "phone": _words(
            "phone, phone number, work phone, person phone work, person phone, business phone,"
            " mobile, mobile phone, mobile phone number, telephone, contact phone"
        ),
        "last_contact": _words(
            "last contact, last contacted, last contact date, last touch, last activity date,"
            " last activity, person last activity date"
        ),
    },
    Subject.DEALS: {
        "id": _words("deal id, opportunity id, record id, id, key, do not modify opportunity"),
        "account": (*_ACCOUNT, "deal organization", "deal company"),
        "account_id": _ACCOUNT_ID,
        "name": _words(
            "deal name, opportunity name, deal title, deal, opportunity, topic, name,"
            " title, product, product name"
        ),
        "status": _words("deal status, opportunity status, outcome, status, is won, won"),
        "stage": _words("deal stage, opportunity stage, stage, stage name, sales stage"),
        "closed_on": _words(
            "actual close date, deal won time, won time, won date, date closed, closed on,"
            " closed date, close time, deal deal closed on, deal lost time"
        ),
        "closes": _words(
            "close date, expected close date, deal expected close date, closing date,"
            " expected closing, expected close, est close date, estimated close date, date close"
        ),
        "amount": _words(
            "amount, deal value, deal amount, close value, value, expected revenue, est revenue,"
            " estimated revenue, opportunity amount, revenue, price"
        ),
        "closed_amount": _words("actual revenue, actual value"),
        "currency": _words(
            "currency, currency code, currency iso code, deal currency, deal currency of value,"
            " amount currency"
        ),
        "owner": _words(
            "deal owner, opportunity owner, owner name, owner, sales agent, sales rep, salesperson,"
            " sales person, sales owner, rep, agent, assigned to"
        ),
        "owner_id": _words("deal owner id, opportunity owner id, owner id, ownerid"),
    },
    Subject.ACTIVITIES: {
        "id": _words("activity id, task id, event id, engagement id, record id, id, key"),
        "account": (*_ACCOUNT, "activity organization", "regarding"),
        "account_id": (*_ACCOUNT_ID, "what id", "related to id"),
        "on": _words(
            "activity date, date, due date, activity due date, call date, meeting date,"
            " start date, start time, date time, call start time, when, completed at, timestamp,"
            " created at, create date"
        ),
        "time": _words("time, activity due time, due time, start time of day"),
        "kind": _words(
            "activity type, type, task type, touchpoint, touchpoint type, kind, channel,"
            " engagement type, interaction type, task subtype"
        ),
        "direction": _words("direction, call direction, call type, email direction"),
        "status": _words("activity status, status, activity done, done, call status, completed"),
        "answer": _words("call outcome, call disposition, call result, answer, disposition"),
        "person": _words(
            "contact, contact name, contact person, activity contact person, person, attendee,"
            " with, who"
        ),
        "subject": _words("subject, activity subject, title, call name, meeting name, name"),
        "text": _words(
            "notes, note, comments, description, text, body, summary, activity note, details,"
            " call notes, meeting notes"
        ),
        "by": _words(
            "activity owner, assigned to, activity assigned to user, owner, user, by, logged by,"
            " activity assigned to, created by, author, rep, sales rep"
        ),
    },
    Subject.CASES: {
        "id": _words("case id, case number, ticket id, ticket number, record id, id, key"),
        "account": _ACCOUNT,
        "account_id": _ACCOUNT_ID,
        "name": _words(
            "case subject, ticket name, ticket subject, case title, subject, title, name"
        ),
        "status": _words("case status, ticket status, status, state"),
        "opened": _words("date opened, opened, opened on, created date, create date, created on"),
        "closed_on": _words("date closed, closed date, close date, closed on, resolved on"),
        "due": _words(
            "target date, resolve by, resolve by date, sla due, due date, due, resolution due"
        ),
        "owner": _words("case owner, ticket owner, assigned to, owner, agent"),
        "owner_id": _words("case owner id, owner id"),
    },
    Subject.MEMBERS: {
        "id": _words("user id, member id, agent id, employee id, owner id, id, key"),
        "name": _words(
            "sales agent, sales rep, salesperson, agent, rep, member, member name, user, user name,"
            " full name, team member, owner name, employee, name, representative"
        ),
        "first": _words("first name, given name, firstname"),
        "last": _words("last name, family name, surname, lastname"),
        "email": _words("user email, email, e mail, email address, work email, mail"),
        "seat": _words("seat, hunter or farmer, sales role, role"),
    },
}
"""For each subject the roles of columns, and the headers that mean one, the surest first."""

TELLING: Mapping[Subject, frozenset[str]] = {
    Subject.ACCOUNTS: frozenset(
        (
            *_ACCOUNT,
            *ROLES[Subject.ACCOUNTS]["renewal"],
            *ROLES[Subject.ACCOUNTS]["amount"],
            *_words(
                "account type, customer type, company type, lifecycle stage, account owner,"
                " company owner, organization owner, account manager, industry, sector,"
                " organization last activity date, number of employees, employees, website"
            ),
        )
    ),
    Subject.PEOPLE: frozenset(
        _words(
            "contact id, person id, full name, contact name, person name, contact, contact person,"
            " person, first name, given name, firstname, last name, family name, surname, lastname,"
            " job title, jobtitle, position, person email work, person email, person phone work,"
            " person phone, person organization, mobile phone"
        )
    ),
    Subject.DEALS: frozenset(
        word
        for role in ("id", "name", "status", "stage", "closed_on", "closes", "amount", "owner")
        for word in ROLES[Subject.DEALS][role]
        if re.search(r"\b(deal|opportunity|stage|clos|won|est)\b|close|closing|revenue", word)
        and word != "revenue"
    ),
    Subject.ACTIVITIES: frozenset(
        word
        for words in ROLES[Subject.ACTIVITIES].values()
        for word in words
        if re.search(r"\b(activity|call|meeting|task|event|engagement|touchpoint)\b", word)
        or word
        in (
            "subject",
            "due date",
            "notes",
            "comments",
            "logged by",
            "regarding",
            "interaction type",
        )
    ),
    Subject.CASES: frozenset(
        (
            *(
                word
                for words in ROLES[Subject.CASES].values()
                for word in words
                if re.search(r"\b(case|ticket|sla|resolve|resolution|resolved)\b", word)
            ),
            *_words("date opened, date closed, priority"),
        )
    ),
    Subject.MEMBERS: frozenset(
        _words(
            "sales agent, sales rep, salesperson, agent, rep, member, member name, user, user name,"
            " team member, user id, member id, agent id, employee id, employee, hunter or farmer,"
            " seat, user email, representative"
        )
    ),
}
"""Headers that tell what a table is about."""

NEEDED: Mapping[Subject, tuple[tuple[str, ...], ...]] = {
    Subject.ACCOUNTS: (("name",),),
    Subject.PEOPLE: (("name", "first", "last", "email"), ("account", "account_id")),
    Subject.DEALS: (
        ("account", "account_id"),
        ("id", "name"),
        ("status", "stage", "closes", "closed_on", "amount"),
    ),
    Subject.ACTIVITIES: (("account", "account_id"), ("on",), ("kind", "subject", "text", "answer")),
    Subject.CASES: (("account", "account_id"), ("id", "name"), ("status", "due", "closed_on")),
    Subject.MEMBERS: (("name", "first", "last"),),
}
"""Of each group of roles a table of the subject has at least one."""

FILE_WORDS: Mapping[Subject, frozenset[str]] = {
    subject: frozenset(_words(words))
    for subject, words in {
        Subject.ACCOUNTS: "account, accounts, companies, company, customers, clients",
        Subject.PEOPLE: "people, contacts, contact, persons, leads",
        Subject.DEALS: "deals, deal, opportunities, opportunity, pipeline",
        Subject.ACTIVITIES: "activities, activity, calls, meetings, touchpoints, tasks",
        Subject.CASES: "cases, case, tickets, ticket, incidents",
        Subject.MEMBERS: "members, team, teams, users, agents, reps, sellers, colleagues",
    }.items()
}
"""Words of a file's or sheet's name that say what it is about."""
