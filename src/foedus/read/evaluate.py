"""The reader against sentences coded by hand: recall of class, of source and target, and false facts.

Gold: JSON lines as in the Open Event Data Alliance's PLOVER and PETRARCH records: `text`, `date`, `events`
with `event` (a PLOVER class), `source`, `target` (lists with a `code` that begins with an ISO alpha-3 id).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from foedus.errors import Fault, InputError, shown
from foedus.model.reading import Event, Modality, Reading
from foedus.read.reader import read
from foedus.states import load

_NO_STATE = frozenset({"IGO", "NGO", "IMG", "MNC", "ISM", "---"})
_SLIPS = {"JAP": "JPN"}
_WHEN = date(2010, 1, 1)
_UNREAL = frozenset({"hypothetical", "future", "negated", "threat", "planned", "alleged"})


def score_file(file: Path) -> dict[str, Any]:
    """Read every gold sentence and count.

    Raises:
        InputError: for a file that is missing or no JSON lines, with every bad line.
    """
    return score(_rows(file))


def _rows(file: Path) -> list[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as e:
        why = e.strerror if isinstance(e, OSError) else "not UTF-8"
        raise InputError(f"cannot be read: {why}", where=shown(file), hint="Check the path.") from None
    rows, faults = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if (
            not isinstance(row, dict)
            or not isinstance(row.get("text"), str)
            or not isinstance(row.get("events", []), list)
        ):
            faults.append(
                Fault("no gold sentence", f"{shown(file)}:{number}", 'A line is {"text": …, "events": […]}.')
            )
            continue
        rows.append(row)
    if faults:
        raise InputError.of(faults)
    return rows


def score(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts and shares over gold rows that carry a class."""
    total: Counter[str] = Counter()
    found: Counter[str] = Counter()
    sentences = events = sources = both = false_facts = unreal = 0
    for row in rows:
        reading = _read(row)
        sentences += 1
        events += len(reading.events)
        if row.get("no_events"):
            unreal += 1
            false_facts += any(e.modality is Modality.ASSERTED for e in reading.events)
        for gold in row.get("events", []):
            if not gold.get("event"):
                continue
            total[gold["event"]] += 1
            same = [e for e in reading.events if e.type.value == gold["event"]]
            found[gold["event"]] += bool(same)
            sources += any(_met(gold.get("source"), e.actor) for e in same)
            both += any(
                _met(gold.get("source"), e.actor) and _met(gold.get("target"), e.recipient) for e in same
            )
            if str(gold.get("modality") or "").lower() in _UNREAL:
                unreal += 1
                false_facts += any(e.modality is Modality.ASSERTED for e in same)
    n = max(1, sum(total.values()))
    return {
        "sentences": sentences,
        "gold_events": sum(total.values()),
        "class_recall": round(sum(found.values()) / n, 4),
        "with_source": round(sources / n, 4),
        "with_source_target": round(both / n, 4),
        "events_per_sentence": round(events / max(1, sentences), 4),
        "not_facts": unreal,
        "false_facts": false_facts,
        "classes": {k: {"found": found[k], "gold": total[k]} for k in sorted(total)},
    }


def _read(row: Mapping[str, Any]) -> Reading:
    try:
        on = date.fromisoformat(str(row.get("date"))[:10])
    except ValueError:
        on = _WHEN
    text = row["text"].strip("{} ")
    return read(
        text,
        published=on,
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
    )


def _met(gold: Sequence[Mapping[str, Any]] | None, ids: Sequence[str]) -> bool:
    """Is one of the coded actors among the ids? A code that names no state is met by any body or group."""
    codes = [str(g.get("code") or "")[:3] for g in gold or ()]
    if not codes:
        return True
    actors = load.actors()
    states = {i for i in ids if i not in actors} | {s for i in ids if i in actors for s in actors.get(i).base}
    return any(
        _SLIPS.get(c, c) in states or (c in _NO_STATE and any(i in actors for i in ids)) for c in codes
    )


__all__ = ["Event", "score", "score_file"]
