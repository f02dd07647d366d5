"""Who acts: states by id, and groups that act from a state's territory."""

from __future__ import annotations

from dataclasses import dataclass

StateId = str
"""ISO 3166-1 alpha-3 where it exists today, else ISO 3166-3, COW or `x-…` (see CONTRACT)."""

ANY_STATE = "*"
"""In answers: any state that is no party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An armed group, and the state that it acts from (None where unknown)."""

    __pydantic_config__ = {"extra": "forbid"}

    group: str
    base: StateId | None = None


Party = StateId | Group
