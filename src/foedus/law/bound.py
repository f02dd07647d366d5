"""All that a state owes and is owed on a day, whatever happens or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.law.clauses import ANY, MEMBERS, OTHERS, PARTIES, Clause, Variant
from foedus.law.world import World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One norm in force between two states (`*`: any state, or every party of a universal instrument).

    `since`: the day from which both are bound, if it is known. `until`: its end as the file has it.
    """

    debtor: StateId
    creditor: StateId
    instrument: str
    title: str
    article: str
    kind: Kind
    force: Force
    since: str | None
    until: str | None
    trigger: str
    automaticity: Automaticity | None
    reading: Held
    note: str | None = None


def bound(world: World, state: StateId, other: StateId | None = None) -> tuple[Bound, ...]:
    """Every norm in force that a state owes or is owed; with `other`, only between the two.

    Norms with any state, or among all parties of a universal instrument, are one row each way, with `*`.
    """
    rows = []
    for instrument in world.instruments_of(state):
        if world.whole(instrument.id).bound:
            for clause in world.index.clauses[instrument.id]:
                rows += list(_of_clause(world, clause, state))
    if other is not None:
        rows = [r for r in rows if _concerns(world, r, other)]
    return tuple(sorted(set(rows), key=_order))


def _concerns(world: World, r: Bound, other: StateId) -> bool:
    """Is the other named, or taken in by the row with any state?"""
    if ANY_STATE not in (r.debtor, r.creditor):
        return other in (r.debtor, r.creditor)
    if world.standing(r.instrument, other).bound:
        return True
    clauses = world.index.clauses[r.instrument]
    mine = [c for c in clauses if c.norm.article == r.article and c.norm.kind is r.kind]
    return r.creditor == ANY_STATE and any(ANY in c.creditor_words for c in mine)


def _of_clause(world: World, clause: Clause, state: StateId) -> Iterator[Bound]:
    variant = clause.variants[0]
    wide = world.universal(clause.instrument.id) or ANY in clause.debtor_words | clause.creditor_words
    wide = wide or MEMBERS in clause.debtor_words | clause.creditor_words
    if wide and _shared(variant.debtors) and _shared(variant.creditors):
        for debtor, creditor, words in (
            (state, ANY_STATE, variant.debtors),
            (ANY_STATE, state, variant.creditors),
        ):
            if world.side(clause, words, state).bound:
                yield _row(world, clause, variant, debtor, creditor, state)
        return
    owes = _may_be(world, clause, variant.debtors, state)
    owed = _may_be(world, clause, variant.creditors, state)
    for partner in _partners(world, clause, variant):
        if partner == state:
            continue
        if owes and world.bond(clause, variant, state, partner).bound:
            yield _row(world, clause, variant, state, partner, state)
        if owed and world.bond(clause, variant, partner, state).bound:
            yield _row(world, clause, variant, partner, state, state)


def _shared(words: tuple[str, ...]) -> bool:
    return bool({PARTIES, OTHERS, MEMBERS, ANY} & set(words))


def _may_be(world: World, clause: Clause, words: tuple[str, ...], state: StateId) -> bool:
    return world.side(clause, words, state).bound


def _partners(world: World, clause: Clause, variant: Variant) -> tuple[StateId, ...]:
    named = {w for w in (*variant.debtors, *variant.creditors) if w not in (PARTIES, OTHERS, MEMBERS, ANY)}
    return tuple(sorted(named | set(world.parties(clause.instrument.id))))


def _row(
    world: World, clause: Clause, variant: Variant, debtor: StateId, creditor: StateId, state: StateId
) -> Bound:
    if ANY_STATE in (debtor, creditor):
        words = variant.debtors if debtor == state else variant.creditors
        standing = world.side(clause, words, state)
    else:
        standing = world.bond(clause, variant, debtor, creditor)
    agreed = standing.when.is_certain() and len(clause.variants) == 1
    return Bound(
        debtor=debtor,
        creditor=creditor,
        instrument=clause.instrument.id,
        title=clause.instrument.title,
        article=clause.norm.article,
        kind=clause.norm.kind,
        force=clause.instrument.force,
        since=standing.since.isoformat() if standing.since else None,
        until=standing.until,
        trigger=clause.norm.trigger,
        automaticity=clause.norm.automaticity,
        reading=Held.AGREED if agreed else Held.CONTESTED,
        note=standing.note or clause.norm.note,
    )


def _order(r: Bound) -> tuple[object, ...]:
    return (
        list(Kind).index(r.kind),
        not r.force.legal,
        r.instrument,
        r.article,
        r.debtor,
        r.creditor,
        r.trigger,
    )
