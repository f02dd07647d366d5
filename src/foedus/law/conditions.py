"""The conditions on which a duty falls due, in their order, each answered with a `When`.

What is the same for every debtor (was the creditor the aggressor, is the trigger met, does the area reach)
is found once for a clause, a creditor and an adversary; then each debtor is asked for its own bond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from foedus.law.clauses import ANY, Clause, Variant, title_of
from foedus.law.contested import ALWAYS, NEVER, Choice, When, all_of, any_of, open_point, settled, yes_or_no
from foedus.law.deeds import Deed, Field, Label
from foedus.law.scope import reaches
from foedus.law.standing import Standing
from foedus.law.triggers import Case, is_met
from foedus.law.world import World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.norm import ON_CREDITOR, Force
from foedus.model.obligation import WhyNot

PAIR_BY_PAIR, AS_A_WHOLE = "pair by pair", "of the war as a whole"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the conditions say of one clause in one reading, for a creditor and an adversary.

    `met`: the deeds that set it off, each with the worlds in which it does. `others`: in which worlds the
    remaining conditions hold. `fails`: the first condition that holds in no world; `doubt`: the first that
    holds in some only.
    """

    clause: Clause
    variant: Variant
    creditor: StateId
    adversary: StateId
    met: tuple[tuple[Deed, When], ...]
    others: When
    fails: WhyNot | None
    assumes: tuple[str, ...]
    doubt: WhyNot | None = None
    alike: dict[tuple[When, date | None], Owed] = field(default_factory=dict, repr=False, compare=False)
    """What a debtor with such a bond owes: many parties have the same."""

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The deeds that set the clause off."""
        return tuple(d for d, _ in self.met)


@dataclass(frozen=True, slots=True)
class Owed:
    """One debtor's answer: in which worlds it owes; the first condition that fails, in all worlds or in some."""

    when: When
    fails: WhyNot | None = None
    note: str | None = None
    doubt: WhyNot | None = None


