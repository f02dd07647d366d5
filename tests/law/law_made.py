"""Instruments, worlds and facts of our own making, for tests that want exact answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from foedus.law.answer import consequences
from foedus.law.world import World
from foedus.model import codec
from foedus.model.fact import Act, Fact, Site, Status
from foedus.model.instrument import Instrument
from foedus.model.obligation import Consequences

DAY = date(2020, 1, 1)


class Lands:
    """A small geography: each state lies in the zone of its own name in lower case; some named places."""

    places: Mapping[str, Site] = {
        "Isle": Site(name="Isle", sovereign="AAA", administered_by="AAA", zones=("ocean",), special="isle"),
        "Rock": Site(
            name="Rock", sovereign=None, administered_by="AAA", claimed_by=("AAA", "XXX"), special="rock"
        ),
        "March": Site(
            name="March", sovereign="XXX", administered_by="AAA", claimed_by=("AAA", "XXX"), special="march"
        ),
        "Open Sea": Site(
            name="Open Sea", sovereign=None, administered_by=None, zones=("ocean",), special="open-sea"
        ),
    }

    def site(self, place: str | Mapping[str, Any], on: date) -> Site:
        assert isinstance(place, str)
        if place in self.places:
            return self.places[place]
        return Site(name=place, sovereign=place, administered_by=place, zones=(place.lower(), "land"))


def instrument(
    id_: str = "pact", *, states: Any = ("AAA", "BBB"), norms: Any = None, **fields: Any
) -> Instrument:
    """An instrument from plain data, as a file would hold it; one mutual duty to help unless norms are given."""
    parties = states if isinstance(states, list) else [{"states": list(states)}]
    plain: dict[str, Any] = {
        "id": id_,
        "title": f"Treaty {id_}",
        "force": "treaty",
        "signed": "2000-01-01",
        "in_force": "2000-06-01",
        "parties": parties,
        "norms": norms if norms is not None else [norm()],
        "references": [{"title": "made for a test"}],
        "checked": "2024-01-01",
        "confidence": "high",
    }
    return codec.parse(Instrument, {**plain, **fields}, name=f"{id_}.yaml")


def norm(**fields: Any) -> dict[str, Any]:
    """A norm as a file would hold it: automatic help on an armed attack, unless said otherwise."""
    plain: dict[str, Any] = {
        "article": "1",
        "kind": "must-assist",
        "automaticity": "automatic",
        "trigger": "armed-attack",
        "quote": "shall help",
    }
    return {**plain, **fields}


def fact(
    id_: str, act: str, actor: Any, target: Any, *, on: date = DAY, place: str | None = None, **more: Any
) -> Fact:
    site = Lands().site(place, on) if place else None
    if "status" in more:
        more["status"] = Status(more["status"])
    return Fact(id=id_, act=Act(act), actor=actor, target=target, date=on, place=site, **more)


def world(*instruments: Instrument, on: date = DAY, known: date | None = None) -> World:
    return World.build(instruments, on=on, known=known, lands=Lands())


def ask(world_: World, *facts: Fact, assume: Mapping[str, str] | None = None) -> Consequences:
    return consequences(world_, facts, assume=assume)


def duties(done: Consequences, *, kind: str = "must-assist") -> list[tuple[str, str, str | None, str]]:
    """(debtor, creditor, against, reading) of the duties of the first round."""
    return [
        (o.debtor, o.creditor, o.against, o.reading.value)
        for o in done.obligations
        if o.kind == kind and o.round == 1
    ]


def reasons(done: Consequences) -> set[tuple[str, str, str]]:
    """(debtor, creditor, why) of what did not fall due."""
    return {(n.debtor, n.creditor, n.why.value) for n in done.not_triggered}
