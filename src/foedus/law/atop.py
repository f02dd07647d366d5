"""ATOP's alliances as instruments: the member-level file, compiled to norms with the codebook's meaning.

Each alliance becomes `atop-<number>`. What a member owes it owes to the others who are members that day:

    DEFENSE    active military support if a partner is attacked              must-assist, armed-attack
    OFFENSE    active military support in cases that no attack sets off      must-assist, attacks
    NEUTRAL    not to help an enemy of the partner                           must-not-assist-attacker
    NONAGG     not to use force against the partner                          must-not-attack
    CONSUL     to consult in crises that may become armed conflict           must-consult, threat

The file says *that* a pledge is limited, seldom to *what*. A limit that the engine can test is compiled to
that test: an adversary where SPECTHRT is 1 and STATTHR1/2 name it (`against`), more than one attacker
(`attacked-by-n(2)`, two being the least number that limits), no provocation (`unprovoked`), a partner that
is attacked (NEUCOATT). A demand or a request is a condition, assumed where the facts are silent. Any other
limit (an adversary not named, a place, a conflict under way, pledges that vary by partner) leaves open
whether the case at hand is meant: two readings, `within` and `outside`, so that the duty is contested.

The classes do not say who decides: active military support is taken as `automatic`. Nor do they say what
holds where a partner attacks a partner: `co_ally` is silent. An end is the day of exit; a missing day of
the month makes a partial date. Pledges in force when the data end (2016, version 4.01) have no end.

Source: Leeds, Ritter, Mitchell, Long 2002, International Interactions 28: 237–260, and its codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import FoedusError
from foedus.model.actor import StateId
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Automaticity, Condition, Force, Kind, Norm, TextReading
from foedus.model.time import PartialDate

if TYPE_CHECKING:
    import polars as pl

    from foedus.states.system import StateSystem

DATASET = "atop-member-level"
CHECKED = "2026-11-24"
"""The day on which the compilation was last compared with the file."""
ACTIVE_SUPPORT = "a pledge of active military support; who decides is not coded"
_REFERENCE = Reference(
    title="Leeds, Ritter, Mitchell and Long 2002, Alliance Treaty Obligations and Provisions, version 4.01",
    url="http://www.atopdata.org",
)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pledge:
    """One class of the codebook: its column, the prefix of the columns of its limits, its norm."""

    name: str
    column: str
    prefix: str
    kind: Kind
    trigger: str


PLEDGES = (
    Pledge("DEFENSE", "defense", "defco", Kind.MUST_ASSIST, "armed-attack"),
    Pledge("OFFENSE", "offense", "offco", Kind.MUST_ASSIST, "attacks"),
    Pledge("NEUTRAL", "neutral", "neuco", Kind.MUST_NOT_ASSIST_ATTACKER, "state-of-war"),
    Pledge("NONAGG", "nonagg", "", Kind.MUST_NOT_ATTACK, "unconditional"),
    Pledge("CONSUL", "consul", "conco", Kind.MUST_CONSULT, "threat"),
)
_UNNAMED = {
    "adv": "to adversaries that it does not name",
    "loc": "to a place that it does not name",
    "con": "to a conflict then under way",
    "num": "by the number of adversaries",
}
_DEMAND = Condition(id="demand", text="a demand of the partners has not been met")
_REQUEST = Condition(id="request", text="the partner asks for it")


def load_alliances(*, from_dir: Path | None = None) -> tuple[Instrument, ...]:
    """Every alliance of the user's copy of the member-level file.

    Raises:
        DataError: where no copy with the registered checksum is at hand.
    """
    from foedus.datasets.load import load
    from foedus.states.load import system

    return alliances(load(DATASET, from_dir=from_dir, codes=True), system())


def alliances(frame: pl.DataFrame, states: StateSystem) -> tuple[Instrument, ...]:
    """The alliances of a member-level table, in the order of their numbers.

    Args:
        frame: one row a member and phase; columns as in ATOP 4.01, codes as they stand.
        states: what a COW number stands for on a day.
    """
    by_number: dict[int, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        by_number.setdefault(int(row["atopid"]), []).append(row)
    return tuple(_instrument(n, by_number[n], states) for n in sorted(by_number))


@dataclass(frozen=True, slots=True)
class _Term:
    """One row of the file: a member in one phase. `end` is the first day on which it is no longer bound."""

    state: StateId
    start: str
    end: str | None
    row: Row


def _instrument(number: int, rows: Sequence[Row], states: StateSystem) -> Instrument:
    terms = sorted((_term(r, states) for r in rows), key=lambda t: (t.start, t.state))
    ends = [t.end for t in terms]
    signed = terms[0].start
    ended = None if None in ends else max((e for e in ends if e), key=lambda e: PartialDate.parse(e).last)
    members = tuple(dict.fromkeys(t.state for t in terms))
    first = terms[0].row
    return Instrument(
        id=f"atop-{number}",
        title=f"ATOP alliance {number} of {signed[:4]} ({_listed(members)})",
        force=Force.TREATY,
        signed=signed,
        in_force=signed,
        ended=ended,
        parties=_memberships(terms, signed, ended),
        norms=tuple(_norms(terms, states)),
        references=(_REFERENCE,),
        checked=CHECKED,
        confidence=Confidence.MEDIUM,
        confidence_note="coded by ATOP; not read from the text",
        atop=str(number),
        note=_remarks(first),
    )


def _listed(members: Sequence[StateId]) -> str:
    shown = ", ".join(members[:6])
    return shown if len(members) <= 6 else f"{shown} and {len(members) - 6} more"


def _remarks(row: Row) -> str | None:
    """What the file says of the alliance as a whole."""
    found = [
        {1: "partly secret", 2: "secret"}.get(int(row["pubsecr"] or 0), ""),
        "concluded in wartime" if row["wartime"] else "",
        "its members' pledges differ" if row["asymm"] else "",
        "limited in further ways" if row["olimob"] else "",
    ]
    return "; ".join(f for f in found if f) or None


def _term(row: Row, states: StateSystem) -> _Term:
    start = _date(row["yrent"], row["moent"], row["dayent"])
    assert start is not None, "every row of the file has the year of its entry"
    end = _date(row["yrexit"], row["moexit"], row["dayexit"])
    return _Term(_state(int(row["member"]), start, states), start, end, row)


def _date(year: float | None, month: float | None, day: float | None) -> str | None:
    """`1914-08-02`, `1914-08` or `1914`; None where the year is 0 (the end has not come)."""
    if not year:
        return None
    parts = [f"{int(year):04d}"]
    for part in (month, day):
        if not part or part < 0:
            break
        parts.append(f"{int(part):02d}")
    return "-".join(parts)


def _state(number: int, start: str, states: StateSystem) -> StateId:
    """Who bears the COW number on the day of entry, or at its nearest; `x-cow-N` where nobody ever did."""
    for on in (PartialDate.parse(start).last, None):
        try:
            return states.by_code("cow", number, on)
        except FoedusError:
            continue
    return f"x-cow-{number}"


def _memberships(terms: Sequence[_Term], signed: str, ended: str | None) -> tuple[Membership, ...]:
    """Each state's times of membership; phases that follow on each other are one time."""
    spans: dict[StateId, list[tuple[str, str | None]]] = {}
    for term in terms:
        known = spans.setdefault(term.state, [])
        if known and known[-1][1] is not None and known[-1][1] >= term.start:
            known[-1] = (known[-1][0], _later(known[-1][1], term.end))
        elif not known or known[-1][1] is not None:
            known.append((term.start, term.end))
    together: dict[tuple[str, str | None], list[StateId]] = {}
    for state, times in spans.items():
        for time in times:
            together.setdefault(time, []).append(state)
    return tuple(
        Membership(
            states=tuple(sorted(members)),
            start=None if start == signed else start,
            end=None if end == ended else end,
        )
        for (start, end), members in sorted(together.items(), key=lambda item: (item[0][0], item[1]))
    )


