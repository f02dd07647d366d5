"""The duties of one year as bit planes, from ATOP's dyad-year flags or from norms in force on a day.

A clause has the form that `bulk.py` computes with where it is a duty to assist under international law that

- falls due on an attack on the creditor (armed-attack, aggression, invasion, threat, attacked-by-n, breach,
  also joined with a state of war, which every attack is), or on the creditor's own attack, and
- says the same in each of its readings, or binds in some of them only.

Any other (any state of war whoever began, a war with a named state alone, a blow in aid of another that
counts as an attack, duties that exclude or yield to each other, readings that name different adversaries)
is kept aside with its creditors: a question that touches one of them is the engine's. Clauses that no
attack can set off (mobilisation, other wording) fall away.

What is found of an instrument is kept from year to year until one of its dates passes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, Clause, Variant
from foedus.law.contested import ALWAYS, NEVER, When
from foedus.law.index import CHARTER
from foedus.law.scope import beyond, own_territory, reaches
from foedus.law.world import UNIVERSAL, World
from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import ON_CREDITOR, Area, Automaticity, Kind, TriggerWord
from foedus.model.time import PartialDate

Words = NDArray[np.uint64]
"""Sets of states, 64 to a word, along the last axis."""

_STRUCK = frozenset({TriggerWord.ARMED_ATTACK, TriggerWord.AGGRESSION, TriggerWord.INVASION})
_ATTACKED = _STRUCK | {TriggerWord.THREAT, TriggerWord.ATTACKED_BY_N, TriggerWord.BREACH}
_NEVER = frozenset({TriggerWord.MOBILISATION, TriggerWord.NONE, TriggerWord.TRANSFER, TriggerWord.OTHER})
_WITH_ATTACK = _ATTACKED | {TriggerWord.STATE_OF_WAR, TriggerWord.WAR_WITH}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Threshold:
    """A duty of `debtors` to defend `target` against one of `against`, once `number` of `counted` attack it."""

    target: int
    debtors: Words
    against: Words
    counted: Words
    number: int


@dataclass(frozen=True, slots=True)
class Planes:
    """The duties that hold in one run; see `bulk.cascade` for the axes."""

    offence: Words
    defence: Words
    thresholds: tuple[Threshold, ...] = ()


def width_of(n: int) -> int:
    return max(1, (n + 63) // 64)


def word_bits(n: int, width: int) -> Words:
    """The n sets of one state each."""
    bits = np.zeros((n, width), np.uint64)
    each = np.arange(n)
    bits[each, each >> 6] = np.uint64(1) << (each & 63).astype(np.uint64)
    return bits


def of_flags(
    debtor: NDArray[np.intp],
    creditor: NDArray[np.intp],
    defence: NDArray[np.bool_],
    offence: NDArray[np.bool_],
    n: int,
) -> Planes:
    """Directed flags of one year between states numbered 0 … n-1: the debtor owes the creditor."""
    width = width_of(n)
    return Planes(
        _plane(debtor[offence], creditor[offence], n, width)[None, :, :],
        _plane(debtor[defence], creditor[defence], n, width)[:, None, :],
    )


def _plane(debtor: NDArray[np.intp], creditor: NDArray[np.intp], n: int, width: int) -> Words:
    plane = np.zeros((n, width), np.uint64)
    np.bitwise_or.at(plane, (creditor, debtor >> 6), np.uint64(1) << (debtor & 63).astype(np.uint64))
    return plane


# --- norms ---


@dataclass(frozen=True, slots=True)
class Edge:
    """What a clause asks of its debtors for one creditor, in one reading.

    `against` None: whoever the adversary is. `number` of `counted` (None: of all attackers) must attack.
    """

    offence: bool
    creditor: StateId
    debtors: int
    against: int | None
    counted: int | None = None
    number: int = 1
    area: Area | None = None
    words: frozenset[TriggerWord] = frozenset()
    parties: frozenset[StateId] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument's edges: those that hold in all worlds, and those that hold in some.

    `aside`: the creditors of clauses of another form. `first_only`: the creditors of clauses that many share,
    of which the engine asks each party against the first attacker alone.
    """

    sure: tuple[Edge, ...] = ()
    possible: tuple[Edge, ...] = ()
    aside: int = 0
    first_only: int = 0


