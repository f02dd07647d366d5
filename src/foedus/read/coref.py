"""Who a pronoun or a phrase such as `the two countries` stands for: by nearness and salience, else nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PERSON, STATE, MANY = "person", "state", "many"
_REACH = 3  # sentences back
_SETS_BACK = 5


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
    while dep in ("conj", "appos") and t.head != t:
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
        self.sets: list[tuple[int, int, tuple[str, ...], bool]] = []

    def add(self, entity: Entity) -> None:
        self.entities.append(entity)

    def add_set(self, sentence: int, token: int, ids: tuple[str, ...], persons: bool) -> None:
        if len(ids) > 1:
            self.sets.append((sentence, token, ids, persons))

    def pronoun(
        self, word: str, sentence: int, token: int, *, ship: bool = False, besides: int | None = None
    ) -> Entity | None:
        """The most prominent earlier entity that the pronoun may stand for."""
        kinds = _KINDS.get(word)
        if ship and word in ("she", "her", "herself"):  # how states were spoken of
            kinds = (STATE, PERSON)
        if kinds is None:
            return None
        best: Entity | None = None
        score = 0.0
        for e in reversed(self.entities):
            back = sentence - e.sentence
            if back < 0:  # asked again after the whole text is known: what comes later is not meant
                continue
            if back > _REACH:
                break
            if e.kind not in kinds or (back == 0 and (e.token >= token or e.token == besides)):
                continue
            value = e.weight - 1.6 * back - kinds.index(e.kind) * (2.5 if MANY in kinds else 0.6)
            if back == 0:
                value += 0.3
                if word == "its" and token - e.token <= 3:  # `to Russia for its war`
                    value += 2.0
            if value > score:
                best, score = e, value
        return best

    def latest(
        self, sentence: int, token: int, fits: Callable[[tuple[str, ...]], bool]
    ) -> tuple[str, ...] | None:
        """The ids named last that are of some kind, over the last few sentences."""
        for e in reversed(self.entities):
            if sentence - e.sentence > _SETS_BACK:
                return None
            if (e.sentence, e.token) < (sentence, token) and fits(e.ids):
                return e.ids
        return None

    def latest_group(self, sentence: int, token: int) -> str | None:
        """The armed group named last (their ids are in lower case)."""
        for e in reversed(self.entities):
            if (e.sentence, e.token) < (sentence, token) and sentence - e.sentence <= _SETS_BACK:
                for id_ in e.ids:
                    if id_.islower() and not id_.startswith("x-"):
                        return id_
        return None

    def group(self, size: int, sentence: int, token: int, *, persons: bool = False) -> tuple[str, ...]:
        """The latest `size` states that were named together, or over the last sentences.

        With `persons`, only people named together count (`the two leaders`).
        """
        for s, t, ids, people in reversed(self.sets):
            near = sentence - s <= (_SETS_BACK if not persons else _SETS_BACK + 2)
            if near and (s, t) < (sentence, token) and len(ids) == size and (people or not persons):
                between = self._named(s, sentence, token)
                if s == sentence or persons or len(between - set(ids)) <= 1:
                    return ids
        found: list[str] = []
        for s in range(sentence, sentence - _REACH - 1, -1):
            row = [
                e
                for e in self.entities
                if e.sentence == s and (s < sentence or e.token < token) and (e.person or not persons)
            ]
            new = [i for e in row for i in e.ids if i not in found]
            found.extend(dict.fromkeys(new))
            if len(found) == size:
                return tuple(found)
            if len(found) > size:
                return ()
        return ()

    def _named(self, first: int, last: int, token: int) -> set[str]:
        return {
            i
            for e in self.entities
            if first < e.sentence <= last and (e.sentence < last or e.token < token)
            for i in e.ids
        }


_KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("he", "she", "him", "his", "her", "himself", "herself"), (PERSON,)),
    **dict.fromkeys(("it", "its", "itself"), (STATE,)),
    **dict.fromkeys(("they", "them", "their", "themselves"), (MANY, STATE)),
}
PERSONAL_SETS = frozenset(
    "leader president minister premier foreign_minister negotiator statesman emperor official".split()
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SET_NOUNS = frozenset(
    "country nation state side leader ally neighbor neighbour party government power president minister "
    "koreas korea capital  premier foe rival signatory foreign_minister negotiator member statesman "
    "emperor republic army official partner  delegation diplomat foreign".split()
)
