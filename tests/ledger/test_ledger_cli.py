"""The verbs as a user calls them."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from foedus.cli.main import _guarded

Answer = tuple[int, str, str]
Run = Callable[..., Answer]

LINES = [
    {
        "record": "fact",
        "id": "f1",
        "act": "attack",
        "actor": "North Korea",
        "target": "KOR",
        "date": "1950-06-25",
    },
    {
        "record": "commitment",
        "id": "c1",
        "debtor": "RUS",
        "creditor": "PRK",
        "kind": "must-assist",
        "instrument": "x",
    },
]


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FOEDUS_LEDGER", str(path))
    monkeypatch.setenv("FOEDUS_NOW", "2024-06-20")

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        code = _guarded(["ledger", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


def written(folder: Path, lines: list[dict[str, Any]]) -> str:
    file = folder / "records.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return str(file)


def answered(answer: Answer) -> Any:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_add_list_retract_history(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, LINES)
    assert run("add", "--from", file)[1] == "2 rows: 2 added\n"
    assert run("add", "--from", file)[1] == "2 rows: 0 added, 2 on record already\n"
    found = answered(run("list", "--json"))
    assert [r["id"] for r in found["facts"] + found["commitments"]] == ["f1", "c1"]
    assert found["facts"][0]["actor"] == "PRK"
    assert answered(run("list", "--actor", "North Korea", "--json"))["facts"][0]["id"] == "f1"
    assert answered(run("list", "--type", "must-assist", "--json"))["facts"] == []
    assert "PRK attack KOR (asserted)" in run("list")[1]
    assert run("retract", "f1", "--why", "wrong")[0] == 0
    assert "retracted before" in run("retract", "f1", "--why", "wrong")[1]
    assert answered(run("list", "--json"))["facts"] == []
    assert [v["op"] for v in answered(run("history", "f1", "--json"))["versions"]] == ["assert", "retract"]
    assert "retract: wrong" in run("history", "f1")[1]
    assert answered(run("verify", "--json")).items() >= {"ok": True, "transactions": 2, "records": 3}.items()


def test_acknowledgements_are_one_line_a_transaction(run: Run, tmp_path: Path) -> None:
    lines = [{"id": f"f{i}", "act": "attack", "actor": "PRK"} for i in range(2500)]
    code, out, _ = run("add", "--from", written(tmp_path, lines), "--ack")
    acks = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(a["seq"], len(a["ids"])) for a in acks] == [(1, 1000), (2, 1000), (3, 500)]


def test_a_bad_line_records_nothing(run: Run, path: Path, tmp_path: Path) -> None:
    file = written(tmp_path, [*LINES, {"act": "attack", "actor": "Nroth Korea"}, {"act": "atack"}])
    for verb in (["add", "--ack", "--from", file], ["import", file]):
        code, out, err = run(*verb)
        assert (code, out) == (2, "")
        assert "records.jsonl:4" in err
    assert not path.exists()
    errors = answered((0, run("add", "--from", file, "--json")[1], ""))["errors"]
    assert [e["where"].rsplit(":", 1)[1] for e in errors] == ["3", "4", "4"]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_export_and_import(run: Run, tmp_path: Path, suffix: str) -> None:
    run("add", "--from", written(tmp_path, LINES))
    head = answered(run("verify", "--json"))["head"]
    file = str(tmp_path / f"out.{suffix}")
    assert run("export", "-o", file)[1].startswith("2 rows in")
    other = str(tmp_path / "other.db")
    assert answered(run("import", file, "--ledger", other, "--json"))["new"] == 2
    assert answered(run("verify", "--ledger", other, "--json"))["head"] == head
    assert run("export", "-o", str(tmp_path / "out.xls"))[0] == 2


def test_a_table_for_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    run("add", "--from", written(tmp_path, [{**LINES[0], "item": "=cmd|x"}]))
    file = tmp_path / "out.csv"
    assert run("list", "-o", str(file))[0] == 0
    with file.open(newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["id"], row["item"]) == ("f1", "'=cmd|x")


def test_backup_and_restore(run: Run, path: Path, tmp_path: Path) -> None:
    run("add", "--from", written(tmp_path, LINES))
    copy = str(tmp_path / "copy.db")
    assert answered(run("backup", copy, "--json"))["transactions"] == 1
    run("retract", "f1", "--why", "x")
    path.write_bytes(path.read_bytes()[:6000])
    before = path.read_bytes()
    code, out, err = run("list", "--json")
    assert code == 2
    assert "restore" in err
    assert json.loads(out)["errors"][0]["code"] == "damaged"
    assert path.read_bytes() == before
    assert "kept as" in run("restore", copy)[1]
    assert [r["id"] for r in answered(run("list", "--json"))["facts"]] == ["f1"]


def test_nothing_there_yet(run: Run, path: Path) -> None:
    code, out, err = run("list", "--json")
    assert (code, json.loads(out)) == (0, {"facts": [], "commitments": [], "statements": [], "derived": []})
    assert "nothing is on record" in err
    for verb in (["verify"], ["history", "f1"], ["retract", "f1", "--why", "x"], ["export", "-o", "x.csv"]):
        assert run(*verb)[0] == 2
    assert not path.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--on", "2024-02-30"],
        ["list", "--known", "soon"],
        ["list", "--actor", "Nroth Korea"],
        ["list", "--type", "atack"],
        ["retract", "f9", "--why", "x"],
        ["retract", "f1", "--why", " "],
        ["history", "f9"],
        ["import", "absent.jsonl"],
    ],
)
def test_wrong_use_is_said_in_a_line(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    run("add", "--from", written(tmp_path, LINES))
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_clock_that_is_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_NOW", "soon")
    code, _, err = run("add", "--from", written(tmp_path, LINES))
    assert code == 2
    assert err.startswith("FOEDUS_NOW")


@pytest.mark.usefixtures("plain_user")
def test_a_folder_that_may_not_be_written(run: Run, path: Path, tmp_path: Path) -> None:
    run("add", "--from", written(tmp_path, LINES))
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "ledger.db").write_bytes(path.read_bytes())
    (closed / "ledger.db").chmod(stat.S_IRUSR)
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    there = str(closed / "ledger.db")
    assert [r["id"] for r in answered(run("list", "--ledger", there, "--json"))["facts"]] == ["f1"]
    assert run("add", "--from", written(tmp_path, LINES), "--ledger", there)[0] == 2
    assert run("add", "--from", written(tmp_path, LINES), "--ledger", str(closed / "new.db"))[0] == 2
    closed.chmod(stat.S_IRWXU)
