"""Scores against gold sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.errors import InputError
from foedus.read.evaluate import score, score_file


def test_counts() -> None:
    rows = [
        {
            "text": "Germany invaded Poland.",
            "events": [{"event": "ASSAULT", "source": [{"code": "DEU"}], "target": [{"code": "POL"}]}],
        },
        {
            "text": "Sweden praised Norway.",
            "events": [{"event": "AID", "source": [{"code": "SWE"}], "target": []}],
        },
        {"text": "It rained.", "events": [], "no_events": True},
    ]
    found = score(rows)
    assert (found["sentences"], found["gold_events"]) == (3, 2)
    assert (found["class_recall"], found["with_source_target"]) == (0.5, 0.5)
    assert found["false_facts"] == 0 and found["not_facts"] == 1


def test_bad_lines_are_told_together(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"text": "x"}\nnot json\n{"events": []}\n', encoding="utf-8")
    with pytest.raises(InputError) as e:
        score_file(file)
    assert [f.where.split(":")[-1] for f in e.value.faults if f.where] == ["2", "3"]
