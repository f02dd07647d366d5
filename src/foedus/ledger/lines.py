"""What a line of records may hold: its fields, their words, and all faults of a line at once. Pure.

One vocabulary serves JSON lines, CSV and Parquet, in and out; the names are CONTRACT's. A line without
`record` is a fact. Absent, null, empty text and the empty list are the same: nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from foedus.errors import Fault, InputError, shown
from foedus.ledger.clock import OPEN, day_after, moment, stamp
from foedus.ledger.record import Op, Record, RecordKind, dated
from foedus.model.fact import Act, Status
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held, Verdict
from foedus.model.reading import Form, Modality, PactAct, Plover, Stance
from foedus.model.time import parse_day

MAX_TEXT = 100_000  # characters of one field
MAX_ID = 200


E = TypeVar("E", RecordKind, Op)


class Sort(Enum):
    """The shape of a field's value."""

    TEXT = "a text"
    DAY = "a day, YYYY-MM-DD"
    PARTY = "a state, a list of states, or {group, from}"
    LIST = "a list of words"
    NUMBER = "a number"
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
HEAD = ("record", "op", "id", "recorded_at", "seq")
"""Fields of a line that are not of the body; `seq` only keeps an exported transaction together."""


def _words(*enums: type[StrEnum]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.value for enum in enums for word in enum))


_WORDS = {
    "type": _words(Plover),
    "kind": _words(Kind),
    "status": _words(Status, Modality),
    "modality": _words(Modality),
    "form": _words(Form),
    "stance": _words(Stance),
    "force": _words(Force),
    "automaticity": _words(Automaticity),
    "reading": _words(Held),
    "verdict": _words(Verdict),
    "valid_from_precision": ("month", "year", "by"),
}
_ACTS = {RecordKind.FACT: _words(Act), RecordKind.COMMITMENT: _words(PactAct)}
_NEEDED = {
    RecordKind.FACT: (("act", "type"), ("actor",)),
    RecordKind.COMMITMENT: (("kind",), ("debtor", "parties")),
    RecordKind.STATEMENT: (("speaker", "state"),),
    RecordKind.DERIVED: (("kind",), ("debtor", "who")),
}


TYPES = _words(RecordKind, Act, PactAct, Plover, Kind, Stance)
"""All words that `--type` takes."""


def type_word(text: str) -> str:
    """A word that `--type` takes, in any case of letters.

    Raises:
        InputError: it is none, with what was perhaps meant.
    """
    if text.lower() in TYPES or text.upper() in TYPES:
        return text
    near = get_close_matches(text.lower(), [t.lower() for t in TYPES], n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"The types are: {', '.join(TYPES)}."
    raise InputError(f"'{shown(text)}' is no type of record", where="--type", hint=hint, code="unknown-type")


def parse(line: Mapping[str, Any], where: str) -> Record | list[Fault]:
    """The record that a line holds, or all that is wrong with it; `where` is `F.jsonl:3`."""
    faults: list[Fault] = []
    known = {k: v for k, v in line.items() if v not in (None, "", [])}
    kind = RecordKind.FACT if "record" not in known else _head(known["record"], RecordKind, where, faults)
    op = Op.ASSERT if "op" not in known else _head(known["op"], Op, where, faults)
    id_, recorded_at, seq = _identity(known, op, where, faults)
    body: dict[str, Any] = {}
    for name, value in known.items():
        if name in HEAD:
            continue
        check = _FIELDS.get(name)
        if check is None:
            faults.append(_unknown(name, where))
            continue
        try:
            body[name] = check(value)
        except ValueError as e:
            faults.append(Fault(f"{name}: {e}", where, None, "field"))
    if not faults:
        faults = [Fault(m, where, hint, "field") for m, hint in _meaning(kind, op, body)]
    if faults:
        return faults
    return Record(kind=kind, op=op, id=id_, fields=body, recorded_at=recorded_at, seq=seq, where=where)


def _head(given: Any, words: type[E], where: str, faults: list[Fault]) -> E:
    try:
        return words(given)
    except ValueError:
        name = "record" if words is RecordKind else "op"
        faults.append(_no_word(name, given, _words(words), where))
        return next(iter(words))


def _identity(
    known: Mapping[str, Any], op: Op, where: str, faults: list[Fault]
) -> tuple[str | None, str | None, int | None]:
    id_, time, seq = known.get("id"), known.get("recorded_at"), known.get("seq")
    if id_ is None and op is not Op.ASSERT:
        faults.append(Fault(f"{op.value} needs the id of a record", where, "Add id.", "missing"))
    if id_ is not None and not _plain_id(id_):
        faults.append(
            Fault(f"id: '{shown(id_)}' is no id; a word of at most {MAX_ID} characters is wanted", where)
        )
    if time is not None:
        try:
            time = stamp(moment(time if isinstance(time, str) else repr(time)))
        except ValueError as e:
            faults.append(Fault(f"recorded_at: {e}", where, None, "field"))
    if seq is not None and (isinstance(seq, bool) or not isinstance(seq, int) or seq < 1):
        faults.append(Fault(f"seq: a number from 1 is wanted, not {shown(seq)}", where, None, "field"))
    return id_, time, seq


def _plain_id(id_: Any) -> bool:
    return isinstance(id_, str) and len(id_) <= MAX_ID and id_.isprintable() and id_.strip() == id_


def _meaning(kind: RecordKind, op: Op, body: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """What the fields mean together; fills in `valid_from`, `valid_to` and the precision."""
    if op is Op.RETRACT:
        for name in [k for k in body if k != "why"]:
            del body[name]
        return
    for names in _NEEDED[kind]:
        if not any(n in body for n in names):
            yield f"the field {' or '.join(names)} is missing in a {kind.value}", "Add it."
    for name, value in body.items():
        allowed = _ACTS.get(kind) if name == "act" else _WORDS.get(name)
        if allowed is not None and value not in allowed:
            fault = _no_word(name, value, allowed, "")
            yield fault.message, fault.hint
    yield from _days(kind, body)


def _days(kind: RecordKind, body: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    if kind is RecordKind.FACT and "date" in body:
        day = body.pop("date")
        if body.setdefault("valid_from", day) != day:
            yield f"date ({day}) and valid_from ({shown(body['valid_from'])}) differ", "Give one."
    if body.get("valid_to") == OPEN:
        del body["valid_to"]
    try:
        body.update(dated(body))
    except ValueError as e:
        yield f"valid_from: {e}", None
        return
    if "until" in body and "valid_to" not in body:  # the first day that it is over; what begins on it, has it
        until = body["until"]
        body["valid_to"] = _after(until) if until == body.get("valid_from") else until
    start, end = body.get("valid_from"), body.get("valid_to")
    if start is not None and end is not None and start >= end:
        yield (
            f"valid_to ({end}) is not after valid_from ({start})",
            "Intervals are half-open: valid_to (or until) is the first day on which it no longer holds.",
        )


def _after(day: str) -> str:
    return day_after(parse_day(day)).isoformat()


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


_FIELDS = {name: _CHECKS[sort] for name, sort in SORTS.items()}


def _unknown(name: str, where: str) -> Fault:
    near = get_close_matches(name, [*HEAD, *SORTS], n=1)
    hint = f"Did you mean {near[0]}?" if near else "See `foedus ledger add --help` for the fields."
    return Fault(f"unknown field {shown(name)}", where, hint, "unknown-field")


def _no_word(name: str, given: Any, words: Sequence[str], where: str) -> Fault:
    near = get_close_matches(str(given), words, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(words)}."
    return Fault(f"'{shown(given)}' is no {name}", where, hint, "word")
