"""Who a pronoun or a phrase such as `the two countries` stands for: by nearness and salience, else nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PERSON, STATE, MANY = "person", "state", "many"
_REACH = 3  # sentences back


@dataclass(frozen=True, slots=True)
class Entity:
    """Something named: where (sentence number over the document, token), what, how prominent."""

    sentence: int
    token: int
    kind: str
    ids: tuple[str, ...]
    weight: float
    person: str | None = None
    quoted: bool = False


def salience(token: Any) -> float:
    """Subjects before possessors before objects before the rest."""
    dep, t = token.dep_, token
    while dep == "conj" and t.head is not t:
        t = t.head
        dep = t.dep_
    if dep in ("nsubj", "nsubjpass"):
        top = t.head.dep_ in ("ROOT", "conj", "parataxis", "ccomp")
        return 4.0 if top else 3.2
    if dep == "poss":
        return 3.0 if t.head.dep_ in ("nsubj", "nsubjpass") else 2.0
    if dep in ("dobj", "dative", "attr", "agent"):
        return 2.5
    if dep == "pobj" and t.head.dep_ == "agent":
        return 3.0
    return 1.5 if dep in ("pobj", "appos", "amod", "compound", "nmod") else 1.0


class Memory:
    """What has been named so far, in reading order."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.sets: list[tuple[int, tuple[str, ...]]] = []

    def add(self, entity: Entity) -> None:
        self.entities.append(entity)

    def add_set(self, sentence: int, ids: tuple[str, ...]) -> None:
        if len(ids) > 1:
            self.sets.append((sentence, ids))

    def pronoun(self, word: str, sentence: int, token: int) -> Entity | None:
        """The most prominent earlier entity that the pronoun may stand for."""
        kinds = _KINDS.get(word)
        if kinds is None:
            return None
        best: Entity | None = None
        score = 0.0
        for e in reversed(self.entities):
            back = sentence - e.sentence
            if back > _REACH:
                break
            if e.kind not in kinds or (back == 0 and e.token >= token):
                continue
            value = e.weight - 1.6 * back - kinds.index(e.kind) * 0.6
            if back == 0:
                value += 0.3
            if value > score:
                best, score = e, value
        return best

    def group(self, size: int, sentence: int, *, reach: int = 12) -> tuple[str, ...]:
        """The latest `size` states that were named together, or over the last sentences."""
        by_sentence: dict[int, list[str]] = {}
        for e in self.entities:
            if e.sentence <= sentence and sentence - e.sentence <= reach:
                row = by_sentence.setdefault(e.sentence, [])
                row.extend(i for i in e.ids if i not in row)
        sets = {s: ids for s, ids in self.sets if len(ids) == size and sentence - s <= reach}
        found: list[str] = []
        for s in sorted(by_sentence, reverse=True):
            if s in sets and not found:
                return sets[s]
            new = [i for i in by_sentence[s] if i not in found]
            if s == sentence and len(found) + len(new) > size:
                continue
            found.extend(new)
            if len(found) == size:
                return tuple(found)
            if len(found) > size:
                break
        recent = sorted(sets, reverse=True)
        return sets[recent[0]] if recent else ()


_KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), (PERSON,)),
    **dict.fromkeys(("it", "its", "itself"), (STATE,)),
    **dict.fromkeys(("they", "them", "their", "themselves"), (MANY, STATE)),
}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SET_NOUNS = frozenset(
    "country nation state side leader ally neighbor neighbour party government power president minister koreas korea capital "
    "premier foe rival signatory foreign_minister negotiator member statesman emperor republic army official partner "
    "delegation diplomat foreign".split()
)
