"""Which alliance of ATOP is which instrument of the dossier, and in what the two codings differ.

Two are the same treaty where the same states signed them within days of each other. The file has no names,
so parties and dates decide: the same original parties within `SAME_PARTIES_DAYS`, or most of the same within
`MOST_PARTIES_DAYS`. ATOP dates an alliance from signature or from entry into force; either will do. A treaty
that renews or changes an alliance is a phase of it in ATOP, and is linked by the day of that phase. Each
instrument has one link at most, and each phase of an alliance one instrument: the nearest pairs come first.
An instrument whose file names its alliance (`atop: "3180"`) is linked to it whatever the dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import Force, Kind
from foedus.model.time import PartialDate

SAME_PARTIES_DAYS = 60
MOST_PARTIES_DAYS = 10
MOST = 0.6
"""The least share of common parties in all of the two."""

CLASSES = (
    Kind.MUST_ASSIST,
    Kind.MUST_NOT_ASSIST_ATTACKER,
    Kind.MUST_NOT_ATTACK,
    Kind.MUST_CONSULT,
)
"""The kinds that ATOP codes."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One point on which the two part: `parties`, `kinds`, `signed` or `ended`, as each has it."""

    point: str
    dossier: str
    atop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An instrument of the dossier and the alliance of ATOP that is the same treaty.

    `phase` is the first day of the alliance, or of the phase of it that is meant. `days` lie between the two
    dates that are nearest, and `common` is the share of their original parties that both have.
    """

    instrument: str
    atop: str
    phase: str
    days: int
    common: float
    named: bool
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        return not self.differences


@dataclass(frozen=True, slots=True)
class _Phase:
    """An alliance from the day on which it, or a phase of it, begins."""

    alliance: Instrument
    start: str
    parties: frozenset[StateId]
    ever: frozenset[StateId]


def linked(
    dossier: Mapping[str, Instrument] | Iterable[Instrument], atop: Iterable[Instrument]
) -> tuple[Link, ...]:
    """The instruments that are alliances of ATOP, by their ids.

    Args:
        dossier: instruments; only treaties are looked at.
        atop: alliances as `atop.alliances` compiles them.
    """
    values = dossier.values() if isinstance(dossier, Mapping) else dossier
    treaties = [i for i in values if i.force is Force.TREATY]
    phases = [p for a in atop for p in _phases(a)]
    found: dict[str, _Pair] = {}
    taken: dict[str, set[str]] = {}
    for pair in sorted(_pairs(treaties, phases), key=_nearest):
        id_, starts = pair.treaty.id, taken.setdefault(pair.phase.alliance.id, set())
        if id_ not in found and pair.phase.start not in starts:
            found[id_] = pair
            starts.add(pair.phase.start)
    return tuple(_link(found[k], taken[found[k].phase.alliance.id]) for k in sorted(found))


@dataclass(frozen=True, slots=True)
class _Pair:
    treaty: Instrument
    phase: _Phase
    days: int
    common: float
    named: bool


def _nearest(pair: _Pair) -> tuple[object, ...]:
    order = (pair.treaty.id, pair.phase.alliance.id, pair.phase.start)
    return (not pair.named, -pair.common, pair.days, *order)


def _pairs(treaties: list[Instrument], phases: list[_Phase]) -> Iterator[_Pair]:
    for treaty in treaties:
        first, ever = _original(treaty), _ever(treaty)
        wanted = (treaty.atop or "").removeprefix("atop-")
        for phase in phases:
            named = bool(wanted) and phase.alliance.id == f"atop-{wanted}"
            common = max(_common(first, phase.parties), _common(ever, phase.ever))
            if not named and common < MOST:
                continue
            days = _apart(treaty, phase.start)
            if named or days <= (SAME_PARTIES_DAYS if common == 1.0 else MOST_PARTIES_DAYS):
                yield _Pair(treaty, phase, days, common, named)


def _link(pair: _Pair, starts: set[str]) -> Link:
    """The phases that follow, up to one that is another instrument's, are the same treaty as amended."""
    until = min((s for s in starts if s > pair.phase.start), default=None)
    return Link(
        instrument=pair.treaty.id,
        atop=pair.phase.alliance.id,
        phase=pair.phase.start,
        days=pair.days,
        common=pair.common,
        named=pair.named,
        differences=tuple(_differences(pair.treaty, pair.phase, until)),
    )


