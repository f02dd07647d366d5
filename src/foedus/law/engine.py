"""From facts to duties: the least fixpoint of what the norms in force make of the deeds.

Read it beside SEMANTICS. A duty falls due when no condition fails, in this order:

    not-party, not-in-force    the bond between debtor and creditor (world.py, standing.py)
    aggressor                  the creditor struck this adversary first (deeds.py)
    trigger                    the case that the article names (triggers.py)
    out-of-area                where the blow fell (scope.py)
    provoked                   the facts say that the creditor provoked it
    co-ally                    the adversary is itself a party
    condition                  a request or a finding, taken as met where the facts are silent

`conditions.py` asks them. Every answer is a `When`: it holds in all worlds, in none, or in some
(contested.py). Round 1 looks at the given deeds alone. A duty to fight that falls due adds a deed, which
the next round looks at. As deeds are only ever added, and there are finitely many, the rounds come to an
end, and neither the order of the facts nor that of the files matters. Where duties exclude each other
(`unless_joined`) the well-founded answer is computed, by turns from below and from above.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, Clause
from foedus.law.conditions import Conditions
from foedus.law.contested import NEVER, Choice, When, any_of, open_point, settled
from foedus.law.deeds import Deed, Field, Label, field_of
from foedus.law.duties import Cascade, Duty, Key, Miss, blow_of, duty_of, label_of, miss_of
from foedus.law.world import UNIVERSAL, World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Fact
from foedus.model.norm import Automaticity, Kind

FIGHTS_BY_CHOICE = Choice(
    "own judgement",
    "fight",
    ("fight", "help otherwise"),
    depends="those who choose the form of their help fight",
    denies="those who choose the form of their help do not fight",
    note="those who choose the form of their help choose to fight",
)
"""One point for all: with it off the cascade holds what must follow, with it on what may."""
UNDECIDED = "the treaties exclude each other's case and do not decide"
MAX_ROUNDS = 60
"""A guard: each round adds deeds among finitely many states, so this is not reached in practice."""


def cascade(
    world: World,
    facts: Iterable[Fact],
    assume: Mapping[str, str] | None = None,
    *,
    by_choice: bool = False,
    why_not: bool = True,
) -> Cascade:
    """All duties that the facts set off in the world, round by round.

    Args:
        world: the norms of the day.
        facts: what happened; facts after the day do not count yet.
        assume: open points that the asker settles (`{"prk-rus-2024/4": "broad", "request": "no"}`).
        by_choice: follow also the worlds in which those who choose the form of their help fight; without
            it later rounds rest on duties to fight alone.
        why_not: also say of each clause that does not fall due which condition fails.
    """
    given, settled_points = list(facts), dict(assume or {})
    if not by_choice:
        settled_points.setdefault(FIGHTS_BY_CHOICE.point, "help otherwise")
    if not world.index.excluding:
        return _Rounds(world, given, settled_points, None, why_not=why_not).run()
    return _well_founded(world, given, settled_points)


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
    open_ = open_point("undecided", UNDECIDED, UNDECIDED)
    duties = [
        d if sure == most.totals[d.key] else replace(d, when=sure | (d.when & open_))
        for d in most.duties
        for sure in [least.totals.get(d.key, NEVER)]
    ]
    return Cascade(most.deeds, duties, least.misses, least.deeds, {d.key: d.when for d in duties})


class _Rounds:
    """One run of the rounds, up to the round that adds nothing."""

    def __init__(
        self,
        world: World,
        facts: Sequence[Fact],
        assume: Mapping[str, str],
        joined: Field | None,
        *,
        why_not: bool = True,
    ) -> None:
        self.world, self.assume, self.why_not = world, assume, why_not
        self.deeds = field_of(facts, world)
        self.conditions = Conditions(world, self.deeds, assume, joined)
        self.duties: dict[Key, Duty] = {}
        self.totals: dict[Key, When] = {}
        self.later: dict[Key, Duty] = {}
        self.derived: dict[tuple[StateId, StateId, Label], Deed] = {}
        self.misses: list[Miss] = []

    def run(self) -> Cascade:
        new: Sequence[Deed] = list(self.deeds.all)
        for number in range(1, MAX_ROUNDS):
            due = [
                duty
                for (clause, creditor), adversaries in self._awake(new, number).items()
                for adversary in sorted(adversaries)
                for duty in self._fall_due(clause, creditor, adversary, number)
            ]
            new = self._honoured(due)
            if not new:
                break
        duties = [*self.duties.values(), *self.later.values()]
        return Cascade(self.deeds, duties, self.misses, self.deeds, self.totals)

    def _awake(self, new: Sequence[Deed], number: int) -> dict[tuple[Clause, StateId], set[StateId]]:
        """The clauses that new deeds may set off: for each clause and creditor, the adversaries."""
        found: dict[tuple[Clause, StateId], set[StateId]] = {}
        asked = number == 1 and self.why_not
        duties_to = self.world.duties_to if asked else self.world.duties_alive
        for deed in new:
            if deed.victim is None:
                for clause in self.world.index.mobilisation:
                    for creditor in self.world.parties(clause.instrument.id):
                        found.setdefault((clause, creditor), set()).add(deed.actor)
                continue
            for creditor, adversary in ((deed.actor, deed.victim), (deed.victim, deed.actor)):
                struck = deed.label is Label.ATTACK and creditor == deed.victim
                for clause in duties_to(creditor):
                    if not asked and not _may_meet(clause, deed, creditor, adversary):
                        continue
                    if number == 1 or clause.runs_on or (struck and clause.shields):
                        all_ = self.deeds.adversaries(creditor) if clause.counts_others else (adversary,)
                        found.setdefault((clause, creditor), set()).update(all_)
        return found

    def _fall_due(self, clause: Clause, creditor: StateId, adversary: StateId, number: int) -> list[Duty]:
        """The duties of one clause that are new, or hold in more worlds than before."""
        asked = number == 1 and self.why_not
        find = self.conditions.find
        findings = [find(clause, v, creditor, adversary, reasons=asked) for v in clause.variants]
        if not asked and all(f.fails for f in findings):
            return []
        given = any(d.given for d in self.conditions.between(creditor, adversary))
        due: list[Duty] = []
        for debtor in self._debtors(clause, shared=not given, asked=asked):
            if debtor in (creditor, adversary):
                continue
            owed = [self.conditions.owed(f, debtor) for f in findings]
            if any(o.when is not NEVER for o in owed):
                due.append(self._enter(duty_of(findings, owed, debtor), number))
            elif asked and not self.deeds.blows(
                debtor, creditor
            ):  # nobody asks why an attacker need not help
                self.misses.append(miss_of(findings, owed, debtor))
        return due

    def _debtors(self, clause: Clause, *, shared: bool, asked: bool) -> tuple[StateId, ...]:
        """Every state that may owe it; what all parties of a universal instrument share is one row, `*`."""
        world, id_ = self.world, clause.instrument.id
        if clause.debtor_words & {PARTIES, OTHERS, MEMBERS, ANY} and len(world.ever_parties(id_)) > UNIVERSAL:
            right = clause.norm.kind in (Kind.MAY_ASSIST, Kind.MUST_NOT_ASSIST_ATTACKER)
            if right or shared or not world.whole(id_).bound:
                return (ANY_STATE,)
        return world.debtors_of(clause) if asked else world.bound_debtors(clause)

    def _enter(self, duty: Duty, number: int) -> Duty:
        """Keep what is new: a first derivation, or one that holds in more worlds than those before.

        What comes back is honoured; a blow that is known already adds nothing there.
        """
        before = self.totals.get(duty.key)
        if before is None:
            self.totals[duty.key] = duty.when
            self.duties[duty.key] = duty
            return duty
        whole = before | duty.when
        if whole == before:  # the duty is not new; resting on a deed of another label, its blow may be
            return duty
        self.totals[duty.key] = whole
        if whole.is_certain():  # contested on the given facts alone, agreed once others have honoured theirs
            self.later[duty.key] = replace(duty, when=whole, round=number)
        return replace(duty, when=whole)

    # --- what honoured duties add ---

    def _honoured(self, due: Sequence[Duty]) -> list[Deed]:
        """The acts by which duties to fight are honoured: new deeds, and deeds in more worlds than before."""
        new = []
        for duty in due:
            if not duty.fights or duty.debtor == ANY_STATE:
                continue
            for label, when in self._force(duty).items():
                key = (duty.debtor, duty.adversary, label)
                before = self.derived.get(key)
                whole = when if before is None else before.when | when
                if before is None or whole != before.when:
                    self.derived[key] = deed = self._deed(duty, label, whole, before)
                    self.deeds.put(deed, before)
                    new.append(deed)
        return new

    def _force(self, duty: Duty) -> dict[Label, When]:
        """In which worlds the debtor fights, in defence or in attack; at its own judgement, if it so chooses."""
        must = [v for v in duty.readings if (v.automaticity or Automaticity.OWN_JUDGEMENT).must_fight]
        fights = duty.when
        if len(must) < len(duty.readings):
            fights = duty.when & (any_of(v.when for v in must) | settled(FIGHTS_BY_CHOICE))
        fights = fights.assuming(self.assume)
        out: dict[Label, When] = {}
        for deed in (d for d in duty.rests_on if d.hostile):
            label = label_of(deed, duty.creditor)
            out[label] = out.get(label, NEVER) | (fights & deed.when)
        return {label: when for label, when in out.items() if when.is_possible()}

    def _deed(self, duty: Duty, label: Label, when: When, before: Deed | None) -> Deed:
        if before is not None:
            return replace(before, when=when)
        return blow_of(duty, label, when, self.world)


def _may_meet(clause: Clause, deed: Deed, creditor: StateId, adversary: StateId) -> bool:
    """Could the deed set the clause off at all? (Only to leave out early what the conditions would deny.)"""
    if clause.needs_blow and deed.victim != creditor:
        return False
    return clause.counts_others or clause.foes is None or adversary in clause.foes
