"""Values to and from plain data: validation with all faults at once, dumps, JSON Schema.

The only file that knows pydantic. Two field names differ outside Python, where the natural word is a
keyword: `start`/`end` are written `from`/`to`, `occasion` is written `if`.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Hashable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from foedus.errors import DossierError, Fault, FoedusError, shown
from foedus.yamlfile import Located, Path_

T = TypeVar("T")

_OUTSIDE = {"start": "from", "end": "to", "start_note": "from_note", "occasion": "if"}
_INSIDE = {outside: inside for inside, outside in _OUTSIDE.items()}


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(cast(Any, kind))
    return adapter


def validate(kind: type[T], found: Located, *, error: type[FoedusError] = DossierError) -> T:
    """The value of type `kind` that a loaded file holds.

    Raises:
        FoedusError: of the class given, with every fault of the file, each naming file, line and field.
    """
    try:
        value: T = _adapter(cast(Hashable, kind)).validate_python(_inward(found.value))
    except ValidationError as e:
        raise error.of([_fault(item, found, kind) for item in e.errors()]) from None
    return value


def parse(kind: type[T], data: Any, *, name: str, error: type[FoedusError] = DossierError) -> T:
    """As `validate`, for data without lines (JSON that a program made)."""
    return validate(kind, Located(name, data, {(): (1, 1)}), error=error)


def dump(value: Any) -> Any:
    """Plain data (dicts, lists, words, numbers) of a model value, in CONTRACT's names."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {_OUTSIDE.get(f.name, f.name): dump(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(k): dump(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        return [dump(v) for v in items]
    return value


def schema(kind: Any) -> dict[str, Any]:
    """JSON Schema of a type, with the outside names."""
    found: dict[str, Any] = _outward_schema(_adapter(kind).json_schema())
    return found


def _inward(data: Any) -> Any:
    if isinstance(data, dict):
        return {_INSIDE.get(k, k): _inward(v) for k, v in data.items()}
    if isinstance(data, list):
        return [_inward(v) for v in data]
    if isinstance(data, int) and not isinstance(data, bool):
        return data
    return data


def _outward_schema(node: Any) -> Any:
    if isinstance(node, list):
        return [_outward_schema(v) for v in node]
    if not isinstance(node, dict):
        return node
    out = {k: _outward_schema(v) for k, v in node.items()}
    if isinstance(out.get("properties"), dict):
        out["properties"] = {_OUTSIDE.get(k, k): v for k, v in out["properties"].items()}
    if isinstance(out.get("required"), list):
        out["required"] = [_OUTSIDE.get(k, k) for k in out["required"]]
    return out


def _fault(item: Any, found: Located, kind: Any) -> Fault:
    path: Path_ = tuple(_OUTSIDE.get(p, p) if isinstance(p, str) else p for p in item["loc"])
    message, hint = _words(item, kind)
    if item["type"] == "missing":  # the place is that of the parent
        return Fault(message, found.where(path), hint, item["type"])
    return Fault(message, found.where(path), hint, item["type"])


def _words(item: Any, kind: Any) -> tuple[str, str | None]:
    """What pydantic says, in our words, with what to write instead."""
    given = item.get("input")
    last = item["loc"][-1] if item["loc"] else ""
    name = _OUTSIDE.get(str(last), str(last))
    if item["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        fields = [_OUTSIDE.get(f, f) for f in _fields_at(kind, item["loc"][:-1])]
        near = difflib.get_close_matches(name, fields, n=1)
        known = f"Did you mean {near[0]}?" if near else f"The fields are: {', '.join(fields)}."
        return f"unknown field {shown(name)}", known
    if item["type"] == "missing":
        return f"the field {name} is missing", "Add it."
    if item["type"] == "enum":
        choices = item.get("ctx", {}).get("expected", "")
        near = difflib.get_close_matches(
            str(given), choices.replace("'", "").replace(" or ", ", ").split(", "), n=1
        )
        hint = f"Did you mean '{near[0]}'?" if near else f"Write one of {choices}."
        return f"'{shown(given)}' is not a {name}", hint
    wanted = {
        "tuple_type": "a list",
        "string_type": "a word",
        "dataclass_type": "a mapping",
        "bool_type": "true or false",
    }
    if item["type"] in wanted:
        return f"{name}: {wanted[item['type']]} is wanted, not {_what(given)}", None
    return f"{name}: {item['msg']} (given: {shown(given)})", None


def _what(given: Any) -> str:
    names = {
        dict: "a mapping",
        list: "a list",
        str: "a word",
        int: "a number",
        float: "a number",
        bool: "true/false",
    }
    return names.get(type(given), "nothing" if given is None else shown(given))


def _fields_at(kind: Any, path: tuple[Any, ...]) -> list[str]:
    """The fields of the dataclass that stands at `path` inside `kind`."""
    for step in path:
        if isinstance(step, str) and dataclasses.is_dataclass(kind):
            kind = get_type_hints(kind).get(step)
        kind = _element(kind)
    return [f.name for f in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []


def _element(kind: Any) -> Any:
    """The dataclass inside `tuple[X, ...]` or `X | None`."""
    while not dataclasses.is_dataclass(kind) and get_args(kind):
        inner = [a for a in get_args(kind) if a not in (type(None), Ellipsis)]
        if not inner:
            break
        kind = inner[0]
    return kind
