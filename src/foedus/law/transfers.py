"""What may not be supplied, procured or taught: acts against must-not-transfer norms."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.law.words import Namer
from foedus.law.world import World
from foedus.model.fact import Fact
from foedus.model.obligation import Breach


def classify(item: str) -> frozenset[str]:
    """The classes of law/items.yaml to which a description of an item belongs."""
    return frozenset()


def transfer_breaches(world: World, fact: Fact, assume: Mapping[str, str], name: Namer) -> list[Breach]:
    """The must-not-transfer norms that an act breaks."""
    return []
