"""A Brief as CONTRACT's JSON."""

from __future__ import annotations

from typing import Any

from foedus.model.brief import Brief
from foedus.model.codec import dump


def as_contract(brief: Brief, *, text: str | None = None) -> dict[str, Any]:
    """The document that `foedus brief --json` prints; `text` is included as `source.text`."""
    out: dict[str, Any] = dump(brief)
    if text is not None:
        out["source"]["text"] = text
    for change in out["changes"]:
        for duties in ("added", "removed", "strengthened", "weakened", "also", "still"):
            for duty in change[duties]:
                duty["sources"] = [_citation(c) for c in duty["sources"]]
    for breach in out["breaches"]:
        breach["sources"] = [_citation(c) for c in breach["sources"]]
    for question in out["open_questions"]:
        question["because"] = [_citation(c) for c in question["because"]]
    for placed in out["placed"]:
        placed["sources"] = [_citation(c) for c in placed["sources"]]
    for fact in out["facts"]:
        fact["citation"] = _citation(fact["citation"])
    return out


def _citation(citation: dict[str, Any]) -> dict[str, Any]:
    """Only what is there: `{"span": …}` or `{"instrument": …, "article": …}`."""
    return {k: v for k, v in citation.items() if v is not None}
