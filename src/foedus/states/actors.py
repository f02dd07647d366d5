"""Organisations and armed groups: names, days, and the state that a group acts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from foedus.errors import InputError, shown
from foedus.model.actor import StateId
from foedus.states.folding import bare
from foedus.states.system import Period, period


class ActorClass(StrEnum):
    ORGANISATION = "organisation"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation (`NATO`) or an armed group (`hezbollah`). `base`: states that a group acts from."""

    id: str
    kind: ActorClass
    name: str
    names: tuple[ActorForm, ...]
    exists: Period
    base: tuple[StateId, ...] = ()
    party: bool = False
    """Can be a party to an instrument of its own (the EU)."""
    parent: str | None = None
    """The organisation that it is an organ of (`UN` for the Security Council)."""
    sponsor: tuple[StateId, ...] = ()

    @classmethod
    def of(cls, plain: Mapping[str, Any], kind: ActorClass) -> Body:
        id_ = plain["id"]
        rows = tuple(_form(row, id_, kind) for row in plain["names"])
        return cls(
            id=id_,
            kind=kind,
            name=rows[0].text,
            names=rows,
            exists=period(plain),
            base=tuple(plain.get("base") or ()),
            party=bool(plain.get("party")),
            parent=plain.get("parent"),
            sponsor=tuple(plain.get("sponsor") or ()),
        )


@dataclass(frozen=True, slots=True)
class ActorForm:
    """A word for an organisation or group, without the article that `the` tells of."""

    text: str
    actor: str
    kind: ActorClass
    period: Period
    the: bool = False
    ambiguous: bool = False


def _form(row: str | Mapping[str, Any], actor: str, kind: ActorClass) -> ActorForm:
    plain = {"text": row} if isinstance(row, str) else row
    text: str = plain["text"]
    the = text.startswith("the ")
    return ActorForm(text[4:] if the else text, actor, kind, period(plain), the, bool(plain.get("ambiguous")))


class Actors:
    """All organisations and groups."""

    def __init__(self, bodies: tuple[Body, ...]) -> None:
        self._bodies = {b.id: b for b in bodies}
        self._naming: dict[str, list[ActorForm]] = {}
        for body in bodies:
            for form in body.names:
                self._naming.setdefault(bare(form.text), []).append(form)
        self.forms = lru_cache(maxsize=64)(self._forms_on)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._bodies

    def all(self) -> tuple[Body, ...]:
        return tuple(self._bodies.values())

    def get(self, id_: str) -> Body:
        """Raises InputError (`unknown-actor`)."""
        try:
            return self._bodies[id_]
        except KeyError:
            raise InputError(
                f"'{shown(id_)}' is no organisation or group",
                hint="The names stand in states/data/organisations.yaml and groups.yaml.",
                code="unknown-actor",
            ) from None

    def find(self, name: str, on: date | None = None) -> tuple[Body, ...]:
        """All that bear the id or name (on that day); empty where none does."""
        body = self._bodies.get(name)
        if body is not None and (on is None or on in body.exists):
            return (body,)
        ids = dict.fromkeys(
            f.actor
            for f in self._naming.get(bare(name), ())
            if on is None or (on in f.period and on in self._bodies[f.actor].exists)
        )
        return tuple(self._bodies[i] for i in ids)

    def _forms_on(self, on: date) -> tuple[ActorForm, ...]:
        """All forms in use on the day, of bodies that exist on it."""
        return tuple(f for b in self._bodies.values() if on in b.exists for f in b.names if on in f.period)
