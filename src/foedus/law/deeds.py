"""From facts to deeds: who is at whom, since when, in which worlds, and who opened fire on whom first.

A deed is one directed act between two states that norms can look at. Deeds of the facts are *given*
(round 0); those that follow from a duty honoured are *derived* (round 1 and on) and carry the label that
stops or carries a cascade: help against an attacker is `defence`, joining an attacker is `attack`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedus.law.contested import ALWAYS, NEVER, Choice, When, any_of, open_point, settled
from foedus.law.scope import beyond
from foedus.law.world import World
from foedus.model.actor import Group, Party, StateId
from foedus.model.fact import ATTACKS, ENDS, Act, Fact, Site, Status


class Label(StrEnum):
    ATTACK = "attack"
    DEFENCE = "defence"
    NONE = "none"  # threats, mobilisation, a state of war without a blow


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`actor` did `act` to `victim`. `because`: the fact's id, or the duty's."""

    actor: StateId
    victim: StateId | None
    act: Act
    label: Label
    site: Site
    since: date
    because: str
    when: When = ALWAYS
    round: int = 0
    means: str | None = None
    object: str | None = None
    assumed_place: bool = False
    provoked: bool | None = None
    """True: the facts say that the victim provoked it (`unprovoked: false`)."""
    unauthorised: When = ALWAYS
    """In which worlds the Security Council had not allowed it; where it had, it is no armed attack."""

    @property
    def hostile(self) -> bool:
        """Puts both in a state of war."""
        return self.label is not Label.NONE or self.act is Act.STATE_OF_WAR

    @property
    def given(self) -> bool:
        return self.round == 0

    def other(self, state: StateId) -> StateId | None:
        return self.victim if state == self.actor else self.actor


class Field:
    """All deeds at a moment of the cascade, by the states that they touch."""

    def __init__(self, deeds: Iterable[Deed], requests: Iterable[StateId] = ()) -> None:
        self.all: list[Deed] = []
        self.requests = frozenset(requests)
        self._of: dict[StateId, list[Deed]] = {}
        self._pairs: dict[tuple[StateId, StateId], list[Deed]] = {}
        self._struck: dict[StateId, set[StateId]] = {}
        self._first: dict[tuple[StateId, StateId], When] = {}
        for deed in deeds:
            self.put(deed)

    def put(self, deed: Deed, instead_of: Deed | None = None) -> None:
        """Add a deed, or its later form, which holds in more worlds, in the place of the earlier one."""
        for rows in self._rows(deed):
            if instead_of is None:
                rows.append(deed)
            else:
                rows[next(i for i, d in enumerate(rows) if d is instead_of)] = deed
        if deed.given and deed.label is Label.ATTACK and deed.victim is not None:
            self._struck.setdefault(deed.actor, set()).add(deed.victim)

    def _rows(self, deed: Deed) -> list[list[Deed]]:
        """Every list in which the deed stands."""
        rows = [self.all, self._of.setdefault(deed.actor, [])]
        if deed.victim is not None:
            rows.append(self._of.setdefault(deed.victim, []))
            rows.append(self._pairs.setdefault(_pair(deed.actor, deed.victim), []))
        return rows

    def states(self) -> tuple[StateId, ...]:
        """All states that a deed touches."""
        return tuple(sorted(self._of))

    def of(self, state: StateId) -> list[Deed]:
        """Deeds by or against the state."""
        return self._of.get(state, [])

    def between(self, one: StateId, other: StateId) -> list[Deed]:
        return self._pairs.get(_pair(one, other), [])

    def mobilised(self, state: StateId) -> list[Deed]:
        """The state's mobilisations against nobody in particular."""
        return [d for d in self.of(state) if d.victim is None]

    def adversaries(self, state: StateId) -> tuple[StateId, ...]:
        return tuple(sorted({o for d in self.of(state) if (o := d.other(state)) is not None}))

    def at_war(self, one: StateId, other: StateId) -> When:
        return any_of(d.when for d in self.between(one, other) if d.hostile)

    def fights(self, state: StateId) -> When:
        """Does the state use force, on any side?"""
        return any_of(d.when for d in self.of(state) if d.actor == state and d.label is not Label.NONE)

    def struck_by(self, state: StateId) -> tuple[StateId, ...]:
        """All on whom the state opened fire, in the given facts."""
        return tuple(sorted(self._struck.get(state, ())))

    def blows(self, one: StateId, other: StateId) -> list[Deed]:
        """The given attacks of the one on the other."""
        if other not in self._struck.get(one, ()):
            return []
        return [d for d in self.between(one, other) if d.given and d.actor == one and d.label is Label.ATTACK]

    def opened(self, one: StateId, other: StateId) -> When:
        """Did the one open fire on the other (given facts only)? On its own land, that is contested."""
        if other not in self._struck.get(one, ()):
            return NEVER
        return any_of(_struck(d) for d in self.blows(one, other))

    def struck_first(self, one: StateId, other: StateId) -> When:
        """Did the one open fire on the other, which had not opened fire on it before?"""
        key = (one, other)
        if key not in self._first:
            answers = self.blows(other, one)
            self._first[key] = any_of(
                _struck(blow) & any_of(_struck(a) & _before(a, blow) for a in answers).negated()
                for blow in self.blows(one, other)
            )
        return self._first[key]


