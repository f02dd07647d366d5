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
    """The phrase without its article and number: `Soviet-grade ammunitions`."""
    first, last = phrase(noun)
    doc = noun.doc
    while first < noun.i and (
        doc[first].dep_ in ("det", "nummod", "quantmod", "punct", "poss", "case") or doc[first].tag_ == "CD"
    ):
        first += 1
    for c in noun.children:
        if c.dep_ == "prep" and c.i > noun.i and c.lower_ != "of":
            last = min(last, c.i - 1)
    return str(doc[first : max(last, first) + 1].text)[:80]


def measured(noun: Any) -> tuple[float | None, str | None]:
    """Number and unit: `12,000 troops` (12000, troops), `two million shells`, `dozens of tanks` (None, tanks)."""
    count = child(noun, "nummod")
    if count is None:
        return None, None
    value = _value(count)
    if value is None:
        return None, None
    inner = next(
        (
            o
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ == "of"
            for o in c.children
            if o.dep_ == "pobj"
        ),
        None,
    )
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
