"""`foedus read` and `foedus evaluate reading` as a user has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foedus.cli.main import _guarded

STORY = (
    "Finland joins the alliance\n\nFinland joined NATO on Tuesday. “This is a great day for all of us,”"
    " said Anna Virtanen, a Finnish diplomat. Russia criticized Finland.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "a.txt"
    file.write_text(STORY, encoding="utf-8")
    return str(file)


def test_json_has_the_names_of_the_contract(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _guarded(["read", article, "--published", "2023-04-05", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"source", "actors", "events", "statements", "commitments", "unplaced"} <= set(found)
    assert found["source"]["published"] == "2023-04-05" and "text" not in found["source"]
    (c,) = found["commitments"]
    assert (c["act"], c["kind"], c["date"]) == ("joined", "must-assist", "2023-04-04")
    assert {e["type"] for e in found["events"]} == {"AGREE", "ACCUSE"}


def test_with_text_and_file(article: str, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    assert _guarded(["read", article, "--published", "2023-04-05", "--with-text", "-o", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["source"]["text"] == STORY
    a, b = found["statements"][0]["content"]
    assert STORY[a:b].startswith("This is a great day")


def test_listing(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _guarded(["read", article, "--published", "2023-04-05"]) == 0
    shown = capsys.readouterr().out
    assert "STATEMENTS" in shown and "Anna Virtanen" in shown and "FIN → NATO" in shown
    assert max(len(line) for line in shown.splitlines()) < 260


def test_both_warns_and_answers(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _guarded(["read", article, "--published", "2023-04-05", "--reader", "both", "--json"]) == 0
    captured = capsys.readouterr()
    assert "warning" in captured.err and json.loads(captured.out)["events"]


@pytest.mark.parametrize("reader", ["model", "llm"])
def test_readers_that_are_not_there(article: str, reader: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _guarded(["read", article, "--reader", reader]) == 2
    assert "--reader" in capsys.readouterr().err


def test_evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "g.jsonl"
    gold.write_text('{"text": "Iran attacked Iraq.", "events": [{"event": "ASSAULT"}]}\n', encoding="utf-8")
    assert _guarded(["evaluate", "reading", "--gold", str(gold), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["class_recall"] == 1.0
