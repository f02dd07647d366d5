"""What ends soon: instruments, memberships and norms whose last day is dated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from foedus.model.instrument import Instrument
from foedus.model.time import PartialDate

Ending = tuple[str, str, str]
"""The end as the file has it, the instrument, and what ends."""


def expiring(instruments: Iterable[Instrument], on: date, within: int) -> list[Ending]:
    """All ends from a day to `within` days later, the earliest first."""
    last = on + timedelta(days=within)
    rows = [
        (end, id_, what)
        for i in instruments
        for end, id_, what in _ends(i)
        if on <= PartialDate.parse(end).last and PartialDate.parse(end).first <= last
    ]
    return sorted(rows)


def _ends(i: Instrument) -> Iterable[Ending]:
    if i.ended and i.ended[:1].isdigit():
        yield i.ended, i.id, f"the whole: {i.title}"
    for m in i.parties:
        if m.end and m.end[:1].isdigit():
            yield m.end, i.id, f"membership of {', '.join(m.states)}"
    for n in i.norms:
        if n.ends:
            yield n.ends, i.id, f"article {n.article} ({n.kind.value})"
