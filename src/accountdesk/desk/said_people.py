"""What entries say of a customer's people, in words."""

from collections.abc import Iterator, Mapping

from accountdesk.core.person import PersonAdded
from accountdesk.core.relations import (
    PersonLink,
    PersonMoved,
    PersonNote,
    PersonRole,
    Role,
    SamePerson,
)
from accountdesk.desk.saying import Around, Says, names, on_day


def _added(body: PersonAdded, around: Around) -> str:
    return f"person added: {', '.join(filter(None, body))}"


def _who(key: str, around: Around) -> str:
    return names([key], around.people)[0]


def _role(body: PersonRole, around: Around) -> str:
    does = DOES[body.role] if body.holds else _DOES_NOT[body.role]
    return f"{_who(body.person, around)} {does}"


DOES: Mapping[Role, str] = {
    Role.MAKES: "makes decisions",
    Role.EXECUTES: "executes decisions",
    Role.INFLUENCES: "influences decisions",
    Role.USES: "uses what we do",
    Role.PAYS: "pays",
}

_DOES_NOT = {
    "makes": "makes no decisions any more",
    "executes": "executes no decisions any more",
    "influences": "influences no decisions any more",
    "uses": "does not use what we do any more",
    "pays": "does not pay any more",
}


def _link(body: PersonLink, around: Around) -> str:
    who = names(body.people, around.people)
    if body.tie is None or len(who) != 2:
        return f"{' and '.join(who) or 'nobody'} work together no more"
    return f"{who[0]} {body.tie.value} {who[1]}"


def _note(body: PersonNote, around: Around) -> str:
    return f"{_who(body.person, around)}: {', '.join(_noted(body, around)) or 'nothing new'}"


def _noted(body: PersonNote, around: Around) -> Iterator[str]:
    said = (
        ("matters", body.matters),
        ("reached by", body.channel),
        ("speaks", body.language),
        ("is in", body.zone),
    )
    for label, text in said:
        if text is not None:
            yield f"{label} {text}" if text else f"{label}: taken away"
    if body.no_contact is not None:
        yield "not to be contacted" if body.no_contact else "may be contacted"
    if body.known_by is not None:
        known = ", ".join(around.team.name_of(key) for key in body.known_by)
        yield f"known by {known or 'nobody'}"


def _moved(body: PersonMoved, around: Around) -> str:
    who = _who(body.person, around)
    if body.came_from is not None:
        return f"{who} came from {body.value or body.came_from}{on_day(body.on)}"
    place = body.value or body.to or "a place that nobody knows"
    return f"{who} left for {place}{on_day(body.on)}"


def _same(body: SamePerson, around: Around) -> str:
    return f"one person: {', '.join(names(body.people, around.people)) or 'nobody'}"


SAYS: Says = {
    PersonAdded: _added,
    PersonRole: _role,
    PersonLink: _link,
    PersonNote: _note,
    PersonMoved: _moved,
    SamePerson: _same,
}
