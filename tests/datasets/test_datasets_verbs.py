"""The verbs of `foedus data`, as a user calls them."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from datasets_toy import BODY, Server, sha
from typer.testing import CliRunner, Result

from foedus.cli import data
from foedus.cli.output import emit_faults
from foedus.datasets.registry import Entry, entries
from foedus.errors import FoedusError


def run(*arguments: str) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    data.register(app)
    result = CliRunner().invoke(app, ["data", *arguments])
    assert result.exception is None or isinstance(result.exception, (FoedusError, SystemExit))
    return result


def answer(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def test_wrong_file_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "peace" / "cow_nmc.parquet"
    file.parent.mkdir()
    file.write_bytes(b"PAR1 not what the registry has PAR1")
    result = run("verify", "--from", str(tmp_path))
    assert isinstance(result.exception, FoedusError) and result.exception.exit_code == 2
    assert len(result.exception.faults) == 1
    emit_faults(result.exception.faults, as_json=False)
    said = capsys.readouterr().err
    assert str(file) in said and "sha256" in said and "foedus data fetch cow-nmc" in said
    lines = result.stdout.splitlines()
    assert len([line for line in lines if line.startswith("absent")]) == len(entries()) - 1
    assert file.read_bytes() == b"PAR1 not what the registry has PAR1"


def test_empty_folder_is_no_fault(tmp_path: Path) -> None:
    found = answer("verify", "--from", str(tmp_path))
    assert found["ok"] is True
    assert {f["state"] for f in found["files"]} == {"absent"}


def test_good_folder(toy: Entry, tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "toy.csv").write_bytes(BODY)
    (row,) = answer("verify", "toy", "--from", str(tmp_path))["files"]
    assert (row["state"], row["found"]) == ("good", sha(BODY))
    assert "1 good." in run("verify", "--from", str(tmp_path)).stdout


def test_list_tells_what_is_at_hand(online: Entry, server: Server) -> None:
    assert "absent" in run("list").stdout
    assert server.url and answer("fetch", "toy")["fetched"][0]["id"] == "toy"
    (row,) = answer("list")["datasets"]
    assert row["state"] == "good" and row["columns"][2]["missing"] == [{"code": -9, "why": "not known"}]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_list_as_a_table(tmp_path: Path, suffix: str) -> None:
    import polars as pl

    file = tmp_path / f"data.{suffix}"
    assert run("list", "-o", str(file)).exit_code == 0
    table = pl.read_csv(file) if suffix == "csv" else pl.read_parquet(file)
    assert table["id"].to_list() == list(entries())


def test_fetch_says_all_that_fails(online: Entry, server: Server) -> None:
    server.status = 404
    result = run("fetch", "toy")
    assert isinstance(result.exception, FoedusError) and "404" in str(result.exception)


def test_fetch_of_an_unknown_one_fetches_nothing(online: Entry, server: Server) -> None:
    result = run("fetch", "toy", "tay")
    assert isinstance(result.exception, FoedusError)
    assert server.asked == []


def test_cite() -> None:
    assert "Singer" in run("cite", "cow-nmc").stdout
    assert run("cite", "cow-nmc", "--bibtex").stdout.startswith("@article{singer1987rcwd,")
    found = answer("cite", "cow-nmc", "atop-alliance")
    assert found["datasets"]["atop-alliance"] == ["leedsetal2002atop"]
    assert len(found["citations"]) == 3


@pytest.mark.parametrize("verb", ["list", "fetch", "verify", "cite"])
def test_help_has_examples(verb: str) -> None:
    assert f"foedus data {verb}" in run(verb, "--help").stdout
