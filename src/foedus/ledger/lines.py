"""What a line of records may hold: its fields, their words, and all faults of a line at once. Pure.

One vocabulary serves JSON lines, CSV and Parquet, in and out; the names are CONTRACT's. A line without
`record` is a fact. Absent, null, empty text and the empty list are the same: nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from foedus.errors import Fault, InputError, shown
from foedus.ledger.clock import OPEN, day_after, moment, stamp
from foedus.ledger.fields import SORTS, Sort, checks
from foedus.ledger.record import Op, Record, RecordKind, dated
from foedus.model.fact import Act, Status
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held, Verdict
from foedus.model.reading import Form, Modality, PactAct, Plover, Stance
from foedus.model.time import parse_day

MAX_ID = 200


E = TypeVar("E", RecordKind, Op)


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


Resolver = Callable[[str], str]
"""A name → the id of the state. Raises InputError."""
_ID = re.compile(r"[A-Z]{2,6}\Z|\*\Z|[a-z0-9]+(-[a-z0-9]+)*\Z")


def parse(line: Mapping[str, Any], where: str, resolve: Resolver | None = None) -> Record | list[Fault]:
    """The record that a line holds, or all that is wrong with it; `where` is `F.jsonl:3`.

    With `resolve`, what is no id in a party's place (`North Korea`) is taken for a state's name.
    """
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
    if resolve is not None and not faults:
        faults = [*_resolved(body, where, resolve)]
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


def _resolved(body: dict[str, Any], where: str, resolve: Resolver) -> Iterator[Fault]:
    """Puts ids in the place of names; what is no state is a fault."""
    for name in _PARTIES & body.keys():
        given = body[name]
        found: list[Any] = []
        for item in given if isinstance(given, list) else [given]:
            try:
                found.append(item if not isinstance(item, str) or _ID.match(item) else resolve(item))
            except InputError as e:
                fault = e.faults[0]
                hint = f'{fault.hint or ""} A group is written {{"group": name, "from": state}}.'.strip()
                yield Fault(f"{name}: {fault.message}", where, hint, fault.code)
        body[name] = found if isinstance(given, list) else found[0] if found else None


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


_PARTIES = {name for name, sort in SORTS.items() if sort is Sort.PARTY}
_FIELDS = checks()


def _unknown(name: str, where: str) -> Fault:
    near = get_close_matches(name, [*HEAD, *SORTS], n=1)
    hint = f"Did you mean {near[0]}?" if near else "See `foedus ledger add --help` for the fields."
    return Fault(f"unknown field {shown(name)}", where, hint, "unknown-field")


def _no_word(name: str, given: Any, words: Sequence[str], where: str) -> Fault:
    near = get_close_matches(str(given), words, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(words)}."
    return Fault(f"'{shown(given)}' is no {name}", where, hint, "word")
