"""Loads and checks `frames/*.yaml`: which verb and noun, with what around it, is which class of event.

A frame names its trigger words, what must stand with them, where actor and recipient are looked for, and at
least two example sentences, which are run as tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.errors import DossierError, Fault
from foedus.model.reading import Modality, Plover
from foedus.yamlfile import Located, load

_FOLDER = Path(__file__).parent / "frames"
ANYTHING = "*"

ROLES = frozenset(
    "subject object iobj objmod any between poss adjective by comp-subject comp-object comp-with comp-"
    "to comp-on  comp-against comp-for comp-in comp-toward with to on upon against from in into at of "
    "for over about among objposs comp-of onto near along around off past outside toward towards behind "
    "alongside".split()
)
_LISTS = frozenset(
    "verbs nouns adjectives objects without via subjects names light with-modifier not-modifier with-"
    "verb via-objects  particle-words purpose".split()
)
_FLAGS = frozenset(
    "swallow promise places persons persons-object domestic reverse quantity negated together hostile "
    "people forces doomed states-only nonassault acts-only destination intransitive alone bodies "
    "place-object official insisted".split()
)
_WORDS = frozenset({"id", "mutual", "needs", "standalone", "mode", "modality", "item", "class", "via-noun"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and what the frame must take from it."""

    text: str
    actor: frozenset[str]
    recipient: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way to say an act. Lists hold lemmas in lower case; `flags` the words of `_FLAGS` that are set."""

    id: str
    type: Plover
    lists: dict[str, frozenset[str]]
    recipient: tuple[str, ...]
    actor: tuple[str, ...]
    flags: frozenset[str]
    mutual: str | None
    needs: str | None
    standalone: str | None
    mode: str | None
    modality: Modality | None
    item: str | None
    via_noun: str | None
    examples: tuple[Example, ...]

    def list(self, name: str) -> frozenset[str]:
        return self.lists.get(name, frozenset())

    def has(self, flag: str) -> bool:
        return flag in self.flags

    @property
    def weight(self) -> int:
        """How much a frame asks for: of two that fit, the one that asks for more."""
        asked = 0
        if self.list("objects") and ANYTHING not in self.list("objects"):
            asked += 3
        asked += 2 * bool(self.list("via")) + 2 * bool(self.list("purpose")) + 2 * bool(self.list("names"))
        asked += (
            bool(self.list("without")) + 2 * bool(self.list("subjects")) + bool(self.list("particle-words"))
        )
        return asked + sum(
            self.has(f)
            for f in (
                "people",
                "forces",
                "persons",
                "persons-object",
                "hostile",
                "doomed",
                "together",
                "negated",
                "official",
                "alone",
            )
        )


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by verb lemma, noun lemma and adjective."""

    all: tuple[Frame, ...]
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    heads: frozenset[str]
    """First words of all verb entries: what is not here is no trigger."""


@cache
def frames() -> Frames:
    """The shipped frames.

    Raises:
        DossierError: with all faults of all files.
    """
    faults: list[Fault] = []
    found: list[Frame] = []
    for file in sorted(_FOLDER.glob("*.yaml")):
        if file.name != "words.yaml":
            found.extend(parse(load(file), faults))
    if faults:
        raise DossierError.of(faults)
    return Frames(
        tuple(found),
        _by(found, "verbs"),
        _by(found, "nouns"),
        _by(found, "adjectives"),
        frozenset(w.split()[0] for f in found for w in f.list("verbs")),
    )


def _by(found: list[Frame], name: str) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for frame in found:
        for word in frame.list(name):
            table.setdefault(word, []).append(frame)
    return {w: tuple(sorted(rows, key=lambda f: -f.weight)) for w, rows in table.items()}


def parse(file: Located, faults: list[Fault]) -> list[Frame]:
    """The frames of one loaded file; what is wrong is added to `faults`."""
    value = file.value if isinstance(file.value, dict) else {}
    default = str(value.get("class"))
    if default not in Plover.__members__:
        faults.append(
            Fault(
                f"class: '{default}' is no class of PLOVER", file.where(("class",)), "See model/reading.py."
            )
        )
        return []
    out = []
    for i, row in enumerate(value.get("frames") or ()):
        where = file.where(("frames", i))
        found = _frame(row, default, where, faults)
        if found is not None:
            out.append(found)
    return out


def _frame(row: dict[str, Any], default: str, where: str, faults: list[Fault]) -> Frame | None:
    before = len(faults)
    for key in row:
        if key not in _LISTS | _FLAGS | _WORDS | {"actor", "recipient", "examples"}:
            faults.append(Fault(f"unknown field '{key}'", where, "Fields are listed in read/frames.py."))
    for key in ("actor", "recipient"):
        for role in row.get(key) or ():
            if role not in ROLES:
                faults.append(
                    Fault(
                        f"{key}: '{role}' is no place to look", where, f"One of {', '.join(sorted(ROLES))}."
                    )
                )
    examples = tuple(_example(e) for e in row.get("examples") or ())
    if len(examples) < 2:
        faults.append(
            Fault(
                f"{row.get('id')}: fewer than two examples", where, "Add sentences that the frame must find."
            )
        )
    if len(faults) > before:
        return None
    modality = row.get("modality")
    return Frame(
        id=str(row["id"]),
        type=Plover(row.get("class", default)),
        lists={k: _lemmas(row[k]) for k in _LISTS if k in row},
        recipient=tuple(row.get("recipient") or ()),
        actor=tuple(row.get("actor") or ()),
        flags=frozenset(k for k in _FLAGS if row.get(k)),
        mutual=row.get("mutual"),
        needs=row.get("needs"),
        standalone=row.get("standalone"),
        mode=row.get("mode"),
        modality=Modality(modality) if modality else None,
        item=row.get("item"),
        via_noun=row.get("via-noun"),
        examples=examples,
    )


def _lemmas(text: object) -> frozenset[str]:
    return frozenset(w.replace("_", " ") for w in str(text or "").split())


def _example(row: dict[str, Any]) -> Example:
    return Example(
        text=str(row["text"]),
        actor=frozenset(row.get("actor") or ()),
        recipient=frozenset(row.get("recipient") or ()),
    )
