"""The fields of a record's body: their shapes, and each value in its one written form. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any

from foedus.errors import shown
from foedus.ledger.clock import OPEN
from foedus.model.time import parse_day

MAX_TEXT = 100_000  # characters of one field


class Sort(Enum):
    """The shape of a field's value."""

    TEXT = "a text"
    DAY = "a day, YYYY-MM-DD"
    PARTY = "a state, a list of states, or {group, from}"
    LIST = "a list of words"
    NUMBER = "a finite number"
    FLAG = "true or false"
    SPAN = "[start, end]"
    PLACE = "a name or {lat, lon}"
    MAP = "a mapping of words"


_BY_SORT = {
    Sort.TEXT: "act type kind instrument article paragraph source sha256 title place_text object means mode "
    "item unit purpose status modality statement speaker role affiliation state form verb stance trigger "
    "quote treaty_name force automaticity reading reading_note change verdict was from_note text why "
    "valid_from valid_from_precision",
    Sort.DAY: "date date_end until said valid_to",
    Sort.PARTY: "actor target recipient debtor creditor parties who against",
    Sort.LIST: "alleged_by denied_by held_by assumes depends_on rests_on",
    Sort.NUMBER: "quantity",
    Sort.FLAG: "mutual negated notified approved unprovoked",
    Sort.SPAN: "span content",
    Sort.PLACE: "place",
    Sort.MAP: "if",
}
SORTS: dict[str, Sort] = {name: sort for sort, names in _BY_SORT.items() for name in names.split()}
"""Field → shape, for everything that is kept in a record's body."""


def checked(value: Any, sort: Sort) -> Any:
    """The value in its one written form. Raises ValueError that says what is wanted."""
    return _CHECKS[sort](value)


def _wrong(value: Any, sort: Sort) -> ValueError:
    return ValueError(f"{sort.value} is wanted, not {shown(value)}")


def _day(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(value, Sort.DAY)
    return _iso(value)


@lru_cache(maxsize=4096)
def _iso(text: str) -> str:
    return OPEN if text == OPEN else parse_day(text).isoformat()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(value, Sort.TEXT)
    if len(value) > MAX_TEXT:
        raise ValueError(f"{len(value):,} characters are over the limit of {MAX_TEXT:,}")
    if "\0" in value or (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)):
        raise ValueError(f"'{shown(value)}' holds a NUL or half a character pair")
    return value


def _party(value: Any) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict) and "group" in value and value.keys() <= {"group", "from"}:
        return {k: _text(v) for k, v in value.items() if v is not None}
    if isinstance(value, list) and not any(isinstance(v, list) for v in value):
        return [_party(v) for v in value]
    raise _wrong(value, Sort.PARTY)


def _list(value: Any) -> list[str]:
    return [_text(v) for v in (value if isinstance(value, list) else [value])]


def _number(value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _wrong(value, Sort.NUMBER)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(value, Sort.FLAG)
    return value


def _span(value: Any) -> list[int]:
    if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value):
        if 0 <= value[0] <= value[1]:
            return value
        raise ValueError(f"{value} is no span; 0 <= start <= end")
    raise _wrong(value, Sort.SPAN)


def _place(value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"lat", "lon"}:
        return {k: _number(v) for k, v in value.items()}
    if isinstance(value, str):
        return _text(value)
    raise _wrong(value, Sort.PLACE)


def _map(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _wrong(value, Sort.MAP)
    return {_text(k): _text(v) for k, v in value.items() if v is not None}


_CHECKS: dict[Sort, Callable[[Any], Any]] = {
    Sort.TEXT: _text,
    Sort.DAY: _day,
    Sort.PARTY: _party,
    Sort.LIST: _list,
    Sort.NUMBER: _number,
    Sort.FLAG: _flag,
    Sort.SPAN: _span,
    Sort.PLACE: _place,
    Sort.MAP: _map,
}


def checks() -> dict[str, Callable[[Any], Any]]:
    """Field → the check of its shape."""
    return {name: _CHECKS[sort] for name, sort in SORTS.items()}
