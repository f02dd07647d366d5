"""Abstract cases, with fictional states, put to the same engine: who must fight, who may, who clashes.

Each obligation of a case becomes an instrument of one norm, each attack a fact; zones are places. Nothing
is computed here that `engine.py` does not compute for treaties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.law.conditions import PAIR_BY_PAIR
from foedus.law.contested import When, any_of
from foedus.law.deeds import Field, Label
from foedus.law.duties import Cascade, Duty
from foedus.law.engine import cascade
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.fact import Act, Fact, Site
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Area, Automaticity, Force, Kind, Norm, TextReading

DAY = date(2000, 1, 1)
"""The one day on which abstract cases happen."""

_KINDS = {
    "assist": Kind.MUST_ASSIST,
    "offence": Kind.MUST_ASSIST,
    "consult": Kind.MUST_CONSULT,
    "neutral": Kind.MUST_NOT_ASSIST_ATTACKER,
    "nonaggression": Kind.MUST_NOT_ATTACK,
}
_PROCESS = {
    "automatic": Automaticity.AUTOMATIC,
    "constitutional": Automaticity.CONSTITUTIONAL,
    "discretion": Automaticity.OWN_JUDGEMENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Legal:
    """The answer to a case. `must` and `may` leave out those who opened fire; `conflicts`: debtor, duty, ban."""

    must: tuple[StateId, ...]
    may: tuple[StateId, ...]
    consult: tuple[tuple[StateId, StateId], ...]
    conflicts: tuple[tuple[StateId, str, str], ...]


def legal(attacks: Sequence[Mapping[str, Any]], obligations: Sequence[Mapping[str, Any]]) -> Legal:
    """The legal lists of a case in the format of the cascade examples.

    Args:
        attacks: `{by, target, zone?}` each.
        obligations: `{id, debtor, creditor, kind, trigger?, …}` each.
    """
    world = World.build([instrument_of(o) for o in obligations], on=DAY, lands=_Zones())
    facts = [_fact(i, a) for i, a in enumerate(attacks)]
    done = cascade(world, facts, {"aggressor": PAIR_BY_PAIR}, by_choice=True)
    openers = {str(a["by"]) for a in attacks}
    debtors = sorted({d.debtor for d in done.duties} - openers)
    must = [k for k in debtors if _joins(done.least, k).is_certain()]
    may = [k for k in debtors if k not in must and _joins(done.deeds, k).is_possible()]
    return Legal(
        must=tuple(must),
        may=tuple(may),
        consult=tuple(sorted({(d.debtor, d.creditor) for d in _consults(done)})),
        conflicts=tuple(sorted(_clashes(done, obligations, set(must)))),
    )


def instrument_of(o: Mapping[str, Any]) -> Instrument:
    """An abstract obligation as an instrument of one norm."""
    id_, debtor, creditor = str(o["id"]), str(o["debtor"]), str(o["creditor"])
    scope = tuple(map(str, o.get("scope") or ()))
    norm = Norm(
        article="1",
        kind=_KINDS[o["kind"]],
        debtors=(debtor,),
        creditors=(creditor,),
        trigger=_trigger(o),
        against=tuple(map(str, o.get("against") or ())),
        area=Area(scope="zones", zones=scope, anywhere=True) if scope else Area(),
        unprovoked=bool(o.get("unprovoked", False)),
        co_ally="bound",
        automaticity=_PROCESS[o.get("process", "automatic")],
        unless_joined=_listed(o.get("unless_joined")),
        yields_to=_listed(o.get("yields_to")),
        readings=_readings(o.get("counter_is_attack")),
    )
    return Instrument(
        id=id_,
        title=id_,
        force=Force.TREATY,
        signed=DAY.isoformat(),
        in_force="signature",
        parties=(Membership(states=(debtor, creditor)),),
        norms=(norm,),
        references=(Reference(title="an abstract case"),),
        checked=DAY.isoformat(),
        confidence=Confidence.HIGH,
    )


def _trigger(o: Mapping[str, Any]) -> str:
    if o["kind"] in ("neutral", "nonaggression"):
        return "unconditional"
    if o["kind"] == "offence":
        return "attacks"
    if o.get("trigger") == "at_war":
        return "state-of-war"
    number = int(o.get("min_attackers") or 1)
    return "armed-attack" if number < 2 else f"attacked-by-n({number})"


def _listed(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(map(str, value))


def _readings(options: Any) -> tuple[TextReading, ...]:
    """Is a blow struck in aid of the victim an armed attack on the creditor? Contested where both are listed."""
    listed = options if isinstance(options, (list, tuple)) else [options]
    out = []
    if False in listed and True in listed:
        out.append(TextReading(id="narrow", says="a blow struck in aid of another is no armed attack"))
    if True in listed:
        says = "a blow struck in aid of another is an armed attack"
        out.append(TextReading(id="wide", says=says, counter_is_attack=True))
    return tuple(out)


def _fact(number: int, attack: Mapping[str, Any]) -> Fact:
    by, target = str(attack["by"]), str(attack["target"])
    zone = str(attack.get("zone") or target)
    return Fact(id=f"f{number}", act=Act.ATTACK, actor=by, target=target, date=DAY, place=_site(zone))


def _site(zone: str) -> Site:
    return Site(name=zone, sovereign=zone, administered_by=zone, zones=(zone,))


class _Zones:
    """Every name is a zone of its own."""

    def site(self, place: str | Mapping[str, Any], on: date) -> Site:
        return _site(str(place))


def _joins(deeds: Field, state: StateId) -> When:
    """In which worlds the state fights by a duty."""
    return any_of(
        d.when for d in deeds.of(state) if d.actor == state and not d.given and d.label is not Label.NONE
    )


def _consults(done: Cascade) -> Iterable[Duty]:
    return (d for d in done.duties if d.clause.norm.kind is Kind.MUST_CONSULT and d.when.is_certain())


def _clashes(
    done: Cascade, obligations: Sequence[Mapping[str, Any]], must: set[StateId]
) -> set[tuple[StateId, str, str]]:
    """A duty to fight an adversary, and a promise to that adversary to stay neutral or to keep the peace."""
    banning = [o for o in obligations if o["kind"] in ("neutral", "nonaggression")]
    bans = [(str(o["debtor"]), str(o["creditor"]), str(o["id"])) for o in banning]
    return {
        (d.debtor, d.clause.instrument.id, ban)
        for d in done.duties
        if d.fights and d.debtor in must and d.when.is_certain()
        for debtor, creditor, ban in bans
        if (debtor, creditor) == (d.debtor, d.adversary)
    }
