"""How answers leave the command: one JSON document, a table file, or lines for people."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.errors import Fault, InputError, shown, visible

_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+(\.\d+)?$)")  # what a spreadsheet would run


def say(text: str = "") -> None:
    """A line for people on stdout."""
    sys.stdout.write(visible(text) + "\n")


def warn(text: str) -> None:
    """A line on stderr: warnings and progress never mix with the answer."""
    sys.stderr.write(visible(text) + "\n")


def emit_json(data: Any) -> None:
    """Exactly one JSON document on stdout, UTF-8."""
    text = json.dumps(
        data, ensure_ascii=False, allow_nan=False, indent=None if not sys.stdout.isatty() else 1
    )
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def emit_faults(faults: Sequence[Fault], *, as_json: bool) -> None:
    if as_json:
        emit_json({"errors": [f.as_dict() for f in faults]})
    for fault in faults[:20]:
        warn(str(fault))
    if len(faults) > 20:
        warn(f"… and {len(faults) - 20} more faults")


def safe_cell(value: Any) -> Any:
    """A CSV cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    if isinstance(value, (list, tuple)):
        return safe_cell("; ".join(str(v) for v in value))
    return value


def write_table(rows: Sequence[Mapping[str, Any]], file: Path, columns: Sequence[str]) -> None:
    """Rows to .csv, .parquet, .json or .jsonl, whole or not at all."""
    suffix = file.suffix.lower()
    if suffix not in (".csv", ".parquet", ".json", ".jsonl"):
        raise InputError(
            f"'{shown(suffix)}' is no table format",
            where=shown(file),
            hint="Write to .csv, .parquet, .json or .jsonl.",
        )
    table = [{c: row.get(c) for c in columns} for row in rows]
    with replacing(file) as temporary:
        if suffix == ".csv":
            with temporary.open("w", newline="", encoding="utf-8") as out:
                writer = csv.writer(out)
                writer.writerow(columns)
                writer.writerows([[safe_cell(row[c]) for c in columns] for row in table])
        elif suffix == ".parquet":
            import polars

            flat = [{k: _flat(v) for k, v in row.items()} for row in table]
            polars.DataFrame(flat, schema_overrides=None, infer_schema_length=None).write_parquet(temporary)
        else:
            lines = [json.dumps(row, ensure_ascii=False) for row in table]
            body = (
                "\n".join(lines) + ("\n" if lines else "")
                if suffix == ".jsonl"
                else json.dumps(table, ensure_ascii=False)
            )
            temporary.write_text(body, encoding="utf-8")


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, tuple)) else value


def write_text(text: str, file: Path) -> None:
    with replacing(file) as temporary:
        temporary.write_text(text, encoding="utf-8")


class replacing:
    """A temporary file beside `file` that takes its place only when the block ends well."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __enter__(self) -> Path:
        try:
            handle, name = tempfile.mkstemp(
                dir=self.file.parent, prefix=f".{self.file.name[:40]}.", suffix=".part"
            )
        except OSError as e:
            raise InputError(
                f"cannot be written: {e.strerror}",
                where=shown(self.file),
                hint="Choose another folder.",
                code="unwritable",
            ) from None
        os.close(handle)
        self.temporary = Path(name)
        return self.temporary

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if kind is not None:
            self.temporary.unlink(missing_ok=True)
            return
        with self.temporary.open("rb") as written:
            os.fsync(written.fileno())
        self.temporary.chmod(0o644)
        self.temporary.replace(self.file)
