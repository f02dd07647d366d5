"""Heads of international organisations: in office they speak for no state, whatever office they held at home."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from foedus.model.codec import validate
from foedus.yamlfile import load


@dataclass(frozen=True, slots=True)
class Head:
    """One term; days inclusive, `end` None where it goes on."""

    name: str
    body: str
    title: str
    start: date
    end: date | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """What data/heads.yaml holds."""

    checked: date
    sources: tuple[str, ...]
    heads: tuple[Head, ...]


def head_of_body(name: str, on: date) -> Head | None:
    """Who bears this full name or surname and heads an organisation on the day; None where two do."""
    found = [h for h in _by_name().get(_fold(name), ()) if h.start <= on and (h.end is None or on <= h.end)]
    return found[0] if len({h.name for h in found}) == 1 else None


@cache
def _by_name() -> dict[str, list[Head]]:
    table: dict[str, list[Head]] = {}
    for head in validate(Heads, load(Path(__file__).parent / "data" / "heads.yaml")).heads:
        for name in (head.name, *head.also):
            for key in {_fold(name), _fold(_surname(name))}:
                table.setdefault(key, []).append(head)
    return table


def _surname(name: str) -> str:
    """The words from the first particle on, else the last word; `Ban` of `Ban Ki-moon`."""
    words = name.split()
    if "-" in words[-1] and words[-1].split("-")[1][:1].islower():
        return words[0]
    for i, word in enumerate(words[1:], 1):
        if word[:1].islower() or word == "Van":
            return " ".join(words[i:])
    return words[-1]


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