def _common(one: frozenset[StateId], other: frozenset[StateId]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _phases(alliance: Instrument) -> Iterator[_Phase]:
    starts = {alliance.signed, *(n.starts for n in alliance.norms if n.starts)}
    for start in sorted(starts):
        yield _Phase(alliance, start, _members(alliance, start), _ever(alliance))


def _original(instrument: Instrument) -> frozenset[StateId]:
    """Those bound from the first: with no day of their own, or one by its entry into force."""
    entry = _dates(instrument.in_force) or _dates(instrument.signed)
    last = entry[0].last
    return frozenset(
        s
        for m in instrument.parties
        if not m.start or _dates(m.start)[0].first <= last
        for s in m.states
        if "-" in s or s.isupper()
    )


def _members(alliance: Instrument, start: str) -> frozenset[StateId]:
    """Who was a member on the first day of a phase."""
    day = PartialDate.parse(start).last
    return frozenset(
        s
        for m in alliance.parties
        if PartialDate.parse(m.start or alliance.signed).first <= day
        and (m.end is None or PartialDate.parse(m.end).last > day)
        for s in m.states
    )


def _dates(text: str | None) -> list[PartialDate]:
    return [PartialDate.parse(d) for d in _DATE.findall(text or "")]


def _apart(treaty: Instrument, start: str) -> int:
    """Days between the alliance's day and the treaty's signature or entry into force, the nearer of them."""
    there = PartialDate.parse(start)
    here = [*_dates(treaty.signed), *_dates(treaty.in_force)]
    return min(_between(h, there) for h in here)


def _between(one: PartialDate, other: PartialDate) -> int:
    """Days between two dates, 0 where they may be the same."""
    return max((other.first - one.last).days, (one.first - other.last).days, 0)


# --- differences ---


def _differences(treaty: Instrument, phase: _Phase, until: str | None) -> Iterator[Difference]:
    here = _ever(treaty)
    if here != phase.ever:
        yield _difference("parties", _listed(here - phase.ever), _listed(phase.ever - here))
    ours, theirs = _kinds(treaty), _kinds_of(phase, until)
    if ours != theirs:
        yield _difference("kinds", _listed(ours - theirs), _listed(theirs - ours))
    if _between(PartialDate.parse(treaty.signed), PartialDate.parse(phase.start)):
        yield _difference("signed", treaty.signed, phase.start)
    ended = until or phase.alliance.ended
    if not _same_end(treaty.ended, ended):
        yield _difference("ended", treaty.ended or "in force", ended or "in force")


def _difference(point: str, dossier: str, atop: str) -> Difference:
    return Difference(point=point, dossier=dossier, atop=atop)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(sorted(items)) or "none besides"


def _ever(instrument: Instrument) -> frozenset[StateId]:
    return frozenset(s for m in instrument.parties for s in m.states)


def _kinds(instrument: Instrument) -> frozenset[str]:
    """The kinds that ATOP codes, less those that bind nobody."""
    return frozenset(n.kind.value for n in instrument.norms if n.kind in CLASSES)


def _kinds_of(phase: _Phase, until: str | None) -> frozenset[str]:
    """The kinds of the norms that hold on some day from the phase's first to `until`."""
    day = PartialDate.parse(phase.start).last.isoformat()
    return frozenset(
        n.kind.value
        for n in phase.alliance.norms
        if (not n.ends or n.ends > day) and not (until and n.starts and n.starts >= until)
    )


def _same_end(ours: str | None, theirs: str | None) -> bool:
    """The same day, or one that may be the same; an end in doubt (`?`) is none before its day."""
    here = _dates(ours)
    if not here or theirs is None:
        return not here and theirs is None
    return _between(here[-1], PartialDate.parse(theirs)) <= 1  # the last day bound, or the first day free