def _later(one: str | None, other: str | None) -> str | None:
    return None if one is None or other is None else max(one, other)


# --- norms ---


@dataclass(frozen=True, slots=True)
class _Shape:
    """What makes two members' pledges of one class the same norm."""

    trigger: str
    against: tuple[StateId, ...]
    unprovoked: bool | None
    conditions: tuple[Condition, ...]
    open_limits: tuple[str, ...]
    starts: str | None
    ends: str | None


def _norms(terms: Sequence[_Term], states: StateSystem) -> Iterable[Norm]:
    for pledge in PLEDGES:
        groups: dict[_Shape, list[StateId]] = {}
        for term in terms:
            if term.row[pledge.column] == 1:
                groups.setdefault(_shape(pledge, term, terms, states), []).append(term.state)
        for number, (shape, debtors) in enumerate(groups.items(), 1):
            article = pledge.name if len(groups) == 1 else f"{pledge.name} {number}"
            yield _norm(pledge, article, shape, tuple(sorted(set(debtors))))


def _norm(pledge: Pledge, article: str, shape: _Shape, debtors: tuple[StateId, ...]) -> Norm:
    assist = pledge.kind is Kind.MUST_ASSIST
    return Norm(
        article=article,
        kind=pledge.kind,
        debtors=debtors,
        creditors=("others",),
        trigger=shape.trigger,
        against=shape.against,
        unprovoked=shape.unprovoked,
        conditions=shape.conditions,
        automaticity=Automaticity.AUTOMATIC if assist else None,
        readings=_readings(shape.open_limits),
        starts=shape.starts,
        ends=shape.ends,
        note=ACTIVE_SUPPORT if assist else None,
    )


