"""What is on record: as of a day in the world, as known by a day, and the history of one record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from foedus.errors import InputError, LedgerError, shown
from foedus.ledger.chain import digest
from foedus.ledger.clock import OPEN
from foedus.ledger.connection import damaged
from foedus.ledger.record import Op, RecordKind
from foedus.ledger.store import Ledger

_COLUMNS = "n, seq, op, id, record, valid_to, rec_from, rec_to, body, digest"
_SHOWN = {  # the fields that CONTRACT promises, there also where they are empty
    RecordKind.FACT: ("act", "actor", "target", "status"),
    RecordKind.COMMITMENT: ("debtor", "creditor", "kind", "instrument", "article"),
    RecordKind.STATEMENT: ("speaker", "state", "stance"),
    RecordKind.DERIVED: ("debtor", "creditor", "kind", "instrument", "article"),
}
PLURALS = {
    RecordKind.FACT: "facts",
    RecordKind.COMMITMENT: "commitments",
    RecordKind.STATEMENT: "statements",
    RecordKind.DERIVED: "derived",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the ledger; None asks for all.

    `on`: true on this day in the world (`valid_from <= on < valid_to`; what bears no day is not).
    `known`: on record by the end of this day, UTC; None: by now. `actor`: acts, owes or speaks.
    `party`: is in the record in any role. `type`: a kind of record, an act, a class of events, a kind of duty
    or a stance.
    """

    on: date | None = None
    known: date | None = None
    actor: str | None = None
    party: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The answer in record order, and what the reader should know about it."""

    rows: list[dict[str, Any]]
    warnings: tuple[str, ...] = ()

    def by_kind(self) -> dict[str, list[dict[str, Any]]]:
        """`{"facts": […], "commitments": […], "statements": […], "derived": […]}`."""
        out: dict[str, list[dict[str, Any]]] = {plural: [] for plural in PLURALS.values()}
        for row in self.rows:
            out[PLURALS[RecordKind(row["record"])]].append(row)
        return out


def listed(ledger: Ledger, asked: Asked) -> Listed:
    """The versions that stand, as of the days asked for."""
    where, values = _conditions(asked)
    with ledger.snapshot() as connection:
        query = f"SELECT {_COLUMNS} FROM entry e WHERE {' AND '.join(where)} ORDER BY n"  # noqa: S608
        rows = [row_of(ledger, row) for row in connection.execute(query, values)]
        undated = 0
        if asked.on is not None:
            where, values = _conditions(
                Asked(known=asked.known, actor=asked.actor, party=asked.party, type=asked.type)
            )
            query = f"SELECT count(*) FROM entry e WHERE valid_from IS NULL AND {' AND '.join(where)}"  # noqa: S608
            undated = connection.execute(query, values).fetchone()[0]
        first = connection.execute("SELECT min(recorded_at) FROM tx").fetchone()[0]
    return Listed(rows=rows, warnings=tuple(_warnings(ledger, asked, undated, first)))


def _conditions(asked: Asked) -> tuple[list[str], dict[str, str]]:
    where, values = ["op <> 'retract'"], {}
    if asked.known is None or asked.known >= date.max - timedelta(days=1):
        where.append(f"rec_to = '{OPEN}'")
    else:
        where.append("rec_from < :until AND rec_to >= :until")
        values["until"] = (asked.known + timedelta(days=1)).isoformat()
    if asked.on is not None:
        where.append("valid_from <= :on AND :on < valid_to")
        values["on"] = asked.on.isoformat()
    if asked.actor is not None:
        where.append("n IN (SELECT entry FROM party WHERE who = :actor AND role = 'actor')")
        values["actor"] = asked.actor
    if asked.party is not None:
        where.append("n IN (SELECT entry FROM party WHERE who = :party)")
        values["party"] = asked.party
    if asked.type is not None:
        where.append("(lower(:type) IN (record, act, kind) OR upper(:type) = type)")
        values["type"] = asked.type
    return where, values


def _warnings(ledger: Ledger, asked: Asked, undated: int, first: str | None) -> Iterator[str]:
    if first is None:
        yield "nothing is on record yet"
    elif asked.known is not None and asked.known.isoformat() < first[:10]:
        yield f"nothing was on record by {asked.known}; the first record is of {first[:10]}"
    if asked.known is not None and asked.known > ledger.today():
        yield f"{asked.known} is yet to come: this is what is known so far"
    if undated:
        yield f"{undated} records bear no day on which they are true and are not listed with --on"


def history(ledger: Ledger, id_: str) -> list[dict[str, Any]]:
    """Every version and retraction of one record, in the order of recording.

    Raises:
        InputError: the id is not on record.
    """
    with ledger.snapshot() as connection:
        query = f"SELECT {_COLUMNS} FROM entry WHERE id = ? ORDER BY n"  # noqa: S608
        rows = [row_of(ledger, row) for row in connection.execute(query, (id_,))]
    if not rows:
        raise InputError(
            f"'{shown(id_)}' is not on record",
            where=shown(ledger.path),
            hint="`foedus ledger list` shows the ids.",
            code="unknown-id",
        )
    return rows


def journal(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Every line as it can be imported elsewhere, in the order of recording."""
    with ledger.snapshot() as connection:
        for row in connection.execute(f"SELECT {_COLUMNS} FROM entry ORDER BY n"):  # noqa: S608
            _, seq, op, id_, record, _, rec_from, *_ = row
            fields = _body(ledger, row)
            yield {"record": record, "op": op, "id": id_, **fields, "recorded_at": rec_from, "seq": seq}


def row_of(ledger: Ledger, row: Any) -> dict[str, Any]:
    """One version as it is answered: its fields, its days, its times of record."""
    _, seq, op, id_, record, valid_to, rec_from, rec_to, *_ = row
    fields = _body(ledger, row)
    promised = dict.fromkeys(_SHOWN[RecordKind(record)]) if op != Op.RETRACT else {}
    if op != Op.RETRACT:
        fields.setdefault("valid_from", None)
        if record == RecordKind.FACT:
            fields.setdefault("status", "asserted")
    return {
        "id": id_,
        "seq": seq,
        "record": record,
        "op": op,
        **promised,
        **fields,
        **({} if op == Op.RETRACT else {"valid_to": None if valid_to == OPEN else valid_to}),
        "recorded_at": rec_from,
        "recorded_to": None if rec_to == OPEN or op == Op.RETRACT else rec_to,
    }


def _body(ledger: Ledger, row: Any) -> dict[str, Any]:
    """The fields of a line; a damaged line is never shown."""
    n, _, op, id_, record, _, _, _, body, seal = row
    if digest(op, id_, record, body) != seal:
        raise damaged(ledger.path, f"record {n} ({id_}): its hash does not fit its content")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise LedgerError(f"record {n} has no fields", where=shown(ledger.path))
    return found


def mentions(ledger: Ledger, who: str) -> bool:
    """Is anybody on record under exactly this id or name?"""
    with ledger.snapshot() as connection:
        return connection.execute("SELECT 1 FROM party WHERE who = ? LIMIT 1", (who,)).fetchone() is not None
