"""Records from and to files: JSON lines, CSV, Parquet. What else it is is told by its first bytes."""

from __future__ import annotations

import csv
import json
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from foedus.errors import Fault, InputError, shown
from foedus.ledger.fields import SORTS, Sort
from foedus.ledger.lines import HEAD, Resolver, parse
from foedus.ledger.record import Record

MAX_LINE = 1_000_000  # characters
MAX_FAULTS = 1000  # faults collected before we stop reading
COLUMNS = (*HEAD[:3], *SORTS, *HEAD[3:])
"""All columns of an export, in order."""
_FORMULA = re.compile(r"'+(?:[=+@\t\r]|-)")
_STARTS = (  # what a file really is
    (0, b"PK\x03\x04", "a zip archive"),
    (0, b"PK\x05\x06", "a zip archive"),
    (0, b"\x1f\x8b", "gzip data"),
    (0, b"BZh", "bzip2 data"),
    (0, b"\xfd7zXZ\x00", "xz data"),
    (0, b"\x28\xb5\x2f\xfd", "zstd data"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (8, b"DUCK", "a DuckDB database"),
    (0, b"%PDF", "a PDF"),
    (0, b"\x89PNG", "a PNG picture"),
    *((0, bytes((0x80, protocol)), "a Python pickle") for protocol in range(2, 6)),
)
_PARQUET = b"PAR1"
_ONLY = "Only JSON lines, CSV and Parquet are imported."


def read_records(file: Path, resolve: Resolver | None = None) -> Iterator[Record]:
    """The records of a file, one by one; with `resolve`, names of states become their ids.

    Raises:
        InputError: at the end of the file, with every fault found (each with its line), or at once where the
            file is no table of records at all.
    """
    faults: list[Fault] = []
    for where, line in _lines(file, faults):
        found = parse(line, where, resolve)
        if isinstance(found, Record):
            yield found
        else:
            faults += found
        if len(faults) >= MAX_FAULTS:
            break
    if faults:
        raise InputError.of(faults)


def count(file: Path, resolve: Resolver | None = None) -> int:
    """How many records the file holds; raises as `read_records` does, before anything is taken."""
    return sum(1 for _ in read_records(file, resolve))


def _lines(file: Path, faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    head = _first_bytes(file)
    name = shown(file)
    if head.startswith(_PARQUET):
        return _parquet(file, name)
    if file.suffix.lower() == ".parquet":
        raise InputError("is not Parquet", where=name, hint=_ONLY, code="type")
    if file.suffix.lower() == ".csv":
        return _csv(file, name, faults)
    if file.suffix.lower() in (".jsonl", ".ndjson") or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _jsonl(file, name, faults)
    raise InputError(f"'{shown(file.suffix)}' is no table of records", where=name, hint=_ONLY, code="type")


def _first_bytes(file: Path) -> bytes:
    """The start of a plain file, which is none of the things that are refused."""
    name = shown(file)
    try:
        if file.is_symlink():
            raise InputError(
                "is a link; links are not followed", where=name, hint="Name the file.", code="link"
            )
        if not stat.S_ISREG(file.stat().st_mode):
            raise InputError("is no plain file", where=name, hint=_ONLY, code="type")
        with file.open("rb") as opened:
            head = opened.read(512)
    except OSError as e:
        raise InputError(
            f"cannot be read: {e.strerror}", where=name, hint="Check the path.", code="unreadable"
        ) from None
    for offset, magic, what in _STARTS:
        if head[offset : offset + len(magic)] == magic:
            raise InputError(f"is {what}, which is not imported", where=name, hint=_ONLY, code="type")
    return head


@contextmanager
def _text(file: Path, name: str) -> Iterator[IO[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield opened
    except UnicodeDecodeError as e:
        raise InputError(
            f"not UTF-8 ({e.reason})", where=name, hint="Save it as UTF-8.", code="not-utf-8"
        ) from None


def _jsonl(file: Path, name: str, faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with _text(file, name) as opened:
        number = 0
        while line := opened.readline(MAX_LINE + 1):
            number += 1
            where = f"{name}:{number}"
            if len(line) > MAX_LINE:
                raise InputError(
                    f"a line of over {MAX_LINE:,} characters", where=where, hint=_ONLY, code="too-long"
                )
            if not line.strip():
                continue
            try:
                found = _DECODER.decode(line.strip())
            except (ValueError, RecursionError) as e:
                deep = isinstance(e, RecursionError)
                what = "nested too deep" if deep else getattr(e, "msg", str(e))
                if not line.endswith("\n"):
                    what = f"the line is cut short: {what}"
                faults.append(Fault(f"no JSON: {shown(what)}", where, "Mend the line.", "json"))
                continue
            if isinstance(found, dict):
                yield where, found
            else:
                faults.append(Fault("no record: a JSON object is wanted", where, None, "json"))


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(k for k, _ in pairs if sum(k == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {shown(twice)} stands twice")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)


def _csv(file: Path, name: str, faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    csv.field_size_limit(MAX_LINE)
    with _text(file, name) as opened:
        rows = csv.reader(opened, strict=True)
        header = _next(rows, name, faults)
        if not header:
            if not faults:
                raise InputError("is empty: a header line is wanted", where=name, hint=_ONLY, code="empty")
            return
        bad = [c for c in header if c not in SORTS and c not in HEAD]
        twice = sorted({c for c in header if header.count(c) > 1})
        for what, names in (("unknown column", bad), ("column given twice:", twice)):
            faults += [Fault(f"{what} {shown(c)}", f"{name}:1", None, "column") for c in names]
        if bad or twice:
            return
        start = rows.line_num + 1
        while (row := _next(rows, name, faults)) is not None:
            where, start = f"{name}:{start}", rows.line_num + 1
            if not row:
                continue
            if len(row) != len(header):
                what = f"{len(row)} cells, where the header has {len(header)}"
                faults.append(Fault(what, where, "Mend the row.", "ragged"))
                continue
            try:
                yield where, {c: from_cell(c, v) for c, v in zip(header, row, strict=True)}
            except ValueError as e:
                faults.append(Fault(str(e), where, None, "cell"))


def _next(rows: Any, name: str, faults: list[Fault]) -> list[str] | None:
    try:
        row: list[str] | None = next(rows, None)
    except csv.Error as e:
        faults.append(Fault(f"no CSV: {e}", f"{name}:{rows.line_num}", "Mend the row.", "csv"))
        return None
    return row


def _parquet(file: Path, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    import polars

    try:
        frame = polars.read_parquet(file, use_pyarrow=False)
    except Exception as e:  # polars has no one base class for what a damaged file raises
        raise InputError(
            f"no Parquet that can be read: {shown(str(e).splitlines()[0] if str(e) else type(e).__name__)}",
            where=name,
            hint="Export it again.",
            code="parquet",
        ) from None
    bad = [c for c in frame.columns if c not in SORTS and c not in HEAD]
    if bad:
        raise InputError.of(Fault(f"unknown column {shown(c)}", name, None, "column") for c in bad)
    for number, row in enumerate(frame.iter_rows(named=True), 1):
        yield f"{name}, row {number}", {c: _nested(c, v) for c, v in row.items()}


def _nested(column: str, value: Any) -> Any:
    """Lists and mappings stand in tables as JSON text."""
    sort = SORTS.get(column)
    if sort in (Sort.LIST, Sort.SPAN, Sort.MAP) or (sort in (Sort.PARTY, Sort.PLACE) and _is_json(value)):
        return _DECODER.decode(value) if isinstance(value, str) and _is_json(value) else value
    return value.isoformat() if hasattr(value, "isoformat") else value


def _is_json(value: Any) -> bool:
    return isinstance(value, str) and value[:1] in ("[", "{", '"')


def from_cell(column: str, cell: str) -> Any:
    """The value of a CSV cell. Raises ValueError where it is none of the column's sort."""
    if cell == "":
        return None
    if _FORMULA.match(cell):
        cell = cell[1:]
    sort = SORTS.get(column)
    if column == "seq" or sort is Sort.NUMBER:
        try:
            return _DECODER.decode(cell)
        except ValueError:
            raise ValueError(f"{column}: a number is wanted, not {shown(cell)}") from None
    if sort is Sort.FLAG:
        words = {"true": True, "false": False}
        if cell.lower() not in words:
            raise ValueError(f"{column}: true or false is wanted, not {shown(cell)}")
        return words[cell.lower()]
    try:
        return _nested(column, cell)
    except ValueError:
        raise ValueError(f"{column}: no JSON: {shown(cell)}") from None


def table(rows: Iterable[Mapping[str, Any]], *, csv_cells: bool) -> tuple[list[dict[str, Any]], list[str]]:
    """Journal lines as flat rows and the columns that hold anything, for a CSV or Parquet file.

    For CSV (`csv_cells`) text that already looks like a guarded formula is guarded once more, so that the
    import, which takes one guard off, gives back the exact text.
    """
    flat = [{k: _flat(k, v, csv_cells) for k, v in row.items()} for row in rows]
    used = {k for row in flat for k in row}
    return flat, [c for c in COLUMNS if c in used] or ["record", "op", "id", "recorded_at", "seq"]


def _flat(column: str, value: Any, csv_cells: bool) -> Any:
    names = SORTS.get(column) in (Sort.PARTY, Sort.PLACE)
    if isinstance(value, (list, dict)) or (names and _is_json(value)):
        return json.dumps(value, ensure_ascii=False)
    if csv_cells and isinstance(value, bool):
        return "true" if value else "false"
    if csv_cells and isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def json_lines(rows: Iterable[Mapping[str, Any]], write: Callable[[str], object]) -> int:
    """Write journal lines as JSON lines; how many."""
    total = 0
    for row in rows:
        write(json.dumps(row, ensure_ascii=False) + "\n")
        total += 1
    return total
