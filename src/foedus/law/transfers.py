"""What may not be supplied, procured, taught or hosted: acts put to the must-not-transfer norms.

A norm looks from the state under measures: goods go `to` it or come `from` it. The supplier and the one who
procures each answer for a line of their own. Only what is in force on the day of the act counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from foedus.errors import DossierError
from foedus.law.clauses import Clause
from foedus.law.contested import NEVER, When
from foedus.law.deeds import is_true, side
from foedus.law.words import Namer, cite, open_points
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.fact import Act, Fact
from foedus.model.norm import Force, Transfer
from foedus.model.obligation import Breach, Verdict
from foedus.yamlfile import loads

_TAKES = frozenset({Act.PROCURE, Act.HOST_WORKERS})
"""Acts whose actor receives; in the others it gives."""
_ONLY = {Act.HOST_WORKERS: "workers", Act.JOINT_VENTURE: "joint-ventures"}
"""Acts that say what is moved, whatever the item."""
_TAG = r"(?:notified|livelihood|humanitarian|medical)"
_TAGS = re.compile(rf"{_TAG}(?: (?:or|and) {_TAG})*\b")
_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?)\s+(barrels?|t|tons?|tonnes?)\b")
_FROM = re.compile(r"from (\d{4}-\d{2}-\d{2})")
_TO = re.compile(r"to (\d{4}-\d{2}-\d{2})")
_UNIT = {"barrel": "barrels", "bbl": "barrels", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t"}


@dataclass(frozen=True, slots=True)
class ItemClass:
    """A class of items: the words that name it, and the wider classes that take it in."""

    id: str
    words: tuple[str, ...]
    parents: tuple[str, ...]


@cache
def classes() -> tuple[ItemClass, ...]:
    """The classes of law/items.yaml."""
    text = resources.files("foedus.law").joinpath("items.yaml").read_text("utf-8")
    rows = loads(text, name="law/items.yaml", error=DossierError).value["classes"]
    return tuple(ItemClass(r["id"], tuple(map(str, r["words"])), tuple(r.get("parents", ()))) for r in rows)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (c.id, re.compile(r"\b(?:" + "|".join(_plural(w) for w in c.words) + r")\b", re.IGNORECASE))
        for c in classes()
    )


def _plural(word: str) -> str:
    stem = re.escape(word).replace(r"\ ", r"[\s-]+")
    return f"{stem[:-1]}(?:y|ies)" if word.endswith("y") else f"{stem}(?:s|es)?"


@cache
def classify(item: str) -> frozenset[str]:
    """The classes to which an item belongs, wider ones included; empty where no word is known.

    Examples:
        >>> sorted(classify("152 mm artillery shells"))
        ['all-arms', 'shells']
    """
    found = {id_ for id_, pattern in _patterns() if pattern.search(item)}
    parents = {c.id: c.parents for c in classes()}
    todo = list(found)
    while todo:
        for parent in parents[todo.pop()]:
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return frozenset(found)


def transfer_verdicts(world: World, fact: Fact, assume: Mapping[str, str], name: Namer) -> list[Breach]:
    """What each must-not-transfer norm says of the act, allowed acts included."""
    actor, target = side(fact.actor), side(fact.target)
    if actor is None or target is None:
        return []
    giver, taker = (target, actor) if fact.act in _TAKES else (actor, target)
    kinds = classify(fact.item or "") | ({_ONLY[fact.act]} if fact.act in _ONLY else frozenset())
    then = world.at(fact.date)
    rows = []
    for clause in world.index.transfer_bans:
        if not then.has(clause.instrument.id):
            continue
        bars = clause.norm.transfer or _of_anybody(clause, giver)
        if not _bears(bars, fact, kinds, giver, taker):
            continue
        for who in sorted({giver, taker}):
            when = _bound(then, clause, bars, who, giver, taker).assuming(assume)
            if when.is_possible():
                rows.append(_row(clause, bars, who, fact, when, assume, name))
    return rows


def transfer_breaches(world: World, fact: Fact, assume: Mapping[str, str], name: Namer) -> list[Breach]:
    """The must-not-transfer norms that the act breaks, or breaks unless approved."""
    return [b for b in transfer_verdicts(world, fact, assume, name) if b.verdict is not Verdict.ALLOWED]


def _of_anybody(clause: Clause, giver: StateId) -> Transfer:
    """A norm that has no state under measures: what its debtors may give or take is in its trigger."""
    items = tuple(a for t in clause.norm.parsed_trigger.terms for a in t.args)
    return Transfer(state=giver, direction=("from",), items=items, addressee=(giver,))


def _bears(bars: Transfer, fact: Fact, kinds: frozenset[str], giver: StateId, taker: StateId) -> bool:
    """Does the norm speak of this direction, act and item?"""
    way = ("from" in bars.direction and giver == bars.state) or (
        "to" in bars.direction and taker == bars.state
    )
    return way and fact.act.value in bars.acts and bool(kinds & set(bars.items))


def _bound(
    world: World, clause: Clause, bars: Transfer, who: StateId, giver: StateId, taker: StateId
) -> When:
    """In which worlds this side of the act is addressed by the norm."""
    if who == bars.state and who not in (*bars.addressee, *clause.debtor_words):
        return NEVER
    if who == bars.state and giver != bars.state:
        return NEVER  # what is sent to it, the sender answers for
    variant = clause.variants[0]
    other = taker if who == giver else giver
    return world.bond(clause, variant, who, other).when


def _verdict(bars: Transfer, fact: Fact) -> tuple[Verdict, str | None]:
    """Exemptions count where the act states them; a cap is compared with the act's quantity as the total."""
    if bars.exempt and _is_exempt(bars.exempt, fact):
        return Verdict.ALLOWED, bars.exempt
    if fact.approved and bars.approval:
        return Verdict.ALLOWED, f"approved by {bars.approval}"
    if bars.cap:
        return _against_cap(bars.cap, fact)
    if bars.approval and fact.approved is None and ", for " not in bars.approval:
        return Verdict.NEEDS_APPROVAL, f"approval by {bars.approval}"
    return Verdict.BREACH, None


