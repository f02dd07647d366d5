"""One write transaction: what each record adds, given what is on record.

Lines that share a time form one transaction of the chain. A version that is closed in the same transaction
that opened it would have an empty interval, so a second line for one id starts the next one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from foedus.errors import Fault, InputError, shown
from foedus.ledger.chain import Head, digest, link
from foedus.ledger.clock import OPEN, TICK, stamp, unstamp
from foedus.ledger.record import Op, Record, RecordKind, identity, parties

_SLACK = timedelta(seconds=1)
"""A clock that is behind by less is not worth a warning."""
MAX_FAULTS = 1000


class Appender:
    """Takes records one by one inside a transaction of the connection; `finish` closes the chain."""

    def __init__(
        self, connection: sqlite3.Connection, now: datetime, head: Head, *, keep_times: bool
    ) -> None:
        self._connection = connection
        self._now = now
        self._head = head
        self._keep_times = keep_times
        last = connection.execute("SELECT max(recorded_at) FROM tx").fetchone()[0]
        self._last = unstamp(last) if last else None
        self._n = connection.execute("SELECT max(n) FROM entry").fetchone()[0] or 0
        self._group: tuple[str | None, int | None] | None = None
        self._time = ""
        self._digests: list[str] = []
        self._inside: set[str] = set()
        self._parties: list[tuple[int, str, str]] = []
        self.ids: list[str] = []
        self.new = 0
        self.warnings: list[str] = []
        self._faults: list[Fault] = []
        self._older = 0
        if self._last and now + _SLACK < self._last:
            self.warnings.append(
                f"the clock ({stamp(now)}) is behind the last record ({last}); "
                "new records are dated right after it, so that no past answer changes"
            )

    def take(self, record: Record) -> None:
        """Add the record, unless it is on record already."""
        id_ = record.known_by
        self.ids.append(id_)
        rows = self._connection.execute(
            "SELECT n, record, body, rec_from, rec_to, op FROM entry WHERE id = ? ORDER BY n", (id_,)
        ).fetchall()
        standing = rows[-1] if rows and rows[-1][4] == OPEN else None
        if self._keep_times and record.recorded_at and self._is_there(record, rows):
            return
        match record.op:
            case Op.ASSERT:
                if self._known(record, rows, standing):
                    return
                if standing is not None:
                    self._refuse(record, "stands on record with other content", "Use op correct.")
                    return
            case Op.CORRECT:
                if standing is None:
                    self._refuse(record, "is not on record, so nothing is corrected", "Use op assert.")
                    return
                if self._same(record, standing):
                    return
            case Op.RETRACT:
                if not rows:
                    self._refuse(record, "is not on record, so nothing is retracted", "Check the id.")
                if standing is None:
                    return
        self._write(record, id_, standing)

    def _known(self, record: Record, rows: list[Any], standing: Any) -> bool:
        """Is this assertion on record? By content alone, or under its id while that stands."""
        if record.id is not None and standing is None:
            return False
        return any(self._same(record, row) for row in rows if row[5] != Op.RETRACT)

    def _same(self, record: Record, row: Any) -> bool:
        return row[1] == record.kind and identity(RecordKind(row[1]), json.loads(row[2])) == record.identity

    def _is_there(self, record: Record, rows: list[Any]) -> bool:
        """A line of an import that this ledger took before, at the same time and with the same body."""
        return any(row[3] == record.recorded_at and row[2] == record.body for row in rows)

    def _refuse(self, record: Record, what: str, hint: str) -> None:
        if len(self._faults) < MAX_FAULTS:
            self._faults.append(Fault(f"{shown(record.id)} {what}", record.where, hint, "contradiction"))

    def _write(self, record: Record, id_: str, standing: Any) -> None:
        self._join(record, id_, standing[3] if standing else None)
        kind = standing[1] if record.op is Op.RETRACT else record.kind.value
        body = record.body
        self._n += 1
        retraction = record.op is Op.RETRACT
        if standing is not None:
            if standing[3] >= self._time:
                self._refuse(
                    record,
                    f"was recorded at {standing[3]}, after this line ({self._time})",
                    "Put the lines in the order of recorded_at.",
                )
                return
            self._connection.execute("UPDATE entry SET rec_to = ? WHERE n = ?", (self._time, standing[0]))
        seal = digest(record.op.value, id_, kind, body)
        found = columns_of(record.fields)
        self._connection.execute(
            "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                self._n,
                self._head.seq + 1,
                record.op.value,
                id_,
                kind,
                found["act"],
                found["type"],
                found["kind"],
                found["valid_from"],
                found["valid_to"],
                self._time,
                self._time if retraction else OPEN,
                body,
                seal,
            ),
        )
        self._parties += [(self._n, who, role) for who, role in found["parties"]]
        self._digests.append(seal)
        self._inside.add(id_)
        self.new += 1

    def _join(self, record: Record, id_: str, standing_from: str | None) -> None:
        """Go on with the present transaction, or seal it and start the next."""
        group = (record.recorded_at, record.seq) if self._keep_times and record.recorded_at else (None, None)
        if self._digests and self._group == group and id_ not in self._inside:
            return
        self._seal()
        self._group = group
        if group[0] is None:
            time = self._now if self._last is None else max(self._now, self._last + TICK)
        else:
            time = unstamp(group[0])
            if standing_from and timedelta(0) <= unstamp(standing_from) - time < _SLACK:
                time = unstamp(standing_from) + TICK  # the second word on one id in the same instant
                self._group = None
            self._older += self._last is not None and time < self._last
        self._last = time if self._last is None else max(self._last, time)
        self._time = stamp(time)

    def _seal(self) -> None:
        if not self._digests:
            return
        seq = self._head.seq + 1
        hash_ = link(self._head.hash, seq, self._time, self._digests)
        self._connection.execute(
            "INSERT INTO tx VALUES (?,?,?,?,?)",
            (seq, self._time, len(self._digests), self._head.hash, hash_),
        )
        self._head = Head(seq, hash_)
        self._connection.executemany("INSERT INTO party VALUES (?,?,?)", self._parties)
        self._digests, self._inside, self._parties = [], set(), []

    def finish(self) -> Head:
        """Seal the last transaction; all contradictions at once, and then nothing is kept."""
        if self._faults:
            raise InputError.of(self._faults)
        self._seal()
        if self._older:
            self.warnings.append(
                "some records keep a time of record before the last on record: "
                "answers for past --known days now include them"
            )
        return self._head


def columns_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept beside the body so that it can be found."""
    kind = fields.get("kind") or fields.get("stance")
    return {
        "act": fields.get("act"),
        "type": fields.get("type"),
        "kind": kind,
        "valid_from": fields.get("valid_from"),
        "valid_to": fields.get("valid_to", OPEN),
        "parties": parties(fields),
    }


def columns(body: str) -> dict[str, Any] | None:
    """The same of a stored body; None where it is no JSON object."""
    try:
        fields = json.loads(body)
    except ValueError:
        return None
    return columns_of(fields) if isinstance(fields, dict) else None
