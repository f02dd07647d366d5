"""The ledger: append-only, in two times, each transaction whole and durable before `add` returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from foedus.errors import Fault, LedgerError, shown
from foedus.ledger import clock
from foedus.ledger.append import Appender, columns
from foedus.ledger.chain import Head, Link, Row, broken
from foedus.ledger.connection import connect, damaged, in_our_words, transaction
from foedus.ledger.head import read_head, write_head
from foedus.ledger.record import Op, Record, RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What an addition did. `ids`: of all records given, in order, also of those that were there already;
    `new`: how many lines the journal grew by; `seq`: the last transaction.
    """

    seq: int
    ids: tuple[str, ...]
    new: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    transactions: int
    records: int
    head: str


class Ledger:
    """An open ledger; use it in a `with` block. One object a thread.

    Examples:
        >>> with Ledger.open(Path("ledger.db")) as ledger:  # doctest: +SKIP
        ...     ledger.add(records_of_reading(reading)).new
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, now: Callable[[], datetime]) -> None:
        self.path = path
        self.connection = connection
        self._now = now

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        wait: float = 5.0,
        readonly: bool = False,
        now: Callable[[], datetime] = clock.now,
    ) -> Ledger:
        """Open the ledger at `path`; a new one is made there unless `readonly`.

        Args:
            path: the file.
            readonly: never write, never make a file.
            wait: seconds to wait for another process that is writing.
            now: the clock; `FOEDUS_NOW` fixes the default one.

        Raises:
            LedgerError: with code `absent`, `damaged`, `busy`, `newer-schema`, `unwritable`, `full` or
                `not-a-ledger`; the file is then as it was.
        """
        path = Path(path)
        if not readonly and path == default_path():
            with suppress(OSError):  # what cannot be made is said below
                path.parent.mkdir(parents=True, exist_ok=True)
        witness = read_head(path) if path.exists() else None
        fresh = not path.exists()
        ledger = cls(path, connect(path, wait=wait, readonly=readonly), now)
        try:
            if fresh:
                write_head(path, ledger.head())
            ledger._held_by(witness)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.connection.close()

    def add(self, records: Sequence[Record]) -> Added:
        """Record all of `records` in one transaction, or none; what is on record already is not added again.

        The clock sets `recorded_at`, strictly after all that is on record. A record without an id is known
        by its content: recorded once, it is never added again, also after a retraction. One with an id is
        skipped where its id stands on record with the same content.

        Raises:
            LedgerError: the ledger is in use, full, damaged.
            InputError: a record contradicts what is on record (all such faults at once).
        """
        return self._append(records, keep_times=False)

    def merge(self, records: Iterable[Record]) -> Added:
        """As `add`, for the journal of another ledger: `recorded_at` is kept where a record has it."""
        return self._append(records, keep_times=True)

    def retract(self, id_: str, why: str) -> Added:
        """Close what stands under `id_`: from now on it is not believed, and why stays on record."""
        return self.add([Record(kind=RecordKind.FACT, op=Op.RETRACT, id=id_, fields={"why": why})])

    def _append(self, records: Iterable[Record], *, keep_times: bool) -> Added:
        with in_our_words(self.path), transaction(self.connection):
            appender = Appender(self.connection, self._now(), self.head(), keep_times=keep_times)
            for record in records:
                appender.take(record)
            head = appender.finish()
        write_head(self.path, head)
        return Added(
            seq=head.seq, ids=tuple(appender.ids), new=appender.new, warnings=tuple(appender.warnings)
        )

    def head(self) -> Head:
        """The last transaction."""
        with in_our_words(self.path):
            row = self.connection.execute("SELECT seq, hash FROM tx ORDER BY seq DESC LIMIT 1").fetchone()
        return Head(*row) if row else Head()

    def _held_by(self, witness: Head | None) -> None:
        """The ledger must hold the transaction that the head file names."""
        if witness is None or witness.seq == 0:
            return
        with in_our_words(self.path):
            row = self.connection.execute("SELECT hash FROM tx WHERE seq = ?", (witness.seq,)).fetchone()
        if row is None:
            raise damaged(
                self.path,
                f"it ends with transaction {self.head().seq}, but {self.path.name}.head saw transaction "
                f"{witness.seq} committed",
            )
        if row[0] != witness.hash:
            raise damaged(
                self.path, f"transaction {witness.seq} is not the one that {self.path.name}.head names"
            )

    def today(self) -> date:
        """The day of the ledger's clock, UTC."""
        return self._now().date()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """A block in which all queries see one state."""
        with in_our_words(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                with suppress(sqlite3.Error):  # closed in the midst of a walk through the journal
                    self.connection.execute("ROLLBACK")

    def verify(self) -> Verified:
        """Recompute the whole chain, every index column and every end of record.

        Raises:
            LedgerError: with all that does not hold (at most 100), each saying where.
        """
        with self.snapshot() as connection:
            found = [
                ("file", shown(row[0]))
                for row in connection.execute("PRAGMA integrity_check(20)")
                if row[0] != "ok"
            ]
            for fault in broken(_links(connection), _rows(connection), clock.OPEN):
                found.append(fault)
                if len(found) >= 100:
                    break
            if found:
                raise LedgerError.of(
                    Fault(
                        f"damaged: {shown(what)}",
                        f"{shown(self.path)}, {shown(where)}",
                        "Bring the ledger back from a backup with `foedus ledger restore BACKUP`.",
                        "damaged",
                    )
                    for where, what in found
                )
            count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
            head = self.head()
        return Verified(transactions=head.seq, records=count, head=head.hash)


def default_path() -> Path:
    """Where the ledger lies when nobody says: `FOEDUS_LEDGER`, else the user's data folder."""
    import os

    from platformdirs import user_data_path

    named = os.environ.get("FOEDUS_LEDGER")
    return Path(named) if named else user_data_path("foedus", appauthor=False) / "ledger.db"


def _links(connection: sqlite3.Connection) -> Iterator[Link]:
    for seq, time, records, previous, hash_ in connection.execute(
        "SELECT seq, recorded_at, records, previous, hash FROM tx ORDER BY seq"
    ):
        yield Link(
            seq=seq, recorded_at=_text(time), records=records, previous=_text(previous), hash=_text(hash_)
        )


_INDEXED = ("act", "type", "kind", "valid_from", "valid_to")
_KEPT = ("op", "id", "record", "body", "digest", "rec_from", "rec_to")


def _rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """The journal with its index columns beside those that the bodies yield."""
    named = connection.execute("SELECT entry, who, role FROM party ORDER BY entry")
    waiting = named.fetchone()
    for n, seq, *rest in connection.execute(
        f"SELECT n, seq, {', '.join((*_KEPT, *_INDEXED))} FROM entry ORDER BY n"  # noqa: S608
    ):
        who = set()
        while waiting is not None and waiting[0] <= n:
            who.add(waiting[1:])
            waiting = named.fetchone()
        kept = {name: _text(value) for name, value in zip(_KEPT, rest, strict=False)}
        stored = dict(zip(_INDEXED, rest[len(_KEPT) :], strict=True))
        yield Row(
            n=n,
            seq=seq if isinstance(seq, int) else 0,
            columns={**stored, "parties": who},
            expected=columns(kept["body"]),
            **kept,
        )


def _text(value: Any) -> str:
    """A stored text; a flipped bit can make it something else, which then fits no hash."""
    return value if isinstance(value, str) else repr(value)
