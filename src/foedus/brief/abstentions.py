"""Promises not to attack that come or go with a pact: no attack sets them off, so no comparison of attacks shows them.

The duty that all states owe one another (a universal instrument) is left apart: it neither hides a special promise
nor is changed by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from foedus.brief.moves import Move
from foedus.brief.occasions import SMALL, Namer, parties
from foedus.law.bound import Bound, bound
from foedus.law.world import World
from foedus.model.actor import ANY_STATE
from foedus.model.norm import Kind
from foedus.model.obligation import DutyChange, Obligation

Pair = tuple[str, str]


def with_abstentions(
    diffs: Sequence[DutyChange], before: World, after: World, moves: Sequence[Move], name: Namer
) -> tuple[DutyChange, ...]:
    """The changes of duty, with what the parties of a small pact newly promise, or no longer promise, not to do."""
    states = sorted({s for m in moves if len(parties(m)) <= SMALL and _abstains(m) for s in parties(m)})
    if not states:
        return tuple(diffs)
    old, new = _promised(before, states), _promised(after, states)
    out = {(d.act, d.actor, d.target): d for d in diffs}
    for pair in sorted(old.keys() ^ new.keys()):
        debtor, creditor = pair
        key = ("attack", debtor, creditor)
        diff = out.get(key, DutyChange(act="attack", actor=debtor, target=creditor))
        if pair in new:
            out[key] = replace(diff, added=(*diff.added, _row(new[pair], name)))
        else:
            out[key] = replace(diff, removed=(*diff.removed, _row(old[pair], name)))
    return tuple(out.values())


def _abstains(move: Move) -> bool:
    return any(n.kind is Kind.MUST_NOT_ATTACK for n in move.known.norms)


def _promised(world: World, states: Sequence[str]) -> Mapping[Pair, Bound]:
    """Who of these has promised whom not to attack, by an instrument that is not universal."""
    found: dict[Pair, Bound] = {}
    for state in states:
        for b in bound(world, state):
            special = ANY_STATE not in (b.debtor, b.creditor) and not world.universal(b.instrument)
            if special and b.kind is Kind.MUST_NOT_ATTACK and b.debtor == state and b.creditor in states:
                found.setdefault((b.debtor, b.creditor), b)
    return found


def _row(b: Bound, name: Namer) -> Obligation:
    return Obligation(
        debtor=b.debtor,
        creditor=b.creditor,
        kind=b.kind,
        against=None,
        instrument=b.instrument,
        article=b.article,
        force=b.force,
        automaticity=None,
        reading=b.reading,
        text=f"{name(b.debtor)} must not attack {name(b.creditor)} ({b.instrument} Art. {b.article})",
    )
