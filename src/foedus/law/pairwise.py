"""One attack at a time in bits: for pairs that touch a clause on any state of war of the creditor.

Such clauses carry a war from side to side (a friend of one who helps the attacked must fight those whom it
fights), so that blows fall on others than the two, and all pairs of a year no longer move in step. The deeds
are those of `deeds.py`, each found once, from a queue: (actor, victim, label); the labels of those that
follow are those of `engine.label_of`. Sets of states are integers, a bit each.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

ATTACK, DEFENCE = 0, 1
_Deed = tuple[int, int, int, int]
"""Actor, victim, label and round."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is owed to one creditor: by `debtors`, against those of `limit`.

    `unprovoked`: not to a creditor that opened fire on the adversary; where it opened fire on another, that
    is contested. Where `counted` is a set, `number` of its states must attack the creditor, or (`at_war`) be
    at war with it.
    """

    debtors: int
    limit: int
    unprovoked: bool = False
    counted: int | None = None
    number: int = 1
    at_war: bool = False
    given_only: bool = False


@dataclass(slots=True)
class Rules:
    """The rules of one day by their creditor: on attacks on it, on its own attacks, on any war of its."""

    shields: dict[int, list[Rule]] = field(default_factory=dict)
    offences: dict[int, list[Rule]] = field(default_factory=dict)
    wars: dict[int, list[Rule]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fought:
    """Who is drawn in on either side, the round of the last of them, and all on whom blows of attack fell.

    `torn`: a duty falls due again, in a later round, and would now add a blow of the other label. Whether it
    does is the engine's affair.
    """

    attackers: int
    defenders: int
    rounds: int
    struck: int
    torn: bool


def fight(rules: Rules, attacker: int, target: int, *, sure: bool) -> Fought:
    """The least fixpoint for one attack.

    Args:
        rules: those that hold in all worlds, where `sure`, or in some.
        attacker: the state that opens fire.
        target: the state on whose own territory it does.
        sure: without what is contested for this attack alone.
    """
    return _Fight(rules, attacker, target, sure).run()


class _Fight:
    def __init__(self, rules: Rules, attacker: int, target: int, sure: bool) -> None:
        self.rules, self.attacker, self.target, self.sure = rules, attacker, target, sure
        self.on: tuple[dict[int, int], dict[int, int]] = ({}, {})
        """By label: on each victim, who strikes it."""
        self.enemies: dict[int, int] = {}
        self.queue: deque[_Deed] = deque()
        self.first: dict[tuple[int, int], int] = {}
        self.due: dict[tuple[int, int, int], int] = {}
        """Of each rule, creditor and adversary, the round in which it first falls due."""
        self.torn = False

    def run(self) -> Fought:
        self._add(self.attacker, self.target, ATTACK, 0)
        while self.queue:
            actor, victim, label, number = self.queue.popleft()
            for rule, creditor, adversary, its in self._owed(actor, victim, label):
                new = self._debtors(rule, creditor) & ~self.on[its].get(adversary, 0) & ~(1 << adversary)
                before = self.due.setdefault((id(rule), creditor, adversary), number)
                self.torn |= bool(new) and before < number
                for debtor in _each(new):
                    self._add(debtor, adversary, its, number + 1)
        principals = 1 << self.attacker | 1 << self.target
        sides = [0, 0]
        for label in (ATTACK, DEFENCE):
            for actors in self.on[label].values():
                sides[label] |= actors
        last = max((n for (k, _), n in self.first.items() if not principals >> k & 1), default=0)
        struck = sum(1 << v for v in self.on[ATTACK])
        return Fought(sides[ATTACK] & ~principals, sides[DEFENCE] & ~principals, last, struck, self.torn)

    def _add(self, actor: int, victim: int, label: int, number: int) -> None:
        on = self.on[label]
        on[victim] = on.get(victim, 0) | 1 << actor
        self.enemies[actor] = self.enemies.get(actor, 0) | 1 << victim
        self.enemies[victim] = self.enemies.get(victim, 0) | 1 << actor
        self.first.setdefault((actor, label), number)
        self.queue.append((actor, victim, label, number))

    def _owed(self, actor: int, victim: int, label: int) -> Iterator[tuple[Rule, int, int, int]]:
        """The rules that the deed sets off: for which creditor, against whom, with which label."""
        rules = self.rules
        if label == ATTACK:
            for rule in rules.shields.get(victim, ()):
                if rule.counted is None and self._holds(rule, victim, actor):
                    yield rule, victim, actor, DEFENCE
            for rule in rules.offences.get(actor, ()):
                if rule.limit >> victim & 1:
                    yield rule, actor, victim, ATTACK
        for rule in rules.wars.get(victim, ()):
            if rule.limit >> actor & 1:
                yield rule, victim, actor, DEFENCE if label == ATTACK else ATTACK
        for rule in rules.wars.get(actor, ()):
            if rule.limit >> victim & 1:
                yield rule, actor, victim, label
        for creditor in (actor, victim):
            yield from self._counted(creditor)

    def _counted(self, creditor: int) -> Iterator[tuple[Rule, int, int, int]]:
        """Rules that look at all enemies of the creditor, asked anew at each deed that touches it."""
        for rule in self.rules.shields.get(creditor, ()):
            if rule.counted is None:
                continue
            strikers = self.on[ATTACK].get(creditor, 0)
            seen = self.enemies.get(creditor, 0) if rule.at_war else strikers
            if (seen & rule.counted).bit_count() >= rule.number:
                for adversary in _each(strikers & rule.limit):
                    if self._holds(rule, creditor, adversary):
                        yield rule, creditor, adversary, DEFENCE

    def _holds(self, rule: Rule, creditor: int, adversary: int) -> bool:
        """Is it owed against this adversary, in view of who opened fire?"""
        if not rule.limit >> adversary & 1:
            return False
        if rule.given_only and {creditor, adversary} != {self.attacker, self.target}:
            return False
        if not rule.unprovoked or creditor != self.attacker:
            return True
        return adversary != self.target and not self.sure

    def _debtors(self, rule: Rule, creditor: int) -> int:
        """Not one that itself opened fire on the creditor."""
        opened = creditor == self.target
        return rule.debtors & ~(1 << creditor) & ~(1 << self.attacker if opened else 0)


def _each(bits: int) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low
