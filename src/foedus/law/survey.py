"""The duties of a year as bit planes, from the norms in force on a day.

What is found of an instrument is kept from year to year until one of its dates passes. A clause of a form
that bits cannot compute is kept aside with its creditors: a question that touches one of them is the
engine's (see `edges.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, Clause, Variant
from foedus.law.contested import NEVER
from foedus.law.edges import COUNTING, Edge, Found, alike, computable, dates_of, given_only, live
from foedus.law.index import CHARTER
from foedus.law.pairwise import Rule, Rules
from foedus.law.planes import Planes, Threshold, as_words, rows_of, width_of
from foedus.law.reach import Reach
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.norm import ON_CREDITOR, Automaticity, Kind, TriggerWord


@dataclass(frozen=True, slots=True)
class Year:
    """The duties of a day: what holds in all worlds (`sure`), and in some (`possible`); see `Found`."""

    sure: Planes
    possible: Planes
    rules: tuple[Rules, Rules]
    at_war: int = 0
    given_only: int = 0
    mixed: int = 0
    aside: int = 0


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
        reach = Reach(self.world, self.bits, self._everybody)
        sure = [e for f in found for e in f.sure]
        possible = [e for f in found for e in f.possible]
        return Year(
            self._planes(sure, reach, sure=True),
            self._planes(possible, reach, sure=False),
            (self._rules(sure, reach, sure=True), self._rules(possible, reach, sure=False)),
            _union(f.at_war for f in found),
            _union(f.given_only for f in found),
            _union(f.mixed for f in found),
            _union(f.aside for f in found),
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
            self._dates[id_] = dates_of(instrument) if instrument else []
        return bisect_right(self._dates[id_], day)

    # --- one instrument ---

    def _find(self, id_: str) -> Found:
        world = self.world
        if not (world.has(id_) and world.whole(id_).bound):
            return Found()
        sure: list[Edge] = []
        possible: list[Edge] = []
        at_war = first = mixed = aside = 0
        for clause in self._clauses[id_]:
            readings = live(clause)
            if not readings:
                continue
            creditors = self._creditors(clause)
            if not computable(clause, readings):
                aside |= self.bits(creditors)
                continue
            first |= self.bits(creditors) if given_only(world, clause) else 0
            mixed |= 0 if alike(readings) else self.bits(creditors)
            if not clause.shields and TriggerWord.ATTACKS not in clause.words:
                at_war |= self.bits(creditors) if clause.runs_on else 0
            for creditor in creditors:
                sure += self._sure(clause, readings, creditor)
                possible += self._possible(clause, readings, creditor)
        return Found(tuple(sure), tuple(possible), at_war, first, mixed, aside)

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

    def _sure(self, clause: Clause, readings: Sequence[Variant], creditor: StateId) -> list[Edge]:
        """What binds to fight in every reading, beyond doubt."""
        if len(readings) < len(clause.variants) or not all(_must_fight(v) for v in readings):
            return []
        debtors, limit = ~0, None
        for variant in readings:
            debtors &= self._debtors(clause, variant, creditor)[0]
            one = self._limit(clause, variant, doubtful=True)
            limit = one if limit is None else limit if one is None else limit & one
        return self._edge(clause, tuple(readings), creditor, debtors, limit)

    def _possible(self, clause: Clause, readings: Sequence[Variant], creditor: StateId) -> list[Edge]:
        """What binds in some reading; those alike are one edge."""
        owed = [self._debtors(clause, v, creditor)[1] for v in readings]
        if alike(readings):
            together = 0
            for debtors in owed:
                together |= debtors
            owed, readings = [together], readings[:1]
        return [
            edge
            for debtors, v in zip(owed, readings, strict=True)
            for edge in self._edge(clause, (v,), creditor, debtors, self._limit(clause, v, doubtful=False))
        ]

    def _edge(
        self,
        clause: Clause,
        variants: tuple[Variant, ...],
        creditor: StateId,
        debtors: int,
        limit: int | None,
    ) -> list[Edge]:
        if not debtors or limit == 0:
            return []
        parties = self.world.party_set(clause.instrument.id)
        offence = variants[0].trigger.terms[0].word is TriggerWord.ATTACKS
        counted, number = self._counted(variants[0], parties)
        first = given_only(self.world, clause)
        return [Edge(offence, creditor, debtors, limit, counted, number, variants, parties, first)]

    def _limit(self, clause: Clause, variant: Variant, *, doubtful: bool) -> int | None:
        """The adversaries against whom it is owed; None: all. `doubtful`: without those of whom the text is
        silent, as where a party attacks a party.
        """
        parties = self.world.party_set(clause.instrument.id)
        limits = [self.bits(variant.against)] if variant.against else []
        alone = len(variant.trigger.terms) == 1 and variant.trigger.terms[0].word is TriggerWord.WAR_WITH
        for term in variant.trigger.terms:
            if term.word is TriggerWord.BREACH:
                limits.append(self.bits(parties))
            elif term.args and (alone or term.word not in COUNTING):
                limits.append(self.bits(term.args))
        names_attack = any(t.word in ON_CREDITOR for t in variant.trigger.terms)
        spared = variant.co_ally == "excluded" or (doubtful and variant.co_ally != "bound")
        if names_attack and spared and ANY not in clause.creditor_words:
            limits.append(self._everybody & ~self.bits(parties))
        out: int | None = None
        for limit in limits:
            out = limit if out is None else out & limit
        return out

    def _counted(self, variant: Variant, parties: frozenset[StateId]) -> tuple[int | None, int]:
        """Of whom how many must attack, where the clause counts attackers or names a war beside the attack."""
        for term in variant.trigger.terms:
            if term.word is TriggerWord.WAR_WITH and len(variant.trigger.terms) > 1:
                return self.bits(term.args), 1
            if term.word is TriggerWord.ATTACKED_BY_N:
                counted = self._everybody & ~self.bits(parties)
                counted &= self.bits(variant.against) if variant.against else ~0
                counted &= self.bits(term.args[1:]) if term.args[1:] else ~0
                return counted, int(term.args[0]) if term.args else 2
        return None, 1

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

    # --- planes ---

    def _planes(self, edges: Sequence[Edge], reach: Reach, *, sure: bool) -> Planes:
        n = len(self.states)
        width = width_of(n)
        offence = np.zeros((n, n, width), np.uint64)
        defence = np.zeros((n, n, width), np.uint64)
        thresholds = []
        for edge in edges:
            c, against = self._place.get(edge.creditor), reach.limited(edge, sure=sure)
            if c is None or against == 0 or edge.on_war:
                continue
            debtors = as_words(edge.debtors, width)
            if edge.counted is not None:
                limit = self._everybody if against is None else against
                counted = reach.counted(edge, sure=sure)
                thresholds.append(
                    Threshold(c, debtors, as_words(limit, width), as_words(counted, width), edge.number)
                )
            elif edge.offence:
                offence[rows_of(against), c] |= debtors
            else:
                defence[c, rows_of(against)] |= debtors
        return Planes(offence, defence, tuple(thresholds))

    def _rules(self, edges: Sequence[Edge], reach: Reach, *, sure: bool) -> Rules:
        rules = Rules()
        for edge in edges:
            c, against = self._place.get(edge.creditor), reach.limited(edge, sure=sure)
            if c is None or against == 0:
                continue
            kept = rules.offences if edge.offence else rules.wars if edge.on_war else rules.shields
            counted = None if edge.counted is None else reach.counted(edge, sure=sure)
            kept.setdefault(c, []).append(
                Rule(
                    debtors=edge.debtors,
                    limit=self._everybody if against is None else against,
                    unprovoked=edge.unprovoked,
                    counted=counted,
                    number=edge.number,
                    at_war=TriggerWord.WAR_WITH in edge.words,
                    given_only=edge.given_only,
                )
            )
        return rules


def _union(sets: Iterable[int]) -> int:
    out = 0
    for bits in sets:
        out |= bits
    return out


def _must_fight(variant: Variant) -> bool:
    return (variant.automaticity or Automaticity.OWN_JUDGEMENT).must_fight
