"""Persons as a text names them: found by table, title or role; their state, role and body learnt on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from foedus.read.aliases import Mention
from foedus.read.heads import Head, head_of_body
from foedus.read.lexicon import ORG_WORDS, ROLES, SPEECH, TITLE_WORDS
from foedus.read.people import (
    HALF_TITLES,
    Description,
    LeaderTable,
    Person,
    appositions,
    described,
    name_run,
    slug,
    titles_before,
)
from foedus.read.pipeline import Paragraph
from foedus.read.syntax import child, is_verb

_EMPTY: tuple[str, ...] = ()


class Persons(ABC):
    """The part of the cast that knows persons. What it asks of the whole is declared here."""

    paragraphs: Sequence[Paragraph]
    tables: Sequence[Mapping[int, Mention]]
    leaders: LeaderTable
    published: date
    kinds: Callable[[str], str]

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.surnames: dict[str, Person] = {}
        self.at: dict[tuple[int, int], Person] = {}
        self._named_states = {m.id for table in self.tables for m in table.values()}
        self._only = [i for i in self._named_states if self.kinds(i) == "state"]

    @abstractmethod
    def modifiers(self, p: int, token: Any) -> tuple[str, ...]: ...

    @abstractmethod
    def _after(self, p: int, token: Any, preps: Sequence[str], depth: int = 0) -> tuple[str, ...]: ...

    @abstractmethod
    def _remember(
        self, view: Paragraph, token: Any, ids: tuple[str, ...], person: str | None = None
    ) -> None: ...

    def _person(self, view: Paragraph, token: Any, table: Mapping[int, Mention]) -> None:
        key = (view.index, token.i)
        if key in self.at or (token.text.strip(".") in TITLE_WORDS and token.dep_ in ("compound", "nmod")):
            return
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if (
            token.dep_ in ("compound", "flat")
            and following is not None
            and following.i not in table
            and (following.pos_ == "PROPN" or following.text == "-")
            and token.head.i > token.i
            and token.head.pos_ == "PROPN"
        ):
            return  # the run is read at its last word
        run = name_run(token, set(table)) or ((token.i, token.i) if token.text in self.surnames else None)
        if run is None:
            return
        doc, (first, last) = token.doc, run
        name = doc[first : last + 1].text
        if all(w.strip(".,") in TITLE_WORDS for w in name.split()):
            return  # `The Polish Foreign Minister` is an office; its holder may stand beside it
        title = titles_before(first, doc)
        person = self._known(name, title[1] if title else None, token)
        if person is None:
            person = self._new(view, token, name, title)
        if person is None:
            return
        start = title[0] if title else first
        person.mentions.append(view.span(first, last))
        for i in range(start, last + 1):
            self.at[view.index, i] = person
        former = title is not None and _once(doc, title)
        if former and title is not None:
            person.role, person.home = f"former {_bare(title[1])}", person.state or person.home
            person.state, person.body = None, True
        elif (
            title
            and not _honorific(title[1])
            and (not person.role or _heads_a_body(title[1]) or person.role.startswith("former"))
        ):
            person.role = title[1]
            if _heads_a_body(title[1]) or self._serves_a_body(view, title[0], token):
                person.state, person.body = None, True
        if person.body:
            pass
        elif person.state is None or person.role is None or any(True for _ in appositions(token)):
            self._learn(view, token, person, title)
        self._remember(view, token, (person.state,) if person.state else (), person.id)

    def _known(self, name: str, title: str | None, token: Any) -> Person | None:
        """A person met before, by full name or surname."""
        if name in self.surnames:
            return self.surnames[name]
        key = slug(name)
        if key in self.persons:
            return self.persons[key]
        head = head_of_body(name, self.published)
        if head is not None and (
            " " in name or title is not None or (len(name) > 3 and _stands_alone(token))
        ):
            return self._head(head, name)
        terms = list(self.leaders.find(name, self.published))
        if terms and not any(t.in_office for t in terms):  # `George Bush` of the day rather than his father
            words = name.split()
            now = [t for t in self.leaders.surname(words[-1], self.published) if t.in_office]
            terms = [t for t in now if t.name.startswith(words[0] + " ")] or terms
        if not terms and title is not None:
            every = self.leaders.surname(name, self.published)
            terms = [t for t in every if t.in_office] or [
                t
                for t in every
                if (t.state in self._named_states if _honorific(title) else _same_office(t.title, title))
            ]
            if len({t.name for t in terms}) > 1:
                terms = self._by_context(terms, token) or terms
                terms = [t for t in terms if _same_office(t.title, title)] or terms
            terms = self._narrowed(terms, name, token)
        elif not terms and " " not in name:
            terms = [
                t
                for t in self.leaders.surname(name, self.published)
                if t.in_office
                and (t.office in ("head-of-state", "head-of-government", "leader") or _stands_alone(token))
            ]
            terms = self._narrowed(terms, name, token)
        if not terms or len({t.state for t in terms}) > 1:
            return None
        return self._leader(min(terms, key=_rank_of_office), name)

    def _narrowed(self, terms: list[Any], name: str, token: Any) -> list[Any]:
        """Of several who bear the surname: spelt just so, of the state that is named, of the highest office."""
        tests: tuple[Callable[[Any], bool], ...] = (
            lambda t: t.name.split()[-1] == name or t.name.split()[0] == name,
            lambda t: t.state in self._named_states,
            lambda t: t.in_office and _rank_of_office(t) == min(_rank_of_office(u) for u in terms),
        )
        if len({t.state for t in terms}) > 1:
            terms = self._by_context(terms, token) or terms
        for test in tests:
            if len({t.state for t in terms}) > 1:
                terms = [t for t in terms if test(t)] or terms
        return terms

    def _head(self, head: Head, name: str) -> Person:
        key = slug(head.name)
        if key not in self.persons:
            shown = head.name if _spelt_alike(name, head.name) else name
            self.persons[key] = Person(key, shown, None, head.title, leader=True, body=True)
        self._index(self.persons[key], name)
        return self.persons[key]

    def _by_context(self, terms: Sequence[Any], token: Any) -> list[Any]:
        """Of several who bear the surname, the one whose state the phrase names."""
        near = {
            t.id for c in token.subtree if (t := self.tables[self._paragraph_of(token)].get(c.i)) is not None
        }
        return [t for t in terms if t.state in near]

    def _paragraph_of(self, token: Any) -> int:
        for p in self.paragraphs:
            if p.doc is token.doc:
                return p.index
        return 0

    def _leader(self, term: Any, name: str) -> Person:
        key = slug(term.name)
        if key not in self.persons:
            role = term.title if term.in_office else f"former {term.title}"
            state = term.state if term.office not in ("organisation-head", "group-leader") else None
            shown = term.name if _spelt_alike(name, term.name) else name
            self.persons[key] = Person(key, shown, state, role, leader=True)
        person = self.persons[key]
        self._index(person, name)
        return person

    def _index(self, person: Person, name: str) -> None:
        self.surnames.setdefault(name, person)
        words = name.split()
        if len(words) > 1:
            eastern = (
                "-" in name
                or person.state in ("CHN", "PRK", "KOR", "TWN")
                or (len(words) == 3 and all(len(w) < 6 for w in words))
            )
            for surname in (words[-1], words[0]) if eastern else (words[-1],):
                if len(surname) > 2 or eastern:
                    self.surnames.setdefault(surname, person)

    def _new(self, view: Paragraph, token: Any, name: str, title: tuple[int, str] | None) -> Person | None:
        """A name that the tables do not know is a person where its surroundings say so."""
        words = name.split()
        if any(w.strip(".,") in ORG_WORDS for w in words):
            return None
        if len(name) > 60 or not name[:1].isalpha():
            return None
        titled = title is not None and any(w.strip(".,") not in HALF_TITLES for w in title[1].split())
        if not titled and (len(words) < 2 or not self._looks_personal(token, words)):
            return None
        person = Person(slug(name), name)
        self.persons[person.id] = person
        self._index(person, name)
        return person

    def _looks_personal(self, token: Any, words: list[str]) -> bool:

        if any(w.strip(".,") in ORG_WORDS for w in words) or any(w.isupper() and len(w) > 2 for w in words):
            return False
        if any(a.lemma_.lower() in ROLES for a in appositions(token)):
            return True
        if child(token, "det") is not None:
            return False
        head = token.head
        return token.dep_ in ("nsubj", "nsubjpass", "pobj") and is_verb(head) and head.lemma_ in SPEECH

    def _learn(self, view: Paragraph, token: Any, person: Person, title: tuple[int, str] | None) -> None:
        """Role, body and state, from the title, the apposition, `of X`, and adjectives before the title."""
        facts: Description | None = None
        for a in appositions(token):
            facts = described(a)
            if facts is not None:
                break
        if facts is not None:
            person.role = facts.role or person.role
            person.affiliation = facts.affiliation or person.affiliation
            if not facts.former and (_heads_a_body(facts.role or "") or self._of_a_body(view, facts)):
                person.state, person.body = None, True
                return
            if person.state is None and not facts.former and (facts.official or not facts.analyst):
                self._state_of(view, facts.head, person)
        if person.state is None and (title is not None or facts is None):
            ids = self.modifiers(view.index, token) or self._after(view.index, token, ("of",))
            if title is not None:
                ids = ids or self._before(view.index, title[0], token)
            states = [i for i in ids if self.kinds(i) == "state"]
            if len(states) == 1 and title is not None:
                person.state = states[0]
            elif not states and title is not None and len(self._only) == 1 and _is_office(title[1]):
                person.state = self._only[0]
        self._index(person, person.name)

    def _of_a_body(self, view: Paragraph, facts: Description) -> bool:
        """`president of the European Council`: an office of an organisation, not of a state."""
        ids = self.modifiers(view.index, facts.head) or self._after(view.index, facts.head, ("of", "for"))
        return facts.official and bool(ids) and all(self.kinds(i) != "state" for i in ids)

    def _serves_a_body(self, view: Paragraph, first: int, token: Any) -> bool:
        ids = self._before(view.index, first, token)
        return bool(ids) and all(self.kinds(i) != "state" for i in ids)

    def _state_of(self, view: Paragraph, head: Any, person: Person) -> None:
        ids = self.modifiers(view.index, head) or self._after(view.index, head, ("of", "for", "in", "with"))
        for i in ids:
            if self.kinds(i) == "state":
                person.state = i
                return

    def _before(self, p: int, first: int, token: Any) -> tuple[str, ...]:
        """`Chinese Foreign Minister Wang Yi`, `Iran's President X`: what stands right before the title."""
        table = self.tables[p]
        i = first - 1
        doc = token.doc
        while i >= 0 and (
            doc[i].lower_ in ("'s", "’s", "'") or doc[i].lower_ in ("new", "then", "former", "deputy", "-")
        ):
            if doc[i].lower_ == "former":
                return _EMPTY
            i -= 1
        mention = table.get(i)
        return (mention.id,) if mention is not None else _EMPTY


_HONORIFICS = frozenset(
    "mr mrs ms miss m mm mme dr prof herr monsieur signor señor sir lord lady count baron".split()
)


def _honorific(title: str) -> bool:
    return all(w.strip(".").casefold() in _HONORIFICS for w in title.split())


def _bare(title: str) -> str:
    return title.removeprefix("former ").removeprefix("Former ")


def _once(doc: Any, title: tuple[int, str]) -> bool:
    """`Former President X`, `the former Japanese prime minister, X`, `ex-President X`."""
    words = [doc[i].lower_ for i in range(max(0, title[0] - 3), title[0])] + title[1].lower().split()
    return any(w in ("former", "ex", "onetime", "late") for w in words)


def _spelt_alike(name: str, known: str) -> bool:
    """`M. Sazonoff` is shown as the text spells him, `Mr. Biden` with his full name."""
    return slug(name).split("-")[-1] in slug(known).split("-")


def _stands_alone(token: Any) -> bool:
    """A surname as a whole subject or possessor: ministers may be meant, not only rulers."""
    before = token.doc[token.i - 1] if token.i else None
    return token.dep_ in ("nsubj", "poss", "nsubjpass") and (before is None or before.pos_ != "PROPN")


def _heads_a_body(title: str) -> bool:
    return "secretary-general" in title.lower().replace(" ", "-")


def _is_office(title: str) -> bool:
    return bool(
        {w.strip(".").casefold() for w in title.split()}
        & {"president", "prime", "premier", "minister", "chancellor", "king", "queen", "secretary"}
    )


_OFFICES = ("leader", "head-of-state", "head-of-government", "foreign-minister", "defence-minister")


def _rank_of_office(term: Any) -> tuple[bool, int]:
    """Those in office first, the highest office first."""
    rank = _OFFICES.index(term.office) if term.office in _OFFICES else len(_OFFICES)
    return (not term.in_office, rank)


def _same_office(term: str, title: str) -> bool:
    return bool({w.casefold() for w in term.split()} & {w.casefold() for w in title.split()})
