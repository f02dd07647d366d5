"""From facts to duties: the least fixpoint of what the norms in force make of the deeds.

Read it beside SEMANTICS. A duty falls due when no condition fails, in this order:

    not-party, not-in-force    the bond between debtor and creditor (world.py)
    aggressor                  the creditor struck this adversary first
    trigger                    the case that the article names (triggers.py)
    out-of-area                where the blow fell (scope.py)
    provoked                   the facts say that the creditor provoked it
    co-ally                    the adversary is itself a party
    condition                  a request or a finding, taken as met where the facts are silent

Every condition is a `When`: it holds in all worlds, in none, or in some (contested.py). Round 1 looks at the
given deeds alone. A duty to fight that falls due adds a deed, which the next round looks at; as deeds are
only ever added, and there are finitely many, the rounds come to an end, and the order of facts or files
does not matter. Where duties exclude each other (`unless_joined`) the well-founded answer is computed, by
turns from below and from above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, Clause, Variant
from foedus.law.contested import ALWAYS, NEVER, Choice, When, all_of, any_of, settled, yes_or_no
from foedus.law.deeds import Deed, Field, Label, field_of
from foedus.law.scope import reaches
from foedus.law.standing import YES_NO, Standing
from foedus.law.triggers import Case, is_met
from foedus.law.world import UNIVERSAL, World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Act, Fact
from foedus.model.norm import ON_CREDITOR, Automaticity, Kind
from foedus.model.obligation import WhyNot

PAIR_BY_PAIR, AS_A_WHOLE = "pair by pair", "of the war as a whole"
FIGHTS_BY_CHOICE = Choice(
    "own judgement",
    "fight",
    ("fight", "help otherwise"),
    depends="those who choose the form of their help fight",
    note="those who choose the form of their help choose to fight",
)
"""One point for all: with it off the cascade holds what must follow, with it on what may."""
MAX_ROUNDS = 60
"""A guard: each round adds deeds among finitely many states, so this is never reached in practice."""


Key = tuple[int, StateId, StateId, StateId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A clause that falls due for one debtor and creditor against one adversary.

    `when`: in which worlds. `rests_on`: the deeds that set it off. `readings`: those on which it falls due.
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
    """The condition that fails on the reading that denies the duty, if one does."""

    @property
    def key(self) -> Key:
        return (id(self.clause), self.debtor, self.creditor, self.adversary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A clause that does not fall due, and the first condition that fails."""

    clause: Clause
    debtor: StateId
    creditor: StateId
    adversary: StateId
    why: WhyNot
    note: str | None = None


@dataclass(slots=True)
class Cascade:
    """The finished fixpoint: all deeds, given and derived, and the duties that fell due."""

    deeds: Field
    duties: list[Duty] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)
    totals: dict[Key, When] = field(default_factory=dict)
    """Of each duty, in which worlds it falls due in some round or other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the conditions that are the same for every debtor say of one clause, creditor and adversary."""

    steps: tuple[tuple[WhyNot, When], ...]
    met: tuple[tuple[Deed, When], ...]
    assumes: tuple[str, ...]

    @property
    def fails(self) -> WhyNot | None:
        """The first condition that fails in every world."""
        so_far = ALWAYS
        for why, when in self.steps:
            so_far &= when
            if not so_far.is_possible():
                return why
        return None


def cascade(
    world: World, facts: Iterable[Fact], assume: Mapping[str, str] | None = None, *, by_choice: bool = False
) -> Cascade:
    """All duties that the facts set off in the world, round by round.

    Args:
        world: the norms of the day.
        facts: what happened; facts after the day do not count yet.
        assume: open points that the asker settles (`{"prk-rus-2024/4": "broad", "request": "no"}`).
        by_choice: follow also the worlds in which those who choose the form of their help fight; without
            it later rounds rest on duties to fight alone.
    """
    given = list(facts)
    assume = dict(assume or {})
    if not by_choice:
        assume.setdefault(FIGHTS_BY_CHOICE.point, "help otherwise")
    if not world.index.excluding:
        return _Rounds(world, given, assume, None).run()
    return _well_founded(world, given, assume)