def _readings(limits: tuple[str, ...]) -> tuple[TextReading, ...]:
    """Limits whose content the file does not give: the case may be meant, or not."""
    if not limits:
        return ()
    what = f"a case that the pledge means, which ATOP codes as limited {_and(limits)}"
    return (
        TextReading(id="within", says=f"this is {what}"),
        TextReading(id="outside", says=f"this is not {what}", binding=False),
    )


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _shape(pledge: Pledge, term: _Term, terms: Sequence[_Term], states: StateSystem) -> _Shape:
    row = term.row
    limits = {name: bool(row.get(f"{pledge.prefix}{name}")) for name in ("adv", "loc", "con", "num")}
    shape = _Shape(pledge.trigger, (), None, (), (), *_window(term, terms))
    if not pledge.prefix:
        limits = {}
    both = limits.get("adv") and limits.get("num")  # one or the other, or one and the other? Not said
    if not both and limits.get("adv") and (named := _threats(row, term.start, states)):
        shape, limits["adv"] = replace(shape, against=named), False
    if not both and limits.get("num") and pledge.name == "DEFENSE":
        shape, limits["num"] = replace(shape, trigger="attacked-by-n(2)"), False
    if row.get("neucoatt") and pledge.name == "NEUTRAL":
        shape = replace(shape, trigger="armed-attack")
    if pledge.prefix and row.get(f"{pledge.prefix}npr"):
        shape = replace(shape, unprovoked=True)
    asked = [c for name, c in (("dem", _DEMAND), ("req", _REQUEST)) if row.get(f"{pledge.prefix}{name}")]
    unnamed = [text for name, text in _UNNAMED.items() if limits.get(name)]
    if row.get("obvary") and len({t.state for t in terms}) > 2:
        unnamed.append("to some of the partners")
    return replace(shape, conditions=tuple(asked if pledge.prefix else ()), open_limits=tuple(unnamed))


def _threats(row: Row, start: str, states: StateSystem) -> tuple[StateId, ...]:
    """The adversaries named, where the file says that named states are the threat (SPECTHRT 1)."""
    if row["specthrt"] != 1:
        return ()
    numbers = [int(row[c]) for c in ("statthr1", "statthr2") if row[c]]
    return tuple(dict.fromkeys(_state(n, start, states) for n in numbers))


def _window(term: _Term, terms: Sequence[_Term]) -> tuple[str | None, str | None]:
    """The days of a pledge that holds in one of a member's phases alone; none where it has one phase.

    A month alone counts from, and to, its last day.
    """
    if sum(t.state == term.state for t in terms) == 1:
        return None, None
    return _last(term.start), _last(term.end) if term.end else None


def _last(day: str) -> str:
    return PartialDate.parse(day).last.isoformat()
