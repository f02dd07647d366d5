"""What the ledger keeps: facts, commitments, statements, and what was derived from them. Pure.

A record's three times: `valid_from`/`valid_to` when it is true (half-open days), `said` when it was said
(the day its source was published), `recorded_at` when the ledger learnt it (set by the ledger).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Any

from foedus.model.time import PartialDate


class RecordKind(StrEnum):
    FACT = "fact"
    COMMITMENT = "commitment"
    STATEMENT = "statement"
    DERIVED = "derived"


class Op(StrEnum):
    """`correct` closes the version before it under the same id; `retract` closes it and puts none."""

    ASSERT = "assert"
    CORRECT = "correct"
    RETRACT = "retract"


_APART = frozenset({"said", "text", "title"})
"""Fields that tell no two findings apart: when it was said, and words that we wrote ourselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of the journal. `fields` is plain data under CONTRACT's names.

    `id` None: the record is known by its content. `recorded_at` and `seq` are only read by an import that
    keeps the times of another ledger; otherwise the ledger sets them. `where`: the line that it stood on.
    """

    kind: RecordKind
    fields: Mapping[str, Any]
    op: Op = Op.ASSERT
    id: str | None = None
    recorded_at: str | None = None
    seq: int | None = None
    where: str | None = field(default=None, compare=False)

    @property
    def identity(self) -> str:
        """SHA-256 (hex) of what makes two records the same: the source's own hash (or its name, where
        there is none), the span and the fields; never the clock.
        """
        return identity(self.kind, self.fields)

    @property
    def known_by(self) -> str:
        """The id that was given, else one made from the content: `f-` and 16 hexadecimal digits."""
        return self.id or f"{self.kind.value[0]}-{self.identity[:16]}"

    @property
    def body(self) -> str:
        return canonical(self.fields)


def identity(kind: RecordKind, fields: Mapping[str, Any]) -> str:
    apart = _APART | {"source"} if "sha256" in fields else _APART
    kept = {k: v for k, v in fields.items() if k not in apart}
    return sha256(f"{kind.value}\n{canonical(kept)}".encode()).hexdigest()


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical(data: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no blanks: one text for one content."""
    return _whole(_ENCODER.encode(data))


def _whole(text: str) -> str:
    """Half a character pair, which no UTF-8 can hold, as its escape (which is JSON's own)."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


@lru_cache(maxsize=4096)
def _partial(text: str) -> PartialDate:
    return PartialDate.parse(text)


def dated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`valid_from` as its first day, with `valid_from_precision` (month, year) where it is not exact."""
    given = fields.get("valid_from")
    if given is None:
        return {}
    day = _partial(given)
    if day.exact:
        return {"valid_from": day.first.isoformat()}
    precision = {4: "year", 7: "month"}[len(str(day))]
    return {"valid_from": day.first.isoformat(), "valid_from_precision": precision}


_ACTING = frozenset({"actor", "debtor", "who", "state", "speaker"})
_OTHERS = frozenset({"target", "recipient", "creditor", "parties", "against", "affiliation", "place"})


def parties(fields: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    """Who is in a record, as (who, role): `actor` acts, owes or speaks, `other` is in it otherwise.

    Where only `parties` is said, they act. A group's base is in the record as an other.
    """
    acting = _ACTING if not _ACTING.isdisjoint(fields) else {"parties"}
    found = set()
    for name, value in fields.items():
        if name in acting or name in _OTHERS:
            role = "actor" if name in acting else "other"
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, str):
                    found.add((_whole(item), role))
                elif isinstance(item, dict) and "group" in item:
                    found.add((_whole(item["group"]), role))
                    if "from" in item:
                        found.add((_whole(item["from"]), "other"))
    return frozenset(found)
