"""The world of a day: which norms bind whom, as public by a day of knowledge.

A `World` is a value. `on_day`, `with_`, `without` and `as_if_in_force` give new ones and share what they
can. What it holds ready, it holds by creditor, so that the question of one attack touches only the norms
of the states concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from foedus.law.clauses import UNIVERSAL, Clause, Variant, clauses_of
from foedus.law.contested import ALWAYS, NEVER, When, all_of, any_of
from foedus.law.ground import Ground, Lands
from foedus.law.index import CHARTER, Index
from foedus.law.roll import Roll
from foedus.law.standing import Day, as_known
from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import Area, Kind

__all__ = ["UNIVERSAL", "World"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class World(Roll):
    """Norms in force on the day `on`, as public by the day `known`."""

    _kept: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls,
        instruments: Iterable[Instrument] | Mapping[str, Instrument],
        *,
        on: date,
        known: date | None = None,
        lands: Lands | None = None,
    ) -> World:
        """The world of a day.

        Args:
            instruments: the dossier's, or any.
            on: the day in the world.
            known: only what was public by this day counts; None: all that is in the files.
            lands: geography; without it a place is known by its name alone.
        """
        values = instruments.values() if isinstance(instruments, Mapping) else instruments
        by_id = {i.id: as_known(i, known) for i in values}
        index = Index({id_: clauses_of(i) for id_, i in by_id.items()})
        day, ground = Day(on, known or date.max), Ground(lands, on)
        return cls(instruments=by_id, day=day, index=index, ground=ground)

    def on_day(self, on: date, known: date | None = None) -> World:
        day, ground = Day(on, known or self.day.known), Ground(self.ground.lands, on)
        return replace(self, day=day, ground=ground, _kept={}, _books={})

    def at(self, day: date) -> World:
        """The same world on an earlier or later day, kept for the next question."""
        key = ("at", day.isoformat())
        if key not in self._kept:
            self._kept[key] = self.on_day(day)
        found: World = self._kept[key]
        return found

    def with_(self, *instruments: Instrument) -> World:
        """With further instruments (or new versions of those that bear the same id)."""
        new = {i.id: as_known(i, self.known) for i in instruments}
        clauses = {**self.index.clauses, **{id_: clauses_of(i) for id_, i in new.items()}}
        return self._changed(new, instruments={**self.instruments, **new}, index=Index(clauses))

    def without(self, *ids: str) -> World:
        kept = {k: v for k, v in self.instruments.items() if k not in ids}
        index = Index({k: v for k, v in self.index.clauses.items() if k not in ids})
        return self._changed(ids, instruments=kept, index=index)

    def as_if_in_force(self, id_: str, note: str) -> World:
        """As if the instrument were in force, as for a pact that a text reports as signed."""
        return self._changed([id_], as_if={**self.as_if, id_: note})

    def _changed(self, ids: Iterable[str], **fields: Any) -> World:
        """A world that differs in these instruments: what was found of the others stays."""
        gone = set(ids)
        books = {} if CHARTER in gone else {k: v for k, v in self._books.items() if k not in gone}
        return replace(self, _kept={}, _books=books, **fields)

    # --- what bears on a question ---

    def duties_to(self, creditor: StateId) -> tuple[Clause, ...]:
        """The clauses that may be owed to a state, of instruments that exist on the day."""
        key = ("duties", creditor)
        if key not in self._kept:
            found = [*self.index.by_creditor.get(creditor, ()), *self.index.for_anybody]
            self._kept[key] = tuple(c for c in found if self.has(c.instrument.id) and not self._replaced(c))
        clauses: tuple[Clause, ...] = self._kept[key]
        return clauses

    def instruments_of(self, state: StateId) -> tuple[Instrument, ...]:
        """Instruments that exist on the day and name the state."""
        ids = self.index.of_state.get(state, ())
        return tuple(self.instruments[i] for i in ids if self.has(i))

    def duties_alive(self, creditor: StateId) -> tuple[Clause, ...]:
        """As `duties_to`, only of those that bind somebody to the state on the day in some world."""
        key = ("alive", creditor)
        if key not in self._kept:
            self._kept[key] = tuple(
                c
                for c in self.duties_to(creditor)
                if any(self.shared_bond(c, v, creditor).bound for v in c.variants)
            )
        clauses: tuple[Clause, ...] = self._kept[key]
        return clauses

    def _replaced(self, clause: Clause) -> bool:
        """Is it an earlier or later form of an article that another norm of the file gives for the day?"""
        return self.dated(clause) is NEVER and any(
            (c.norm.article, c.norm.kind) == (clause.norm.article, clause.norm.kind)
            and self.dated(c) is ALWAYS
            for c in self.index.clauses[clause.instrument.id]
        )

    def unauthorised(self, actor: StateId, victim: StateId, day: date) -> When:
        """In which worlds no resolution of the Security Council in force on the day allows the force.

        It may be for the state that is helped (Kuwait) or to protect people in the state struck (Libya).
        """
        bearing = [c for c in self.index.authorisations if victim in c.norm.against]
        then = self if day == self.on or not bearing else self.at(day)
        return all_of(
            any_of(v.when & then.allows(clause, v, actor).negated() for v in clause.variants)
            for clause in bearing
        )

    def allows(self, clause: Clause, variant: Variant, actor: StateId) -> When:
        """In which worlds the right that the clause gives is the actor's."""
        if not self.has(clause.instrument.id):
            return NEVER
        return any_of(self.bond(clause, variant, actor, c).when for c in clause.creditor_words)

    def forbids(self, ids: Iterable[str], debtor: StateId, adversary: StateId) -> bool:
        """Does one of the instruments forbid the debtor to fight the adversary or to help its enemy?"""
        bans = (Kind.MUST_NOT_ATTACK, Kind.MUST_NOT_ASSIST_ATTACKER)
        return any(
            self.bond(clause, variant, debtor, adversary).bound
            for id_ in ids
            for clause in self.index.clauses.get(id_, ())
            if clause.norm.kind in bans and self.has(id_)
            for variant in clause.variants
        )

    def area(self, area: Area) -> Area:
        """The area with its places by their ids, so that any name of a place will do in a file."""
        return self.ground.area(area)
