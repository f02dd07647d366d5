"""R's saved workspaces (.rda) → polars frames, as far as data frames go.

The peace-science packages keep their tables in this form, so a table can be had without R. The format is
R's serialization, versions 2 and 3, big-endian ("R Internals", section 1.8), packed by gzip, bzip2 or xz.
Whole-number doubles become 64-bit integers, NA and NaN become null, class Date becomes a date, factors
become text.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import sys
import zlib
from array import array
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import DataError, shown

if TYPE_CHECKING:
    import polars as pl

_PACKED = ((b"\x1f\x8b", gzip.decompress), (b"BZh", bz2.decompress), (b"\xfd7zXZ", lzma.decompress))
_NA_INT = -(2**31)
_NIL, _REF, _ALTREP = 254, 255, 238
_SINGLETONS = (241, 242, 243, 247, 251, 252, 253)  # environments and markers that hold no data
_SYMBOL, _PAIRS, _ENVIRONMENT, _CALL, _CHAR, _LOGICAL, _INTEGER, _REAL = 1, 2, 4, 6, 9, 10, 13, 14
_STRING, _LIST, _EXPRESSION, _POINTER = 16, 19, 20, 22
_LATIN1, _HAS_ATTRIBUTES, _HAS_TAG = 1 << 14, 0x200, 0x400
_EXACT = 2**53  # doubles beyond it are no sure integers


@dataclass(slots=True)
class _Vector:
    """A vector of R: `kind` is its type number; attributes hold names, class and levels."""

    kind: int
    values: list[Any]
    attributes: dict[str, Any] = field(default_factory=dict)


def read_rda(file: Path) -> pl.DataFrame:
    """The one data frame that an .rda file holds.

    Raises:
        DataError: where the file is no saved workspace, or holds no single data frame.
    """
    try:
        values = _Serial(_unpacked(file.read_bytes())).workspace()
    except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error, struct.error, IndexError) as e:
        raise _unreadable(file, str(e)) from None
    frames = [v for v in values if isinstance(v, _Vector) and "data.frame" in _words(v, "class")]
    if len(frames) != 1:
        raise _unreadable(file, f"it holds {len(frames)} data frames, one is wanted")
    return _frame(frames[0])


def _unreadable(file: Path, why: str) -> DataError:
    return DataError(
        f"cannot be read as an R data frame: {shown(why)}",
        where=shown(file),
        hint="Run foedus data verify.",
        code="unreadable",
    )


def _unpacked(raw: bytes) -> bytes:
    for mark, unpack in _PACKED:
        if raw.startswith(mark):
            return unpack(raw)
    return raw


def _words(vector: _Vector, attribute: str) -> list[str]:
    found = vector.attributes.get(attribute)
    return [str(v) for v in found.values] if isinstance(found, _Vector) else []


def _frame(frame: _Vector) -> pl.DataFrame:
    import polars as pl

    names = _words(frame, "names")
    return pl.DataFrame([_series(n, c) for n, c in zip(names, frame.values, strict=True)])


def _series(name: str, column: _Vector) -> pl.Series:
    import polars as pl

    classes, levels = _words(column, "class"), _words(column, "levels")
    if column.kind == _STRING:
        return pl.Series(name, column.values, dtype=pl.String)
    if levels:
        return pl.Series(name, [None if v is None else levels[v - 1] for v in column.values], dtype=pl.String)
    if column.kind == _REAL:
        return _numbers(name, column.values, "Date" in classes)
    if "Date" in classes:
        return pl.Series(name, column.values, dtype=pl.Int32).cast(pl.Date)
    if column.kind == _LOGICAL:
        return pl.Series(name, [None if v is None else bool(v) for v in column.values], dtype=pl.Boolean)
    return pl.Series(name, column.values, dtype=pl.Int32)


def _numbers(name: str, values: list[float], days: bool) -> pl.Series:
    import polars as pl

    series = pl.Series(name, values, dtype=pl.Float64).fill_nan(None)
    if days:
        return series.floor().cast(pl.Int32).cast(pl.Date)
    known = series.drop_nulls()
    whole = known.len() > 0 and bool(((known == known.floor()) & (known.abs() < _EXACT)).all())
    return series.cast(pl.Int64) if whole else series


class _Serial:
    """A reader over R's serialization: each item is a flag word and what its type says follows."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.seen: list[Any] = []  # what later items point back to, counted from 1

    def workspace(self) -> list[Any]:
        """The values of all variables that were saved."""
        if self._take(5) not in (b"RDX2\n", b"RDX3\n") or self._take(2) != b"X\n":
            raise ValueError("it does not begin as a saved workspace does")
        version = self._int()
        self._take(8)  # which R wrote it, which can read it
        if version == 3:
            self._take(self._int())  # the name of the native encoding
        pairs = self._item()
        return list(pairs.values()) if isinstance(pairs, dict) else []

    def _take(self, count: int) -> bytes:
        end = self.at + count
        if count < 0 or end > len(self.data):
            raise ValueError(f"it ends at byte {len(self.data):,}")
        piece, self.at = self.data[self.at : end], end
        return piece

    def _int(self) -> int:
        return int(struct.unpack(">i", self._take(4))[0])

    def _length(self) -> int:
        short = self._int()
        return short if short != -1 else (self._int() << 32) + self._int()

    def _item(self) -> Any:
        flags = self._int()
        kind = flags & 0xFF
        if kind == _NIL or kind in _SINGLETONS:
            return None
        if kind == _REF:
            return self.seen[(flags >> 8 or self._int()) - 1]
        if kind == _SYMBOL:
            return self._remember(self._item())
        if kind in (_PAIRS, _CALL):
            return self._pairs(flags)
        if kind == _CHAR:
            return self._char(flags)
        if kind == _ALTREP:
            return self._altrep()
        if kind in (_ENVIRONMENT, _POINTER):
            return self._opaque(kind, flags)
        vector = _Vector(kind, self._values(kind))
        if flags & _HAS_ATTRIBUTES:
            vector.attributes = self._item() or {}
        return vector

    def _remember(self, value: Any) -> Any:
        self.seen.append(value)
        return value

    def _pairs(self, flags: int) -> dict[str, Any]:
        """A linked list; read in a loop, for it may be long."""
        found: dict[str, Any] = {}
        while flags & 0xFF in (_PAIRS, _CALL):
            if flags & _HAS_ATTRIBUTES:
                self._item()
            tag = self._item() if flags & _HAS_TAG else None
            found[str(tag) if tag is not None else f"[{len(found)}]"] = self._item()
            flags = self._int()
        if flags & 0xFF != _NIL:
            raise ValueError("a list does not end as lists do")
        return found

    def _char(self, flags: int) -> str | None:
        length = self._int()
        if length == -1:
            return None
        return self._take(length).decode("latin-1" if flags & _LATIN1 else "utf-8")

    def _opaque(self, kind: int, flags: int) -> None:
        """An environment or a pointer: read past it, keep nothing."""
        self._remember(None)
        if kind == _ENVIRONMENT:
            self._int()
            for _ in range(4):
                self._item()
            return
        self._item()
        self._item()
        if flags & _HAS_ATTRIBUTES:
            self._item()

    def _values(self, kind: int) -> list[Any]:
        count = self._length()
        if kind in (_LOGICAL, _INTEGER):
            return [None if v == _NA_INT else v for v in self._array("i", 4 * count)]
        if kind == _REAL:
            return self._array("d", 8 * count).tolist()
        if kind in (_STRING, _LIST, _EXPRESSION):
            return [self._item() for _ in range(count)]
        raise ValueError(f"it holds an object of R's type {kind}")

    def _array(self, code: str, size: int) -> array[Any]:
        numbers = array(code)
        numbers.frombytes(self._take(size))
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers

    def _altrep(self) -> _Vector:
        """A vector kept in short: a range, or a wrapper around another vector."""
        info, state, attributes = list(self._item().values()), self._item(), self._item() or {}
        name = str(info[0])
        if name in ("compact_intseq", "compact_realseq"):
            count, first, step = (float(v) for v in state.values)
            whole = name == "compact_intseq"
            numbers = [first + step * k for k in range(int(count))]
            return _Vector(
                _INTEGER if whole else _REAL, [int(v) for v in numbers] if whole else numbers, attributes
            )
        inner = next(iter(state.values())) if isinstance(state, dict) else state.values[0]
        if name.startswith("wrap_"):
            return _Vector(inner.kind, inner.values, {**inner.attributes, **attributes})
        raise ValueError(f"it holds a vector kept as {name}")
