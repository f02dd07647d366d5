"""Where a blow on a state's own territory falls, as the areas of clauses and the law of force see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foedus.law.contested import ALWAYS, When
from foedus.law.edges import Edge, bounded
from foedus.law.scope import beyond, own_territory, reaches
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.norm import TriggerWord


class Reach:
    """What the place leaves of the edges of one day."""

    def __init__(self, world: World, bits: Callable[[Iterable[StateId]], int], everybody: int) -> None:
        self.world, self.bits, self.everybody = world, bits, everybody
        self._own: dict[StateId, int] = {}

    def limited(self, edge: Edge, *, sure: bool) -> int | None:
        """The edge's adversaries, less those against whom the place leaves no duty; 0: against nobody."""
        if edge.offence:
            return edge.against
        if not _holds(self._inside(edge), sure=sure):
            return 0
        contested = self._contested(edge)
        if not (sure and contested):
            return edge.against
        return (self.everybody if edge.against is None else edge.against) & ~contested

    def counted(self, edge: Edge, *, sure: bool) -> int:
        """Who counts as an attacker in a number: an attack on land of its own may be none."""
        assert edge.counted is not None
        doubtful = self._contested(edge) if TriggerWord.ATTACKED_BY_N in edge.words else 0
        return edge.counted & ~doubtful if sure else edge.counted

    def _inside(self, edge: Edge) -> When:
        world, creditor = self.world, edge.creditor
        out = ALWAYS
        for area in {id(v.area): v.area for v in edge.variants if bounded(v.area)}.values():
            out &= reaches(world.area(area), world.home(creditor), creditor, edge.parties, None)
        if TriggerWord.INVASION in edge.words:
            out &= own_territory(world.home(creditor), creditor)
        return out

    def _contested(self, edge: Edge) -> int:
        """The state on whose own land, by most, the creditor sits: force by it may be no armed attack."""
        if not edge.words & {TriggerWord.ARMED_ATTACK, TriggerWord.AGGRESSION, TriggerWord.ATTACKED_BY_N}:
            return 0
        creditor = edge.creditor
        if creditor not in self._own:
            home = self.world.home(creditor)
            doubtful = home.sovereign and beyond(home, home.sovereign) is not ALWAYS
            other = home.sovereign if doubtful and home.sovereign != creditor else None
            self._own[creditor] = self.bits([other] if other else [])
        return self._own[creditor]


def _holds(when: When, *, sure: bool) -> bool:
    return when.is_certain() if sure else when.is_possible()
