"""The least fixpoint of the cascade for all ordered pairs of states at once.

The same as `engine.py` computes for the facts "a attacks t on its own territory", for all pairs (a, t)
together. Sets of states are bits in 64-bit words, and one operation serves all pairs of a year. What makes
this possible is a property of the rules: as long as no clause is set off by a state of war as such, every
derived blow of label attack falls on t, and every blow of label defence on one who attacks t. So

    attackers(a, t) = the least set that holds a and every state, t excepted, that owes offence against t
                      to one of the set
    defenders(a, t) = every state that owes t defence against one of attackers(a, t), a excepted
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.law.planes import Planes, Threshold, Words, numbers_in, word_bits

_Steps = tuple[NDArray[np.intp], list[Words]]
"""The attackers that anybody may join, and who joins round by round: `[attacker, target, word]` bits."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The answers of one run: `[attacker, target, word]` bits of the states drawn in, without the two.

    `rounds`: of the last state drawn in, the round in which its first duty falls due; 0 where there is none.
    """

    attackers: Words
    defenders: Words
    rounds: NDArray[np.uint8]


def fixpoint(planes: Planes) -> Drawn:
    """The answers for all ordered pairs of one year; see `Planes` for the axes."""
    n, width = max(planes.defence.shape[0], planes.offence.shape[1]), planes.defence.shape[2]
    bits = word_bits(n, width)
    owed = np.broadcast_to(planes.defence & ~bits[:, None, :], (n, n, width))
    defenders = np.empty((n, n, width), np.uint64)
    np.bitwise_and(owed.transpose(1, 0, 2), ~bits[:, None, :], out=defenders)
    rounds: NDArray[np.uint8] = np.asarray(defenders.any(axis=2), np.uint8)
    attackers = np.zeros((n, n, width), np.uint64)
    steps = _joined(planes.offence, bits)
    if steps is not None:
        active, rest = steps[0], steps[1][1:]
        for number, step in enumerate(rest, 1):
            more = _defended(owed, step, bits, active)
            late = (more & ~defenders[active]).any(axis=2)
            defenders[active] |= more
            attackers[active] |= step
            joined = np.maximum(rounds[active], np.uint8(number) * step.any(axis=2))
            rounds[active] = np.where(late, np.uint8(number + 1), joined)
    for threshold in planes.thresholds:
        _count(threshold, attackers, defenders, rounds, bits, steps)
    same = np.arange(n)
    attackers[same, same] = defenders[same, same] = 0
    rounds[same, same] = 0
    return Drawn(attackers, defenders, rounds)


def _joined(offence: Words, bits: Words) -> _Steps | None:
    """Who joins, round by round: for each attacker that anybody may join, `[attacker, target, word]` bits.

    The first step holds the attacker itself. None where no attacker has a friend bound to join it.
    """
    creditors = np.flatnonzero(offence.any(axis=(0, 2)))
    if not len(creditors):
        return None
    n = len(bits)
    whole = np.repeat(bits[creditors][:, None, :], n, axis=1)
    steps = [whole.copy()]
    while steps[-1].any():
        new = np.zeros_like(whole)
        for c in creditors:
            at = (steps[-1][:, :, c >> 6] >> np.uint64(c & 63) & np.uint64(1)).astype(bool)
            if at.any():
                new |= np.where(at[:, :, None], offence[:, c][None, :, :], np.uint64(0))
        new &= ~whole & ~bits[None, :, :]
        whole |= new
        steps.append(new)
    return creditors, steps[:-1]


def _members(step: Words) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Each state that occurs in a step, with the pairs in which it does."""
    some = np.bitwise_or.reduce(step.reshape(-1, step.shape[2]), axis=0)
    for x in np.flatnonzero(np.unpackbits(some.view(np.uint8), bitorder="little")):
        yield int(x), (step[:, :, x >> 6] >> np.uint64(x & 63) & np.uint64(1)).astype(bool)


def _defended(owed: Words, step: Words, bits: Words, active: NDArray[np.intp]) -> Words:
    """Who defends the target against those who join in this step: not the joiner, not the first attacker."""
    out = np.zeros_like(step)
    for x, at in _members(step):
        out |= np.where(at[:, :, None], (owed[:, x] & ~bits[x])[None, :, :], np.uint64(0))
    return out & ~bits[active][:, None, :]


def _count(
    threshold: Threshold,
    attackers: Words,
    defenders: Words,
    rounds: NDArray[np.uint8],
    bits: Words,
    steps: _Steps | None,
) -> None:
    """Duties that need so many of some states among the attackers: few, so pair by pair."""
    t = threshold.target
    side = attackers[:, t] | bits
    enough = np.bitwise_count(side & threshold.counted).sum(axis=1) >= threshold.number
    enough[t] = False
    for a in map(int, np.flatnonzero(enough)):
        for level, x in sorted((_level(steps, a, t, x), x) for x in numbers_in(side[a] & threshold.against)):
            new = threshold.debtors & ~bits[x] & ~bits[a] & ~bits[t]
            if (new & ~defenders[a, t]).any():
                rounds[a, t] = max(int(rounds[a, t]), level + 1)
            defenders[a, t] |= new


def _level(steps: _Steps | None, a: int, t: int, x: int) -> int:
    """In which round x joined the attack of a on t; 0 for a itself."""
    if steps is None or x == a:
        return 0
    row = int(np.flatnonzero(steps[0] == a)[0])
    return next(i for i, s in enumerate(steps[1]) if s[row, t, x >> 6] >> np.uint64(x & 63) & np.uint64(1))
