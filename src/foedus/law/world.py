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

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, UNIVERSAL, Clause, Variant, clauses_of
from foedus.law.contested import ALWAYS, NEVER, When, all_of, any_of, open_point
from foedus.law.ground import Ground, Lands
from foedus.law.index import CHARTER, Index
from foedus.law.standing import Day, Standing, as_known, exists, in_force, runs_between, standing
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Site
from foedus.model.instrument import Instrument
from foedus.model.norm import Area, Kind
from foedus.model.obligation import WhyNot

__all__ = ["UNIVERSAL", "World"]

_BARRED = Standing(NEVER, WhyNot.NOT_PARTY)


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Norms in force on the day `on`, as public by the day `known`."""

    instruments: Mapping[str, Instrument]
    day: Day
    index: Index
    ground: Ground
    as_if: Mapping[str, str] = field(default_factory=dict)
    _kept: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)
    _books: dict[str, dict[tuple[Any, ...], Any]] = field(default_factory=dict, repr=False)
    """What was found of each instrument on the day; worlds that differ in another instrument share it."""

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
        return cls(by_id, Day(on, known or date.max), index, Ground(lands, on))

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def known(self) -> date:
        return self.day.known

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

    # --- who is bound ---

    def _book(self, id_: str) -> dict[tuple[Any, ...], Any]:
        return self._books.setdefault(id_, {})

    def has(self, id_: str) -> bool:
        """Does the instrument exist on the day, as far as was public?"""
        book = self._book(id_)
        if ("has",) not in book:
            instrument = self.instruments.get(id_)
            book["has",] = instrument is not None and (id_ in self.as_if or exists(instrument, self.day))
        return bool(book["has",])

    def whole(self, id_: str) -> Standing:
        """The standing of the instrument itself."""
        book = self._book(id_)
        if ("whole",) not in book:
            book["whole",] = in_force(self.instruments[id_], self.day, self.as_if.get(id_))
        found: Standing = book["whole",]
        return found

    def standing(self, id_: str, state: StateId) -> Standing:
        """Is the state bound by the instrument on the day?"""
        book, key = self._book(id_), ("standing", state)
        if key not in book:
            book[key] = self._standing(id_, state)
        found: Standing = book[key]
        return found

    def _standing(self, id_: str, state: StateId) -> Standing:
        instrument, whole = self.instruments[id_], self.whole(id_)
        if any(MEMBERS in m.states for m in instrument.parties) and CHARTER in self.instruments:
            charter = self.standing(CHARTER, state)
            if charter.bound:
                return whole
        return standing(instrument, state, self.day, whole)

    def ever_parties(self, id_: str) -> tuple[StateId, ...]:
        """All states that the instrument names as parties at any time."""
        book = self._book(id_)
        if ("ever",) not in book:
            book["ever",] = tuple(sorted(self.index.parties(self.instruments[id_])))
        found: tuple[StateId, ...] = book["ever",]
        return found

    def party_set(self, id_: str) -> frozenset[StateId]:
        """States that are bound on the day, in some world at least."""
        book = self._book(id_)
        if ("parties",) not in book:
            ever = self.ever_parties(id_)
            book["parties",] = frozenset(s for s in ever if self.standing(id_, s).bound)
        found: frozenset[StateId] = book["parties",]
        return found

    def parties(self, id_: str) -> tuple[StateId, ...]:
        """As `party_set`, in order."""
        return tuple(sorted(self.party_set(id_)))

    def universal(self, id_: str) -> bool:
        return len(self.party_set(id_)) > UNIVERSAL

    def bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        """Does the clause bind this debtor to this creditor on the day?"""
        book, key = self._book(clause.instrument.id), (variant.sides, debtor, creditor)
        found: Standing | None = book.get(key)
        if found is None:
            book[key] = found = self._bond(clause, variant, debtor, creditor)
        return found

    def _bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        id_ = clause.instrument.id
        one = self._side(clause, variant.debtors, debtor, creditor)
        if not one.bound:
            return one
        other = self._side(clause, variant.creditors, creditor, debtor)
        if not other.bound:
            return other
        when = one.when & other.when & runs_between(clause.instrument, debtor, creditor, self.day)
        when &= self._dated(clause)
        if not when.is_possible() or not variant.binding:
            return Standing(NEVER, WhyNot.NOT_IN_FORCE, note=one.note or other.note)
        since = max((d for d in (one.since, other.since) if d), default=None)
        if id_ in self.as_if:
            since = None
        return Standing(when, None, since, one.until or other.until, one.note or other.note)

    def side(self, clause: Clause, words: tuple[str, ...], state: StateId) -> Standing:
        """May the state be on the side of the clause that these words name, on the day of the clause?"""
        found = self._side(clause, words, state, ANY_STATE)
        return found if self._dated(clause) is ALWAYS else Standing(NEVER, WhyNot.NOT_IN_FORCE)

    def shared_bond(self, clause: Clause, variant: Variant, creditor: StateId) -> Standing:
        """The bond of any party of a universal instrument to the creditor."""
        book, key = self._book(clause.instrument.id), (variant.sides, ANY_STATE, creditor)
        found: Standing | None = book.get(key)
        if found is None:
            book[key] = found = self._shared_bond(clause, variant, creditor)
        return found

    def _shared_bond(self, clause: Clause, variant: Variant, creditor: StateId) -> Standing:
        whole = self.whole(clause.instrument.id)
        if not whole.bound:
            return whole
        other = self._side(clause, variant.creditors, creditor, ANY_STATE)
        if not other.bound:
            return other
        when = whole.when & other.when & self._dated(clause) if variant.binding else NEVER
        fails = None if when.is_possible() else WhyNot.NOT_IN_FORCE
        return Standing(when, fails, whole.since, whole.until, whole.note)

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

    def _side(self, clause: Clause, words: tuple[str, ...], state: StateId, other: StateId) -> Standing:
        """One side of a clause: named, a party, a member of the United Nations, or anybody."""
        id_ = clause.instrument.id
        if state in words:
            named = self.standing(id_, state)
            listed = any(state in m.states for m in self.instruments[id_].parties)
            outsider = named.fails is WhyNot.NOT_PARTY and not listed  # as South Korea in resolution 83
            return self.whole(id_) if outsider else named
        if MEMBERS in words and CHARTER in self.instruments:
            member = self.standing(CHARTER, state)
            return self.whole(id_) if member.bound else _BARRED
        if PARTIES in words or OTHERS in words:
            return self.standing(id_, state)
        if ANY in words:
            whole = self.whole(id_)
            return replace(whole, when=whole.when & self.statehood(state)) if whole.bound else whole
        return _BARRED

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
        return self._dated(clause) is NEVER and any(
            (c.norm.article, c.norm.kind) == (clause.norm.article, clause.norm.kind)
            and self._dated(c) is ALWAYS
            for c in self.index.clauses[clause.instrument.id]
        )

    def _dated(self, clause: Clause) -> When:
        """A norm with days of its own inside its instrument's."""
        starts, ends = clause.norm.starts, clause.norm.ends
        if starts and starts > self.on.isoformat():
            return NEVER
        if ends and ends <= self.on.isoformat():
            return NEVER
        return ALWAYS

    def debtors_of(self, clause: Clause) -> tuple[StateId, ...]:
        """Every state that may be debtor; `*` for any state."""
        book, key = self._book(clause.instrument.id), ("debtors", clause)
        if key not in book:
            book[key] = self._debtors_of(clause)
        found: tuple[StateId, ...] = book[key]
        return found

    def bound_debtors(self, clause: Clause) -> tuple[StateId, ...]:
        """As `debtors_of`, only those who are bound on the day in some world."""
        book, key = self._book(clause.instrument.id), ("bound debtors", clause)
        if key not in book:
            book[key] = tuple(
                s
                for s in self.debtors_of(clause)
                if s == ANY_STATE or any(self.side(clause, v.debtors, s).bound for v in clause.variants)
            )
        found: tuple[StateId, ...] = book[key]
        return found

    def _debtors_of(self, clause: Clause) -> tuple[StateId, ...]:
        words = clause.debtor_words
        if ANY in words:
            return (ANY_STATE,)
        named = {w for w in words if w not in (PARTIES, OTHERS, MEMBERS)}
        if words & {PARTIES, OTHERS}:
            named |= set(self.ever_parties(clause.instrument.id))
        if MEMBERS in words and CHARTER in self.instruments:
            named |= set(self.ever_parties(CHARTER))
        return tuple(sorted(named))

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

    def statehood(self, state: StateId) -> When:
        """Is it a state in the eyes of all? Contested where another claims its whole land and it sits in no seat."""
        if self.has(CHARTER) and self.standing(CHARTER, state).when is ALWAYS:
            return ALWAYS
        home = self.home(state)
        if home.sovereign == state and not set(home.claimed_by) - {state}:
            return ALWAYS
        under = "as a state under the article"
        return open_point(
            f"statehood of {state}", f"{{{state}}} counts {under}", f"{{{state}}} does not count {under}"
        )

    # --- where ---

    def home(self, state: StateId) -> Site:
        """The state's own territory, on which an attack of unknown place falls."""
        return self.ground.home(state)

    def area(self, area: Area) -> Area:
        """The area with its places by their ids, so that any name of a place will do in a file."""
        return self.ground.area(area)
