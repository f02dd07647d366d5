"""What a definite noun points back to: `the army`, `the Prime Minister`, `the alliance`, `the former`."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from foedus.read.coref import STATE, Memory
from foedus.read.lexicon import OFFICE_ROLES
from foedus.read.people import Person
from foedus.read.persons import Persons
from foedus.read.syntax import children

_EMPTY: tuple[str, ...] = ()
NAMED_AGAIN = frozenset(
    "army navy military ministry government cabinet parliament police embassy delegation fleet force troop".split()
)
_OWN_OFFICES = frozenset("president secretary minister premier government administration department".split())
_OFFICE_BACK = 15  # sentences
_UNIONS = frozenset("alliance bloc organization organisation union".split())
_LANDS = frozenset(
    "country kingdom republic nation emirate sultanate island empire sheikhdom monarchy".split()
)
_SEATED = frozenset(
    "government ministry authority official cabinet parliament regime administration leadership ruler command junta "
    "spokesman spokeswoman spokesperson minister leader president premier office department medium".split()
)


class Pointing(Persons):
    """The part of the cast that knows what was named before. What it asks of the whole is declared here."""

    memory: Memory

    def __init__(self) -> None:
        super().__init__()
        self._bodies: list[tuple[int, int, str, tuple[str, ...]]] = []
        self._holders: list[tuple[int, int, str]] = []
        self.unsettled: dict[tuple[int, int], str] = {}
        """Phrases that point back to somebody, where nothing tells to whom: (paragraph, token) → why."""

    @abstractmethod
    def speaker_at(self, p: int, token: Any) -> tuple[str, ...]: ...

    @abstractmethod
    def _now(self, p: int, token: Any) -> int: ...

    def _held(self, p: int, token: Any) -> tuple[str, ...]:
        holder = self._holder(p, token)
        return (holder.state,) if holder is not None and holder.state else _EMPTY

    def _kind_of(self, p: int, token: Any, lemma: str) -> tuple[str, ...]:
        """`the alliance`, `the kingdom`: the body or state named last, where the phrase acts or is dealt with."""
        if not _bare_definite(token):
            return _EMPTY
        now = self._now(p, token)
        if lemma in _UNIONS:
            return self.body_meant(p, token)
        if lemma not in _LANDS or token.dep_ not in ("nsubj", "nsubjpass", "poss", "agent"):
            return _EMPTY
        found = self.memory.pronoun("it", now, token.i)
        if found is None or len(found.ids) != 1 or self.kinds(found.ids[0]) != "state":
            return _EMPTY
        return found.ids

    def body_meant(self, p: int, token: Any) -> tuple[str, ...]:
        """`the alliance`: the organisation named last; a bond of two states is none."""
        if token.lemma_.lower() not in _UNIONS or not _bare_definite(token):
            return _EMPTY
        found = self.memory.latest(
            self._now(p, token), token.i, lambda ids: len(ids) == 1 and self.kinds(ids[0]) == "organisation"
        )
        return found or _EMPTY

    def _one_of_two(self, p: int, token: Any) -> tuple[str, ...]:
        """`the former`, `the latter`."""
        pair = self.memory.group(2, self._now(p, token), token.i)
        if len(pair) != 2:
            self.unsettled[p, token.i] = f"who the {token.lower_} is is not settled here"
        return (pair[0 if token.lower_ == "former" else 1],) if len(pair) == 2 else _EMPTY

    def _named_before(self, p: int, token: Any, lemma: str) -> tuple[str, ...]:
        """`Thailand's army … the army`: the one that was named, unless two were."""
        if lemma not in NAMED_AGAIN or not _bare_definite(token):
            return _EMPTY
        here = (self._now(p, token), token.i)
        near = [
            ids for s, i, word, ids in self._bodies if word == lemma and (s, i) < here and here[0] - s <= 6
        ]
        return near[-1] if near and len(set(near[-2:])) == 1 else _EMPTY

    def _of_the_speaker(self, p: int, token: Any, lemma: str) -> tuple[str, ...]:
        """`“The President has been clear,” the spokesman said`: the speaker's own."""
        if lemma not in _OWN_OFFICES or not _bare_definite(token):
            return _EMPTY
        ids = self.speaker_at(p, token)
        return ids if len(ids) == 1 and self.kinds(ids[0]) == "state" else _EMPTY

    def _seated(self, p: int, token: Any, lemma: str) -> tuple[str, ...]:
        """`the government in Taipei`, `officials in Canberra`: whose seat it is."""
        if lemma not in _SEATED and token.text not in ("Ministry", "Government", "Cabinet", "Parliament"):
            return _EMPTY
        for prep in children(token, "prep"):
            for place in children(prep, "pobj") if prep.lower_ in ("in", "at") else ():
                state = self.capital(p, place)
                if state is not None:
                    return (state,)
        return _EMPTY

    def of_the_state_spoken_of(self, p: int, token: Any) -> tuple[str, ...]:
        """`the army`: of the state that was the subject of this or the last sentence."""
        now = self._now(p, token)
        found = self.memory.pronoun("its", now, token.i)
        if found is None or now - found.sentence > 1 or len(found.ids) != 1 or found.kind != STATE:
            return _EMPTY
        return found.ids if self.kinds(found.ids[0]) == "state" else _EMPTY

    def capital(self, p: int, token: Any) -> str | None:
        """The state whose seat of government a token names."""
        mention = self.tables[p].get(token.i)
        if mention is None or mention.kind not in ("capital", "metonym") or self.kinds(mention.id) != "state":
            return None
        return mention.id

    def _holder(self, p: int, token: Any) -> Person | None:
        """`The Prime Minister` after `Prime Minister X`: the one person named so far who bears the office."""
        if token.lemma_.lower() not in OFFICE_ROLES or token.tag_ in ("NNS", "NNPS"):
            return None
        words = _office_words(token)
        if words is None or any(c.i in self.tables[p] for c in token.children):
            return None
        now = (self._now(p, token), token.i)
        found: list[Person] = []
        for s, i, id_ in reversed(self._holders):
            if now[0] - s > _OFFICE_BACK:
                break
            person = self.persons[id_]
            role = (person.role or "").lower().replace("-", " ").split()
            if (
                (s, i) < now
                and role
                and "former" not in role
                and set(words) <= set(role)
                and person not in found
            ):
                found.append(person)
        return found[0] if len(found) == 1 else None


def _bare_definite(token: Any) -> bool:
    """`the army`, with nothing else before or behind it."""
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children) and not any(
        c.dep_ in ("poss", "amod", "compound", "nmod", "nummod", "prep", "relcl", "acl", "appos")
        for c in token.children
    )


def _office_words(token: Any) -> list[str] | None:
    """`prime minister` of `The Prime Minister`; None where more stands around it."""
    out = []
    for c in token.children:
        if c.dep_ in ("compound", "amod") and c.i < token.i:
            out.append(c.lower_)
        elif c.dep_ == "det":
            if c.lower_ != "the":
                return None
        elif c.dep_ not in ("punct", "relcl"):
            return None
    if not any(c.dep_ == "det" for c in token.children):
        return None
    return [*out, token.lower_]
