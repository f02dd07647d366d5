"""A record as one line for people. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.ledger.record import Op, RecordKind

Row = Mapping[str, Any]


def line(row: Row) -> str:
    """`2024-06-19…  RUS must-assist PRK, prk-rus-2024/4  [f5] recorded 2024-06-20`."""
    return f"{_days(row):<24}{_says(row)}  [{row['id']}] recorded {row['recorded_at'][:10]}"


def version(row: Row) -> str:
    """One line of a record's history."""
    until = f" until {row['recorded_to'][:19]}Z" if row.get("recorded_to") else ""
    head = f"{row['recorded_at'][:19]}Z{until}  {row['op']}"
    if row["op"] == Op.RETRACT:
        return f"{head}: {row.get('why', 'no reason given')}"
    return f"{head}: {_says(row)}, true {_days(row).strip()}"


def _days(row: Row) -> str:
    start, end = row.get("valid_from"), row.get("valid_to")
    precision = row.get("valid_from_precision")
    if start and precision in ("month", "year"):
        start = start[:7] if precision == "month" else start[:4]
    elif start and precision == "by":
        start = f"by {start}"
    if start is None and end is None:
        return "no day known"
    return f"{start or ''}…{end or ''}"


def _says(row: Row) -> str:
    match row["record"]:
        case RecordKind.FACT:
            whom = row.get("target") or row.get("recipient")
            what = f"{_who(row.get('actor'))} {row.get('act') or row.get('type')}"
            what += f" {_who(whom)}" if whom else ""
            return f"{what} ({_status(row)})"
        case RecordKind.STATEMENT:
            speaker = row.get("speaker") or row.get("state")
            return f"{speaker}: {row.get('stance') or row.get('verb') or 'said'}"
    duty = f"{_who(row.get('debtor') or row.get('who') or row.get('parties'))} {row.get('kind')}"
    duty += f" {_who(row['creditor'])}" if row.get("creditor") else ""
    basis = "/".join(row[k] for k in ("instrument", "article") if row.get(k))
    derived = f", {row.get('change') or row.get('verdict')}" if row["record"] == RecordKind.DERIVED else ""
    case = row.get("if")
    when = f" if {case.get('actor')} {case.get('act')} {case.get('target')}" if case else ""
    note = f" ({row['from_note']})" if row.get("from_note") else ""
    return f"{duty}{', ' if basis else ''}{basis}{derived}{when}{note}"


def _status(row: Row) -> str:
    status = row.get("status") or "asserted"
    for field, words in (("alleged_by", "alleged by"), ("denied_by", "denied by")):
        if row.get(field):
            status += f", {words} {', '.join(row[field])}"
    return status


def _who(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_who(v) for v in value)
    if isinstance(value, dict):
        return str(value.get("group"))
    return str(value) if value is not None else "someone"
