from __future__ import annotations
def classify(item): return frozenset()
def transfer_breaches(world, fact, assume, name): return []