def _well_founded(world: World, facts: Sequence[Fact], assume: Mapping[str, str]) -> Cascade:
    """By turns: what holds at least (each exclusion read off what holds at most), and at most."""
    most = _Rounds(world, facts, assume, Field(())).run()
    while True:
        least = _Rounds(world, facts, assume, most.deeds).run()
        again = _Rounds(world, facts, assume, least.deeds).run()
        if again.totals == most.totals:
            return _undecided(least, most)
        most = again


def _undecided(least: Cascade, most: Cascade) -> Cascade:
    """The duties that hold at least, and those on which the texts do not decide, as contested."""
    text = "the treaties exclude each other's case and do not decide"
    open_ = settled(Choice("undecided", "yes", YES_NO, depends=text, note=text))
    duties = [
        d if sure == most.totals[d.key] else replace(d, when=sure | (d.when & open_))
        for d in most.duties
        for sure in [least.totals.get(d.key, NEVER)]
    ]
    return Cascade(most.deeds, duties, least.misses, {d.key: d.when for d in duties})


class _Rounds:
    """One run of the rounds. `joined`: the deeds from which exclusions (`unless_joined`) are read."""

    def __init__(
        self, world: World, facts: Sequence[Fact], assume: Mapping[str, str], joined: Field | None
    ) -> None:
        self.world, self.assume, self.joined = world, assume, joined
        self.field = field_of(facts, world)
        self.duties: dict[Key, Duty] = {}
        self.totals: dict[Key, When] = {}
        self.later: dict[Key, Duty] = {}
        self.derived: dict[tuple[StateId, StateId, Label], Deed] = {}
        self.misses: list[Miss] = []

    def run(self) -> Cascade:
        new = list(self.field.deeds)
        for number in range(1, MAX_ROUNDS):
            due = [
                d
                for clause, creditor in self._awake(new, number)
                for d in self._fall_due(clause, creditor, number)
            ]
            new = self._deeds_of(due)
            if not new:
                break
        return Cascade(self.field, [*self.duties.values(), *self.later.values()], self.misses, self.totals)

    def _awake(self, new: Sequence[Deed], number: int) -> list[tuple[Clause, StateId]]:
        """The clauses that the new deeds may set off, with their creditor."""
        found: dict[tuple[int, StateId], tuple[Clause, StateId]] = {}
        for deed in new:
            for state in (deed.actor, deed.victim):
                if state is None:
                    continue
                struck = deed.label is Label.ATTACK and state == deed.victim
                for clause in self.world.duties_to(state):
                    if number == 1 or clause.runs_on or (struck and clause.shields):
                        found[id(clause), state] = (clause, state)
            if deed.act is Act.MOBILISE and deed.victim is None:
                for clause in self.world.index.mobilisation:
                    for creditor in self.world.parties(clause.instrument.id):
                        found[id(clause), creditor] = (clause, creditor)
        return list(found.values())

    def _fall_due(self, clause: Clause, creditor: StateId, number: int) -> list[Duty]:
        """The duties of one clause towards one creditor that are new or hold in more worlds than before."""
        out = []
        adversaries = set(self.field.adversaries(creditor))
        if clause in self.world.index.mobilisation:
            adversaries |= {d.actor for d in self.field.deeds if d.act is Act.MOBILISE and d.victim is None}
        for adversary in sorted(adversaries - {creditor}):
            findings = [(v, self._weigh(clause, v, creditor, adversary)) for v in clause.variants]
            for debtor in self._debtors(clause):
                if debtor not in (creditor, adversary):
                    duty = self._put_together(clause, findings, debtor, creditor, adversary, number)
                    if duty is not None:
                        out.append(duty)
        return out

    def _debtors(self, clause: Clause) -> tuple[StateId, ...]:
        """Every state that may owe it; a right that all parties of a universal instrument share is one row."""
        world, id_ = self.world, clause.instrument.id
        large = len(world.ever_parties(id_)) > UNIVERSAL
        shared = clause.norm.kind in (Kind.MAY_ASSIST, Kind.MUST_NOT_ASSIST_ATTACKER)
        if (
            large
            and (shared or not world.whole(id_).bound)
            and clause.debtor_words & {PARTIES, OTHERS, MEMBERS, ANY}
        ):
            return (ANY_STATE,)
        return world.debtors_of(clause)

    # --- the conditions, in order ---

    def _weigh(self, clause: Clause, variant: Variant, creditor: StateId, adversary: StateId) -> Finding:
        parties = frozenset(self.world.parties(clause.instrument.id))
        against = yes_or_no(not variant.against or adversary in variant.against)
        area = self.world.area(variant.area)
        trigger = inside = unprovoked = NEVER
        met: list[tuple[Deed, When]] = []
        for deed in self._deeds(creditor, adversary):
            case = Case(deed, creditor, adversary, variant, self.field, parties)
            set_off = deed.when & is_met(case)
            trigger |= set_off
            if set_off is NEVER:
                continue
            here = set_off & (
                reaches(area, deed.site, creditor, parties, deed.object) if _is_blow(deed) else ALWAYS
            )
            inside |= here
            fair = here & yes_or_no(not (variant.unprovoked and deed.provoked and deed.victim == creditor))
            unprovoked |= fair
            if fair is not NEVER:
                met.append((deed, fair))
        conditions, assumes = self._conditions(clause, creditor)
        steps = (
            (WhyNot.AGGRESSOR, self._not_aggressor(variant, creditor, adversary)),
            (WhyNot.TRIGGER, against & trigger),
            (WhyNot.OUT_OF_AREA, inside),
            (WhyNot.PROVOKED, unprovoked),
            (WhyNot.CO_ALLY, self._co_ally(clause, variant, adversary, parties)),
            (WhyNot.CONDITION, conditions),
        )
        if any(d.assumed_place for d, _ in met):
            assumes = ("place", *assumes)
        return Finding(tuple((w, x.assuming(self.assume)) for w, x in steps), tuple(met), assumes)

    def _deeds(self, creditor: StateId, adversary: StateId) -> list[Deed]:
        open_ = [d for d in self.field.of(adversary) if d.act is Act.MOBILISE and d.victim is None]
        return [*self.field.between(creditor, adversary), *open_]

    def _not_aggressor(self, variant: Variant, creditor: StateId, adversary: StateId) -> When:
        """Pair by pair; that the creditor began the war as a whole is contested where the two differ."""
        if not variant.unprovoked:
            return ALWAYS
        innocent = self.field.struck_first(creditor, adversary).negated()
        latest = max(d.since for d in self._deeds(creditor, adversary))
        elsewhere = any_of(
            self.field.struck_first(creditor, other)
            for other in self.field.adversaries(creditor)
            if other != adversary and self._began_by(creditor, other, latest)
        )
        if elsewhere is NEVER:
            return innocent
        text = "the aggressor is judged pair by pair"
        pairwise = settled(
            Choice("aggressor", PAIR_BY_PAIR, (PAIR_BY_PAIR, AS_A_WHOLE), depends=text, note=text)
        )
        return innocent & (pairwise | elsewhere.negated())

    def _began_by(self, one: StateId, other: StateId, day: date) -> bool:
        return any(
            d.given and d.actor == one and d.label is Label.ATTACK and d.since <= day
            for d in self.field.between(one, other)
        )

    def _co_ally(
        self, clause: Clause, variant: Variant, adversary: StateId, parties: frozenset[StateId]
    ) -> When:
        """Where one party attacks another: as the text says; where it is silent, contested."""
        shields = any(t.word in ON_CREDITOR for t in variant.trigger.terms)
        if (
            adversary not in parties
            or not shields
            or variant.co_ally == "bound"
            or ANY in clause.creditor_words
        ):
            return ALWAYS
        if variant.co_ally == "excluded":
            return NEVER
        text = "an attack by one party on another, on which the text is silent, counts"
        return settled(
            Choice(
                f"{clause.ref}: co-ally", "yes", YES_NO, depends="it covers an attack by a party", note=text
            )
        )

    def _conditions(self, clause: Clause, creditor: StateId) -> tuple[When, tuple[str, ...]]:
        """Conditions hold where the facts or the asker say so; where all are silent they are assumed, and said."""
        assumed = []
        for condition in clause.norm.conditions:
            given = self.assume.get(condition.id)
            if given == "no":
                return NEVER, ()
            stated = condition.id == "request" and creditor in self.field.requests
            if not stated and given is None:
                assumed.append(condition.id)
        return ALWAYS, tuple(assumed)

    # --- one debtor ---

    def _put_together(
        self,
        clause: Clause,
        findings: Sequence[tuple[Variant, Finding]],
        debtor: StateId,
        creditor: StateId,
        adversary: StateId,
        number: int,
    ) -> Duty | None:
        total, denied, holding = NEVER, None, []
        rests_on: dict[int, Deed] = {}
        note = None
        assumes: tuple[str, ...] = ()
        for variant, finding in findings:
            bond = self._bond(clause, variant, debtor, creditor)
            when, fails = self._for_debtor(clause, variant, finding, bond, debtor, creditor, adversary)
            total |= when
            if when is NEVER:
                denied, note = denied or fails, note or (bond.note if bond.fails else None)
                continue
            holding.append(variant)
            assumes = assumes or finding.assumes
            rests_on |= {id(d): d for d, _ in finding.met}
        if not total.is_possible():
            if number == 1 and denied is not None and self._given(creditor, adversary):
                self.misses.append(
                    Miss(
                        clause=clause,
                        debtor=debtor,
                        creditor=creditor,
                        adversary=adversary,
                        why=denied,
                        note=note,
                    )
                )
            return None
        duty = Duty(
            clause=clause,
            debtor=debtor,
            creditor=creditor,
            adversary=adversary,
            when=total,
            round=1 + min(d.round for d in rests_on.values()),
            automaticity=_weakest(holding),
            rests_on=tuple(rests_on.values()),
            assumes=assumes,
            readings=tuple(holding),
            denied=denied,
        )
        return self._enter(duty, number)

    def _enter(self, duty: Duty, number: int) -> Duty | None:
        """Keep what is new: a first derivation, or one that holds in more worlds than those before."""
        before = self.totals.get(duty.key)
        if before is None:
            self.totals[duty.key] = duty.when
            self.duties[duty.key] = duty
            return duty
        whole = before | duty.when
        if whole == before:
            return None
        self.totals[duty.key] = whole
        if whole.is_certain():  # contested on the given facts alone, agreed once others have honoured theirs
            self.later[duty.key] = replace(duty, when=whole, round=number)
        return replace(duty, when=whole)

    def _given(self, creditor: StateId, adversary: StateId) -> bool:
        return any(d.given for d in self._deeds(creditor, adversary))

    def _bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        if debtor == ANY_STATE:
            return self.world.shared_bond(clause, variant, creditor)
        return self.world.bond(clause, variant, debtor, creditor)

    def _for_debtor(
        self,
        clause: Clause,
        variant: Variant,
        finding: Finding,
        bond: Standing,
        debtor: StateId,
        creditor: StateId,
        adversary: StateId,
    ) -> tuple[When, WhyNot | None]:
        """In which worlds the debtor owes it on this reading; else the first condition that fails."""
        if not bond.bound:
            return NEVER, bond.fails
        fails = finding.fails
        if fails is not None:
            return NEVER, fails
        late = any_of(w & self._in_time(clause, deed, bond) for deed, w in finding.met)
        fit = self.field.opened(debtor, creditor).negated() & self._free(clause, debtor, adversary)
        when = all_of((variant.when, bond.when, *(w for _, w in finding.steps), late, fit)).assuming(
            self.assume
        )
        return when, None if when.is_possible() else WhyNot.CONDITION

    def _in_time(self, clause: Clause, deed: Deed, bond: Standing) -> When:
        """Hostilities that began before the norm bound the two: whether it reaches them is contested."""
        if bond.since is None or deed.since >= bond.since or not deed.given:
            return ALWAYS
        text = f"{clause.instrument.id} reaches hostilities that began before it was in force"
        return settled(
            Choice(f"{clause.instrument.id}: earlier hostilities", "yes", YES_NO, depends=text, note=text)
        )

    def _free(self, clause: Clause, debtor: StateId, adversary: StateId) -> When:
        """Not forbidden by an instrument that prevails, nor voided by another state's joining."""
        norm = clause.norm
        if norm.yields_to and self.world.forbids(norm.yields_to, debtor, adversary):
            return NEVER
        if self.joined is None:
            return ALWAYS
        return all_of(self.joined.fights(m).negated() for m in norm.unless_joined)

    # --- what honoured duties add ---

    def _deeds_of(self, due: Sequence[Duty]) -> list[Deed]:
        """The acts of war by which the duties to fight are honoured: new ones, and ones in more worlds."""
        new = []
        for duty in due:
            clause = duty.clause
            if clause.norm.kind is not Kind.MUST_ASSIST or not clause.instrument.force.legal:
                continue
            for label, when in self._force(duty).items():
                key = (duty.debtor, duty.adversary, label)
                before = self.derived.get(key)
                whole = when if before is None else before.when | when
                if before is not None and whole == before.when:
                    continue
                deed = self._honoured(duty, label, whole, before)
                self.derived[key] = deed
                self.field.put(deed, before)
                new.append(deed)
        return new

    def _force(self, duty: Duty) -> dict[Label, When]:
        """In which worlds the debtor fights, in defence or in attack; at its own judgement only if it so chooses."""
        out: dict[Label, When] = {}
        must = [v for v in duty.readings if (v.automaticity or Automaticity.OWN_JUDGEMENT).must_fight]
        when = duty.when & any_of(v.when for v in must) if len(must) < len(duty.readings) else duty.when
        if len(must) < len(duty.readings):
            when |= duty.when & settled(FIGHTS_BY_CHOICE)
        when = when.assuming(self.assume)
        for deed in (d for d in duty.rests_on if d.hostile):
            label = _label(deed, duty.creditor)
            part = when & deed.when if deed.when is not ALWAYS else when
            out[label] = out.get(label, NEVER) | part
        return {label: w for label, w in out.items() if w.is_possible()}

    def _honoured(self, duty: Duty, label: Label, when: When, before: Deed | None) -> Deed:
        return Deed(
            actor=duty.debtor,
            victim=duty.adversary,
            act=Act.ATTACK,
            label=label,
            site=self.world.home(duty.adversary),
            since=self.world.on,
            because=before.because if before else duty.clause.ref,
            when=when,
            round=before.round if before else duty.round,
        )


def _label(deed: Deed, friend: StateId) -> Label:
    """Help against an attacker, or beside a friend that helps a third, is defence; all else joins an attack."""
    if deed.victim == friend:
        return Label.DEFENCE if deed.label is not Label.DEFENCE else Label.ATTACK
    return Label.DEFENCE if deed.label is Label.DEFENCE else Label.ATTACK


def _is_blow(deed: Deed) -> bool:
    return deed.label is not Label.NONE


def _weakest(variants: Sequence[Variant]) -> Automaticity | None:
    order = list(Automaticity)
    named = [v.automaticity for v in variants if v.automaticity is not None]
    return max(named, key=order.index, default=None)
