"""The world of a day: which norms bind whom, as public by a day of knowledge.

A `World` is a value. `on_day`, `with_`, `without` and `as_if_in_force` give new ones and share what they
can. What it holds ready, it holds by creditor, so that the question of one attack touches only the norms
of the states concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from foedus.law.clauses import ANY, DUTIES, MEMBERS, OTHERS, PARTIES, Clause, Variant, clauses_of
from foedus.law.contested import ALWAYS, NEVER, Choice, When, settled
from foedus.law.standing import YES_NO, Day, Standing, exists, in_force, runs_between, standing
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Site
from foedus.model.instrument import Instrument
from foedus.model.norm import Area, Kind, TriggerWord
from foedus.model.obligation import WhyNot

CHARTER = "un-charter-1945"
"""Whose parties are `members` in other instruments."""
UNIVERSAL = 40
"""Parties from which on an instrument is universal: a right that all share is one row, debtor `*`."""

_BARRED = Standing(NEVER, WhyNot.NOT_PARTY)


class Lands(Protocol):
    """What the law asks of geography: the site of a place or state on a day."""

    def site(self, place: str | Mapping[str, Any], on: date) -> Site: ...


class Index:
    """The clauses of all instruments by the state that is their creditor; the same for every day."""

    def __init__(self, clauses: Mapping[str, tuple[Clause, ...]]) -> None:
        self.clauses = dict(clauses)
        self.by_creditor: dict[StateId, list[Clause]] = {}
        self.for_anybody: list[Clause] = []
        self.bans: list[Clause] = []
        self.transfer_bans: list[Clause] = []
        self.mobilisation: list[Clause] = []
        self.of_state: dict[StateId, list[str]] = {}
        self.excluding = any(c.norm.unless_joined for cs in self.clauses.values() for c in cs)
        for id_ in sorted(self.clauses):
            self._add(id_)

    def _add(self, id_: str) -> None:
        named: set[StateId] = set()
        for clause in self.clauses[id_]:
            kind = clause.norm.kind
            named |= {w for w in clause.debtor_words | clause.creditor_words if w.isupper() or "-" in w}
            if kind is Kind.MUST_NOT_ATTACK:
                self.bans.append(clause)
            elif kind is Kind.MUST_NOT_TRANSFER:
                self.transfer_bans.append(clause)
            elif kind in DUTIES:
                self._file(clause)
        if self.clauses[id_]:
            named |= self.parties(self.clauses[id_][0].instrument)
        for state in named - {ANY}:
            self.of_state.setdefault(state, []).append(id_)

    def _file(self, clause: Clause) -> None:
        if TriggerWord.MOBILISATION in clause.words:
            self.mobilisation.append(clause)
        if ANY in clause.creditor_words:
            self.for_anybody.append(clause)
            return
        states = {c for c in clause.creditor_words if c not in (PARTIES, OTHERS, MEMBERS)}
        if states != clause.creditor_words:
            states |= self.parties(clause.instrument)
        for state in states:
            self.by_creditor.setdefault(state, []).append(clause)

    def parties(self, instrument: Instrument) -> set[StateId]:
        """All that were ever parties; `members` are those of the Charter."""
        found = {s for m in instrument.parties for s in m.states}
        if MEMBERS in found:
            charter = self.clauses.get(CHARTER)
            found |= {s for m in charter[0].instrument.parties for s in m.states} if charter else set()
            found.discard(MEMBERS)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Norms in force on the day `on`, as public by the day `known`."""

    instruments: Mapping[str, Instrument]
    day: Day
    index: Index
    lands: Lands | None = None
    as_if: Mapping[str, str] = field(default_factory=dict)
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
        by_id = {i.id: i for i in values}
        index = Index({id_: clauses_of(i) for id_, i in by_id.items()})
        return cls(by_id, Day(on, known or date.max), index, lands)

    @property
    def on(self) -> date:
        return self.day.on

    @property
    def known(self) -> date:
        return self.day.known

    def on_day(self, on: date, known: date | None = None) -> World:
        return replace(self, day=Day(on, known or self.day.known), _kept={})

    def at(self, day: date) -> World:
        """The same world on an earlier or later day, kept for the next question."""
        key = ("at", day.isoformat())
        if key not in self._kept:
            self._kept[key] = self.on_day(day)
        found: World = self._kept[key]
        return found

    def with_(self, *instruments: Instrument) -> World:
        """With further instruments (or new versions of those that bear the same id)."""
        new = {i.id: i for i in instruments}
        clauses = {**self.index.clauses, **{id_: clauses_of(i) for id_, i in new.items()}}
        return replace(self, instruments={**self.instruments, **new}, index=Index(clauses), _kept={})

    def without(self, *ids: str) -> World:
        kept = {k: v for k, v in self.instruments.items() if k not in ids}
        index = Index({k: v for k, v in self.index.clauses.items() if k not in ids})
        return replace(self, instruments=kept, index=index, _kept={})

    def as_if_in_force(self, id_: str, note: str) -> World:
        """As if the instrument were in force, as for a pact that a text reports as signed."""
        return replace(self, as_if={**self.as_if, id_: note}, _kept={})

    # --- who is bound ---

    def has(self, id_: str) -> bool:
        """Does the instrument exist on the day, as far as was public?"""
        key = ("has", id_)
        if key not in self._kept:
            instrument = self.instruments.get(id_)
            self._kept[key] = instrument is not None and (id_ in self.as_if or exists(instrument, self.day))
        return bool(self._kept[key])

    def whole(self, id_: str) -> Standing:
        """The standing of the instrument itself."""
        key = ("whole", id_)
        if key not in self._kept:
            self._kept[key] = in_force(self.instruments[id_], self.day, self.as_if.get(id_))
        found: Standing = self._kept[key]
        return found

    def standing(self, id_: str, state: StateId) -> Standing:
        """Is the state bound by the instrument on the day?"""
        key = ("standing", id_, state)
        if key not in self._kept:
            self._kept[key] = self._standing(id_, state)
        found: Standing = self._kept[key]
        return found

    def _standing(self, id_: str, state: StateId) -> Standing:
        instrument, whole = self.instruments[id_], self.whole(id_)
        if any(MEMBERS in m.states for m in instrument.parties) and CHARTER in self.instruments:
            charter = self.standing(CHARTER, state)
            if charter.bound:
                return whole
        return standing(instrument, state, self.day, whole)

    def parties(self, id_: str) -> tuple[StateId, ...]:
        """States that are bound on the day, in some world at least."""
        key = ("parties", id_)
        if key not in self._kept:
            ever = sorted(self.index.parties(self.instruments[id_]))
            self._kept[key] = tuple(s for s in ever if self.standing(id_, s).bound)
        found: tuple[StateId, ...] = self._kept[key]
        return found

    def party_set(self, id_: str) -> frozenset[StateId]:
        key = ("set", id_)
        if key not in self._kept:
            self._kept[key] = frozenset(self.parties(id_))
        found: frozenset[StateId] = self._kept[key]
        return found

    def ever_parties(self, id_: str) -> tuple[StateId, ...]:
        """All states that the instrument names as parties at any time."""
        key = ("ever", id_)
        if key not in self._kept:
            self._kept[key] = tuple(sorted(self.index.parties(self.instruments[id_])))
        found: tuple[StateId, ...] = self._kept[key]
        return found

    def universal(self, id_: str) -> bool:
        return len(self.parties(id_)) > UNIVERSAL

    def bond(self, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId) -> Standing:
        """Does the clause bind this debtor to this creditor on the day?"""
        key = (clause, variant.debtors, variant.creditors, variant.binding, debtor, creditor)
        found: Standing | None = self._kept.get(key)
        if found is None:
            self._kept[key] = found = self._bond(clause, variant, debtor, creditor)
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
        whole = self.whole(clause.instrument.id)
        if not whole.bound:
            return whole
        other = self._side(clause, variant.creditors, creditor, ANY_STATE)
        if not other.bound:
            return other
        when = whole.when & other.when & self._dated(clause)
        fails = None if when.is_possible() else WhyNot.NOT_IN_FORCE
        return Standing(when, fails, whole.since, whole.until, whole.note)

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
            outsider = named.fails is WhyNot.NOT_PARTY and state not in self.ever_parties(id_)
            return self.whole(id_) if outsider else named
        if MEMBERS in words and CHARTER in self.instruments:
            member = self.standing(CHARTER, state)
            return self.whole(id_) if member.bound else _BARRED
        if PARTIES in words or OTHERS in words:
            return self.standing(id_, state)
        if ANY in words:
            return self.whole(id_)
        return _BARRED

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
        key = ("debtors", clause)
        if key not in self._kept:
            self._kept[key] = self._debtors_of(clause)
        found: tuple[StateId, ...] = self._kept[key]
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
            self._kept[key] = tuple(c for c in found if self.has(c.instrument.id))
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
        text = f"{state} counts as a state under the article"
        return settled(Choice(f"statehood of {state}", "yes", YES_NO, depends=text, note=text))

    # --- where ---

    def home(self, state: StateId) -> Site:
        """The state's own territory, on which an attack of unknown place falls."""
        key = ("home", state)
        if key not in self._kept:
            self._kept[key] = self._site(state)
        found: Site = self._kept[key]
        return found

    def area(self, area: Area) -> Area:
        """The area with its places by their ids, so that any name of a place will do in a file."""
        if self.lands is None or not (area.include or area.exclude or area.contested):
            return area
        key = ("area", str(id(area)))
        if key not in self._kept:
            self._kept[key] = replace(
                area,
                include=self._places(area.include),
                exclude=self._places(area.exclude),
                contested=self._places(area.contested),
            )
        found: Area = self._kept[key]
        return found

    def _places(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._place(n) for n in names)

    def _place(self, name: str) -> str:
        assert self.lands is not None
        try:
            site = self.lands.site(name, self.on)
        except ValueError:
            return name  # not on this day
        return site.special or site.sovereign or name

    def _site(self, state: StateId) -> Site:
        if self.lands is not None:
            try:
                return self.lands.site(state, self.on)
            except ValueError:
                pass  # no state of that name on the day: known by its id alone
        return Site(name=state, sovereign=state, administered_by=state)
