"""R's saved workspaces, written here by the book and read back."""

import bz2
import gzip
import lzma
import struct
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.datasets.rda import read_rda
from foedus.errors import DataError

NA_REAL = bytes.fromhex("7ff00000000007a2")
NA_INT = -(2**31)
NIL = struct.pack(">i", 254)


def word(number: int) -> bytes:
    return struct.pack(">i", number)


def char(text: str | None, latin1: bool = False) -> bytes:
    if text is None:
        return word(9) + word(-1)
    raw = text.encode("latin-1" if latin1 else "utf-8")
    return word(9 | (1 << 14 if latin1 else 1 << 15)) + word(len(raw)) + raw


def symbol(name: str) -> bytes:
    return word(1) + char(name)


def pairs(**items: bytes) -> bytes:
    return b"".join(word(2 | 0x400) + symbol(k) + v for k, v in items.items()) + NIL


def vector(kind: int, body: bytes, length: int, **attributes: bytes) -> bytes:
    flags = kind | (0x200 if attributes else 0)
    return word(flags) + word(length) + body + (pairs(**attributes) if attributes else b"")


def texts(values: list[str | None], latin1: bool = False, **attributes: bytes) -> bytes:
    return vector(16, b"".join(char(v, latin1) for v in values), len(values), **attributes)


def integers(values: list[int | None], kind: int = 13, **attributes: bytes) -> bytes:
    return vector(kind, b"".join(word(NA_INT if v is None else v) for v in values), len(values), **attributes)


def reals(values: list[float | None], **attributes: bytes) -> bytes:
    body = b"".join(NA_REAL if v is None else struct.pack(">d", v) for v in values)
    return vector(14, body, len(values), **attributes)


def frame(rows: int, **columns: bytes) -> bytes:
    attributes = {
        "names": texts(list(columns)),
        "row.names": integers([None, -rows]),
        "class": texts(["tbl_df", "data.frame"]),
    }
    return vector(19, b"".join(columns.values()), len(columns), **attributes)


def workspace(version: int = 3, **values: bytes) -> bytes:
    head = b"RDX%d\nX\n" % version + word(version) + word(0x040300) + word(0x030500)
    return head + (word(5) + b"UTF-8" if version == 3 else b"") + pairs(**values)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], pl.DataFrame]:
    def reading(content: bytes) -> pl.DataFrame:
        (tmp_path / "x.rda").write_bytes(content)
        return read_rda(tmp_path / "x.rda")

    return reading


Read = Callable[[bytes], pl.DataFrame]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("version", [2, 3])
def test_every_kind_of_column(read: Read, pack: Callable[[bytes], bytes], version: int) -> None:
    day = date(1914, 7, 28)
    content = workspace(
        version,
        toy=frame(
            3,
            whole=reals([2.0, None, 365.0]),
            part=reals([0.5, float("nan"), -1.0]),
            count=integers([1, None, 3]),
            flag=integers([1, None, 0], kind=10),
            name=texts(["Côte", None, ""]),
            old=texts(["é"] * 3, latin1=True),
            day=reals([float((day - date(1970, 1, 1)).days), None, 0.0], **{"class": texts(["Date"])}),
            kind=integers([2, 1, None], levels=texts(["a", "b"]), **{"class": texts(["factor"])}),
        ),
    )
    found = read(pack(content))
    assert found.to_dict(as_series=False) == {
        "whole": [2, None, 365],
        "part": [0.5, None, -1.0],
        "count": [1, None, 3],
        "flag": [True, None, False],
        "name": ["Côte", None, ""],
        "old": ["é"] * 3,
        "day": [day, None, date(1970, 1, 1)],
        "kind": ["b", "a", None],
    }
    assert found.schema["whole"] == pl.Int64 and found.schema["count"] == pl.Int32


def test_short_forms_and_things_in_the_way(read: Read) -> None:
    info = word(2) + symbol("compact_intseq") + word(2) + symbol("base") + word(2) + integers([13]) + NIL
    span = word(238) + info + reals([4.0, 10.0, 1.0]) + NIL
    info = word(2) + symbol("wrap_real") + NIL
    wrapped = word(238) + info + vector(19, reals([1.5] * 4) + integers([0, 0]), 2) + NIL
    pointer = word(22) + NIL + NIL
    back = word(255 | (1 << 8))  # the first symbol that was seen
    content = workspace(toy=frame(4, a=span, b=wrapped))
    assert read(content).to_dict(as_series=False) == {"a": [10, 11, 12, 13], "b": [1.5] * 4}
    extra = frame(1, a=integers([7], note=back, ref=pointer))
    assert read(workspace(toy=extra)).to_dict(as_series=False) == {"a": [7]}


whole = st.one_of(st.none(), st.integers(-(2**53) + 1, 2**53 - 1))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.integers(1, 8).flatmap(
        lambda n: st.tuples(
            st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=n, max_size=n),
            st.lists(whole, min_size=n, max_size=n),
            st.lists(st.integers(-30000, 30000), min_size=n, max_size=n),
        )
    )
)
def test_what_is_written_is_read(
    read: Read, rows: tuple[list[str | None], list[int | None], list[int]]
) -> None:
    words, numbers, days = rows
    columns = {
        "t": texts(words),
        "n": reals([None if v is None else float(v) for v in numbers]),
        "d": reals([float(v) for v in days], **{"class": texts(["Date"])}),
    }
    found = read(workspace(toy=frame(len(words), **columns)))
    assert found["t"].to_list() == words
    assert found["n"].to_list() == numbers
    assert found["d"].to_list() == [date(1970, 1, 1) + timedelta(days=v) for v in days]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.data())
def test_a_damaged_file_is_an_error_of_data(read: Read, data: st.DataObject) -> None:
    content = workspace(toy=frame(2, a=reals([1.0, 2.0]), b=texts(["x", None])))
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(DataError):
        read(content[:cut])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x1f\x8bno gzip",
        b"BZhno bzip",
        b"\xfd7zXZno xz",
        workspace(a=integers([1])),
        workspace(a=frame(1, x=integers([1])), b=frame(1, x=integers([1]))),
        workspace(a=word(3) + NIL),
    ],
)
def test_what_is_no_single_frame(read: Read, content: bytes) -> None:
    with pytest.raises(DataError, match="cannot be read as an R data frame"):
        read(content)