def _pair(one: StateId, other: StateId) -> tuple[StateId, StateId]:
    return (one, other) if one < other else (other, one)


def _struck(blow: Deed) -> When:
    """In which worlds it is an armed attack on the other."""
    return blow.when & beyond(blow.site, blow.actor) & blow.unauthorised


def _before(one: Deed, other: Deed) -> When:
    """Was the one blow struck before the other? On one day, the facts say so or it is open."""
    if one.since != other.since:
        return ALWAYS if one.since < other.since else NEVER
    if one.provoked is False or other.provoked:
        return ALWAYS
    if other.provoked is False or one.provoked:
        return NEVER
    options = tuple(sorted((one.actor, other.actor)))
    point = f"who struck first on {one.since}, {' or '.join(options)}"
    says, denies = (f"{{{s}}} struck first on {one.since}" for s in (one.actor, other.actor))
    return settled(Choice(point, one.actor, options, says, denies, note=says))


def field_of(facts: Iterable[Fact], world: World) -> Field:
    """The given deeds that are still open on the world's day.

    An act counts from its date until `until`, or a ceasefire, peace or withdrawal between the two; a fact
    dated after the day does not count yet. What is alleged or denied counts in the worlds where it is true.
    """
    known = sorted((f for f in facts if f.date <= world.on), key=lambda f: (f.date, f.id))
    ends = [f for f in known if f.act in ENDS]
    deeds = [d for f in known if (d := _deed(f, ends, world)) is not None]
    requests = {f.actor for f in known if f.act is Act.REQUEST_HELP and isinstance(f.actor, str)}
    return Field(deeds, requests)


_ACTS = ATTACKS | {Act.THREATEN, Act.STATE_OF_WAR, Act.MOBILISE}


def _deed(fact: Fact, ends: list[Fact], world: World) -> Deed | None:
    if fact.act not in _ACTS or _expired(fact, world.on):
        return None
    actor, victim = side(fact.actor), side(fact.target)
    if actor is None or (victim is None and fact.act is not Act.MOBILISE) or actor == victim:
        return None
    when = is_true(fact) & _of_group(fact) & _still_open(fact, ends)
    if not when.is_possible():
        return None
    site = fact.place or world.home(victim or actor)
    return Deed(
        actor=actor,
        victim=victim,
        act=fact.act,
        label=Label.ATTACK if fact.act in ATTACKS else Label.NONE,
        site=site,
        since=fact.date,
        because=fact.id,
        when=when,
        means=fact.means or ("naval" if fact.act is Act.BLOCKADE else None),
        object=fact.object,
        assumed_place=fact.place is None,
        provoked=None if fact.unprovoked is None else not fact.unprovoked,
        unauthorised=world.unauthorised(actor, victim, fact.date) if victim else ALWAYS,
    )


def _expired(fact: Fact, on: date) -> bool:
    """`until` is the first day on which it is over; an act of a single day is open on that day."""
    return fact.until is not None and fact.until <= on and not fact.until == fact.date == on


def side(party: Party | None) -> StateId | None:
    """The state that stands for a party: a group counts, where at all, for the state that it acts from."""
    if isinstance(party, Group):
        return party.base or f"group:{party.group}"
    return party


def is_true(fact: Fact) -> When:
    """Certain facts hold in every world; alleged and denied ones where they are true."""
    if fact.certain:
        return ALWAYS
    note = f"the fact is {fact.status.value}" if fact.status is not Status.ASSERTED else "the fact is denied"
    return open_point(fact.id, f"{fact.id} is true", f"{fact.id} is not true", note=note)


def _of_group(fact: Fact) -> When:
    """Whether a blow by or against an armed group is one of, or on, the state is contested."""
    out = ALWAYS
    for party, verb in ((fact.actor, "by"), (fact.target, "on")):
        if isinstance(party, Group):
            whose = f" {verb} {{{party.base}}}" if party.base else ""
            act, attack = f"the act {verb} {party.group}", f"an armed attack{whose}"
            out &= open_point(
                f"{fact.id}: {party.group}",
                f"{act} counts as {attack}",
                f"{act} does not count as {attack}",
            )
    return out


def _still_open(fact: Fact, ends: list[Fact]) -> When:
    """Not yet closed by a ceasefire, a peace or a withdrawal between the two."""
    pair = {side(fact.actor), side(fact.target)}
    closing = (
        is_true(e)
        for e in ends
        if e.date >= fact.date and side(e.actor) in pair and (e.target is None or side(e.target) in pair)
    )
    return any_of(closing).negated()
