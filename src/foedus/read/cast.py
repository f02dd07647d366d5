"""The cast of a text: every token that stands for an actor, and whom it stands for.

Built once, in reading order; afterwards `Cast.refs(paragraph, token)` answers for any noun phrase.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from foedus.read.aliases import ADJECTIVAL, Mention
from foedus.read.coref import MANY, NUMBERS, PERSON, PERSONAL_SETS, SET_NOUNS, STATE, Entity, Memory, salience
from foedus.read.lexicon import COLLECTIVES, OFFICE_ROLES, ROLES
from foedus.read.people import (
    LeaderTable,
    Person,
    named_beside,
)
from foedus.read.pipeline import Paragraph
from foedus.read.pointing import NAMED_AGAIN, Pointing
from foedus.read.syntax import child, children, grammatical_subject, is_verb, phrase, with_conjuncts

_PRONOUNS = frozenset("he she him his her it its they them their himself herself itself themselves".split())
_QUOTED_SELF = frozenset("we our us ours i my me".split())
_EMPTY: tuple[str, ...] = ()


class Cast(Pointing):
    """Who is who in the text."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        tables: Sequence[Mapping[int, Mention]],
        leaders: LeaderTable,
        published: date,
        kinds: Callable[[str], str],
        named: Callable[[str], str] = str,
    ) -> None:
        self.kinds = kinds
        self.paragraphs = paragraphs
        self.tables = tables
        self.leaders = leaders
        self.published = published
        self.named = named
        super().__init__()
        self.memory = Memory()
        self.pronouns: dict[tuple[int, int], tuple[tuple[str, ...], str | None]] = {}
        self.sentence_of: dict[tuple[int, int], int] = {}
        self._quoted: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
        self._speakers: list[tuple[int, tuple[int, int], tuple[str, ...]]] = []
        self._memo: dict[tuple[int, int], tuple[str, ...]] = {}
        self._number = 0
        self._pair: tuple[str, ...] | None = None
        self._authors: tuple[str, ...] = _EMPTY

    def build(self, quotes: Sequence[Sequence[tuple[int, int]]]) -> Cast:
        """Read the whole text once. `quotes`: per paragraph, quoted spans in its own offsets."""
        for view, marks in zip(self.paragraphs, quotes, strict=True):
            self._quoted[view.index] = list(marks)
            for sentence in view.sentences():
                self._number += 1
                self._read(view, sentence)
        self._memo.clear()
        self.unsettled.clear()
        self._authors = self._we()
        return self

    def _we(self) -> tuple[str, ...]:
        """Whose `we` an unquoted text speaks in: `We, the leaders of X and Y, …`."""
        for view in self.paragraphs[:4]:
            for token in view.doc:
                if token.lower_ == "we" and not self.quoted(view.index, token):
                    for a in children(token, "appos"):
                        ids = self.refs(view.index, a)
                        if ids:
                            return ids
        return _EMPTY

    # --- building

    def _read(self, view: Paragraph, sentence: Any) -> None:
        table, p = self.tables[view.index], view.index
        for token in sentence:
            self.sentence_of[p, token.i] = self._number
        for token in sentence:
            if token.i in table:
                mention = table[token.i]
                if mention.head == token.i and mention.actor:
                    self._remember(view, token, (mention.id,))
            elif token.tag_ in ("NNP", "NNPS") or token.pos_ == "PROPN" or token.text in self.surnames:
                self._person(view, token, table)
        for token in sentence:
            word = token.lower_
            if word in _PRONOUNS and token.tag_ in ("PRP", "PRP$"):
                self._pronoun(view, token, word)
            elif (
                token.pos_ == "NOUN"
                and token.lemma_.lower() in COLLECTIVES
                and token.dep_ not in ("compound",)
            ):
                self._noun(view, token)
        self._sets(view, sentence)

    def _remember(self, view: Paragraph, token: Any, ids: tuple[str, ...], person: str | None = None) -> None:
        kind = PERSON if person else STATE
        if not person and self.tables[view.index].get(token.i, None) is not None:
            mention = self.tables[view.index][token.i]
            if mention.kind in ADJECTIVAL and token.dep_ in ("amod", "compound", "nmod"):
                kind = "adjective"
        weight = salience(token)
        joined = token.dep_ == "conj" or any(c.dep_ == "conj" and not is_verb(c) for c in token.children)
        if joined and kind == STATE:  # one of several is seldom meant by `it`
            weight = min(weight, 1.0)
        if person:
            self._holders.append((self._number, token.i, person))
        self.memory.add(
            Entity(self._number, token.i, kind, ids, weight, person, self.quoted(view.index, token))
        )

    def _noun(self, view: Paragraph, token: Any) -> None:
        """`the Iranian president`, `its government`: a later pronoun may mean it."""
        ids = self.refs(view.index, token)
        if not ids:
            return
        lemma = token.lemma_.lower()
        if len(ids) == 1 and lemma in NAMED_AGAIN:
            self._bodies.append((self._number, token.i, lemma, ids))
        person = token.tag_ == "NN" and (lemma in OFFICE_ROLES or lemma in ROLES)
        kind = PERSON if person else MANY if token.tag_ == "NNS" else STATE
        named = next((n for a in named_beside(token) if (n := self.at.get((view.index, a.i)))), None)
        if person and named is not None:  # `the prime minister of Fiji, X`
            self.memory.add(Entity(self._number, token.i, PERSON, ids, salience(token), named.id))
            return
        if kind == MANY and lemma in SET_NOUNS:  # `the two sides`: a later `both sides` means the same
            self.memory.add_set(self._number, token.i, ids, False)
        self.memory.add(
            Entity(self._number, token.i, kind, ids, salience(token), token.text if person else None)
        )

    def _sets(self, view: Paragraph, sentence: Any) -> None:
        for token in sentence:
            if token.dep_ == "conj" or not any(c.dep_ == "conj" for c in token.children):
                continue
            if token.pos_ not in ("PROPN", "NOUN", "ADJ"):
                continue
            ids: list[str] = []
            for t in with_conjuncts(token):
                ids.extend(i for i in self.refs(view.index, t, alone=True) if i not in ids)
            if len(ids) > 1:
                people = (view.index, token.i) in self.at or token.lemma_.lower() in ROLES
                self.memory.add_set(self._number, max(t.i for t in with_conjuncts(token)), tuple(ids), people)
                if token.pos_ != "ADJ":
                    self.memory.add(Entity(self._number, token.i, MANY, tuple(ids), salience(token)))

    def _pronoun(self, view: Paragraph, token: Any, word: str) -> None:
        if self.quoted(view.index, token) and word in ("it", "its", "they", "them", "their"):
            found = self._in_quote(view, token, word)
        else:
            found = self.memory.pronoun(
                word, self._number, token.i, ship=self.published.year < 1960, besides=_own_subject(token)
            )
        if word == "it" and _empty_it(token):
            return
        if found is not None:
            self.pronouns[view.index, token.i] = (found.ids, found.person)
            self._memo.pop((view.index, token.i), None)
            self.memory.add(
                Entity(self._number, token.i, found.kind, found.ids, salience(token) * 0.9, found.person)
            )

    def _in_quote(self, view: Paragraph, token: Any, word: str) -> Entity | None:
        """Inside a quotation only what the quotation itself names, else nothing: it may mean anything."""
        found = self.memory.pronoun(word, self._number, token.i)
        if found is None or not found.quoted or self._number - found.sentence > 1:
            return None
        return found

    # --- asking

    def forget(self) -> None:
        """Drop remembered answers: something was learnt that they may depend on."""
        self._memo.clear()

    def names_anyone(self, p: int) -> bool:
        """Does the paragraph name an actor, or point back to one?"""
        return (
            bool(self.tables[p]) or any(q == p for q, _ in self.pronouns) or any(q == p for q, _ in self.at)
        )

    def named_in(self, p: int, span: tuple[int, int]) -> frozenset[str]:
        """Ids of all that a stretch of a paragraph names."""
        doc = self.paragraphs[p].doc
        return frozenset(
            m.id for m in self.tables[p].values() if span[0] <= doc[m.first].idx < span[1] and m.actor
        )

    def order_in(self, p: int, span: tuple[int, int]) -> tuple[str, ...]:
        """As `named_in`, in the order of the text."""
        doc = self.paragraphs[p].doc
        rows = sorted(dict.fromkeys(self.tables[p].values()), key=lambda m: m.first)
        return tuple(dict.fromkeys(m.id for m in rows if m.actor and span[0] <= doc[m.first].idx < span[1]))

    def quoted(self, p: int, token: Any) -> bool:
        return any(a <= token.idx < b for a, b in self._quoted[p])

    def speaks(self, p: int, span: tuple[int, int], ids: tuple[str, ...]) -> None:
        """Tell who says `we` in a stretch (the paragraph's own offsets)."""
        self._speakers.append((p, span, ids))

    def speaker_at(self, p: int, token: Any) -> tuple[str, ...]:
        for q, span, ids in self._speakers:
            if q == p and span[0] <= token.idx < span[1]:
                return ids
        return self._authors if not self.quoted(p, token) else _EMPTY

    def refs(self, p: int, token: Any, *, alone: bool = False, depth: int = 0) -> tuple[str, ...]:
        """Ids of the states and other actors that a noun phrase stands for, in order.

        Args:
            p: index of the paragraph.
            token: head of the phrase.
            alone: leave out what is joined to it by `and`.
            depth: how far the question has already come.
        """
        if token is None or depth > 8:
            return _EMPTY
        key = (p, token.i)
        if not alone and key in self._memo:
            return self._memo[key]
        found = list(self._single(p, token, depth))
        if not alone:
            for c in children(token, "appos"):  # `Japan, Korea and the United States` read as an apposition
                listed = self.tables[p].get(c.i)
                if (
                    listed is not None
                    and listed.actor
                    and token.i in self.tables[p]
                    and any(x.dep_ in ("conj", "cc") for x in c.children)
                ):
                    found.extend(i for i in self.refs(p, c, depth=depth + 1) if i not in found)
            for c in children(token, "conj"):
                if not is_verb(c):
                    found.extend(i for i in self.refs(p, c, depth=depth + 1) if i not in found)
            self._memo[key] = tuple(found)
        return tuple(found)

    def _single(self, p: int, token: Any, depth: int) -> tuple[str, ...]:
        mention = self.tables[p].get(token.i)
        if mention is not None:
            if mention.kind in ("organ", "metonym", "force"):
                owner = tuple(
                    i
                    for c in token.children
                    if c.i < mention.first
                    for i in self.modifiers_of(p, c)
                    if i != mention.id
                )
                if owner:
                    return owner[:1]
            if mention.actor:
                return (mention.id,)
            if mention.kind in ("capital", "city"):
                return _EMPTY
            return self.modifiers(p, token)
        person = self.at.get((p, token.i))
        if person is not None:
            state = person.state or (person.home if token.dep_ in ("dobj", "nsubjpass") else None)
            return (state,) if state else _EMPTY
        word = token.lower_
        if word in _QUOTED_SELF:
            return self.speaker_at(p, token)
        if word in ("former", "latter") and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss"):
            return self._one_of_two(p, token)
        if token.tag_ in ("PRP", "PRP$"):
            return self.pronouns.get((p, token.i), (_EMPTY, None))[0]
        if word in ("both", "two", "three", "four", "five", "six") and token.dep_ not in (
            "nummod",
            "preconj",
            "det",
        ):
            own = self._of_those(p, token, depth)
            return own or self._group(2 if word == "both" else NUMBERS[word], p, token)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"):
            return _EMPTY
        return self._noun_refs(p, token, depth)

    def _of_those(self, p: int, token: Any, depth: int) -> tuple[str, ...]:
        return self._after(p, token, ("of",), depth)

    def _now(self, p: int, token: Any) -> int:
        return self.sentence_of.get((p, token.i), self._number)

    def _group(self, size: int, p: int, token: Any, *, persons: bool = False) -> tuple[str, ...]:
        """`the two countries`: the latest set of that size, else for two the pair that the text is about."""
        found = self.memory.group(size, self._now(p, token), token.i, persons=persons)
        return found or (self.main_pair() if size == 2 else _EMPTY)

    def _not_itself(self, p: int, token: Any, group: tuple[str, ...], depth: int) -> tuple[str, ...]:
        """`Britain signed pacts with both countries`: who acts is none of the two."""
        if token.dep_ != "pobj" or token.head.lower_ != "with":
            return group
        verb = token.head.head if is_verb(token.head.head) else token.head.head.head
        subject = grammatical_subject(verb) if is_verb(verb) else None
        own = set(self.refs(p, subject, depth=depth + 1)) if subject is not None else set()
        if not own & set(group):
            return group
        sets = [s[2] for s in self.memory.sets if len(s[2]) == len(group) and not own & set(s[2])]
        return sets[-1] if sets else _EMPTY

    def title_pair(self) -> tuple[str, ...]:
        """The two states of the headline, or nobody."""
        title = [t for v, t in zip(self.paragraphs, self.tables, strict=True) if v.heading][:1]
        named = list(
            dict.fromkeys(m.id for t in title for m in t.values() if m.actor and self.kinds(m.id) == "state")
        )
        return tuple(named) if len(named) == 2 else _EMPTY

    def main_pair(self) -> tuple[str, ...]:
        """The two states of the headline, else the two named most."""
        if self._pair is None:
            title = [t for v, t in zip(self.paragraphs, self.tables, strict=True) if v.heading][:1]
            named = list(
                dict.fromkeys(
                    m.id for t in title for m in t.values() if m.actor and self.kinds(m.id) == "state"
                )
            )
            if len(named) != 2:
                counts = Counter(
                    m.id
                    for t in self.tables
                    for m in dict.fromkeys(t.values())
                    if m.actor and self.kinds(m.id) == "state"
                )
                top = counts.most_common(3)
                clear = len(top) == 2 or (len(top) > 2 and top[1][1] > top[2][1])
                named = [i for i, _ in top[:2]] if clear else []
            self._pair = tuple(named)
        return self._pair

    def _noun_refs(self, p: int, token: Any, depth: int) -> tuple[str, ...]:
        lemma = token.lemma_.lower()
        number = child(token, "nummod")
        both = any(
            c.lower_ == "both" and c.dep_ in ("det", "predet", "preconj", "amod") for c in token.children
        )
        if ((number is not None and number.lower_ in NUMBERS) or both) and lemma in SET_NOUNS:
            named = self.modifiers(p, token) or self._after(p, token, ("of",), depth)
            if len(named) > 1:
                return named
            size = 2 if both or number is None else NUMBERS[number.lower_]
            group = self._group(size, p, token, persons=lemma in PERSONAL_SETS)
            if group:
                return self._not_itself(p, token, group, depth)
            if any(c.lower_ == "the" for c in token.children) and not self._after(p, token, ("of",), depth):
                self.unsettled[p, token.i] = f"which {size} are meant is not settled here"
        found = self.modifiers(p, token)
        if found:
            return found
        for a in children(token, "appos"):
            found = self.refs(p, a, depth=depth + 1)
            if found:
                return found
        if lemma in _REBELS and any(
            c.dep_ == "det" and c.lower_ in ("the", "these", "those") for c in token.children
        ):
            rebels = self.memory.latest_group(self._now(p, token), token.i)
            if rebels is not None:
                return (rebels,)
        places = ("of", "from", "between", "among", "representing", "for", "by") + (
            ("in", "at", "on") if lemma in COLLECTIVES or lemma in ROLES else ()
        )
        found = self._after(p, token, places, depth) or self._seated(p, token, lemma)
        if found or not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
            return found
        return (
            self._named_before(p, token, lemma)
            or self._held(p, token)
            or self._of_the_speaker(p, token, lemma)
            or self._kind_of(p, token, lemma)
        )

    def modifiers(self, p: int, token: Any) -> tuple[str, ...]:
        """States named before a noun: adjectives, possessors, compounds, and what is joined to them."""
        found: list[str] = []
        for c in token.children:
            if c.i > token.i or c.dep_ not in (
                "amod",
                "compound",
                "nmod",
                "poss",
                "npadvmod",
                "det",
                "nummod",
                "advmod",
                "conj",
            ):
                continue
            self._modifier(p, c, found, 0)
        return tuple(found)

    def modifiers_of(self, p: int, modifier: Any) -> tuple[str, ...]:
        """States that one modifier names: `India's` in `India's Foreign Ministry`."""
        found: list[str] = []
        if modifier.dep_ in ("poss", "amod", "nmod", "compound"):
            self._modifier(p, modifier, found, 0)
        return tuple(found)

    def _modifier(self, p: int, c: Any, found: list[str], depth: int) -> None:
        mention = self.tables[p].get(c.i)
        if mention is not None:
            if mention.actor and mention.id not in found:
                found.append(mention.id)
        elif c.dep_ == "poss" or c.tag_ == "PRP$":
            found.extend(i for i in self.refs(p, c, alone=True, depth=depth + 1) if i not in found)
        elif (p, c.i) in self.at and c.dep_ in ("poss", "compound", "nmod"):
            state = self.at[p, c.i].state
            if state and state not in found:
                found.append(state)
        if depth < 4:
            for d in c.children:
                if d.dep_ in ("conj", "nmod", "amod", "compound", "npadvmod") and (
                    d.i > c.i or d.dep_ in ("nmod", "amod", "npadvmod", "compound")
                ):
                    if c.tag_ == "VBN" and c.lower_ in (
                        "backed",
                        "made",
                        "built",
                        "held",
                        "occupied",
                        "based",
                        "supported",
                    ):
                        continue
                    self._modifier(p, d, found, depth + 1)

    def _after(self, p: int, token: Any, preps: Sequence[str], depth: int = 0) -> tuple[str, ...]:
        found: list[str] = []
        for prep in children(token, "prep"):
            if prep.lower_ not in preps:
                continue
            for o in children(prep, "pobj"):
                place = self.tables[p].get(o.i)
                if place is not None and not place.actor and place.kind in ("name", "official"):
                    continue
                found.extend(i for i in self.refs(p, o, depth=depth + 1) if i not in found)
            if found:
                break
        return tuple(found)

    def place(self, p: int, token: Any) -> tuple[str, ...]:
        """The state of a place: the mention itself, or one that the phrase names (`the border with Syria`)."""
        mention = self.tables[p].get(token.i)
        if mention is not None and self.kinds(mention.id) == "state":
            return (mention.id,)
        if token.pos_ == "PROPN" or token.lemma_.lower() not in _PLACE_NOUNS:
            return _EMPTY
        found: list[str] = []
        for t in token.subtree:
            near = self.tables[p].get(t.i)
            if near is not None and near.id not in found and self.kinds(near.id) == "state":
                found.append(near.id)
            if len(found) > 1:
                break
        return tuple(found[:1])

    def place_span(self, p: int, token: Any) -> tuple[int, int]:
        mention = self.tables[p].get(token.i)
        if mention is not None:
            return mention.first, mention.last
        return phrase(token)

    def display(self, id_: str) -> str:
        """A name for an id: the person's, or as the tables show it."""
        person = self.persons.get(id_)
        return person.name if person is not None else self.named(id_)

    def person(self, p: int, token: Any) -> Person | None:
        """The person that a token names, or that its pronoun stands for."""
        direct = self.at.get((p, token.i))
        if direct is not None:
            return direct
        known = self.pronouns.get((p, token.i))
        if known and known[1]:
            return self.persons.get(known[1])
        return self._holder(p, token) if token.pos_ in ("NOUN", "PROPN") else None


_REBELS = frozenset("rebel militant insurgent militia guerrilla movement fighter separatist".split())


_PLACE_NOUNS = frozenset(
    "border frontier coast shore water waters airspace region city town village capital area province "
    "island islands sea strait  territory soil base port airport district outskirt suburb enclave "
    "valley mountain mountains north south east west side  part half embassy consulate camp crossing "
    "hill desert river zone highland peninsula".split()
)
_WEATHER = frozenset("be seem appear become remain take mean look sound turn".split())


def _own_subject(token: Any) -> int | None:
    """An object never means the subject of its own verb."""
    verb = token.head.head if token.head.dep_ in ("prep", "agent") else token.head
    if token.dep_ not in ("dobj", "pobj", "dative") or not is_verb(verb):
        return None
    subject = grammatical_subject(verb)
    return int(subject.i) if subject is not None else None


def _empty_it(token: Any) -> bool:
    """`it is clear that`, `it shows that`: no one."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return verb.lemma_ in _WEATHER and any(
        c.dep_ in ("acomp", "attr", "ccomp", "xcomp", "advmod") for c in verb.children
    )
