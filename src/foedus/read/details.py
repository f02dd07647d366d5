"""What an act was done with: the words of an item, and how many of it."""

from __future__ import annotations

import re
from typing import Any

from foedus.read.coref import NUMBERS
from foedus.read.syntax import child, phrase

_SCALE = {
    "hundred": 100.0,
    "thousand": 1_000.0,
    "million": 1_000_000.0,
    "billion": 1_000_000_000.0,
    "dozen": 12.0,
}
_SMALL = {
    "one": 1.0,
    "a": 1.0,
    "seven": 7.0,
    "eight": 8.0,
    "nine": 9.0,
    "ten": 10.0,
    "eleven": 11.0,
    "twelve": 12.0,
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
    **{k: float(v) for k, v in NUMBERS.items()},
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def words_of(noun: Any) -> str:
    """The ware without article, number and measure: `152 mm shells` of `millions of 152 mm shells`."""
    inner = _inner(noun)
    if inner is not None and (noun.lemma_.lower() in _COUNTED or noun.lemma_.lower() in _SCALE):
        return words_of(inner)
    doc = noun.doc
    first, last = noun.i, noun.i
    for c in noun.children:
        if (
            c.i < noun.i
            and c.dep_ in ("amod", "compound", "nmod", "npadvmod", "punct")
            and c.lower_ != "more"
        ):
            first = min(first, c.left_edge.i)
        elif c.i > noun.i and c.dep_ == "prep" and c.lower_ == "of":
            last = phrase(c)[1]
    while first > 0 and first - 1 >= noun.left_edge.i and doc[first - 1].tag_ == "HYPH":
        first -= 1
    while first < noun.i and (
        doc[first].dep_ in ("det", "quantmod") or doc[first].tag_ in (",", "``", "''", "CD")
    ):
        if doc[first].tag_ == "CD" and _caliber(doc, first):
            break
        first += 1
    if first > noun.left_edge.i and doc[first - 1].tag_ == "CD" and _caliber(doc, first - 1):
        first -= 1
    return str(doc[first : last + 1].text)[:80]


def _caliber(doc: Any, at: int) -> bool:
    """`152 mm shells`, `2 tanks` of `Leopard 2 tanks`: a number that belongs to the name."""
    after = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    return after in ("mm", "millimetre", "millimeter", "-", "cm", "mm.") or after.startswith("mm")


_COUNTED = frozenset(
    "shipment shipments batch consignment load ton tonne container wagon round piece number lot pair score dozen "
    "quantity amount series supply package barrel".split()
)


def _inner(noun: Any) -> Any | None:
    return next(
        (
            o
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for o in c.children
            if o.dep_ == "pobj"
        ),
        None,
    )


def measured(noun: Any) -> tuple[float | None, str | None]:
    """Number and unit: `12,000 troops` (12000, troops), `two million shells`, `dozens of tanks` (None, tanks)."""
    count = child(noun, "nummod")
    if count is None:
        return None, None
    value = _value(count)
    if value is None:
        return None, None
    inner = _inner(noun)
    unit = noun.lemma_.lower() if inner is not None else noun.lower_
    return value, unit


def _value(count: Any) -> float | None:
    total: float | None = None
    for t in (*[c for c in count.lefts if c.dep_ in ("compound", "nummod", "quantmod")], count):
        figure = _FIGURE.fullmatch(t.text.strip("$€£~"))
        if figure:
            total = float(figure.group().replace(",", ""))
        elif t.lower_ in _SCALE:
            total = (total or 1.0) * _SCALE[t.lower_]
        elif t.lower_ in _SMALL:
            total = _SMALL[t.lower_]
    return total
