"""The registry: every file of it is whole, and what is wrong in one is said with its line."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.datasets import registry
from foedus.datasets.cite import bibtex, citations
from foedus.datasets.load import load
from foedus.datasets.registry import entries, entry, parse
from foedus.errors import DataError

GOOD = """\
id: toy
title: Toy
version: "1"
home: https://example.org
licence: CC0
source: made for the tests
rows: 3
covers: "1900"
files:
  - {local: src/toy.csv, sha256: "%s", bytes: 10, url: https://example.org/toy.csv}
columns:
  - {name: ccode, meaning: state, missing: [{code: -9, why: not known}]}
cite:
  - {key: toy1, text: Toy., bibtex: "@misc{toy1,}"}
""" % ("a" * 64)


def faults(text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        parse("registry/toy.yaml", text)
    return [str(f) for f in caught.value.faults]


@pytest.mark.parametrize("name", list(entries()))
def test_every_entry_is_whole(name: str) -> None:
    found = entries()[name]
    assert found.id == name
    assert found.licence and found.title and found.source and found.rows > 0
    for form in found.files:
        assert form.url is None or form.url.endswith(form.name)
    assert all(c.text.rstrip(".") for c in found.cite)


def test_alliances_of_cow_are_neither_shipped_nor_fetched() -> None:
    for found in entries().values():
        for form in found.files:
            assert not re.search(r"cow.?alliance", f"{form.local} {form.url}")
    with pytest.raises(DataError, match="neither ships nor fetches"):
        entry("cow_alliance")


def test_unknown_name_gets_its_neighbour() -> None:
    with pytest.raises(DataError, match="cow-nmc"):
        entry("cow-nm")
    assert entry("cow_nmc").id == entry("COW-NMC").id == "cow-nmc"


def test_all_unknown_names_at_once() -> None:
    with pytest.raises(DataError) as caught:
        registry.named(["cow-nm", "cow-nmc", "nothing-like-it"])
    assert [f.code for f in caught.value.faults] == ["unknown-dataset"] * 2


def test_good_file_is_read() -> None:
    assert parse("registry/toy.yaml", GOOD).columns[0].missing[0].code == -9


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("licence: CC0\n", "", "licence is missing"),
        ("title: Toy", "tilte: Toy", "Did you mean title"),
        ("src/toy.csv,", "../toy.csv,", "no path inside a data folder"),
        ("src/toy.csv,", "/etc/toy.csv,", "no path inside a data folder"),
        ("src/toy.csv,", "src/toy.exe,", "no path inside a data folder"),
        ("a" * 64, "A" * 64, "no sha256"),
        ("bytes: 10", "bytes: 0", "has a size"),
        ("https://example.org/toy.csv", "http://example.org/toy.csv", "no https address"),
        ("id: toy", "id: toi", "not the name of the file"),
        ('version: "1"', "version: ../../x", "names a folder"),
        ("@misc{toy1,}", "@misc{toy2,}", "does not begin with its key"),
        ('cite:\n  - {key: toy1, text: Toy., bibtex: "@misc{toy1,}"}', "cite: []", "there is none"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, says: str) -> None:
    assert old in GOOD
    found = faults(GOOD.replace(old, new))
    assert any(says in f for f in found), found
    assert all(re.match(r"registry/toy\.yaml:\d+:\d+", f) for f in found)


def test_doubled_column_is_a_fault() -> None:
    line = "  - {name: ccode, meaning: state, missing: [{code: -9, why: not known}]}\n"
    assert any("stands twice" in f for f in faults(GOOD.replace(line, line * 2)))


def test_all_faults_of_a_file_at_once() -> None:
    broken = GOOD.replace("a" * 64, "b").replace("bytes: 10", "bytes: -1").replace("id: toy", "id: x")
    assert len(faults(broken)) == 3


@given(st.lists(st.sampled_from(list(entries())), min_size=1))
def test_each_work_is_cited_once(names: list[str]) -> None:
    keys = [c.key for c in citations(names)]
    assert len(keys) == len(set(keys))
    assert set(keys) == {c.key for n in names for c in entries()[n].cite}
    assert re.findall(r"^@\w+\{([^,]+),$", bibtex(names), re.M) == keys


@pytest.mark.parametrize("name", list(entries()))
def test_entries_agree_with_the_tables(name: str, shared) -> None:  # type: ignore[no-untyped-def]
    """Checksum, size, rows, columns; a missing code that is declared occurs, and is gone after loading."""
    found = entries()[name]
    raw = load(name, from_dir=shared / "data", codes=True)
    assert raw.height == found.rows
    assert raw.columns == [c.name for c in found.columns]
    assert (shared / "data" / found.files[0].local).stat().st_size == found.files[0].bytes
    loaded = load(name, from_dir=shared / "data")
    for column in found.columns:
        for missing in column.missing:
            coded = int((raw[column.name] == missing.code).sum())
            assert coded > 0
            assert not (loaded[column.name] == missing.code).any()
        codes = [m.code for m in column.missing]
        if codes:
            hidden = sum(int((raw[column.name] == code).sum()) for code in codes)
            assert loaded[column.name].null_count() == raw[column.name].null_count() + hidden
        else:
            assert loaded[column.name].equals(raw[column.name])
    assert loaded.schema == raw.schema


def test_numbers_of_known_states(shared) -> None:  # type: ignore[no-untyped-def]
    nmc = load("cow-nmc", from_dir=shared / "data")
    peak = nmc.sort("cinc", descending=True).row(0, named=True)
    assert (peak["ccode"], peak["year"]) == (2, 1945)
    members = load("atop-member-level", from_dir=shared / "data")
    in_force = members.filter(pl.col("ineffect") == 1)
    assert in_force["yrexit"].null_count() == in_force.height
