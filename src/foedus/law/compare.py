"""Two worlds, the same attack: which duties are new, gone, stronger or weaker.

Pair by pair (debtor and creditor) and kind by kind, strongest duty against strongest duty: a further
instrument for a pair that was bound at least as strongly is no new duty, and stands in `also`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foedus.law.answer import row
from foedus.law.duties import Cascade
from foedus.law.engine import cascade
from foedus.law.words import Namer
from foedus.law.world import World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Act, Fact, Status
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import DutyChange, Held, Obligation

Asked = tuple[str, StateId, StateId]
"""An attack to ask about: act, actor (`*`: any state that is no party), target."""
Pair = tuple[StateId, StateId]

ANYBODY = "x-anybody"
"""Stands in the engine for the attacker `*`: a state that no instrument names."""

_FORCE = {Force.TREATY: 3, Force.RESOLUTION: 3, Force.DOMESTIC_LAW: 2, Force.POLITICAL: 1}
_FREEDOM = list(Automaticity)


def compare(
    before: World,
    after: World,
    occasions: Sequence[Asked],
    *,
    facts: Iterable[Fact] = (),
    assume: Mapping[str, str] | None = None,
    name: Namer | None = None,
) -> tuple[DutyChange, ...]:
    """What each attack would set off after, against before.

    Args:
        before: the one world.
        after: the other; the two may differ in instruments, day, or both.
        occasions: attacks (`("attack", "*", "PRK")`: by any state that is no party).
        facts: what holds in both worlds besides the attack (a war that goes on).
        assume: open points that the asker settles.
        name: how a state is called in the texts; None leaves the texts empty.

    Returns:
        One change an occasion, in their order; `opposed` holds the pairs that this attack draws to opposite
        sides after, and that none of the attacks drew to opposite sides before.
    """
    given = tuple(facts)
    moved = _moved(before, after)
    pairs = [_both(before, after, o, given, assume, moved) for o in occasions]
    old = {p for (was, _), o in zip(pairs, occasions, strict=True) for p in opposed(was, o)}
    return tuple(
        _change(o, was, now, tuple(sorted(opposed(now, o) - old)), name)
        for o, (was, now) in zip(occasions, pairs, strict=True)
    )


def strength(o: Obligation) -> tuple[int, int, int]:
    """How strongly a duty binds: law above politics, agreed above contested, then by automaticity."""
    freedom = len(_FREEDOM) - _FREEDOM.index(o.automaticity) if o.automaticity else 0
    return (_FORCE[o.force], int(o.reading is Held.AGREED), freedom)


def opposed(done: Cascade, occasion: Asked) -> set[Pair]:
    """Pairs in opposed coalitions once every agreed duty to help is honoured, the two who began left out."""
    _, actor, target = occasion
    begun = _who(actor)
    sides: dict[StateId, StateId] = {begun: begun, target: target}  # state → whose side it is on
    for duty in sorted((d for d in done.duties if d.fights), key=lambda d: d.round):
        friend = sides.get(duty.creditor)
        if friend is not None and duty.debtor not in sides and duty.when.is_certain():
            sides[duty.debtor] = friend
    one = {s for s, side in sides.items() if side == begun}
    other = {s for s, side in sides.items() if side == target}
    found = {(min(a, b), max(a, b)) for a in one for b in other} - {(min(begun, target), max(begun, target))}
    return {p for p in found if ANYBODY not in p and ANY_STATE not in p}


def _moved(before: World, after: World) -> frozenset[str] | None:
    """The instruments in which two worlds of one day differ; None where they are of different days."""
    if before.day != after.day:
        return None
    ids = before.instruments.keys() | after.instruments.keys()
    return frozenset(
        i
        for i in ids
        if before.instruments.get(i) is not after.instruments.get(i)
        or before.as_if.get(i) != after.as_if.get(i)
    )


def _both(
    before: World,
    after: World,
    occasion: Asked,
    facts: tuple[Fact, ...],
    assume: Mapping[str, str] | None,
    moved: frozenset[str] | None,
) -> tuple[Cascade, Cascade]:
    """The cascade before and after: one and the same where no state that it touches is owed what moved."""
    now = _ask(after, occasion, facts, assume)
    if moved is not None and not any(
        _owed(w, s) & moved for w in (before, after) for s in now.deeds.states()
    ):
        return now, now
    return _ask(before, occasion, facts, assume), now


def _owed(world: World, state: StateId) -> set[str]:
    return {c.instrument.id for c in world.duties_to(state)}


def _ask(world: World, occasion: Asked, facts: tuple[Fact, ...], assume: Mapping[str, str] | None) -> Cascade:
    act, actor, target = occasion
    if_ = Fact(
        id="if",
        act=Act(act),
        actor=_who(actor),
        target=target,
        date=world.on,
        place=world.home(target),
        status=Status.HYPOTHETICAL,
    )
    return cascade(world, (*facts, if_), assume, why_not=False)


def _who(actor: StateId) -> StateId:
    return ANYBODY if actor == ANY_STATE else actor


@dataclass(slots=True)
class _Diff:
    """The rows of one occasion as they are sorted out."""

    added: list[Obligation]
    removed: list[Obligation]
    strengthened: list[tuple[Obligation, Obligation]]
    weakened: list[tuple[Obligation, Obligation]]
    also: list[Obligation]
    still: list[Obligation]


def _change(
    o: Asked, was: Cascade, now: Cascade, new_pairs: tuple[Pair, ...], name: Namer | None
) -> DutyChange:
    before, after = _rows(was, name), _rows(now, name)
    diff = _Diff([], [], [], [], [], [])
    for key in sorted(before.keys() | after.keys(), key=lambda k: (k[0], k[1], k[2].value, k[3])):
        _sort_out(diff, before.get(key, []), after.get(key, []))
    return DutyChange(
        act=o[0],
        actor=o[1],
        target=o[2],
        added=tuple(diff.added),
        removed=tuple(diff.removed),
        strengthened=tuple(diff.strengthened),
        weakened=tuple(diff.weakened),
        also=tuple(diff.also),
        still=tuple(diff.still),
        opposed=new_pairs,
    )


def _rows(done: Cascade, name: Namer | None) -> dict[tuple[str, str, Kind, str], list[Obligation]]:
    """Duties on the given facts, by debtor, creditor, kind and adversary, the strongest first."""
    out: dict[tuple[str, str, Kind, str], list[Obligation]] = {}
    for duty in done.duties:
        if duty.round == 1:
            found = row(duty, name, ANY_STATE if duty.adversary == ANYBODY else None)
            key = (duty.debtor, duty.creditor, duty.clause.norm.kind, duty.adversary)
            out.setdefault(key, []).append(found)
    for rows in out.values():
        if len(rows) > 1:
            rows.sort(key=lambda o: (tuple(-s for s in strength(o)), o.instrument, o.article))
    return out


def _sort_out(diff: _Diff, before: list[Obligation], after: list[Obligation]) -> None:
    """One pair and kind: strongest against strongest; what else is new goes to `also`."""
    if not before:
        diff.added.append(after[0])
        diff.also += after[1:]
        return
    if not after:
        diff.removed.append(before[0])
        return
    old, new = before[0], after[0]
    known = {(o.instrument, o.article) for o in before}
    fresh = [o for o in after if (o.instrument, o.article) not in known]
    if strength(new) > strength(old):
        diff.strengthened.append((old, new))
        fresh = [o for o in fresh if o is not new]
    elif strength(new) < strength(old):
        diff.weakened.append((old, new))
    else:
        same = next((o for o in after if (o.instrument, o.article) in known), new)
        diff.still.append(same)
        fresh = [o for o in fresh if o is not same]
    diff.also += fresh
