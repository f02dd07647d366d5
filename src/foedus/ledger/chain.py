"""The hash chain: each transaction binds its records and all that came before it. Pure.

A record's digest is the SHA-256 of its operation, id, kind and body; a transaction's hash is the SHA-256 of
the hash before it, its number, its time and the digests of its records. SQLite has no checksum on its pages
and forgets the tail of a damaged write-ahead log in silence (its own check answers "ok" in both cases): what
finds a flipped bit is this chain, and what finds a lost tail is the head kept beside the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64
"""The head of an empty ledger."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last transaction: its number (0: none) and its hash."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One transaction as stored."""

    seq: int
    recorded_at: str
    records: int
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One journal line as stored; `expected` are the columns that its body yields (None: unreadable)."""

    n: int
    seq: int
    op: str
    id: str
    record: str
    body: str
    digest: str
    rec_from: str
    rec_to: str
    columns: Mapping[str, object]
    expected: Mapping[str, object] | None


def digest(op: str, id_: str, record: str, body: str) -> str:
    """SHA-256 (hex) of one record; `body` is its canonical JSON."""
    return sha256(f"{op}\0{id_}\0{record}\0{body}".encode("utf-8", "surrogatepass")).hexdigest()


def link(previous: str, seq: int, recorded_at: str, digests: Iterable[str]) -> str:
    """SHA-256 (hex) of one transaction."""
    return sha256("\n".join((previous, str(seq), recorded_at, *digests)).encode()).hexdigest()


def broken(links: Iterable[Link], rows: Iterable[Row], closed: str) -> Iterator[tuple[str, str]]:
    """What does not hold, as (where, what): empty for a whole ledger.

    Args:
        links: the transactions by number.
        rows: the journal lines in order.
        closed: the word for an open end (`9999-12-31`).
    """
    stream = iter(rows)
    row = next(stream, None)
    previous, seq, n = GENESIS, 0, 0
    ends: dict[str, tuple[int, str]] = {}  # id → its open version (line, time of record)
    wanted: dict[int, str] = {}  # line → the end of record that it should bear, for lines that are closed
    found: dict[int, str] = {}  # line → the end that it bears where that is not open
    for t in links:
        seq += 1
        if t.seq != seq:
            yield f"transaction {seq}", f"is missing (the next is {t.seq})"
            seq = t.seq
        if t.previous != previous:
            yield f"transaction {t.seq}", "does not follow from the one before it"
        digests: list[str] = []
        while row is not None and row.seq <= t.seq:
            n += 1
            where = f"transaction {row.seq}, record {row.n} ({row.id})"
            if row.n != n:
                yield f"transaction {row.seq}, record {n}", "is missing"
                n = row.n
            yield from ((where, what) for what in _row_faults(row, t))
            digests.append(row.digest)
            _follow(row, ends, wanted, found, closed)
            row = next(stream, None)
        if len(digests) != t.records:
            yield f"transaction {t.seq}", f"has {len(digests)} records, not {t.records}"
        if link(t.previous, t.seq, t.recorded_at, digests) != t.hash:
            yield f"transaction {t.seq}", "its hash does not fit its records"
        previous = t.hash
    if row is not None:
        yield f"record {row.n} ({row.id})", "belongs to no transaction"
    for line in sorted(wanted.keys() | found.keys()):
        if wanted.get(line, closed) != found.get(line, closed):
            yield f"record {line}", f"its end of record is {found.get(line)}, not {wanted.get(line)}"


def _row_faults(row: Row, t: Link) -> Iterator[str]:
    if row.seq != t.seq:
        yield "is out of place"
    if row.rec_from != t.recorded_at:
        yield f"its time of record is {row.rec_from}, its transaction's {t.recorded_at}"
    if row.digest != digest(row.op, row.id, row.record, row.body):
        yield "its hash does not fit its content"
    elif row.expected is None:
        yield "its content cannot be read"
    elif row.expected != row.columns:
        wrong = [k for k, v in row.columns.items() if row.expected.get(k, v) != v] or ["parties"]
        yield f"its index does not fit its content ({', '.join(wrong)})"


def _follow(
    row: Row, ends: dict[str, tuple[int, str]], wanted: dict[int, str], found: dict[int, str], closed: str
) -> None:
    """Replay one line: `correct` and `retract` close the version before them."""
    if row.rec_to != closed:
        found[row.n] = row.rec_to
    before = ends.pop(row.id, None)
    if before is not None:
        wanted[before[0]] = row.rec_from
    if row.op == "retract":
        wanted[row.n] = row.rec_from
    else:
        ends[row.id] = (row.n, row.rec_from)
