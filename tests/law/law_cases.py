"""Scenarios put to the engine over the dossier, and whether an expectation of theirs holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from foedus.law.answer import consequences
from foedus.law.dossier import dossier
from foedus.law.facts import facts_of
from foedus.model.obligation import Consequences, Held
from foedus.yamlfile import load

KEYS = ("obliged", "contested", "obliged_any_reading", "not_obliged", "breaches", "not_breaches")


def law(on: str, facts: list[dict[str, Any]]) -> Consequences:
    file = facts_of(json.dumps({"on": on, "facts": facts}))
    assert file.on is not None
    return consequences(dossier().world(file.on), file.facts)


def cases(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(file).value
    return found


def wrong(case: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """The expectations of a case that do not hold."""
    done = law(case["on"], case["facts"])
    return [(case["id"], k, want) for k in KEYS for want in case.get(k, []) if not holds(k, want, done)]


def holds(key: str, want: dict[str, Any], done: Consequences) -> bool:
    rows = [o for o in done.obligations if o.round == 1 and _same(want, o)]
    if want.get("kind") == "must-assist":
        rows = [o for o in rows if o.force.legal]
    agreed = any(o.reading is Held.AGREED for o in rows)
    broken = [
        b
        for b in done.breaches
        if all(getattr(b, k) == want[k] for k in ("who", "kind", "against", "instrument") if k in want)
    ]
    if key == "obliged":
        return agreed
    if key == "contested":
        return bool(rows) and not agreed
    if key == "obliged_any_reading":
        return bool(rows)
    if key == "breaches":
        return any(b.verdict != "allowed" for b in broken)
    if key == "not_breaches":
        return not any(b.verdict == "breach" for b in broken)
    missed = [
        n
        for n in done.not_triggered
        if all(getattr(n, k) == want[k] for k in ("debtor", "creditor", "instrument") if k in want)
    ]
    why = want["why"] if isinstance(want.get("why"), list) else [want.get("why")]
    return not agreed and (why == [None] or any(n.why in why for n in missed))


def _same(want: dict[str, Any], o: object) -> bool:
    keys = ("debtor", "creditor", "kind", "against", "instrument", "article", "force")
    return all(getattr(o, k) == want[k] for k in keys if k in want)
