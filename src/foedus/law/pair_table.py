"""The answers of all pairs as a table, and the table as a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, shown
from foedus.law.fixpoint import Drawn
from foedus.law.planes import Words, word_bits
from foedus.model.actor import StateId

if TYPE_CHECKING:
    import polars as pl

_LISTS = ("drawn_attacker", "drawn_target", "may_attacker", "may_target")


@dataclass(frozen=True, slots=True)
class Members:
    """The members of the COW state system in a year, by number."""

    numbers: NDArray[np.uint16]
    ids: tuple[StateId, ...]
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One year: `must` in all worlds, `may` in some; `place` is where each member stands in the bits."""

    year: int
    members: Members
    place: NDArray[np.intp]
    must: Drawn
    may: Drawn


@dataclass(frozen=True, slots=True)
class YearRows:
    """A year's rows as arrays; each list column as (length of each row, values one after the other)."""

    answer: Answer
    one: NDArray[np.intp]
    two: NDArray[np.intp]
    rounds: NDArray[np.uint8]
    lists: tuple[tuple[NDArray[np.int64], NDArray[np.uint16]], ...]


def rows_of_year(answer: Answer) -> YearRows:
    """A year's pairs, by the numbers of attacker and target."""
    n = len(answer.place)
    one, two = np.divmod(np.arange(n * n), n)
    apart = one != two
    one, two = one[apart], two[apart]
    a, t = answer.place[one], answer.place[two]
    same = answer.may is answer.must
    may = [
        None if same else (wide & ~sure)
        for wide, sure in (
            (answer.may.attackers, answer.must.attackers),
            (answer.may.defenders, answer.must.defenders),
        )
    ]
    sets = (answer.must.attackers, answer.must.defenders, *may)
    return YearRows(answer, one, two, answer.must.rounds[a, t], tuple(_listed(s, a, t, answer) for s in sets))


def _listed(
    sets: Words | None, a: NDArray[np.intp], t: NDArray[np.intp], answer: Answer
) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """The COW numbers of the members in each pair's set, in order: how many, and all one after the other."""
    if sets is None:
        return np.zeros(len(a), np.int64), np.zeros(0, np.uint16)
    width = sets.shape[2]
    members = np.bitwise_or.reduce(word_bits(64 * width, width)[answer.place], axis=0)
    words = sets[a, t] & members
    lengths = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    full = np.unpackbits(words[lengths > 0].view(np.uint8), bitorder="little").view(np.bool_)
    at = np.flatnonzero(full)  # much faster than by rows and columns
    numbers = np.zeros(64 * width, np.uint16)
    numbers[answer.place] = answer.members.numbers
    values = numbers[at % (64 * width)]
    if (np.diff(answer.place) < 0).any():
        values = values[np.lexsort((values, at // (64 * width)))]
    return lengths, values


def frame_of(rows: Sequence[YearRows]) -> pl.DataFrame:
    """The years' rows as one table; see `bulk.all_pairs` for its columns."""
    import polars as pl

    ids = sorted({s for r in rows for s in r.answer.members.ids})
    short = sorted({s for r in rows for s in r.answer.members.abbreviations})

    def column(pick: Callable[[YearRows], NDArray[Any]], kind: Any) -> pl.Series:
        return pl.Series(np.concatenate([pick(r) for r in rows]).astype(kind))

    def names(known: list[str], of: Callable[[Members], tuple[str, ...]], which: str) -> pl.Series:
        code = {s: i for i, s in enumerate(known)}
        coded = column(
            lambda r: np.array([code[s] for s in of(r.answer.members)])[getattr(r, which)], np.uint32
        )
        return pl.Series(known, dtype=pl.Enum(known)).gather(coded)

    frame = pl.DataFrame(
        {
            "year": column(lambda r: np.full(len(r.one), r.answer.year), np.uint16),
            "ccode1": column(lambda r: r.answer.members.numbers[r.one], np.uint16),
            "ccode2": column(lambda r: r.answer.members.numbers[r.two], np.uint16),
            "state1": names(ids, lambda m: m.ids, "one"),
            "state2": names(ids, lambda m: m.ids, "two"),
            "stateabb1": names(short, lambda m: m.abbreviations, "one"),
            "stateabb2": names(short, lambda m: m.abbreviations, "two"),
            "rounds": column(lambda r: r.rounds, np.uint8),
        }
    )
    lists = [_list_column(name, [r.lists[i] for r in rows]) for i, name in enumerate(_LISTS)]
    return frame.with_columns(lists).select(*frame.columns[:-1], *_LISTS, "rounds")


def _list_column(name: str, parts: Sequence[tuple[NDArray[np.int64], NDArray[np.uint16]]]) -> pl.Series:
    """A list column from lengths and values."""
    import polars as pl

    lengths = np.concatenate([p[0] for p in parts])
    values = np.concatenate([p[1] for p in parts])
    some = np.flatnonzero(lengths)
    row = pl.Series("row", np.repeat(some.astype(np.uint32), lengths[some])).set_sorted()
    full = pl.DataFrame({"row": row, name: values}).group_by("row", maintain_order=True).agg(name)[name]
    at = np.full(len(lengths), len(some), np.uint32)  # the empty list, put last, for all other rows
    at[some] = np.arange(len(some), dtype=np.uint32)
    return pl.concat([full, pl.Series(name, [[]], dtype=pl.List(pl.UInt16))]).gather(pl.Series(at))


def write(frame: pl.DataFrame, file: Path) -> None:
    """Write the table to a Parquet file, whole or not at all.

    Raises:
        InputError: where the folder cannot be written, or the name does not end in .parquet.
    """
    if file.suffix.lower() != ".parquet":
        raise InputError(
            f"'{shown(file.suffix)}' is no format for this table",
            where=shown(file),
            hint="Write to a .parquet file.",
        )
    beside = file.with_name(f".{file.name[:40]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            frame.write_parquet(out, compression="zstd", statistics=False)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as e:
        raise InputError(
            f"cannot be written: {e.strerror}",
            where=shown(file),
            hint="Choose another folder.",
            code="unwritable",
        ) from None
    finally:
        beside.unlink(missing_ok=True)
