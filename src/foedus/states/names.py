"""A name on a day → a state, or the candidates and why; and all the words that point to a state.

Names live in time: `Soviet Union` is RUS until 1991-12-25, `the Blue House` South Korea while it was the
seat of the president. Nothing is guessed: what two states share is an error that names both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Any

from foedus.errors import InputError, shown
from foedus.model.actor import StateId
from foedus.states.folding import bare
from foedus.states.system import Period, StateSystem, period

_NUMBER = re.compile(r"(cow|gw):(\d{1,4})\Z", re.IGNORECASE)
_ALWAYS = Period()


class FormKind(StrEnum):
    NAME = "name"  # the first of the day is the display name
    OFFICIAL = "official"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    METONYM = "metonym"  # a seat or building that stands for the government
    FORCE = "force"
    ORGAN = "organ"
    EPITHET = "epithet"  # also `the North`, which only a context settles
    CITY = "city"  # a place, never an actor


NAMING = frozenset({FormKind.NAME, FormKind.OFFICIAL})
DEMONYMS = frozenset({FormKind.ADJECTIVE, FormKind.PEOPLE})


@dataclass(frozen=True, slots=True)
class Form:
    """A word for a state, as it stands in a text (without the article that `the` tells of).

    `ambiguous`: other states or things bear it too; `contextual`: it points to this state only beside
    another mention of it (`the North`).
    """

    text: str
    state: StateId
    kind: FormKind
    period: Period = _ALWAYS
    the: bool = False
    ambiguous: bool = False
    contextual: bool = False


def forms_of(plain: Mapping[str, Any]) -> Iterable[Form]:
    """The forms of one entry of `data/system`; a leading `the` of a text becomes the flag."""
    for kind in FormKind:
        for row in plain.get(_KEYS[kind]) or ():
            yield _form(row, plain["id"], kind)


_KEYS = {kind: "names" if kind is FormKind.NAME else kind.value for kind in FormKind}


def _form(row: str | Mapping[str, Any], state: StateId, kind: FormKind) -> Form:
    if isinstance(row, str):
        the = row.startswith("the ")
        return Form(row[4:] if the else row, state, kind, _ALWAYS, the)
    text = row["text"]
    the = text.startswith("the ")
    return Form(
        text[4:] if the else text,
        state,
        kind,
        period(row),
        the,
        bool(row.get("ambiguous")),
        bool(row.get("contextual")),
    )


class Names:
    """All forms of all states."""

    def __init__(
        self, system: StateSystem, forms: tuple[Form, ...], parties: Mapping[str, str] | None = None
    ) -> None:
        """`parties`: organisations that can be bound themselves, id (`EU`) → name; known by id alone."""
        self._system = system
        self._parties = parties or {}
        self._forms = forms
        self._of: dict[StateId, list[Form]] = {}
        self._naming: dict[str, list[Form]] = {}
        for form in forms:
            if form.kind is FormKind.NAME:
                self._of.setdefault(form.state, []).append(form)
            if form.kind in NAMING or form.kind in DEMONYMS:
                self._naming.setdefault(bare(form.text), []).append(form)
        self._alpha2 = {s.alpha2: s.id for s in system if s.alpha2}
        self._trigrams: dict[str, list[str]] = {}
        self.forms = lru_cache(maxsize=64)(self._forms_on)
        self.former = lru_cache(maxsize=64)(self._former_on)

    def resolve(self, text: str, on: date | None = None) -> StateId:
        """The state that an id, a name or demonym of the day, or `cow:365`, `gw:365` names.

        Without a day the present use of a name goes before a past one.

        Raises:
            InputError: `unknown-state` (with what was perhaps meant), `ambiguous-state` (with the
                candidates), `state-not-then` (with the days on which it was one, and who came after).
        """
        raw = text.strip()
        if raw in self._system:
            return self._existing(raw, on)
        if raw in self._parties:
            return raw
        number = _NUMBER.match(raw)
        if number:
            return self._system.by_code(number.group(1).lower(), int(number.group(2)), on)
        forms = self._naming.get(bare(raw), [])
        if not forms:
            if raw.upper() in self._system:
                return self._existing(raw.upper(), on)
            raise self._unknown(raw, on)
        found = self._candidates(forms, on)
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._not_then(raw, forms, on)
        raise InputError(
            f"'{shown(raw)}' names more than one state{_on(on)}",
            hint=f"Write {_or([f'{id_} ({self.display(id_, on)})' for id_ in found])}.",
            code="ambiguous-state",
        )

    def bears(self, text: str) -> bool:
        """Is the text an id, a number or a name of any state on any day? `resolve` may still refuse it."""
        raw = text.strip()
        known = raw in self._system or raw.upper() in self._system or raw in self._parties
        return known or _NUMBER.match(raw) is not None or bare(raw) in self._naming

    def display(self, id_: StateId, on: date | None = None, *, the: bool = False) -> str:
        """`Soviet Union` for RUS in 1950; with `the`, `the Soviet Union`. An unknown id stands for itself."""
        rows = self._of.get(id_)
        if not rows:
            name = self._parties.get(id_, id_)
            return f"the {name}" if the and id_ in self._parties else name
        row = _shown(rows, on)
        return f"the {row.text}" if the and row.the else row.text

    def _forms_on(self, on: date) -> tuple[Form, ...]:
        """All forms in use on the day, of states that exist on it; a text may stand in several rows."""
        alive = set(self._system.existing(on))
        return tuple(f for f in self._forms if f.state in alive and on in f.period)

    def _former_on(self, on: date) -> tuple[Form, ...]:
        """Forms out of use by the day (`Soviet`, `Czechoslovakia`), as history is told in."""
        in_use = {(f.text, f.state) for f in self.forms(on)}
        return tuple(f for f in self._forms if self._over(f, on) and (f.text, f.state) not in in_use)

    def _over(self, form: Form, on: date) -> bool:
        if form.period.end is not None and form.period.end < on:
            return True
        return all(p.end is not None and p.end < on for p in self._system.get(form.state).exists)

    def _existing(self, id_: StateId, on: date | None) -> StateId:
        if on is None or self._system.exists(id_, on):
            return id_
        name = self.display(id_, on)
        raise InputError(f"{id_} ({name}) is no state{_on(on)}", hint=self._when(id_), code="state-not-then")

    def _candidates(self, forms: list[Form], on: date | None) -> list[StateId]:
        """Ids by the strongest kind of form: names before demonyms."""
        for kinds in (NAMING, DEMONYMS):
            rows = [f for f in forms if f.kind in kinds]
            if on is None:
                rows = [f for f in rows if f.period.end is None and self._lives(f.state)] or rows
            else:
                rows = [f for f in rows if on in f.period and self._system.exists(f.state, on)]
            if rows:
                sure = [f for f in rows if not f.ambiguous] or rows
                return list(dict.fromkeys(f.state for f in sure))
        return []

    def _lives(self, id_: StateId) -> bool:
        return any(p.end is None for p in self._system.get(id_).exists)

    def _not_then(self, raw: str, forms: list[Form], on: date | None) -> InputError:
        assert on is not None
        hints = []
        for id_ in dict.fromkeys(f.state for f in forms):
            if self._system.exists(id_, on):
                use = "; ".join(dict.fromkeys(str(f.period) for f in forms if f.state == id_))
                hints.append(f"It named {id_} {use}; write {self.display(id_, on)}.")
            else:
                hints.append(self._when(id_))
        return InputError(
            f"'{shown(raw)}' names no state{_on(on)}", hint=" ".join(hints), code="state-not-then"
        )

    def _when(self, id_: StateId) -> str:
        state = self._system.get(id_)
        spans = ", ".join(str(p) for p in state.exists)
        after = [f"{s} ({self.display(s)})" for s in state.successors]
        return f"{id_} was a state {spans}" + (f"; afterwards write {_or(after)}." if after else ".")

    def _unknown(self, raw: str, on: date | None) -> InputError:
        two = self._alpha2.get(raw.upper()) if len(raw) == 2 else None
        if two:
            hint: str | None = f"Did you mean {two} ({self.display(two, on)})?"
        else:
            hint = (
                self._suggest(raw, on)
                or "Write an ISO alpha-3 code such as KOR, or a name such as South Korea."
            )
        return InputError(f"'{shown(raw)}' is no state id or name", hint=hint, code="unknown-state")

    def _suggest(self, raw: str, on: date | None) -> str | None:
        key = bare(raw[:60])
        near = get_close_matches(key, self._near(key), n=5, cutoff=0.7)
        found: dict[StateId, str] = {}
        for match in near:
            for id_ in self._candidates(self._naming[match], on):
                found.setdefault(id_, f"{id_} ({self.display(id_, on)})")
        return f"Did you mean {_or(list(found.values())[:3])}?" if found else None

    def _near(self, key: str) -> list[str]:
        """The names that share most runs of three letters with the key: cheap even for ten thousand unknowns."""
        if not self._trigrams:
            for name in self._naming:
                for part in _parts(name):
                    self._trigrams.setdefault(part, []).append(name)
        shared: Counter[str] = Counter()
        for part in _parts(key):
            shared.update(self._trigrams.get(part, ()))
        return [name for name, _ in shared.most_common(25)]


def _parts(text: str) -> set[str]:
    """All runs of three letters, the ends marked by spaces."""
    padded = f" {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _shown(rows: list[Form], on: date | None) -> Form:
    """The first row of the day; else the one that ended last before it, else the last of all."""
    for form in rows:
        if form.period.end is None if on is None else on in form.period:
            return form
    past = [] if on is None else [f for f in rows if f.period.end is not None and f.period.end < on]
    return past[-1] if past else rows[-1]


def _on(on: date | None) -> str:
    return f" on {on.isoformat()}" if on else ""


def _or(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}"
