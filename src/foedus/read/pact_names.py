"""Instruments that a text calls by a name of the index: `the Rio Treaty`, `the Molotov–Ribbentrop Pact`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from foedus.model.norm import Kind
from foedus.read.pipeline import Paragraph

_STRENGTH = (
    Kind.MUST_ASSIST,
    Kind.EXTENDS_DETERRENCE,
    Kind.MUST_NOT_ATTACK,
    Kind.MUST_CONSULT,
    Kind.MUST_NOT_ASSIST_ATTACKER,
)
"""What a pact is called after where it holds several duties."""

_TOKEN = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
_PLAIN = frozenset(
    """treaty pact agreement accord convention mutual defense defence security alliance declaration cooperation
    friendship assistance partnership strategic military of the and on for between non aggression nonaggression
    neutrality protocol charter commitment guarantee joint statement bilateral""".split()
)
MANY = 3  # parties from which a pact is one that states join and leave


class Entry(Protocol):
    """What is asked of an entry of the index."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def signed(self) -> str | None: ...
    @property
    def founders(self) -> tuple[str, ...]: ...
    @property
    def articles(self) -> tuple[tuple[str, Kind], ...]: ...


@dataclass(frozen=True, slots=True)
class Called:
    """A name of the index in a paragraph: first and last token, the name as written, whose it is."""

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]

    @property
    def many(self) -> bool:
        return any(len(e.parties) >= MANY for e in self.entries)

    @property
    def parties(self) -> tuple[str, ...]:
        return self.entries[0].parties if len(self.entries) == 1 else ()

    @property
    def kind(self) -> Kind:
        return leading(self.entries[0])


def leading(entry: Entry) -> Kind:
    kinds = {kind for _, kind in entry.articles}
    return next((k for k in _STRENGTH if k in kinds), Kind.COOPERATES)


class CalledIn(dict[int, Called]):
    """The names in one paragraph by their tokens, with all names of the index behind them."""

    names: PactNames | None = None

    def named(self, name: str) -> Called | None:
        return self.names.named(name) if self.names is not None else None


class PactNames:
    """All names of an index, found by their words; a name that any pact might bear is none."""

    def __init__(self, index: Sequence[Entry]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in index:
            for name in dict.fromkeys((entry.title, *entry.names)):
                words = _words(name)
                if not words or not set(words) - _PLAIN or (len(words) == 1 and len(words[0]) < 4):
                    continue
                self._by_first.setdefault(words[0], []).append((words, entry))

    def of_year(self, year: str, named: frozenset[str]) -> Entry | None:
        """The only pact of two that was signed in a year between states that a text names."""
        hits = {
            e.id: e
            for row in self._by_first.values()
            for _, e in row
            if (e.signed or "").startswith(year) and len(e.parties) == 2 and set(e.parties) <= named
        }
        return next(iter(hits.values())) if len(hits) == 1 else None

    def called(self, view: Paragraph) -> CalledIn:
        """Token → the name that it lies in."""
        out = CalledIn()
        out.names = self
        for found in self._found(view):
            for i in range(found.first, found.last + 1):
                out.setdefault(i, found)
        return out

    def named(self, name: str) -> Called | None:
        """What bears a name, wherever it stood."""
        words = _words(name)
        hits = {e.id: e for w, e in self._by_first.get(words[0], ()) if w == words} if words else {}
        return Called(-1, -1, name, tuple(hits.values())) if hits else None

    def _found(self, view: Paragraph) -> Iterator[Called]:
        text = view.doc.text
        marks = [(m.start(), m.end(), _plain(m.group())) for m in _TOKEN.finditer(text)]
        at = 0
        while at < len(marks):
            length, entries = self._longest(marks, at)
            start = marks[at][0]
            if entries and text[start].isupper():
                end = marks[at + length - 1][1]
                span = view.doc.char_span(start, end, alignment_mode="expand")
                if span is not None and len(span):
                    yield Called(span.start, span.end - 1, text[start:end], entries)
                at += length
            else:
                at += 1

    def _longest(self, marks: Sequence[tuple[int, int, str]], at: int) -> tuple[int, tuple[Entry, ...]]:
        best, entries = 0, dict[str, Entry]()
        for words, entry in self._by_first.get(marks[at][2], ()):
            n = len(words)
            if n < best or at + n > len(marks) or any(marks[at + k][2] != words[k] for k in range(1, n)):
                continue
            if n > best:
                best, entries = n, {}
            entries[entry.id] = entry
        return best, tuple(entries.values())


def _words(name: str) -> tuple[str, ...]:
    return tuple(_plain(m.group()) for m in _TOKEN.finditer(name))


def _plain(word: str) -> str:
    word = word.casefold().replace(".", "")
    word = re.sub(r"[’']s$", "", word)
    return {"defense": "defence", "organization": "organisation"}.get(word, word)


def head_in(view: Paragraph, called: Called) -> Any:
    """The token of a name on which the rest of it hangs."""
    return view.doc[called.first : called.last + 1].root
