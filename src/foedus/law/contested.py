"""What is open, and under which answers a thing holds.

Lawyers differ on a reading, witnesses on a fact, and some dates were never published. Each such point is a
`Choice` among a few options. One option for every point is a *world*. A `When` says in which worlds
something holds, as alternatives, each a set of choices:

- `ALWAYS`: in every world (the duty is agreed);
- `NEVER`: in none (it is not triggered);
- anything else: in some worlds only (it is contested, and the alternatives say on what it hangs).

`&`, `|` and `negated()` are the and, or and not of these statements, so the engine computes all worlds at
once instead of one after the other. `is_certain()` is exact: a duty is agreed if and only if it holds in
every world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MAX_ALTERNATIVES = 12
"""Beyond this the longest alternatives are left out: what holds in some world still shows its simplest ones."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option for one open point.

    `point` names it (`prk-rus-2024/4`, `f7`), `option` is the answer chosen out of `options`. `depends` is
    what an answer's `depends_on` says (`f7 is true`), `denies` what it says where the point is answered
    otherwise; None for readings of a text, which name `held_by`. In both, `{CHN}` stands for the state's name.
    """

    point: str
    option: str
    options: tuple[str, ...] = field(compare=False)
    depends: str | None = field(default=None, compare=False)
    denies: str | None = field(default=None, compare=False)
    held_by: tuple[str, ...] = field(default=(), compare=False)
    note: str | None = field(default=None, compare=False)

    @property
    def others(self) -> tuple[Choice, ...]:
        """The other options of the same point."""
        return tuple(
            Choice(self.point, o, self.options, self.denies, self.depends, note=self.denies)
            for o in self.options
            if o != self.option
        )


World = frozenset[Choice]
"""Some open points settled, each by one option."""


@dataclass(frozen=True, slots=True)
class When:
    """In which worlds a thing holds: in those that fit at least one of the alternatives."""

    alternatives: frozenset[World]

    def __and__(self, other: When) -> When:
        if self is ALWAYS or other is NEVER:
            return other
        if other is ALWAYS or self is NEVER:
            return self
        return _tidy(a | b for a in self.alternatives for b in other.alternatives if _consistent(a | b))

    def __or__(self, other: When) -> When:
        if self is ALWAYS or other is NEVER:
            return self
        if other is ALWAYS or self is NEVER:
            return other
        if self.alternatives == other.alternatives:
            return self
        return _tidy(self.alternatives | other.alternatives)

    def negated(self) -> When:
        """Holds exactly where this does not."""
        if self is NEVER:
            return ALWAYS
        out = ALWAYS
        for world in self.alternatives:
            out &= any_of(settled(other) for choice in world for other in choice.others)
        return out

    def is_certain(self) -> bool:
        return self is ALWAYS or _covers(self.alternatives)

    def is_possible(self) -> bool:
        return bool(self.alternatives)

    def simplest(self) -> World:
        """A least world in which it holds (for `depends_on`): fewest choices, then by name."""
        return min(self.alternatives, key=lambda w: (len(w), sorted((c.point, c.option) for c in w)))

    def assuming(self, settled: Mapping[str, str]) -> When:
        """What remains open once the asker has settled some points (`{"prk-rus-2024/4": "broad"}`)."""
        if (
            self is ALWAYS
            or self is NEVER
            or not any(c.point in settled for w in self.alternatives for c in w)
        ):
            return self
        fitting = (w for w in self.alternatives if all(settled.get(c.point, c.option) == c.option for c in w))
        return _tidy(frozenset(c for c in w if c.point not in settled) for w in fitting)

    def holds_in(self, world: Mapping[str, str]) -> bool:
        """In the world that settles points as given (point → option)."""
        return any(all(world.get(c.point) == c.option for c in a) for a in self.alternatives)


YES_NO = ("yes", "no")


def settled(choice: Choice) -> When:
    """Holds where this point is answered so."""
    return When(frozenset((frozenset((choice,)),)))


def open_point(point: str, says: str, denies: str, option: str = "yes", note: str | None = None) -> When:
    """Holds where a yes-or-no point is answered with `option`: then `says` is so, else `denies`."""
    return settled(Choice(point, option, YES_NO, says, denies, note=note or says))


ALWAYS = When(frozenset((frozenset(),)))
NEVER = When(frozenset())


def all_of(parts: Iterable[When]) -> When:
    out = ALWAYS
    for part in parts:
        out &= part
    return out


def any_of(parts: Iterable[When]) -> When:
    out = NEVER
    for part in parts:
        out |= part
    return out


def yes_or_no(holds: bool) -> When:
    return ALWAYS if holds else NEVER


def _consistent(world: World) -> bool:
    """No point is answered in two ways."""
    return len({c.point for c in world}) == len(world)


def _tidy(worlds: Iterable[World]) -> When:
    """The same statement without alternatives that a simpler one includes; ALWAYS where nothing is open."""
    kept: list[World] = []
    for world in sorted(set(worlds), key=lambda w: (len(w), sorted((c.point, c.option) for c in w))):
        if not any(k <= world for k in kept):
            kept.append(world)
    if not kept:
        return NEVER
    if not kept[0] or (len(kept) > 1 and _covers(frozenset(kept))):
        return ALWAYS
    return When(frozenset(kept[:MAX_ALTERNATIVES]))


def _covers(worlds: frozenset[World]) -> bool:
    """Do the alternatives together leave no world out? (Case by case on one open point.)"""
    if frozenset() in worlds:
        return True
    if not worlds:
        return False
    point = min((c for w in worlds for c in w), key=lambda c: c.point)
    if len({c.option for w in worlds for c in w if c.point == point.point}) < len(point.options):
        # some option is never named: only the alternatives that leave the point open can cover it
        return _covers(frozenset(w for w in worlds if all(c.point != point.point for c in w)))
    return all(_covers(_given(worlds, point.point, option)) for option in point.options)


def _given(worlds: frozenset[World], point: str, option: str) -> frozenset[World]:
    """The alternatives that remain once the point is settled."""
    return frozenset(
        frozenset(c for c in w if c.point != point)
        for w in worlds
        if all(c.option == option for c in w if c.point == point)
    )
