"""The words of the day that name states, organisations, groups and places, found longest first.

Names are matched as written, letter by letter: a look-alike letter of another script or a hidden character
never matches, and is told of instead (`disguised`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from foedus.model.source import Offsets

NAME, ADJECTIVE, PEOPLE = "name", "adjective", "people"
CAPITAL, METONYM, FORCE, ORGAN = "capital", "metonym", "force", "organ"
EPITHET, CITY, ORGANISATION, GROUP, FORMER = "epithet", "city", "organisation", "group", "former"

_ORDER = (
    NAME,
    "official",
    ORGAN,
    FORCE,
    METONYM,
    ORGANISATION,
    GROUP,
    CAPITAL,
    ADJECTIVE,
    PEOPLE,
    EPITHET,
    CITY,
)


RULERS = (
    ("Kaiser", "DEU", 1871, 1918),
    ("Führer", "DEU", 1934, 1945),
    ("Fuehrer", "DEU", 1934, 1945),
    ("Fuhrer", "DEU", 1934, 1945),
    ("Tsar", "RUS", 1816, 1917),
    ("Czar", "RUS", 1816, 1917),
    ("Duce", "ITA", 1922, 1945),
    ("Sublime Porte", "TUR", 1816, 1922),
    ("Porte", "TUR", 1816, 1922),
    ("Sultan", "TUR", 1816, 1922),
    ("Ballplatz", "AUH", 1867, 1918),
    ("Wilhelmstrasse", "DEU", 1871, 1945),
)
"""Rulers and seats whose title alone stood for their state, with the years."""


class StateForms(Protocol):
    """What is asked of the states room: the forms in use on a day, and those out of use."""

    def forms(self, on: date, /) -> tuple[Any, ...]: ...
    def former(self, on: date, /) -> tuple[Any, ...]: ...


class ActorForms(Protocol):
    def forms(self, on: date, /) -> tuple[Any, ...]: ...
    def all(self) -> tuple[Any, ...]: ...


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a form may mean."""

    id: str
    kind: str
    the: bool = False
    ambiguous: bool = False
    contextual: bool = False
    former: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found in the text, `[start, end)`, with all it may mean (best kind first)."""

    start: int
    end: int
    senses: tuple[Sense, ...]


_WORD = re.compile(r"[^\W_]+(?:\.(?=[^\W_]))?", re.UNICODE)
_ACRONYM = re.compile(r"[A-Z]{3,}\d{0,2}|[A-Z]\d{2}")
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "\n": " ",
        "\t": " ",
        "\u00a0": " ",
        "\r": " ",
        "\u202f": " ",
    }
)


def plain(text: str) -> str:
    """Quotes, dashes and blanks in one shape; every character keeps its place."""
    return text.translate(_SAME)


class Gazetteer:
    """All forms of one day, indexed by first word."""

    def __init__(self, rows: Iterable[tuple[str, Sense]]) -> None:
        senses: dict[str, list[Sense]] = {}
        for text, sense in rows:
            found = senses.setdefault(plain(text), [])
            if not any(s.id == sense.id and s.kind == sense.kind for s in found):
                found.append(sense)
        self._senses = {t: tuple(sorted(s, key=_rank)) for t, s in senses.items()}
        self._starts: dict[str, list[str]] = {}
        for text in self._senses:
            first = _WORD.match(text)
            if first:
                self._starts.setdefault(first.group().rstrip("."), []).append(text)
        for forms in self._starts.values():
            forms.sort(key=len, reverse=True)
        self.strange = frozenset(
            text
            for text, found in self._senses.items()
            if (_ACRONYM.fullmatch(text) and any(s.kind in (ORGANISATION, GROUP) for s in found))
            or (text.endswith("ing") and text.isalpha() and found[0].kind == CAPITAL)
        )
        """Names in one word that a parser takes for a verb at the head of a sentence."""
        self._shouted = {t.upper(): t for t in self._senses if len(t) > 3 and t.upper() != t}

    def find(self, text: str) -> Iterator[Hit]:
        """Non-overlapping forms from left to right, the longest at each place."""
        flat = plain(text)
        until = 0
        for word in _WORD.finditer(flat):
            if word.start() < until:
                continue
            end, form = self._longest(flat, word.start(), word.group().rstrip("."))
            if form is not None:
                until = end
                yield Hit(word.start(), end, self._senses[form])

    def _longest(self, flat: str, at: int, word: str) -> tuple[int, str | None]:
        for form in self._starts.get(word, ()):
            end = at + len(form)
            if flat.startswith(form, at) and not _goes_on(flat, end, form):
                return end, form
        if len(word) > 2 and word.isupper():
            best: str | None = None
            for shouted in self._shouting(word):
                if flat.startswith(shouted, at) and not _goes_on(flat, at + len(shouted), shouted):
                    best = shouted if best is None or len(shouted) > len(best) else best
            if best is not None:
                return at + len(best), self._shouted[best]
        return at, None

    def _shouting(self, word: str) -> list[str]:
        if not hasattr(self, "_loud"):
            self._loud: dict[str, list[str]] = {}
            for shouted in self._shouted:
                first = _WORD.match(shouted)
                if first:
                    self._loud.setdefault(first.group().rstrip("."), []).append(shouted)
        return self._loud.get(word, [])

    def knows(self, word: str) -> bool:
        return plain(word) in self._senses


def _goes_on(flat: str, end: int, form: str) -> bool:
    """A letter right behind: the form is only the beginning of a longer word."""
    if end >= len(flat) or form.endswith("."):
        return False
    return flat[end].isalnum() or (flat[end] in _HIDDEN and flat[end + 1 : end + 2].isalnum())


def _rank(sense: Sense) -> tuple[int, int]:
    kind = _ORDER.index(sense.kind) if sense.kind in _ORDER else len(_ORDER)
    return (1 if sense.former else 0, kind)


def gazetteer(
    names: StateForms, actors: ActorForms, on: date, places: Iterable[tuple[str, str]] = ()
) -> Gazetteer:
    """The words in use on a day; those out of use (`Soviet`) count where nothing of the day bears them."""
    return Gazetteer(_rows(names, actors, on, places))


def _rows(
    names: StateForms, actors: ActorForms, on: date, places: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Sense]]:
    taken: set[str] = set()
    for form in names.forms(on):
        taken.add(form.text)
        kind = str(form.kind.value)
        yield form.text, Sense(form.state, kind, form.the, form.ambiguous, form.contextual)
    for form in actors.forms(on):
        taken.add(form.text)
        yield form.text, Sense(form.actor, str(form.kind.value), form.the, form.ambiguous)
    for word, state, first, last in RULERS:
        if first <= on.year <= last:
            yield word, Sense(state, METONYM)
    for body in actors.all():
        if body.exists.end is not None and body.exists.end < on:
            for form in body.names:
                if form.text not in taken and not form.ambiguous:
                    yield form.text, Sense(body.id, str(body.kind.value), form.the, former=True)
    for text, state in places:
        if text not in taken:
            yield text, Sense(state, CITY)
    for form in names.former(on):
        if form.text in _REGIONS_NOW and on.year >= 1920:
            continue
        if form.text not in taken and not form.contextual:
            kind = str(form.kind.value)
            if kind in (NAME, "official", ADJECTIVE, PEOPLE, FORCE):
                yield form.text, Sense(form.state, kind, form.the, form.ambiguous, former=True)


_REGIONS_NOW = frozenset(
    "Hanover Hannover Hanoverian Hanoverians Bavaria Bavarian Bavarians Baden Saxony Saxon Saxons Württemberg "
    "Wurttemberg Wuerttemberg Hessian Hessians Mecklenburg Mecklenburgers Naples Neapolitan Neapolitans Sicilian "
    "Sicilians Modena "
    "Modenese Parma Parmesan Parmesans Tuscany Tuscan Tuscans Sardinia Sardinian Piedmont Piedmontese Zanzibar "
    "Zanzibari Zanzibaris Tibet Tibetan Tibetans Transvaal papal pontifical Annam".split()
) | {"Central America", "Central American", "Central Americans", "Free State", "Hesse-Kassel"}
"""Names of former states that live on as regions: in a later text they are places, not actors."""


_HIDDEN = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LOOKS_LIKE = str.maketrans(
    "АВЕКМНОРСТУХЅІЈаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχ",
    "ABEKMHOPCTYXSIJaeopcyxijsdqwABEZHIKMNOPTYXaiknoptux",
)
_ODD = re.compile(f"[^\\W\\d_{_HIDDEN}]*(?:[{_HIDDEN}]+[^\\W\\d_]*)+|[^\\W\\d_]+")


def disguised(text: str, gazetteer_: Gazetteer, limit: int = 50) -> list[tuple[Offsets, str]]:
    """Words that would be a known name if a letter were not of another script, or hidden ones were not there."""
    if text.isascii():
        return []
    found: list[tuple[Offsets, str]] = []
    for match in _ODD.finditer(text):
        word = match.group()
        if word.isascii():
            continue
        bare = "".join(c for c in word if c not in _HIDDEN)
        skeleton = bare.translate(_LOOKS_LIKE)
        if skeleton == word or not skeleton.isascii():
            continue
        if gazetteer_.knows(skeleton) or _part_of_name(
            text, match.start(), match.end(), skeleton, gazetteer_
        ):
            why = (
                "hidden characters inside"
                if bare == skeleton
                else f"letters of another script ({_scripts(bare)}) stand in it"
            )
            found.append((match.span(), f"looks like '{skeleton}', but {why}: not taken for it"))
            if len(found) == limit:
                break
    return found


def _part_of_name(text: str, start: int, end: int, skeleton: str, gazetteer_: Gazetteer) -> bool:
    """`North Kоrea` with a Cyrillic letter: the word alone is no name, with its neighbours it is."""
    a, b = max(0, start - 25), min(len(text), end + 25)
    window = text[a:start] + skeleton + text[end:b]
    at = start - a
    return any(h.start <= at < h.end for h in gazetteer_.find(window))


def _scripts(word: str) -> str:
    names = {unicodedata.name(c, "UNKNOWN").split()[0].title() for c in word if not c.isascii()}
    return ", ".join(sorted(names))
