"""One commitment a pact and act: articles take the act of their pact, fuller mentions swallow the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foedus.model.reading import Modality
from foedus.read.pact_names import Entry, leading
from foedus.read.pacts import ALLIANCES
from foedus.read.promise import Promise


def one_each(p: Promise) -> list[Promise]:
    """`guarantees to Greece and Rumania`, `pacts with Sweden and Finland`: one for each."""
    if not p.each or p.negated:
        return [p]
    if p.mutual:
        one, others = p.debtors[:1], p.debtors[1:]
        return [replace(p, debtors=(*one, o), creditors=(*one, o)) for o in others]
    return [replace(p, creditors=(c,)) for c in p.creditors]


def settle_acts(found: Sequence[Promise], index: Sequence[Entry], published: date) -> list[Promise]:
    """Articles take the act of the pact that they stand in; `the treaty` takes its duty from its articles, or goes."""
    for p in found:
        entry = _only_one(p, index, published) if p.vague else None
        if entry is not None:
            p.kind, p.vague, p.instrument = leading(entry), False, entry.id
    for p in found:
        if not (p.clause and p.act is None and not p.negated and p.modality is Modality.ASSERTED):
            continue
        pact = _pact_of(p, found)
        if pact is not None:
            p.act, p.start, p.end, p.name = pact.act, pact.start, pact.end, p.name or pact.name
    return [p for p in found if not p.vague]


def _only_one(p: Promise, index: Sequence[Entry], published: date) -> Entry | None:
    """The instrument that `the treaty` of just these states must be: signed in these weeks, or the only one to end."""
    hits = [e for e in index if set(e.parties) == set(p.parties) and e.signed]
    if p.act in ("signed", "in-force"):
        days = 60 if p.act == "signed" else 3 * 365
        hits = [
            e for e in hits if 0 <= (published - date.fromisoformat(f"{e.signed}-01-01"[:10])).days <= days
        ]
    return hits[0] if len(hits) == 1 else None


def _pact_of(p: Promise, found: Sequence[Promise]) -> Promise | None:
    """The pact, newly signed or in force, between the parties of an article told of."""
    fits = [
        q
        for q in found
        if not q.clause
        and q.act in ("signed", "in-force", "announced")
        and not q.negated
        and q.modality is Modality.ASSERTED
        and len(p.parties) > 1
        and set(q.parties) == set(p.parties)
        and abs(q.paragraph - p.paragraph) <= 8
    ]
    return min(fits, key=lambda q: (q.vague, abs(q.paragraph - p.paragraph))) if fits else None


def merge(found: Sequence[Promise]) -> list[Promise]:
    """One a pact and act: the fuller mention stays, the others fill its gaps."""
    out: list[Promise] = []
    for p in found:
        twin = next((o for o in out if _same(o, p)), None)
        if p.body and any(o.body and o is not twin and _within(p, o) for o in out):
            continue
        if twin is None:
            out.append(p)
            continue
        if twin.start is None:
            twin.start, twin.end = p.start, p.end
        for name in ("trigger", "quote", "name", "article"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(p, name))
        if twin.modality is Modality.ALLEGED and p.modality is Modality.ASSERTED:
            twin.modality = p.modality
        if twin.act is None:
            twin.act = p.act
    return out


def _within(p: Promise, other: Promise) -> bool:
    """The same leaving told again with fewer names, or with none but the alliance's own."""
    if (p.name, p.act, p.negated) != (other.name, other.act, other.negated):
        return False
    return set(p.parties) <= set(other.parties) or set(p.parties) <= set(ALLIANCES)


def _same(a: Promise, b: Promise) -> bool:
    if a.kind is not b.kind or a.negated != b.negated:
        return False
    if a.article and b.article and a.article != b.article and a.clause and b.clause:
        return False
    if set(a.parties) != set(b.parties) and not (set(b.parties) < set(a.parties) and b.act is None):
        return False
    if a.mutual != b.mutual and set(a.debtors) != set(b.debtors) and not (a.act is None or b.act is None):
        return False
    if a.name and b.name and a.name not in b.name and b.name not in a.name and a.act and b.act:
        return False
    near = {a.act, b.act} <= {"signed", "announced", "in-force", None} and not (
        a.clause != b.clause and "reaffirmed" in (a.act, b.act)
    )
    return a.act == b.act or b.act is None or a.act is None or near
