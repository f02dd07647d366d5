"""What a brief prints: sections of lines, each with its cells and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.model.brief import ChangedDuty
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Obligation
from foedus.model.source import Citation

SHORT = 5  # lines of a long section without --full


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: its cells (one, or as many as the section has columns) and what it rests on."""

    cells: tuple[str, ...]
    sources: tuple[Citation, ...] = ()
    note: bool = False
    """A note hangs under the line before it."""
    mark: str = ""
    """How a page colours it: `new`, `gone`, `contested`, `denied`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    more: int = 0
    """Lines left out, which --full prints."""


def cut(lines: Sequence[Line], full: bool, short: int = SHORT) -> tuple[tuple[Line, ...], int]:
    """The first lines with the notes that hang under them, and how many are left out."""
    if full:
        return tuple(lines), 0
    kept: list[Line] = []
    heads = 0
    for line in lines:
        heads += not line.note
        if heads <= short:
            kept.append(line)
    return tuple(kept), max(0, heads - short)


def group_of(kind: Kind, automaticity: Automaticity | None, force: Force) -> str:
    """`fight`, `help`, `consult` or `other`: the three things that a brief keeps apart, and the rest."""
    if kind is Kind.MUST_CONSULT:
        return "consult"
    if kind is not Kind.MUST_ASSIST or not force.legal:
        return "other"
    return "fight" if automaticity is not None and automaticity.must_fight else "help"


def duty_group(duty: ChangedDuty | Obligation) -> str:
    return group_of(duty.kind, duty.automaticity, duty.force)
