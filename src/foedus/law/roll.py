"""The roll of a day: which instruments are in force, who is a party, who is bound to whom.

What was found is kept, instrument by instrument, so that worlds that differ in one instrument share the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, UNIVERSAL, Clause, Variant
from foedus.law.contested import ALWAYS, NEVER, When, open_point
from foedus.law.ground import Ground
from foedus.law.index import CHARTER, Index
from foedus.law.standing import Day, Standing, exists, in_force, runs_between, standing
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Site
from foedus.model.instrument import Instrument
from foedus.model.obligation import WhyNot

_BARRED = Standing(NEVER, WhyNot.NOT_PARTY)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Roll:
    """Parties and bonds on the day `on`, as public by the day `known`."""

    instruments: Mapping[str, Instrument]
    day: Day
    index: Index
    ground: Ground
    as_if: Mapping[str, str] = field(default_factory=dict)
    _books: dict[str, dict[tuple[Any, ...], Any]] = field(default_factory=dict, repr=False)
    """What was found of each instrument on the day; worlds that differ in another instrument share it."""

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def known(self) -> date:
        return self.day.known

    # --- parties ---

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

    # --- bonds ---

    def bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        """Does the clause bind this debtor to this creditor on the day?"""
        book, key = self._book(clause.instrument.id), (variant.sides, debtor, creditor)
        found: Standing | None = book.get(key)
        if found is None:
            book[key] = found = self._bond(clause, variant, debtor, creditor)
        return found

    def _bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        id_ = clause.instrument.id
        one = self._side(clause, variant.debtors, debtor)
        if not one.bound:
            return one
        other = self._side(clause, variant.creditors, creditor)
        if not other.bound:
            return other
        when = one.when & other.when & runs_between(clause.instrument, debtor, creditor, self.day)
        when &= self.dated(clause)
        if not when.is_possible() or not variant.binding:
            return Standing(NEVER, WhyNot.NOT_IN_FORCE, note=one.note or other.note)
        since = max((d for d in (one.since, other.since) if d), default=None)
        if id_ in self.as_if:
            since = None
        return Standing(when, None, since, one.until or other.until, one.note or other.note)

    def side(self, clause: Clause, words: tuple[str, ...], state: StateId) -> Standing:
        """May the state be on the side of the clause that these words name, on the day of the clause?"""
        found = self._side(clause, words, state)
        return found if self.dated(clause) is ALWAYS else Standing(NEVER, WhyNot.NOT_IN_FORCE)

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
        other = self._side(clause, variant.creditors, creditor)
        if not other.bound:
            return other
        when = whole.when & other.when & self.dated(clause) if variant.binding else NEVER
        fails = None if when.is_possible() else WhyNot.NOT_IN_FORCE
        return Standing(when, fails, whole.since, whole.until, whole.note)

    def _side(self, clause: Clause, words: tuple[str, ...], state: StateId) -> Standing:
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

    def dated(self, clause: Clause) -> When:
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

    def home(self, state: StateId) -> Site:
        """The state's own territory, on which an attack of unknown place falls."""
        return self.ground.home(state)
