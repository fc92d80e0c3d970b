"""Presets as files: read, and told what is wrong with them, with key, line and the nearest word."""

import tomllib
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from accountdesk.core.errors import NotUnderstood
from accountdesk.sources.crm.checks import Keys, Wrong, strange
from accountdesk.sources.crm.lines import line_of
from accountdesk.sources.crm.words.preset import WRITE_FIELDS, Preset
from accountdesk.sources.crm.write_checks import strange_writes


def read_preset(text: str, file: str) -> Preset:
    """A preset as a file says it.

    Raises:
        NotUnderstood: It is none; the message has the first thing that is wrong, and how many more.
    """
    found, wrong = check_preset(text, file)
    if found is None or wrong:
        more = f" `presets check` says {len(wrong) - 1} more." if len(wrong) > 1 else ""
        raise NotUnderstood(wrong[0] + more)
    return found


def check_preset(text: str, file: str) -> tuple[Preset | None, list[str]]:
    """A preset and everything that is wrong with it, a sentence each with file, line and key."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [f"{file} is no TOML: {error}."]
    wrong: list[Wrong] = []
    _set_apart(told)
    _look(told, (), inspect.type_info(Preset), wrong)
    preset = None
    if not wrong:
        try:
            preset = msgspec.convert(told, Preset)
        except msgspec.ValidationError as error:  # what the look above did not see
            return None, [f"{file}: {error}."]
        wrong = [*strange(preset), *strange_writes(preset)]
    return preset, [_in_words(one, text, file) for one in wrong]


def _set_apart(told: dict[str, Any]) -> None:
    """`[write.fields]` is unlike the other tables of `write`, so that it gets a type of its own."""
    written = told.get("write")
    if isinstance(written, dict) and "fields" in written:
        told[WRITE_FIELDS] = written.pop("fields")


def _look(value: object, keys: Keys, kind: inspect.Type, wrong: list[Wrong]) -> None:
    """Note what is wrong with a value and all that is in it."""
    struct = _meant(value, kind)
    tables = [one for one in _options(kind) if isinstance(one, inspect.DictType)]
    lists = [one for one in _options(kind) if isinstance(one, inspect.VarTupleType)]
    if isinstance(value, dict) and struct is not None:
        _look_into(value, keys, struct, wrong)
    elif isinstance(value, dict) and tables:
        for word, one in value.items():
            _look(one, (*keys, word), tables[0].value_type, wrong)
    elif isinstance(value, list) and lists:
        for one in value:
            _look(one, keys, lists[0].item_type, wrong)
    else:
        _look_at(value, keys, kind, wrong)


def _look_into(
    value: dict[str, Any], keys: Keys, struct: inspect.StructType, wrong: list[Wrong]
) -> None:
    """Note words that a table does not know, and those that it lacks."""
    fields = {field.encode_name: field for field in struct.fields}
    for word, one in value.items():
        if word in fields:
            _look(one, (*keys, word), fields[word].type, wrong)
        elif word != struct.tag_field:
            wrong.append(Wrong((*keys, word), "is not known there", tuple(fields)))
    for word, field in fields.items():
        if field.required and word not in value:
            wrong.append(Wrong(keys, f"needs {word}"))


def _look_at(value: object, keys: Keys, kind: inspect.Type, wrong: list[Wrong]) -> None:
    """Note a value that its word cannot have."""
    options = _options(kind)
    tagged = [one for one in options if isinstance(one, inspect.StructType) and one.tag is not None]
    if isinstance(value, dict) and tagged:
        field = str(tagged[0].tag_field)
        known = tuple(str(one.tag) for one in tagged)
        if field in value:
            wrong.append(Wrong((*keys, field), f"“{value[field]}” is none that there is", known))
        else:
            wrong.append(Wrong(keys, f"needs {field}", known))
        return
    if any(_takes(value, one) for one in options):
        return
    words = tuple(word for one in options for word in _words(one))
    says = f"“{value}” is none that there is" if words else f"must be {_kinds(options)}"
    wrong.append(Wrong(keys, says, words))


def _takes(value: object, kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.EnumType):
        return value in [one.value for one in kind.cls]
    if isinstance(kind, inspect.LiteralType):
        return value in kind.values
    if isinstance(kind, inspect.VarTupleType):
        return isinstance(value, list)
    if isinstance(kind, inspect.StructType | inspect.DictType):
        return False
    plain = {inspect.StrType: str, inspect.IntType: int, inspect.BoolType: bool}
    python = next((one for what, one in plain.items() if isinstance(kind, what)), None)
    return isinstance(kind, inspect.AnyType) if python is None else type(value) is python


def _words(kind: inspect.Type) -> list[str]:
    if isinstance(kind, inspect.EnumType):
        return [str(one.value) for one in kind.cls]
    return [str(one) for one in kind.values] if isinstance(kind, inspect.LiteralType) else []


def _kinds(options: tuple[inspect.Type, ...]) -> str:
    called = {
        inspect.StrType: "a text", inspect.IntType: "a number", inspect.BoolType: "true or false",
        inspect.DictType: "a table", inspect.StructType: "a table", inspect.VarTupleType: "a list",
    }  # fmt: skip
    found = [word for what, word in called.items() for one in options if isinstance(one, what)]
    return " or ".join(dict.fromkeys(found)) or "something else"


def _options(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The kinds that a value may have."""
    return kind.types if isinstance(kind, inspect.UnionType) else (kind,)


def _meant(value: object, kind: inspect.Type) -> inspect.StructType | None:
    """The table that is meant: the one there is, or the one that its tag names."""
    structs = [one for one in _options(kind) if isinstance(one, inspect.StructType)]
    if isinstance(value, dict):
        for one in structs:
            if one.tag is None or value.get(str(one.tag_field)) == one.tag:
                return one
    return None


def _in_words(wrong: Wrong, text: str, file: str) -> str:
    near = get_close_matches(wrong.word(), wrong.known, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    if wrong.known and not near:
        hint = f" Known: {', '.join(wrong.known)}."
    where = ".".join(wrong.keys) or "the preset"
    keys = [
        part for key in wrong.keys for part in (key.split(".") if key == WRITE_FIELDS else [key])
    ]
    place = f"{file}, line {line_of(text, keys)}: {where}"
    return f"{place} {wrong.says}.{hint}"
