"""Persons: names in a text, titles before them, roles behind them, and whom they serve."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from foedus.read.lexicon import ANALYST_ROLES, OFFICE_ROLES, ORG_WORDS, ROLES, TITLE_WORDS
from foedus.read.syntax import children


class LeaderTable(Protocol):
    """What is asked of the states room: terms of office by full name or surname."""

    def find(self, name: str, on: date, /) -> tuple[Any, ...]: ...
    def surname(self, name: str, on: date, /) -> tuple[Any, ...]: ...


@dataclass(slots=True)
class Person:
    """Somebody named in the text. `state` is the state served, where the text or the table tells it."""

    id: str
    name: str
    state: str | None = None
    role: str | None = None
    affiliation: str | None = None
    leader: bool = False
    body: bool = False
    """Serves an organisation, or none any more: no state, whatever state the person once served."""
    home: str | None = None
    """Whose office a former holder held: what is done to the person is done at home."""
    mentions: list[tuple[int, int]] = field(default_factory=list)


_PARTICLES = frozenset("al el bin ibn ben de del della di da dos du la le von van der den ter ul abu".split())
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_AFTER_A_NAME = frozenset("MP MPs MEP QC KC PhD".split())
HALF_TITLES = frozenset(
    "Grand Field Air State National Special Security Crown Staff Foreign Defense Defence Interior Trade Economy "
    "Finance Cabinet Supreme Acting Vice First District Private Petty Lance Chief Deputy".split()
)
"""Words of titles that make nobody a person by themselves: `Grand Isle`, `National Park`."""


def slug(name: str) -> str:
    """`Kim Jong Un` → `kim-jong-un`."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "unnamed"


def name_run(head: Any, taken: frozenset[int] | set[int]) -> tuple[int, int] | None:
    """First and last token of the name that ends at a proper noun, titles left out."""
    if head.tag_ not in _NAME_TAGS and head.pos_ != "PROPN":
        return None
    doc, first = head.doc, head.i
    while first > 0 and _joins(doc[first - 1], doc[first], taken):
        first -= 1
    while first < head.i and (doc[first].text.strip(".") in TITLE_WORDS or not doc[first].text[0].isalnum()):
        first += 1
    last = head.i
    while last + 1 < len(doc) and _continues(doc[last + 1], doc[last], taken, head):
        last += 1
    while first < last and doc[first].lower_ in ("the", "a"):
        first += 1
    while last > first and doc[last].text in _AFTER_A_NAME:
        last -= 1
    return (first, last) if first <= last else None


def _joins(token: Any, behind: Any, taken: frozenset[int] | set[int]) -> bool:
    if token.i in taken or token.is_space or token.text in _DAYS:
        return False
    if token.text == "-":
        return bool(behind.idx == token.idx + 1 and token.whitespace_ == "")
    if token.lower_ in _PARTICLES and token.text.islower() and token.i > 0:  # `von der Leyen`
        before = token.doc[token.i - 1]
        return before.text[:1].isupper() or (before.lower_ in _PARTICLES and before.i > 0)
    return bool((token.tag_ in _NAME_TAGS or token.pos_ == "PROPN") and token.text[:1].isupper())


def _continues(token: Any, before: Any, taken: frozenset[int] | set[int], head: Any) -> bool:
    """`Kim Jong Un`, `Yu-hwan`: the parser now and then makes an inner part of the name its head."""
    if token.i in taken:
        return False
    if token.text == "-" and token.whitespace_ == "" and before.whitespace_ == "":
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return after is not None and bool(after.text[:1].isalpha()) and token.head in (head, before, after)
    if before.text == "-":
        return bool(token.text[:1].isalpha())
    return bool(token.tag_ in _NAME_TAGS and token.head == head and token.dep_ in ("compound", "flat"))


def titles_before(first: int, doc: Any) -> tuple[int, str] | None:
    """Where the title words before a name begin, and the title as written."""
    i = first
    while i > 0 and (
        doc[i - 1].text.strip(".") in TITLE_WORDS
        or (
            doc[i - 1].lower_ in ("for", "of", "and", "&")
            and i > 1
            and doc[i - 2].text.strip(".") in TITLE_WORDS
            and i < first
        )
        or ((i < first or doc[i - 1].lower_ in ROLES) and doc[i - 1].lower_ in _TITLE_MODIFIERS | ROLES)
        or (doc[i - 1].text == "-" and i < first)
    ):
        i -= 1
    return (i, doc[i:first].text) if i < first else None