class Conditions:
    """The conditions over one state of the deeds. `joined`: the deeds from which exclusions are read."""

    def __init__(self, world: World, deeds: Field, assume: Mapping[str, str], joined: Field | None) -> None:
        self.world, self.deeds, self.assume, self.joined = world, deeds, assume, joined

    def find(
        self, clause: Clause, variant: Variant, creditor: StateId, adversary: StateId, *, reasons: bool = True
    ) -> Finding:
        """All conditions that do not depend on the debtor, in the order of SEMANTICS.

        Without `reasons`, the search stops at a trigger that is not met: nobody asks which condition fails.
        """
        parties = self.world.party_set(clause.instrument.id)
        trigger, inside, unprovoked, met = self._set_off(clause, variant, creditor, adversary, parties)
        if not reasons and trigger is NEVER:
            return Finding(clause, variant, creditor, adversary, (), NEVER, WhyNot.TRIGGER, ())
        conditions, assumes = self._met(clause, creditor)
        aggressor = self._not_aggressor(creditor, adversary) if variant.unprovoked else ALWAYS
        co_ally = self._co_ally(clause, variant, adversary, parties)
        steps = (
            (WhyNot.AGGRESSOR, aggressor),
            (WhyNot.TRIGGER, trigger),
            (WhyNot.OUT_OF_AREA, inside),
            (WhyNot.PROVOKED, unprovoked),
            (WhyNot.CO_ALLY, co_ally),
            (WhyNot.CONDITION, conditions),
        )
        others = variant.when & aggressor & co_ally & conditions
        if not reasons and others is NEVER:
            return Finding(clause, variant, creditor, adversary, met, NEVER, WhyNot.AGGRESSOR, ())
        assumes = ("place",) * _silent(met) + assumes
        fails, doubt = self._first_failing(steps) if reasons else (None if met else WhyNot.TRIGGER, None)
        return Finding(clause, variant, creditor, adversary, met, others, fails, assumes, doubt)

    def owed(self, finding: Finding, debtor: StateId) -> Owed:
        """Does this debtor owe it? First its bond to the creditor, then what was found for all."""
        clause, creditor = finding.clause, finding.creditor
        bond = self._bond(clause, finding.variant, debtor, creditor)
        if not bond.bound:
            return Owed(NEVER, bond.fails, bond.note)
        if finding.fails is not None:
            return Owed(NEVER, finding.fails)
        key = (bond.when, bond.since)
        found = finding.alike.get(key)
        if found is None:
            finding.alike[key] = found = self._owed_by(finding, bond)
        free = self.deeds.opened(debtor, creditor).negated() & self._free(clause, debtor, finding.adversary)
        if free is ALWAYS:
            return found
        when = (found.when & free).assuming(self.assume)
        return replace(found, when=when) if when.is_possible() else Owed(NEVER, WhyNot.CONDITION)

    def _owed_by(self, finding: Finding, bond: Standing) -> Owed:
        """What a debtor with this bond owes, unless something hinders it alone."""
        set_off = any_of(when & self._in_time(finding.clause, deed, bond) for deed, when in finding.met)
        when = (bond.when & finding.others & set_off).assuming(self.assume)
        if not when.is_possible():
            return Owed(NEVER, WhyNot.CONDITION)
        dated = when is ALWAYS or bond.when.assuming(self.assume).is_certain()
        return Owed(when, doubt=finding.doubt if dated else WhyNot.NOT_IN_FORCE)

    def between(self, creditor: StateId, adversary: StateId) -> list[Deed]:
        """The deeds between the two, and a mobilisation of the adversary against nobody in particular."""
        return [*self.deeds.between(creditor, adversary), *self.deeds.mobilised(adversary)]

    # --- trigger, area, provocation ---

    def _set_off(
        self,
        clause: Clause,
        variant: Variant,
        creditor: StateId,
        adversary: StateId,
        parties: frozenset[StateId],
    ) -> tuple[When, When, When, tuple[tuple[Deed, When], ...]]:
        """Deed by deed: is the trigger met; if so, in the area; if so, unprovoked?"""
        trigger = inside = unprovoked = NEVER
        met: list[tuple[Deed, When]] = []
        if variant.against and adversary not in variant.against:
            return trigger, inside, unprovoked, ()
        area = self.world.area(variant.area)
        for deed in self.between(creditor, adversary):
            set_off = deed.when & is_met(Case(deed, creditor, adversary, variant, self.deeds, parties))
            if set_off is NEVER:
                continue
            here = set_off
            if deed.label is not Label.NONE:
                here &= reaches(area, deed.site, creditor, parties, deed.object)
            fair = here & yes_or_no(not (variant.unprovoked and deed.provoked and deed.victim == creditor))
            trigger, inside, unprovoked = trigger | set_off, inside | here, unprovoked | fair
            if fair is not NEVER:
                met.append((deed, fair))
        return trigger, inside, unprovoked, tuple(met)

    def _first_failing(self, steps: Sequence[tuple[WhyNot, When]]) -> tuple[WhyNot | None, WhyNot | None]:
        """The first condition that fails in every world, and the first that fails in some."""
        so_far, doubt = ALWAYS, None
        for why, when in steps:
            so_far &= when.assuming(self.assume)
            if not so_far.is_possible():
                return why, doubt
            if doubt is None and so_far is not ALWAYS and not so_far.is_certain():
                doubt = why
        return None, doubt

    # --- the other conditions ---

    def _not_aggressor(self, creditor: StateId, adversary: StateId) -> When:
        """Pair by pair; that the creditor began the war as a whole is contested where the two differ."""
        innocent = self.deeds.struck_first(creditor, adversary).negated()
        others = [o for o in self.deeds.struck_by(creditor) if o != adversary]
        if not others or innocent is NEVER:
            return innocent
        latest = max(d.since for d in self.between(creditor, adversary))
        elsewhere = any_of(
            self.deeds.struck_first(creditor, other)
            for other in others
            if self._began_by(creditor, other, latest)
        )
        if elsewhere is NEVER:
            return innocent
        says = "who is the aggressor is judged pair by pair, not for the war as a whole"
        denies = "who is the aggressor is judged for the war as a whole"
        pairwise = Choice("aggressor", PAIR_BY_PAIR, (PAIR_BY_PAIR, AS_A_WHOLE), says, denies, note=says)
        return innocent & (settled(pairwise) | elsewhere.negated())

    def _began_by(self, one: StateId, other: StateId, day: date) -> bool:
        return any(d.actor == one and d.since <= day for d in self.deeds.blows(one, other))

    def _co_ally(
        self, clause: Clause, variant: Variant, adversary: StateId, parties: frozenset[StateId]
    ) -> When:
        """Where one party attacks another: as the text says; where it is silent, contested."""
        if adversary not in parties or variant.co_ally == "bound" or ANY in clause.creditor_words:
            return ALWAYS
        if clause.instrument.force is Force.RESOLUTION:  # members of the United Nations are no allies
            return ALWAYS
        if not any(t.word in ON_CREDITOR for t in variant.trigger.terms):
            return ALWAYS
        if variant.co_ally == "excluded":
            return NEVER
        attack = "an attack by one party on another, on which the text is silent,"
        return open_point(f"{clause.ref}: co-ally", f"{attack} counts", f"{attack} does not count")

    def _met(self, clause: Clause, creditor: StateId) -> tuple[When, tuple[str, ...]]:
        """Conditions hold where facts or asker say so; where all are silent they are assumed, and said."""
        assumed = []
        for condition in clause.norm.conditions:
            given = self.assume.get(condition.id)
            if given == "no":
                return NEVER, ()
            stated = condition.id == "request" and creditor in self.deeds.requests
            if not stated and given is None:
                assumed.append(condition.id)
        return ALWAYS, tuple(assumed)

    # --- one debtor ---

    def _bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        if debtor == ANY_STATE:
            return self.world.shared_bond(clause, variant, creditor)
        return self.world.bond(clause, variant, debtor, creditor)

    def _in_time(self, clause: Clause, deed: Deed, bond: Standing) -> When:
        """Hostilities that began before the norm bound the two: whether it reaches them is contested; a
        resolution answers those under way.
        """
        if bond.since is None or deed.since >= bond.since or not deed.given:
            return ALWAYS
        if clause.instrument.force is Force.RESOLUTION:
            return ALWAYS
        title, earlier = title_of(clause.instrument), "hostilities that began before it was in force"
        point = f"{clause.instrument.id}: earlier hostilities"
        return open_point(point, f"{title} reaches {earlier}", f"{title} does not reach {earlier}")

    def _free(self, clause: Clause, debtor: StateId, adversary: StateId) -> When:
        """Not forbidden by an instrument that prevails, nor voided by another state's joining."""
        norm = clause.norm
        if norm.yields_to and self.world.forbids(norm.yields_to, debtor, adversary):
            return NEVER
        if self.joined is None or not norm.unless_joined:
            return ALWAYS
        return all_of(self.joined.fights(m).negated() for m in norm.unless_joined)


def _silent(met: Sequence[tuple[Deed, When]]) -> int:
    """1 where a deed's place was taken as given."""
    return int(any(d.assumed_place for d, _ in met))
