"""Why one state must help another, or why not: a paragraph for people and a tree for machines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Fact
from foedus.model.obligation import Consequences, Obligation


@dataclass(frozen=True, slots=True)
class Why:
    """`bound`: does any duty fall due between the two. `tree`: plain data, each duty with what it rests on."""

    bound: bool
    paragraph: str
    tree: dict[str, Any]


def why(done: Consequences, debtor: StateId, creditor: StateId, facts: Iterable[Fact] = ()) -> Why:
    """What a set of consequences says of one debtor and one creditor.

    Args:
        done: what the facts do in the world.
        debtor: the state that is asked to help.
        creditor: the state that it would help; rows that all parties of an instrument share count too.
        facts: the facts, to be quoted at the leaves of the tree.
    """
    known = {f.id: f for f in facts}
    duties = [o for o in done.obligations if o.debtor in (debtor, ANY_STATE) and o.creditor == creditor]
    misses = [n for n in done.not_triggered if n.debtor in (debtor, ANY_STATE) and n.creditor == creditor]
    tree = {
        "debtor": debtor,
        "creditor": creditor,
        "because": [_node(o, done, known) for o in duties],
        "not": [
            {"instrument": n.instrument, "article": n.article, "why": n.why.value, "text": n.text}
            for n in misses
        ],
    }
    texts = [o.text for o in duties] + [n.text for n in misses]
    if not texts:
        texts = [
            f"No instrument of the dossier binds {debtor} to {creditor} in the case that the facts describe."
        ]
    return Why(bool(duties), "\n".join(texts), tree)


def _node(o: Obligation, done: Consequences, known: dict[str, Fact]) -> dict[str, Any]:
    """A duty and what it rests on; a duty of a later round rests on duties of earlier ones, so this ends."""
    leaves: list[dict[str, Any]] = []
    for reason in o.because:
        if reason in known:
            leaves.append(_leaf(known[reason]))
            continue
        earlier = [
            p for p in done.obligations if f"{p.instrument}/{p.article}" == reason and p.round < o.round
        ]
        wanted = [p for p in earlier if {p.debtor, p.against} & {o.creditor, o.against}] or earlier
        leaves += [_node(p, done, known) for p in wanted[:3]] or [{"fact": reason}]
    return {
        "duty": o.kind.value,
        "debtor": o.debtor,
        "creditor": o.creditor,
        "against": o.against,
        "instrument": o.instrument,
        "article": o.article,
        "reading": o.reading.value,
        "depends_on": list(o.depends_on),
        "assumes": list(o.assumes),
        "round": o.round,
        "text": o.text,
        "because": leaves,
    }


def _leaf(fact: Fact) -> dict[str, Any]:
    name = fact.actor if isinstance(fact.actor, str) else fact.actor.group
    target = fact.target if fact.target is None or isinstance(fact.target, str) else fact.target.group
    return {
        "fact": fact.id,
        "act": fact.act.value,
        "actor": name,
        "target": target,
        "date": fact.date.isoformat(),
        "place": fact.place.name if fact.place else None,
        "status": fact.status.value,
    }