_TITLE_MODIFIERS = frozenset(
    "foreign defence defense prime vice deputy chief national security cabinet finance interior trade "
    "economy  acting former permanent presidential government state senior ministry military".split()
)


@dataclass(frozen=True, slots=True)
class Description:
    """What the text says somebody is: words of the role, the body, and the tokens that may name a state."""

    role: str | None
    affiliation: str | None
    head: Any | None
    former: bool
    analyst: bool
    official: bool


def described(appositive: Any) -> Description | None:
    """Read an apposition such as `a professor of law at the Tokyo campus of Temple University`."""
    words = [t.lower_ for t in _left(appositive)] + [appositive.lower_]
    if appositive.lemma_.lower() not in ROLES and not any(w in ROLES for w in words):
        return None
    role = _role_words(appositive)
    lemma = appositive.lemma_.lower()
    return Description(
        role=role,
        affiliation=affiliation(appositive),
        head=appositive,
        former="former" in words or "ex" in words or "onetime" in words,
        analyst=lemma in ANALYST_ROLES,
        official=lemma in OFFICE_ROLES or any(w in OFFICE_ROLES for w in words),
    )


def _left(token: Any) -> list[Any]:
    return [t for t in token.lefts if t.dep_ not in ("det", "punct")]


def _role_words(head: Any) -> str:
    """The role without its article, possessor and later parts: `former head`, `U.S. ambassador to Japan`."""
    doc = head.doc
    first = head.i
    for t in head.lefts:
        if t.dep_ == "poss":
            first = head.i
            break
    lefts = list(head.lefts)
    start = head.i
    for t in reversed(lefts):
        if t.dep_ in ("poss", "det", "punct", "case"):
            break
        start = t.left_edge.i
    first = min(start, head.i)
    last = head.i
    for prep in children(head, "prep"):
        if prep.i == last + 1 and prep.lower_ in ("of", "to", "for", "in", "on"):
            objects = children(prep, "pobj")
            if (
                objects
                and objects[0].pos_ == "NOUN"
                and not any(t.tag_ in _NAME_TAGS for t in doc[prep.i + 1 : objects[0].i + 1])
            ) or (objects and prep.lower_ == "to"):
                last = objects[0].i
        break
    return str(doc[first : last + 1].text)[:120]


_ORG = re.compile(
    r"(?:[A-Z][\w.&’'\-]*|RAND)(?:(?:\s+(?:of|for|on|and|the|in|de|des|du|to|&)){0,2}\s+[A-Z][\w.&’'\-]*)*"
)


def affiliation(head: Any) -> str | None:
    """The name of an institute, university, firm or paper in what hangs on a role."""
    first, last = head.left_edge.i, head.right_edge.i
    doc = head.doc
    text = doc[head.i + 1 : max(head.i + 1, last + 1)].text if last > head.i else ""
    for match in _ORG.finditer(text):
        words = match.group().split()
        if any(w.strip(".,’'s") in ORG_WORDS or w.strip(".,") in ORG_WORDS for w in words):
            return _trim(match.group())
    before = doc[first : head.i].text
    for match in _ORG.finditer(before):
        if (
            any(w.strip(".,’'s") in ORG_WORDS for w in match.group().split())
            and len(match.group().split()) > 1
        ):
            return _trim(match.group())
    return None


def _trim(name: str) -> str:
    """`Tokyo campus of X` is cut by the pattern; ` in Washington` behind the name is dropped here."""
    name = re.sub(r"\s+in\s+[A-Z][\w.]*(?:\s[A-Z]\w*)?$", "", name)
    name = re.sub(r"^(?:[\w.]+(?:, )?){0,3}-based\s+", "", name)
    return re.sub(r"[’']s$", "", name).strip(" .,")[:120] if not name.endswith("Corp.") else name


def appositions(head: Any) -> Iterator[Any]:
    """What stands in apposition to a name, on either side of it."""
    yield from children(head, "appos")
    for c in head.children:
        if c.dep_ in ("conj",) and any(x.dep_ == "appos" for x in c.children):
            continue
    if head.dep_ == "appos":
        yield head.head
        above = head.head.head
        if head.head.dep_ == "pobj" and above.dep_ == "prep" and above.head.pos_ in ("NOUN", "PROPN"):
            yield above.head  # `the prime minister of Fiji, X` hung on the country


def named_beside(head: Any) -> Iterator[Any]:
    """What may give the name of a phrase: its appositions, also those hung on its `of X`."""
    yield from children(head, "appos")
    for prep in children(head, "prep"):
        for place in children(prep, "pobj"):
            yield from children(place, "appos")