@dataclass(frozen=True, slots=True)
class Year:
    """The planes of a day: what holds in all worlds (`sure`), and in some (`possible`); see `Found`."""

    sure: Planes
    possible: Planes
    aside: int = 0
    first_only: int = 0


@dataclass(slots=True)
class Survey:
    """The edges of all instruments as the years go by. `states`: every state that has a bit."""

    world: World
    states: tuple[StateId, ...]
    _place: dict[StateId, int] = field(default_factory=dict)
    _kept: dict[str, tuple[Any, Found]] = field(default_factory=dict)
    _dates: dict[str, list[date]] = field(default_factory=dict)
    _clauses: dict[str, tuple[Clause, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World, states: Iterable[StateId]) -> Survey:
        """A survey for the states of the system and all parties that instruments name."""
        clauses = {
            id_: tuple(c for c in cs if c.norm.kind is Kind.MUST_ASSIST and c.instrument.force.legal)
            for id_, cs in world.index.clauses.items()
        }
        clauses = {id_: cs for id_, cs in clauses.items() if cs}
        named = {s for id_ in clauses for s in world.ever_parties(id_)}
        words = {PARTIES, OTHERS, ANY, MEMBERS}
        named |= {w for cs in clauses.values() for c in cs for w in c.debtor_words | c.creditor_words} - words
        system = tuple(dict.fromkeys(states))
        everybody = (*system, *sorted(named - set(system)))
        return cls(world, everybody, {s: i for i, s in enumerate(everybody)}, _clauses=clauses)

    def place(self, state: StateId) -> int:
        """Where the state stands in the bits."""
        return self._place[state]

    def bits(self, states: Iterable[StateId]) -> int:
        out = 0
        for state in states:
            if state in self._place:
                out |= 1 << self._place[state]
        return out

    def on(self, day: date) -> Year:
        """The planes of a day."""
        self.world = self.world.on_day(day)
        found = [self._found(id_, day) for id_ in self._clauses]
        lands = _Lands(self)
        aside = first_only = 0
        for f in found:
            aside, first_only = aside | f.aside, first_only | f.first_only
        return Year(
            self._planes([e for f in found for e in f.sure], lands, sure=True),
            self._planes([e for f in found for e in f.possible], lands, sure=False),
            aside,
            first_only,
        )

    def _found(self, id_: str, day: date) -> Found:
        stamp = (self._passed(id_, day), self._passed(CHARTER, day) if self._of_members(id_) else 0)
        kept = self._kept.get(id_)
        if kept is None or kept[0] != stamp:
            self._kept[id_] = kept = (stamp, self._find(id_))
        return kept[1]

    def _of_members(self, id_: str) -> bool:
        return any(MEMBERS in c.debtor_words | c.creditor_words for c in self._clauses[id_]) or any(
            MEMBERS in m.states for m in self.world.instruments[id_].parties
        )

    def _passed(self, id_: str, day: date) -> int:
        """How many of an instrument's dates have passed."""
        if id_ not in self._dates:
            instrument = self.world.instruments.get(id_)
            self._dates[id_] = _dates(instrument) if instrument else []
        return bisect_right(self._dates[id_], day)

    # --- one instrument ---

    def _find(self, id_: str) -> Found:
        world = self.world
        if not (world.has(id_) and world.whole(id_).bound):
            return Found()
        sure: list[Edge] = []
        possible: list[Edge] = []
        aside = first_only = 0
        for clause in self._clauses[id_]:
            live = [v for v in clause.variants if v.binding and not _idle(v)]
            if not live:
                continue
            creditors = self._creditors(clause)
            if not _plain(clause, live):
                aside |= self.bits(creditors)
                continue
            if _shared(world, clause):
                first_only |= self.bits(creditors)
            for creditor in creditors:
                s, p = self._edges(clause, live, creditor)
                sure += s
                possible += p
        return Found(tuple(sure), tuple(possible), aside, first_only)

    def _creditors(self, clause: Clause) -> list[StateId]:
        parties = self.world.party_set(clause.instrument.id)
        named = set(clause.creditor_words) - {PARTIES, OTHERS, ANY, MEMBERS}
        if clause.creditor_words & {PARTIES, OTHERS}:
            named |= parties
        if ANY in clause.creditor_words:
            named |= set(self.states)
        if MEMBERS in clause.creditor_words and CHARTER in self.world.instruments:
            named |= self.world.party_set(CHARTER)
        return sorted(named)

    def _edges(
        self, clause: Clause, live: Sequence[Variant], creditor: StateId
    ) -> tuple[list[Edge], list[Edge]]:
        """For one creditor: `sure` binds in every reading without doubt, `possible` in some reading."""
        one = live[0]
        certain, perhaps = ~0, 0
        for variant in clause.variants:
            always, ever = self._debtors(clause, variant, creditor) if variant in live else (0, 0)
            must = (variant.automaticity or Automaticity.OWN_JUDGEMENT).must_fight
            certain &= always if must else 0
            perhaps |= ever
        parties = self.world.party_set(clause.instrument.id)
        against, counted, number = self._against(one, parties)
        shields = any(t.word in ON_CREDITOR for t in one.trigger.terms) and ANY not in clause.creditor_words
        friends = self.bits(parties) if shields and one.co_ally != "bound" else 0
        offence = any(t.word is TriggerWord.ATTACKS for t in one.trigger.terms)
        words = frozenset(t.word for t in one.trigger.terms)

        def edge(debtors: int, without: int) -> list[Edge]:
            if not debtors:
                return []
            limit = against
            if without:
                limit = (self._everybody if limit is None else limit) & ~without
            return [Edge(offence, creditor, debtors, limit, counted, number, one.area, words, parties)]

        return edge(certain & perhaps, friends), edge(perhaps, friends if one.co_ally == "excluded" else 0)

    @property
    def _everybody(self) -> int:
        return (1 << len(self.states)) - 1

    def _debtors(self, clause: Clause, variant: Variant, creditor: StateId) -> tuple[int, int]:
        always = ever = 0
        for debtor in self.world.debtors_of(clause):
            if debtor == creditor or debtor not in self._place:
                continue
            when = self.world.bond(clause, variant, debtor, creditor).when
            bit = 1 << self._place[debtor]
            if when is not NEVER:
                ever |= bit
                always |= bit if when.is_certain() else 0
        return always, ever

    def _against(self, variant: Variant, parties: frozenset[StateId]) -> tuple[int | None, int | None, int]:
        """The adversaries that the clause names, and how many of whom must attack."""
        limit: int | None = self.bits(variant.against) if variant.against else None
        counted: int | None = None
        number = 1
        for term in variant.trigger.terms:
            named = self.bits(term.args)
            if term.word is TriggerWord.ATTACKED_BY_N:
                number = int(term.args[0]) if term.args else 2
                counted = self._everybody & ~self.bits(parties)
                counted &= self.bits(variant.against) if variant.against else ~0
                counted &= self.bits(term.args[1:]) if term.args[1:] else ~0
            elif term.word is TriggerWord.WAR_WITH:
                counted = named
            elif term.word is TriggerWord.BREACH:
                limit = (self._everybody if limit is None else limit) & self.bits(parties)
            elif term.args:
                limit = (self._everybody if limit is None else limit) & named
        return limit, counted, number

    # --- planes ---

    def _planes(self, edges: Sequence[Edge], lands: _Lands, *, sure: bool) -> Planes:
        n = len(self.states)
        width = width_of(n)
        offence = np.zeros((n, n, width), np.uint64)
        defence = np.zeros((n, n, width), np.uint64)
        thresholds = []
        for edge in edges:
            c, against = self._place.get(edge.creditor), lands.limited(edge, sure=sure)
            if c is None or against == 0:
                continue
            debtors = as_words(edge.debtors, width)
            if edge.counted is not None:
                limit = self._everybody if against is None else against
                counted = lands.counted(edge, sure=sure)
                thresholds.append(
                    Threshold(c, debtors, as_words(limit, width), as_words(counted, width), edge.number)
                )
            elif edge.offence:
                offence[_rows(against), c] |= debtors
            else:
                defence[c, _rows(against)] |= debtors
        return Planes(offence, defence, tuple(thresholds))


class _Lands:
    """Where a blow on a state's own territory falls, as the areas of clauses and the law of force see it."""

    def __init__(self, survey: Survey) -> None:
        self.survey, self.world = survey, survey.world
        self._own: dict[StateId, int] = {}

    def limited(self, edge: Edge, *, sure: bool) -> int | None:
        """The edge's adversaries, less those against whom the place leaves no duty; 0: against nobody."""
        if edge.offence:
            return edge.against
        if not _holds(self._inside(edge), sure=sure):
            return 0
        contested = self._contested(edge)
        if not (sure and contested):
            return edge.against
        return (self.survey._everybody if edge.against is None else edge.against) & ~contested

    def counted(self, edge: Edge, *, sure: bool) -> int:
        """Who counts as an attacker in a number: an attack on land of its own may be none."""
        assert edge.counted is not None
        doubtful = self._contested(edge) if TriggerWord.ATTACKED_BY_N in edge.words else 0
        return edge.counted & ~doubtful if sure else edge.counted

    def _inside(self, edge: Edge) -> When:
        world, creditor = self.world, edge.creditor
        out = ALWAYS
        area = edge.area
        if area is not None and _bounded(area):
            out = reaches(world.area(area), world.home(creditor), creditor, edge.parties, None)
        if TriggerWord.INVASION in edge.words:
            out &= own_territory(world.home(creditor), creditor)
        return out

    def _contested(self, edge: Edge) -> int:
        """The state on whose own land, by most, the creditor sits: force by it may be no armed attack."""
        if not edge.words & {TriggerWord.ARMED_ATTACK, TriggerWord.AGGRESSION, TriggerWord.ATTACKED_BY_N}:
            return 0
        creditor = edge.creditor
        if creditor not in self._own:
            home = self.world.home(creditor)
            doubtful = home.sovereign and beyond(home, home.sovereign) is not ALWAYS
            other = home.sovereign if doubtful and home.sovereign != creditor else None
            self._own[creditor] = self.survey.bits([other] if other else [])
        return self._own[creditor]


def _holds(when: When, *, sure: bool) -> bool:
    return when.is_certain() if sure else when.is_possible()


def _rows(bits: int | None) -> Any:
    """An index of the states of a set; all of them where there is no limit."""
    if bits is None:
        return slice(None)
    return [i for i in range(bits.bit_length()) if bits >> i & 1]


def as_words(bits: int, width: int) -> Words:
    return np.frombuffer(bits.to_bytes(8 * width, "little"), "<u8").astype(np.uint64)


def _shared(world: World, clause: Clause) -> bool:
    """Do so many share it that the engine, in later rounds, has one row for all of them?"""
    words = clause.debtor_words & {PARTIES, OTHERS, MEMBERS, ANY}
    return bool(words) and len(world.ever_parties(clause.instrument.id)) > UNIVERSAL


def _idle(variant: Variant) -> bool:
    """Can no attack set it off?"""
    return any(t.word in _NEVER for t in variant.trigger.terms)


def _plain(clause: Clause, live: Sequence[Variant]) -> bool:
    """Has the clause the form that bits can compute?"""
    norm = clause.norm
    if norm.unless_joined or norm.yields_to or any(v.counter_is_attack for v in live):
        return False
    first = _form(live[0])
    if any(_form(v) != first for v in live):
        return False
    words = {t.word for t in live[0].trigger.terms}
    if words == {TriggerWord.ATTACKS}:
        return not live[0].unprovoked and not _bounded(live[0].area)
    counting = [
        t for t in live[0].trigger.terms if t.word in (TriggerWord.ATTACKED_BY_N, TriggerWord.WAR_WITH)
    ]
    return bool(words & _ATTACKED) and words <= _WITH_ATTACK and len(counting) < 2


def _bounded(area: Area) -> bool:
    return area.scope != "any" or bool(area.include or area.exclude or area.contested)


def _form(variant: Variant) -> tuple[Any, ...]:
    """What must be the same in all readings: all but who is bound, how firmly, and whether."""
    return (variant.trigger, variant.area, variant.against, variant.co_ally, variant.unprovoked)


def _dates(instrument: Instrument) -> list[date]:
    """Every day on which something in the instrument may change."""
    i = instrument
    texts: list[str | None] = [i.signed, i.public_from, i.in_force, i.ended]
    for m in i.parties:
        texts += [m.start, m.end, m.public_from]
        texts += [t for s in m.suspended for t in (s.start, s.end, s.public_from)]
    texts += [t for n in i.norms for t in (n.starts, n.ends)]
    found = {PartialDate.parse(d) for text in texts if text for d in _DATE.findall(text)}
    days = {d for p in found for d in (p.first, p.last, p.last + timedelta(days=1))}
    return sorted(days)
