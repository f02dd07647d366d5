"""Names of states that mean something else in a text: `Georgia` beside Atlanta, `Moscow, Idaho`, a roast turkey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.model.codec import validate
from foedus.yamlfile import load


@dataclass(frozen=True, slots=True)
class Homonym:
    """A name and what else it may be. `signs` speak for the other thing, `state_signs` for the state."""

    word: str
    other: str
    signs: tuple[str, ...]
    state_signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Homonyms:
    """What data/homonyms.yaml holds."""

    homonyms: tuple[Homonym, ...]
    provinces: tuple[str, ...]


@cache
def _table() -> Homonyms:
    return validate(Homonyms, load(Path(__file__).parent / "data" / "homonyms.yaml"))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in words))


def meant_otherwise(texts: Sequence[str], others: Iterable[tuple[str, frozenset[str]]]) -> dict[str, str]:
    """Word → what it means in these texts instead of a state.

    Args:
        texts: the paragraphs.
        others: for each word that occurs, the further names of its state that occur besides.
    """
    found: dict[str, str] = {}
    seen = dict(others)
    for row in _table().homonyms:
        if row.word not in seen or seen[row.word]:
            continue
        if any(_pattern(row.state_signs).search(t) for t in texts):
            continue
        if any(_pattern(row.signs).search(t) for t in texts):
            found[row.word] = row.other
    return found


def words() -> frozenset[str]:
    """Names of states that may mean something else."""
    return frozenset(row.word for row in _table().homonyms)


def in_a_province(text: str, end: int) -> bool:
    """`Moscow` in `Moscow, Idaho`: a comma and a state of the Union right behind."""
    return bool(_tail().match(text, end))


@cache
def _tail() -> re.Pattern[str]:
    names = "|".join(re.escape(p) for p in sorted(_table().provinces, key=len, reverse=True))
    return re.compile(rf",\s(?:{names})(?!\w)")
