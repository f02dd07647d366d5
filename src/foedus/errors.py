"""The one family of errors, and the only place that knows exit codes.

FoedusError
 ├─ InputError     a text, a facts file, an argument
 ├─ DossierError   an instrument or frame file: all its faults at once
 ├─ DataError      a dataset: absent, wrong checksum
 ├─ LedgerError    a ledger: damaged, locked, of a wrong version
 └─ ReaderError    a language that is not read, an endpoint that failed

Each carries one or more `Fault`s: what is wrong, where, and what to do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_ECHO = 200  # characters of a user's text that a message repeats
MAX_FAULTS = 20  # faults shown; the rest are counted


def shown(text: object) -> str:
    """Echo the user's text safely: controls and bidi marks escaped, cut at 200 characters."""
    raw = str(text)
    cut = raw[:MAX_ECHO]
    safe = "".join(_escape(c) for c in cut)
    return safe + ("…" if len(raw) > MAX_ECHO else "")


def visible(text: str) -> str:
    """Text of any origin made safe to print: line breaks and tabs stay, other controls become escapes."""
    return "".join(c if c in "\n\t" or c.isprintable() or c.isspace() else _escape(c) for c in text)


def _escape(char: str) -> str:
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return char.encode("unicode_escape", "surrogatepass").decode("ascii")
    return char


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `where` is a file, line, field or span; `hint` says what to do."""

    message: str
    where: str | None = None
    hint: str | None = None
    code: str = "input"

    def __str__(self) -> str:
        line = f"{self.where}: {self.message}" if self.where else self.message
        if not self.hint:
            return line
        return f"{line} {self.hint}" if line.endswith((".", "!", "?", "…")) else f"{line}. {self.hint}"

    def as_dict(self) -> dict[str, str | None]:
        return {"code": self.code, "where": self.where, "message": self.message, "hint": self.hint}


class FoedusError(Exception):
    """A fault that the user can mend; the command ends with `exit_code` and no traceback."""

    exit_code = 2
    code = "input"

    def __init__(
        self, message: str, *, where: str | None = None, hint: str | None = None, code: str | None = None
    ) -> None:
        self.faults: tuple[Fault, ...] = (Fault(message, where, hint, code or self.code),)
        super().__init__(message)

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> FoedusError:
        """One error that carries all the faults found in one go."""
        found = tuple(faults)
        if not found:
            raise ValueError("an error needs at least one fault")
        error = cls(found[0].message)
        error.faults = found
        return error

    def __str__(self) -> str:
        lines = [str(f) for f in self.faults[:MAX_FAULTS]]
        rest = len(self.faults) - MAX_FAULTS
        if rest > 0:
            lines.append(f"… and {rest} more faults")
        return "\n".join(lines)


class InputError(FoedusError, ValueError):
    """A text, a facts file, an argument."""


class DossierError(FoedusError, ValueError):
    """An instrument or frame file."""

    code = "dossier"


class DataError(FoedusError):
    """A dataset that is absent or not what the registry says."""

    code = "data"


class LedgerError(FoedusError):
    """A ledger that is damaged, locked or of another version."""

    code = "ledger"


class ReaderError(FoedusError):
    """A text that this reader cannot read, or a reader's service that failed."""

    code = "reader"
