"""Records that tests make."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from foedus.ledger.lines import parse
from foedus.ledger.record import Record


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.time = datetime(2024, 6, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def at(self, day: str) -> None:
        self.time = datetime.fromisoformat(day).replace(tzinfo=UTC)

    def forward(self, **step: float) -> None:
        self.time += timedelta(**step)


def record(**line: Any) -> Record:
    found = parse(line, "test:1")
    assert isinstance(found, Record), found
    return found


def attack(id_: str | None = "f1", day: str | None = "2024-07-01", **fields: Any) -> Record:
    line = {
        "id": id_,
        "act": "attack",
        "actor": "PRK",
        "target": "KOR",
        "date": day,
        "source": "wire",
        **fields,
    }
    return record(**line)


def pact(
    id_: str, debtor: str = "RUS", start: str = "2024-06-19", end: str | None = None, **fields: Any
) -> Record:
    line = {
        "record": "commitment",
        "id": id_,
        "debtor": debtor,
        "creditor": "PRK",
        "kind": "must-assist",
        "instrument": "prk-rus-2024",
        "article": "4",
        "valid_from": start,
        "valid_to": end,
        **fields,
    }
    return record(**line)


def retraction(id_: str, why: str = "withdrawn", **fields: Any) -> Record:
    return record(op="retract", id=id_, why=why, **fields)
