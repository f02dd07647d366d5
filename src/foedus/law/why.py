"""Why one state must help another, or why not: a paragraph for people and a tree for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Fact
from foedus.model.norm import Kind
from foedus.model.obligation import Consequences, Held, NotTriggered, Obligation, WhyNot


@dataclass(frozen=True, slots=True)
class Why:
    """`bound`: does any duty fall due between the two. `tree`: plain data, each duty with what it rests on."""

    bound: bool
    paragraph: str
    tree: dict[str, Any]


def why(
    done: Consequences,
    debtor: StateId,
    creditor: StateId,
    facts: Iterable[Fact] = (),
    name: Callable[[StateId], str] = str,
) -> Why:
    """What a set of consequences says of one debtor and one creditor.

    Args:
        done: what the facts do in the world.
        debtor: the state that is asked to help.
        creditor: the state that it would help; rows that all parties of an instrument share count too.
        facts: the facts, to be quoted at the leaves of the tree.
        name: how a state is called.
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
    texts = [_answer(duties, name(debtor), name(creditor))]
    texts += [o.text for o in sorted(duties, key=lambda o: o.kind is not Kind.MUST_ASSIST)]
    texts += _merged(misses, name)
    if len(texts) == 1:
        texts.append("No instrument of the dossier speaks of the case that the facts describe.")
    return Why(bool(duties), "\n".join(texts), tree)


def _answer(duties: Sequence[Obligation], debtor: str, creditor: str) -> str:
    """The answer in one sentence, before its reasons."""
    helps = [o for o in duties if o.kind is Kind.MUST_ASSIST and o.force.legal and o.round == 1]
    if any(o.reading is Held.AGREED for o in helps):
        return f"Yes: {debtor} is bound to help {creditor}."
    if helps:
        return f"It is contested whether {debtor} is bound to help {creditor}."
    if any(o.kind is Kind.MUST_ASSIST and o.force.legal for o in duties):
        return (
            f"Not yet: {debtor} would be bound to help {creditor} only if others honour their duties first."
        )
    return f"No: {debtor} is not bound to help {creditor}."


_PAST = (WhyNot.NOT_IN_FORCE, WhyNot.NOT_PARTY)


def _merged(misses: Sequence[NotTriggered], name: Callable[[StateId], str]) -> list[str]:
    """One text a clause and reason, the other adversaries named after it: help before all else, and last of
    all what did not bind the two on that day.
    """
    alike: dict[tuple[object, ...], list[NotTriggered]] = {}
    for n in sorted(misses, key=lambda n: (n.why in _PAST, n.kind is not Kind.MUST_ASSIST)):
        alike.setdefault((n.instrument, n.article, n.kind, n.why), []).append(n)
    texts = []
    for same in alike.values():
        others = [name(n.against) for n in same[1:] if n.against and n.text != same[0].text]
        more = f" The same holds against {', '.join(dict.fromkeys(others))}." if others else ""
        texts.append(same[0].text + more)
    return texts


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
