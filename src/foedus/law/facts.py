"""A facts file → `FactsFile`: what happened, as the engine takes it, or every fault of the file at once.

on: 2024-07-01
facts:
- {id: f1, act: attack, actor: PRK, target: KOR, date: 2024-07-01, place: KOR}
assume: {readings: {prk-rus-2024/4: broad}}
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from foedus.errors import Fault, InputError, shown
from foedus.model.actor import Group, Party, StateId
from foedus.model.fact import ATTACKS, Act, Fact, Site, Status
from foedus.model.time import parse_day
from foedus.states.load import names, territory
from foedus.yamlfile import Located, Path_, load, loads

T = TypeVar("T")

_TOP = ("on", "facts", "assume", "known")
_FIELDS = tuple(f.name for f in fields(Fact))
_MEANS = ("strike", "shelling", "naval", "air", "ground", "cyber")
_NEEDS_TARGET = ATTACKS | {Act.THREATEN, Act.STATE_OF_WAR}
_GROUPS = ("readings", "facts", "conditions", "points")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """What a facts file says. `on` None: the file leaves the day open. `assume`: open points settled."""

    on: date | None
    facts: tuple[Fact, ...]
    assume: Mapping[str, str]
    known: date | None = None


def read_facts(file: Path, *, on: date | None = None) -> FactsFile:
    """Read a facts file; `on` wins over the file's own day.

    Raises:
        InputError: with every fault, each with file, line, column and field.
    """
    return _Reader(load(file, error=InputError), on).read()


def facts_of(text: str, *, name: str = "facts", on: date | None = None) -> FactsFile:
    """As `read_facts`, from a string of YAML or JSON."""
    return _Reader(loads(text, name=name, error=InputError), on).read()


class _Reader:
    """Collects every fault; `read` raises them together."""

    def __init__(self, found: Located, on: date | None) -> None:
        self.found, self.faults, self.given_on = found, list[Fault](), on

    def read(self) -> FactsFile:
        top = self.found.value
        if not isinstance(top, dict):
            wanted = "a mapping with 'on' and 'facts' is wanted"
            self._fault((), wanted, "Write `on: 2024-07-01` and `facts:`.")
            raise InputError.of(self.faults)
        self._unknown(top, _TOP, ())
        own = self._day(top.get("on"), ("on",)) if top.get("on") is not None else None
        on = self.given_on or own
        known = self._day(top.get("known"), ("known",)) if top.get("known") is not None else None
        rows = top.get("facts", [])
        if not isinstance(rows, list):
            self._fault(
                ("facts",), "facts: a list is wanted", "Write one fact a line, each beginning with '- '."
            )
            rows = []
        facts = [f for i, row in enumerate(rows) if (f := self._fact(row, ("facts", i), i, on)) is not None]
        self._doubled(rows)
        assume = self._assume(top.get("assume"))
        if self.faults:
            raise InputError.of(self.faults)
        return FactsFile(on=on, facts=tuple(facts), assume=assume, known=known)

    # --- one fact ---

    def _fact(self, row: Any, at: Path_, number: int, on: date | None) -> Fact | None:
        if not isinstance(row, dict):
            self._fault(
                at, "a fact is a mapping", "Write {id: f1, act: attack, actor: PRK, target: KOR, date: …}."
            )
            return None
        before = len(self.faults)
        self._unknown(row, _FIELDS, at)
        act = self._act(row, at)
        when = self._needed_day(row, at, on)
        then = when or on or date.today()
        values: dict[str, Any] = {
            "id": self._word(row, "id", at) or f"f{number + 1}",
            "actor": self._party(
                row.get("actor"), (*at, "actor"), then, needed="actor" in row or act is not None
            ),
            "target": self._target(row, at, act, then),
            "until": self._day(row["until"], (*at, "until")) if row.get("until") is not None else None,
            "place": self._place(row.get("place"), (*at, "place"), then),
            "means": self._choice(row, "means", _MEANS, at),
            "quantity": self._quantity(row, at),
            "status": Status(self._choice(row, "status", [s.value for s in Status], at) or Status.ASSERTED),
            "alleged_by": self._states(row, "alleged_by", at, then),
            "denied_by": self._states(row, "denied_by", at, then),
        }
        values |= {k: self._word(row, k, at) for k in ("object", "item", "unit", "purpose", "source")}
        values |= {k: self._flag(row, k, at) for k in ("notified", "approved", "unprovoked")}
        if when and values["until"] and values["until"] < when:
            self._fault((*at, "until"), f"until {values['until']} is before date {when}", "Give a later day.")
        if act in _NEEDS_TARGET and values["actor"] is not None and values["actor"] == values["target"]:
            self._fault((*at, "target"), "actor and target are the same state", "Name the other state.")
        if len(self.faults) > before or act is None or when is None:
            return None
        return Fact(act=act, date=when, **values)

    def _act(self, row: Mapping[str, Any], at: Path_) -> Act | None:
        if row.get("act") is None:
            self._fault(at, "the field act is missing", "Add it, as `act: attack`.")
            return None
        word = self._choice(row, "act", [a.value for a in Act], at)
        return Act(word) if word is not None else None

    def _needed_day(self, row: Mapping[str, Any], at: Path_, on: date | None) -> date | None:
        if row.get("date") is None:
            if on is None:
                self._fault(at, "the field date is missing", "Add it, as `date: 2024-07-01`.")
            return on
        return self._day(row["date"], (*at, "date"))

    def _day(self, value: Any, at: Path_) -> date | None:
        try:
            return parse_day(value)
        except ValueError as e:
            self._fault(at, shown(e), "Write a day as 2024-07-01.", "date")
            return None

    def _target(self, row: Mapping[str, Any], at: Path_, act: Act | None, then: date) -> Party | None:
        if row.get("target") is None:
            if act in _NEEDS_TARGET:
                assert act is not None
                self._fault(at, f"{act.value} needs a target", "Add it, as `target: KOR`.")
            return None
        return self._party(row["target"], (*at, "target"), then, needed=True)

    def _party(self, value: Any, at: Path_, then: date, *, needed: bool) -> Party | None:
        if isinstance(value, dict):
            return self._group(value, at, then)
        if value is None:
            if needed:
                self._fault(at[:-1], f"the field {at[-1]} is missing", "Add it, as `actor: PRK`.")
            return None
        return self._state(value, at, then)

    def _group(self, value: Mapping[str, Any], at: Path_, then: date) -> Group | None:
        self._unknown(value, ("group", "from"), at)
        name = value.get("group")
        if not isinstance(name, str) or not name.strip():
            self._fault(at, "a group needs a name", "Write {group: al-Qaida, from: AFG}.")
            return None
        base = value.get("from")
        return Group(group=name, base=self._state(base, (*at, "from"), then) if base is not None else None)

    def _state(self, value: Any, at: Path_, then: date) -> StateId | None:
        if not isinstance(value, str):
            wanted = f"{at[-1]}: a state is wanted, not {shown(value)}"
            self._fault(at, wanted, "Write an id or a name, as KOR.")
            return None
        return self._asking(lambda: names().resolve(value, then), at)

    def _states(self, row: Mapping[str, Any], key: str, at: Path_, then: date) -> tuple[StateId, ...]:
        value = row.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            self._fault((*at, key), f"{key}: a list of states is wanted", "Write [USA, KOR].")
            return ()
        found = (self._state(v, (*at, key, i), then) for i, v in enumerate(value))
        return tuple(s for s in found if s is not None)

    def _place(self, value: Any, at: Path_, then: date) -> Site | None:
        if value is None:
            return None
        if not isinstance(value, (str, dict)):
            self._fault(at, f"place: a name is wanted, not {shown(value)}", "Write a state or a place.")
            return None
        return self._asking(lambda: territory().site(value, then), at)

    def _asking(self, ask: Callable[[], T], at: Path_) -> T | None:
        """An answer of the states room; its faults become ours, with the place in the file."""
        try:
            return ask()
        except InputError as e:
            self.faults += [Fault(f.message, self.found.where(at), f.hint, f.code) for f in e.faults]
            return None

    # --- plain values ---

    def _word(self, row: Mapping[str, Any], key: str, at: Path_) -> str | None:
        value = row.get(key)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        self._fault((*at, key), f"{key}: a word is wanted", "Write a word.")
        return None

    def _choice(self, row: Mapping[str, Any], key: str, options: Iterable[str], at: Path_) -> str | None:
        value, known = row.get(key), list(options)
        if value is None or value in known:
            return value
        near = difflib.get_close_matches(str(value)[:40], known, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(known)}."
        article = "an" if key[0] in "aeiou" else "a"
        self._fault((*at, key), f"'{shown(value)}' is not {article} {key}", hint)
        return None

    def _flag(self, row: Mapping[str, Any], key: str, at: Path_) -> bool | None:
        value = row.get(key)
        if value is None or isinstance(value, bool):
            return value
        self._fault((*at, key), f"{key}: true or false is wanted, not {shown(value)}", "Write true or false.")
        return None

    def _quantity(self, row: Mapping[str, Any], at: Path_) -> float | None:
        value = row.get("quantity")
        if value is None:
            return None
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and value >= 0:
            return float(value)
        wrong = f"{value} is below zero" if number else f"a number is wanted, not {shown(value)}"
        self._fault((*at, "quantity"), f"quantity: {wrong}", "Write what was moved, 0 or more.")
        return None

    # --- the file as a whole ---

    def _assume(self, value: Any) -> dict[str, str]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._fault(
                ("assume",), "assume: a mapping is wanted", "Write {readings: {prk-rus-2024/4: broad}}."
            )
            return {}
        flat: dict[str, str] = {}
        for key, inner in value.items():
            pairs = inner.items() if key in _GROUPS and isinstance(inner, dict) else [(key, inner)]
            for point, option in pairs:
                if isinstance(option, (dict, list)) or option is None:
                    self._fault(
                        ("assume", key),
                        f"assume {shown(point)}: a word is wanted",
                        "Write yes, no or a reading.",
                    )
                else:
                    flat[str(point)] = answer(option)
        return flat

    def _doubled(self, rows: list[Any]) -> None:
        seen: dict[str, int] = {}
        for i, row in enumerate(rows):
            id_ = row.get("id") if isinstance(row, dict) else None
            if not isinstance(id_, str):
                continue
            if id_ in seen:
                first = self.found.where(("facts", seen[id_]))
                self._fault(
                    ("facts", i, "id"),
                    f"the id '{shown(id_)}' stands twice (first at {first})",
                    "Give each fact its own id.",
                )
            seen.setdefault(id_, i)

    def _unknown(self, row: Mapping[str, Any], known: Iterable[str], at: Path_) -> None:
        for key in row:
            if key not in known:
                near = difflib.get_close_matches(str(key)[:40], list(known), n=1)
                hint = f"Did you mean {near[0]}?" if near else f"The fields are: {', '.join(known)}."
                self._fault((*at, key), f"unknown field {shown(key)}", hint, "unknown-field")

    def _fault(self, at: Path_, message: str, hint: str, code: str = "input") -> None:
        self.faults.append(Fault(message, self.found.where(at), hint, code))


def answer(value: object) -> str:
    """`true` and `false` are yes and no; other words stand."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return {"true": "yes", "false": "no"}.get(str(value), str(value))
