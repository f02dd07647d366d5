"""Events of a Reading → facts for the law: only what a norm can speak of, with the status that the text gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from foedus.model.fact import Act, Fact, Site, Status
from foedus.model.reading import Event, Modality, Plover

_BY_MODE = {
    "blockade": Act.BLOCKADE,
    "invade": Act.INVADE,
    "invasion": Act.INVADE,
    "occupy": Act.OCCUPY,
    "occupation": Act.OCCUPY,
    "declare-war": Act.DECLARE_WAR,
    "ceasefire": Act.CEASEFIRE,
    "withdraw": Act.WITHDRAW,
    "mobilise": Act.MOBILISE,
    "train": Act.TRAIN,
    "sale": Act.TRANSFER,
    "joint-venture": Act.JOINT_VENTURE,
}
_BY_CLASS = {Plover.ASSAULT: Act.ATTACK, Plover.AID: Act.TRANSFER, Plover.THREATEN: Act.THREATEN}
_STATUS = {
    Modality.ASSERTED: Status.ASSERTED,
    Modality.ALLEGED: Status.ALLEGED,
    Modality.THREATENED: Status.ASSERTED,  # that the threat was made is what the text asserts
}


def facts_of(events: tuple[Event, ...], *, on: date, site: Callable[[str], Site | None]) -> tuple[Fact, ...]:
    """The facts that the events give, one for each pair of states; plans, hypotheses, denials of acts and
    history give none. A fact bears the id of its event (with the pair where the event has several).
    """
    return tuple(fact for event in events for fact in _facts(event, on, site))


def _facts(event: Event, on: date, site: Callable[[str], Site | None]) -> list[Fact]:
    act = _act(event)
    status = _STATUS.get(event.modality)
    if act is None or status is None:
        return []
    if event.modality is Modality.THREATENED and act is not Act.THREATEN:
        return []
    actors = [a for a in event.actor if _is_state(a)]
    targets = [t for t in event.recipient if _is_state(t)]
    pairs = [(a, t) for a in actors for t in targets if a != t]
    place = site(event.place) if event.place else None
    day = min(date.fromisoformat(event.date), on) if event.date else on
    return [
        Fact(
            id=event.id if len(pairs) == 1 else f"{event.id}:{actor}-{target}",
            act=act,
            actor=actor,
            target=target,
            date=day,
            place=place,
            object=event.object,
            item=event.item,
            quantity=event.quantity,
            unit=event.unit,
            status=status,
            alleged_by=tuple(s for s in event.alleged_by if _is_state(s)),
            denied_by=tuple(s for s in event.denied_by if _is_state(s)),
            source=event.id,
        )
        for actor, target in pairs
    ]


def _act(event: Event) -> Act | None:
    if event.mode in _BY_MODE:
        return _BY_MODE[event.mode]
    if event.type is Plover.AID and event.item is None:
        return None  # help of an unknown kind meets no prohibition on items
    return _BY_CLASS.get(event.type)


def _is_state(actor: str) -> bool:
    return (len(actor) == 3 and actor.isupper()) or actor.startswith("x-")
