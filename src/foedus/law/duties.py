"""What the rounds work with: duties that fall due, clauses that do not, and the finished cascade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foedus.law.clauses import Clause, Variant
from foedus.law.conditions import Finding, Owed
from foedus.law.contested import NEVER, When, any_of
from foedus.law.deeds import Deed, Field, Label
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.fact import Act
from foedus.model.norm import Automaticity, Kind, TextReading
from foedus.model.obligation import WhyNot

Key = tuple[int, StateId, StateId, StateId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A clause that falls due for one debtor and creditor against one adversary.

    `when`: in which worlds. `rests_on`: the deeds that set it off. `readings`: those on which it falls due.
    `denied`: the condition that fails on a reading, or in a world, that denies it, if one does.
    """

    clause: Clause
    debtor: StateId
    creditor: StateId
    adversary: StateId
    when: When
    round: int
    automaticity: Automaticity | None
    rests_on: tuple[Deed, ...]
    assumes: tuple[str, ...]
    readings: tuple[Variant, ...]
    denied: WhyNot | None = None

    @property
    def key(self) -> Key:
        return (id(self.clause), self.debtor, self.creditor, self.adversary)

    @property
    def fights(self) -> bool:
        """Is it a duty under international law to help, so that honouring it may add a deed?"""
        return self.clause.norm.kind is Kind.MUST_ASSIST and self.clause.instrument.force.legal


@dataclass(frozen=True, slots=True)
class Miss:
    """A clause that does not fall due, and the first condition that fails."""

    clause: Clause
    debtor: StateId
    creditor: StateId
    adversary: StateId
    why: WhyNot
    note: str | None = None
    reading: TextReading | None = None
    """A reading on which the clause binds nobody, where that is the reason."""


@dataclass(slots=True)
class Cascade:
    """The finished fixpoint: all deeds, given and derived, and the duties that fell due."""

    deeds: Field
    duties: list[Duty] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    least: Field = field(default_factory=lambda: Field(()))
    """Where duties exclude each other: the deeds that hold at least (else `deeds` itself)."""
    totals: dict[Key, When] = field(default_factory=dict)
    """Of each duty, in which worlds it falls due in some round or other."""


def label_of(deed: Deed, friend: StateId) -> Label:
    """What joining the friend is: help against its attacker, or beside it when it helps a third, is defence;
    joining its attack, or fighting those who defend themselves or others against it, is attack.
    """
    if deed.victim == friend:
        return Label.ATTACK if deed.label is Label.DEFENCE else Label.DEFENCE
    return Label.DEFENCE if deed.label is Label.DEFENCE else Label.ATTACK


def blow_of(duty: Duty, label: Label, when: When, world: World) -> Deed:
    """The act by which a duty to fight is honoured: force against the adversary on its own land."""
    return Deed(
        actor=duty.debtor,
        victim=duty.adversary,
        act=Act.ATTACK,
        label=label,
        site=world.home(duty.adversary),
        since=world.on,
        because=duty.clause.ref,
        when=when,
        round=duty.round,
    )


def duty_of(findings: Sequence[Finding], owed: Sequence[Owed], debtor: StateId) -> Duty:
    """The duty that falls due on some readings (or all), given what each finds and what the debtor owes by it."""
    holding = [f for f, o in zip(findings, owed, strict=True) if o.when is not NEVER]
    denial = next((o for o in owed if o.fails is not None), None)
    first = holding[0]
    rests_on = (
        first.deeds if len(holding) == 1 else tuple({id(d): d for f in holding for d in f.deeds}.values())
    )
    return Duty(
        clause=first.clause,
        debtor=debtor,
        creditor=first.creditor,
        adversary=first.adversary,
        when=any_of(o.when for o in owed),
        round=1 + min(d.round for d in rests_on),
        automaticity=_weakest(holding),
        rests_on=rests_on,
        assumes=first.assumes,
        readings=tuple(f.variant for f in holding),
        denied=denial.fails if denial else next((o.doubt for o in owed if o.doubt), None),
    )


def miss_of(findings: Sequence[Finding], owed: Sequence[Owed], debtor: StateId) -> Miss:
    """Why a clause falls due on no reading: the reason of the first."""
    first, denial = findings[0], owed[0]
    assert denial.fails is not None
    return Miss(first.clause, debtor, first.creditor, first.adversary, denial.fails, denial.note)


_FREEDOM = {a: i for i, a in enumerate(Automaticity)}


def _weakest(holding: Sequence[Finding]) -> Automaticity | None:
    """Readings that differ in automaticity alone agree on the weakest."""
    if len(holding) == 1:
        return holding[0].variant.automaticity
    named = [f.variant.automaticity for f in holding if f.variant.automaticity is not None]
    return max(named, key=_FREEDOM.__getitem__, default=None)