def _is_exempt(exempt: str, fact: Fact) -> bool:
    """Does the act state what one of the exemptions asks for? They stand apart by `;`, each opening with its
    tags: `humanitarian or livelihood: …; notified and medical: …`. One that opens otherwise is for a reader.
    """
    stated = {fact.purpose} | ({"notified"} if fact.notified else set())
    for alternative in exempt.split(";"):
        tags = _TAGS.match(alternative.strip())
        if tags and any(set(wanted.split(" and ")) <= stated for wanted in tags.group().split(" or ")):
            return True
    return False


def _against_cap(cap: str, fact: Fact) -> tuple[Verdict, str]:
    day = fact.date.isoformat()
    for part in cap.split(";"):
        start, end = _FROM.search(part), _TO.search(part)
        if (start and day < start.group(1)) or (end and day > end.group(1)):
            continue
        unit = _UNIT.get(fact.unit or "", fact.unit)
        limits = {_UNIT.get(u, u): float(n.replace(",", "")) for n, u in _AMOUNT.findall(part)}
        if fact.quantity is None or unit not in limits:
            return Verdict.DEPENDS, f"the total is within the cap ({part.strip()})"
        within = fact.quantity <= limits[unit]
        return (Verdict.ALLOWED if within else Verdict.BREACH), f"the cap: {part.strip()}"
    return Verdict.DEPENDS, f"the cap ({cap})"


def _row(
    clause: Clause,
    bars: Transfer,
    who: StateId,
    fact: Fact,
    when: When,
    assume: Mapping[str, str],
    name: Namer,
) -> Breach:
    verdict, reason = _verdict(bars, fact)
    truth = is_true(fact).assuming(assume)
    depends = [*open_points(when, name), *open_points(truth, name)]
    if verdict in (Verdict.DEPENDS, Verdict.NEEDS_APPROVAL) and reason:
        depends.append(reason)
    verb = {
        Verdict.BREACH: "would break" if depends else "breaks",
        Verdict.DEPENDS: "may break",
        Verdict.NEEDS_APPROVAL: "breaks, unless approved,",
        Verdict.ALLOWED: "is allowed under",
    }[verdict]
    quote = f": “{clause.norm.quote}”" if clause.norm.quote else ""
    hangs = f" It depends: {'; '.join(depends)}." if depends else ""
    because = f" ({reason})" if reason and verdict not in (Verdict.DEPENDS, Verdict.NEEDS_APPROVAL) else ""
    return Breach(
        who=who,
        against=None,
        kind=clause.norm.kind,
        instrument=clause.instrument.id,
        article=clause.norm.article,
        paragraph=clause.norm.article if clause.instrument.force is Force.RESOLUTION else None,
        act=fact.id,
        verdict=verdict,
        force=clause.instrument.force,
        depends_on=tuple(dict.fromkeys(depends)),
        text=f"The act {fact.id} of {name(who)} {verb} {cite(clause)}{quote}{because}.{hangs}",
    )
