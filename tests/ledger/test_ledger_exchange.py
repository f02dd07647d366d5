"""Files in and out: what goes round comes back exact; what is no table of records is refused by its name."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import sqlite3
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import Clock, attack, pact, record, retraction

from foedus.cli.output import write_table
from foedus.errors import InputError
from foedus.ledger.exchange import json_lines, read_records, table
from foedus.ledger.queries import journal
from foedus.ledger.record import Record
from foedus.ledger.store import Ledger


def exported(ledger: Ledger, file: Path) -> None:
    if file.suffix == ".jsonl":
        with file.open("w", encoding="utf-8") as out:
            json_lines(journal(ledger), out.write)
        return
    rows, columns = table(journal(ledger), csv_cells=file.suffix == ".csv")
    write_table(rows, file, columns)


def faults(file: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        list(read_records(file))
    return [str(f) for f in caught.value.faults]


WORD = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=12)
TRICKY = st.sampled_from(
    ["=1+1", "'=1+1", "''@x", "-", "-5", "a,b", 'q"q', "x\r\ny", "[1]", "{", "NULL", "true", " "]
)
TEXT = TRICKY | WORD
EXTRA = st.fixed_dictionaries(
    {},
    optional={
        "item": TEXT,
        "purpose": TEXT,
        "object": TEXT,
        "quantity": st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False, width=32),
        "unprovoked": st.booleans(),
        "alleged_by": st.lists(TEXT, min_size=1, max_size=3),
        "span": st.tuples(st.integers(0, 9), st.integers(9, 99)).map(list),
        "place": TEXT | st.just({"lat": 1.5, "lon": -2}),
        "said": st.just("2024-07-02"),
        "date": st.sampled_from(["2024-07-01", "1950-06-25"]),
    },
)
ACTORS = st.sampled_from(
    ["RUS", ["RUS", "PRK"], {"group": "al-Qaida", "from": "AFG"}, [{"group": "x"}, "USA"]]
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(ACTORS, EXTRA), min_size=1, max_size=6),
    st.sampled_from([".jsonl", ".csv", ".parquet"]),
)
def test_export_and_import_give_the_same_ledger(rows: list[tuple[Any, dict[str, Any]]], suffix: str) -> None:
    clock = Clock()
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Ledger.open(folder / "a.db", now=clock) as ledger:
            for i, (actor, extra) in enumerate(rows):
                ledger.add([record(id=f"f{i}", act="supply", actor=actor, **extra), pact(f"p{i}")])
                clock.forward(hours=5)
            ledger.add(
                [
                    retraction("p0", "=why"),
                    pact("f-c", end="2030-01-01"),
                    attack("f0", day=None, op="correct"),
                ]
            )
            exported(ledger, folder / f"out{suffix}")
            head, lines = ledger.head(), list(journal(ledger))
        clock.at("2026-01-01")
        with Ledger.open(folder / "b.db", now=clock) as other:
            assert other.merge(read_records(folder / f"out{suffix}")).new == len(lines)
            assert list(journal(other)) == lines
            assert other.head() == head
            assert other.merge(read_records(folder / f"out{suffix}")).new == 0
            other.verify()


def test_csv_cells_start_no_formula(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([attack(item="=cmd|' /C calc'!A0", quantity=-5)])
    file = tmp_path / "out.csv"
    exported(ledger, file)
    cells = file.read_text().splitlines()[1].split(",")
    assert "'=cmd|' /C calc'!A0" in cells
    assert "-5" in cells


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_an_empty_ledger_goes_round(ledger: Ledger, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    exported(ledger, file)
    assert list(read_records(file)) == []


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        z.writestr("../../x.jsonl", "{}")
    return buffer.getvalue()


def _sqlite() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (x)")
    return connection.serialize()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (_zip(), "zip"),
        (gzip.compress(b'{"act": "attack"}\n', mtime=0), "gzip"),
        (_sqlite(), "SQLite"),
        (b"\0" * 8 + b"DUCK" + b"\0" * 99, "DuckDB"),
        (pickle.dumps({"act": "attack"}), "pickle"),
        (b"PAR1 cut short PAR1", "Parquet"),
    ],
)
def test_other_files_are_named_whatever_they_are_called(tmp_path: Path, content: bytes, what: str) -> None:
    for name in ("x.jsonl", "x.csv", "x.parquet", "x"):
        (tmp_path / name).write_bytes(content)
        (said,) = faults(tmp_path / name)
        assert what in said
        assert name in said


def test_links_folders_and_nothing_are_refused(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    (tmp_path / "loop.jsonl").symlink_to(tmp_path / "loop.jsonl")
    assert "links are not followed" in faults(tmp_path / "link.jsonl")[0]
    assert "links are not followed" in faults(tmp_path / "loop.jsonl")[0]
    assert "no plain file" in faults(tmp_path)[0]
    assert "cannot be read" in faults(tmp_path / "absent.jsonl")[0]
    (tmp_path / "x.txt").write_text("hello")
    assert "no table of records" in faults(tmp_path / "x.txt")[0]


GOOD = json.dumps({"act": "attack", "actor": "PRK", "date": "2024-07-01"})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"act": "att', "cut short"),
        ('{"act": "attack", "act": "peace", "actor": "PRK"}', "stands twice"),
        ('{"act": "attack", "actor": "PRK", "quantity": NaN}', "NaN is no number"),
        ('{"act": "attack", "actor": "PRK", "quantity": 1e999}', "finite"),
        ("[" * 100_000, "nested too deep"),
        ("[1]", "a JSON object is wanted"),
        ('{"act": "atack", "actor": "PRK"}', "Did you mean 'attack'"),
        ('{"act": "attack", "acter": "PRK"}', "Did you mean actor"),
        ('{"act": "attack"}', "actor is missing"),
        ('{"act": "attack", "actor": 5}', "a state, a list of states"),
        ('{"act": "attack", "actor": "PRK", "date": "2024-02-30"}', "no day 2024-02-30"),
        ('{"act": "attack", "actor": "PRK", "date": ["2024-02-01"]}', "a day, YYYY-MM-DD is wanted"),
        ('{"act": "attack", "actor": "PRK", "date": "2024-02-01", "valid_to": "2024-02-01"}', "is not after"),
        ('{"act": "attack", "actor": "PRK", "item": "a\\u0000b"}', "NUL"),
        ('{"act": "attack", "actor": "PRK", "item": "\\ud800"}', "half a character"),
        ('{"act": "attack", "actor": "PRK", "span": [5, 2]}', "no span"),
        ('{"op": "retract", "why": "x"}', "needs the id"),
        ('{"id": "a\\u001b[31mb", "act": "attack", "actor": "PRK"}', "is no id"),
        ('{"act": "attack", "actor": "PRK", "recorded_at": "soon"}', "no time"),
        ('{"act": "attack", "actor": "PRK", "recorded_at": "0001-01-01"}', "from 1900"),
        ('{"record": "fakt", "act": "attack", "actor": "PRK"}', "Did you mean 'fact'"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken(
    tmp_path: Path, ledger: Ledger, line: str, says: str
) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(f"{GOOD}\n{line}")
    with pytest.raises(InputError) as caught:
        ledger.merge(read_records(file))
    (fault,) = caught.value.faults
    assert fault.where == f"{file}:2"
    assert says.lower() in str(fault).lower()
    assert "\x1b" not in str(fault)
    assert ledger.verify().records == 0


def test_all_faults_of_a_file_come_at_once(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(f'{{"a": 1}}\n{GOOD}\n{{"actor": 5, "quantity": "many"}}\nnonsense\n')
    assert [said.split(": ")[0].rsplit(":", 1)[1] for said in faults(file)] == ["1", "3", "3", "4"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("act,actor\nattack\n", ":2: 1 cells, where the header has 2"),
        ("act,actor\nattack,PRK\nattack,PRK,extra\n", ":3: 3 cells"),
        ('act,actor\n"attack,PRK\n', "no CSV"),
        ("act,acter\nattack,PRK\n", ":1: unknown column acter"),
        ("act,act\nattack,PRK\n", ":1: column given twice"),
        ("act,actor,quantity\nattack,PRK,many\n", "a number is wanted"),
        ("act,actor,unprovoked\nattack,PRK,maybe\n", "true or false"),
        ("act,actor\nattack,[PRK\n", "no JSON"),
        ("", "header line"),
    ],
)
def test_a_bad_table_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "x.csv"
    file.write_text(text)
    assert says in " ".join(faults(file))


def test_a_table_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    for name in ("x.csv", "x.jsonl"):
        (tmp_path / name).write_bytes(b"act,actor\nattack,\xff\xfe\n")
        assert "not UTF-8" in faults(tmp_path / name)[0]


def test_a_header_alone_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("\ufeffrecord,id,act,actor,target,date,source\n")
    assert list(read_records(file)) == []


def test_names_of_states_become_ids_where_that_is_asked(tmp_path: Path) -> None:
    from foedus.states.load import names

    file = tmp_path / "x.jsonl"
    lines = [
        {"act": "attack", "actor": "North Korea", "target": ["KOR", "Japan", "kim-jong-un", "EU"]},
        {"act": "attack", "actor": {"group": "Houthis", "from": "YEM"}},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    found = list(read_records(file, names().resolve))
    assert found[0].fields["actor"] == "PRK"
    assert found[0].fields["target"] == ["KOR", "JPN", "kim-jong-un", "EU"]
    assert found[1].fields["actor"] == {"group": "Houthis", "from": "YEM"}
    file.write_text('{"act": "attack", "actor": "Nroth Korea"}\n')
    with pytest.raises(InputError, match="Nroth Korea") as caught:
        list(read_records(file, names().resolve))
    assert caught.value.faults[0].where == f"{file}:1"


def test_a_date_is_its_first_day_with_its_precision() -> None:
    found: list[Record] = [pact("f", start=start) for start in ("2024-06", "1996", "2024-06-19")]
    assert [(r.fields["valid_from"], r.fields.get("valid_from_precision")) for r in found] == [
        ("2024-06-01", "month"),
        ("1996-01-01", "year"),
        ("2024-06-19", None),
    ]
    assert attack(until="2024-07-09").fields["valid_to"] == "2024-07-09"
    assert attack(until="2024-07-01").fields["valid_to"] == "2024-07-02"
