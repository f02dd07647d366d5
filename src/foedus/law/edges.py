"""Clauses as edges: who owes help to one creditor against whom, in a form that bits can compute.

A clause has that form where it is a duty to assist under international law that

- falls due on an attack on the creditor (armed-attack, aggression, invasion, threat, attacked-by-n, breach,
  also joined with a state of war, which every attack is), or on the creditor's own attack, and
- neither excludes nor yields to another, nor counts a blow in aid of another as an attack.

So it has, for one pair at a time (`pairwise.py`), where it falls due on any state of war of the creditor.
Clauses that no attack can set off (mobilisation, other wording) fall away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, UNIVERSAL, Clause, Variant
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import Area, TriggerWord
from foedus.model.time import PartialDate

_ON_CREDITOR = frozenset(
    {
        TriggerWord.ARMED_ATTACK,
        TriggerWord.AGGRESSION,
        TriggerWord.INVASION,
        TriggerWord.THREAT,
        TriggerWord.ATTACKED_BY_N,
        TriggerWord.BREACH,
    }
)
_NEVER = frozenset({TriggerWord.MOBILISATION, TriggerWord.NONE, TriggerWord.TRANSFER, TriggerWord.OTHER})
_BESIDE = frozenset({TriggerWord.STATE_OF_WAR, TriggerWord.WAR_WITH})
COUNTING = frozenset({TriggerWord.ATTACKED_BY_N, TriggerWord.WAR_WITH})
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Edge:
    """What a clause asks of its debtors for one creditor, in the readings `variants` (all of them alike).

    Sets of states are integers, a bit each. `against` None: whoever the adversary is. Where `counted` is a
    set, at least `number` of its states must attack.
    """

    offence: bool
    creditor: StateId
    debtors: int
    against: int | None
    counted: int | None
    number: int
    variants: tuple[Variant, ...]
    parties: frozenset[StateId]
    given_only: bool = False

    @property
    def on_war(self) -> bool:
        """Is it set off by any state of war of the creditor?"""
        return self.words <= _BESIDE

    @property
    def unprovoked(self) -> bool:
        return any(v.unprovoked for v in self.variants)

    @property
    def words(self) -> frozenset[TriggerWord]:
        return frozenset(t.word for v in self.variants for t in v.trigger.terms)


@dataclass(frozen=True, slots=True)
class Found:
    """An instrument's edges: those that hold in all worlds, and those that hold in some.

    Creditors, by what a question that touches them needs: `at_war` (edges on any state of war), `given_only`
    (clauses asked of the first attacker alone, as where many share them), `mixed` (readings that name
    different adversaries), `aside` (clauses of another form).
    """

    sure: tuple[Edge, ...] = ()
    possible: tuple[Edge, ...] = ()
    at_war: int = 0
    given_only: int = 0
    mixed: int = 0
    aside: int = 0


def live(clause: Clause) -> list[Variant]:
    """The readings that bind, and that an attack can set off."""
    return [v for v in clause.variants if v.binding and not any(t.word in _NEVER for t in v.trigger.terms)]


def computable(clause: Clause, readings: Sequence[Variant]) -> bool:
    """Has the clause, in these readings, the form that bits can compute?"""
    norm = clause.norm
    if norm.unless_joined or norm.yields_to or any(v.counter_is_attack for v in readings):
        return False
    words = [{t.word for t in v.trigger.terms} for v in readings]
    if all(w == {TriggerWord.ATTACKS} for w in words):
        return not any(v.unprovoked or bounded(v.area) for v in readings)
    if all(len(v.trigger.terms) == 1 and w <= _BESIDE for v, w in zip(readings, words, strict=True)):
        return alike(readings) and not any(v.unprovoked or bounded(v.area) for v in readings)
    defends = all(w & _ON_CREDITOR and w <= _ON_CREDITOR | _BESIDE for w in words)
    counts = [t for v in readings for t in v.trigger.terms if t.word in COUNTING]
    return defends and (not counts or (len(counts) == len(readings) and alike(readings)))


def bounded(area: Area) -> bool:
    """Does the area leave anything out?"""
    return area.scope != "any" or bool(area.include or area.exclude or area.contested)


def alike(readings: Sequence[Variant]) -> bool:
    """Do the readings differ at most in who is bound, and how firmly?"""
    forms = [(v.trigger, v.area, v.against, v.co_ally) for v in readings]
    return all(f == forms[0] for f in forms)


def given_only(world: World, clause: Clause) -> bool:
    """Is it asked of the given attacker alone?

    So where many share it (the engine, in later rounds, has one row for all of them), and where it is about
    an attack by a party, without naming an attack.
    """
    words = clause.debtor_words & {PARTIES, OTHERS, MEMBERS, ANY}
    many = bool(words) and len(world.ever_parties(clause.instrument.id)) > UNIVERSAL
    return many or not (clause.shields or clause.runs_on)


def dates_of(instrument: Instrument) -> list[date]:
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
