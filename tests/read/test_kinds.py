"""Sentences of our own, by kind: requests, charges, threats, sanctions, moves of forces, aid, talks, attacks, none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.read.reading import TODAY, acts, events

from foedus import yamlfile

KINDS: dict[str, Any] = yamlfile.load(Path(__file__).parent / "kinds.yaml").value


@pytest.mark.parametrize("row", KINDS["done"], ids=lambda row: row["text"][:60])
def test_an_act_is_found(row: dict[str, str]) -> None:
    head, _, tail = row["act"].partition(" > ")
    kind, _, actors = head.partition(" ")
    recipients, _, modality = tail.rpartition(" ")
    on = date.fromisoformat(row["on"]) if "on" in row else TODAY
    assert (kind, actors, recipients, modality) in acts(row["text"], on)


@pytest.mark.parametrize("text", KINDS["nothing"])
def test_no_act_is_made_up(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize("row", KINDS["not_done"], ids=lambda row: row["text"][:60])
def test_what_did_not_happen_is_no_fact(row: dict[str, str]) -> None:
    assert not [e for e in events(row["text"]) if e.type == row["kind"] and e.modality == "asserted"]
