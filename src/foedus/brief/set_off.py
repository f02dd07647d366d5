"""What the reported acts set off by themselves: who must now come, and who need not although one might think so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from foedus.brief.lines import Line, Section, cut, duty_group
from foedus.brief.phrase import Phrases, joined_words
from foedus.model.brief import Brief
from foedus.model.fact import Status
from foedus.model.norm import Kind
from foedus.model.obligation import Held, NotTriggered, Obligation, WhyNot
from foedus.model.reading import Plover
from foedus.model.source import Citation


def triggered(brief: Brief, say: Phrases, full: bool) -> Section | None:
    """Duties of the reported acts: who owes the same to the same state stands in one line."""
    done = brief.triggered
    grouped: dict[tuple[object, ...], list[Obligation]] = defaultdict(list)
    for o in done.obligations:
        if _worth(o):
            grouped[(o.round, duty_group(o), o.creditor, o.against, o.force, o.reading, o.depends_on)].append(
                o
            )
    order = {"fight": 0, "help": 1, "consult": 2, "other": 3}

    def weight(some: list[Obligation]) -> tuple[object, ...]:
        """What rests on asserted acts alone comes first, what rests on an act that may be untrue last."""
        o = some[0]
        return (
            o.round,
            bool(o.depends_on),
            o.reading is Held.CONTESTED,
            order[duty_group(o)],
            not o.force.legal,
        )

    lines = [
        Line(
            cells=(say.triggered(some, duty_group(some[0])),),
            sources=tuple(dict.fromkeys(c for o in some for c in _basis(brief, o))),
            mark="contested" if some[0].reading is Held.CONTESTED else "",
        )
        for some in sorted(
            grouped.values(), key=lambda g: (g[0].round, order[duty_group(g[0])], not g[0].force.legal)
        )
    ]
    lines += _not_triggered(done.not_triggered, say)
    if not lines:
        hostile = {e.id for e in brief.reading.events if e.type in (Plover.ASSAULT, Plover.THREATEN)}
        told = [f.text for f in brief.facts if f.status is Status.ASSERTED and f.id.split(":")[0] in hostile]
        acts = joined_words(told[:3])
        if not acts:
            return None
        lines = [Line(cells=(f"Nobody is obliged to fight, help or consult by what is reported: {acts}.",))]
    kept, more = cut(lines, full, 6)
    return Section(id="triggered", title="What the reported acts set off", lines=kept, more=more)


def _not_triggered(misses: Sequence[NotTriggered], say: Phrases) -> list[Line]:
    """Who is not bound although a reader might think so: one line a state that is owed nothing, and a reason."""
    grouped: dict[tuple[str, WhyNot], list[NotTriggered]] = defaultdict(list)
    for n in misses:
        if n.kind is Kind.MUST_ASSIST:
            grouped[(n.creditor, n.why)].append(n)
    return [
        Line(
            cells=(say.not_triggered(some),),
            sources=tuple(dict.fromkeys(Citation(instrument=n.instrument, article=n.article) for n in some)),
        )
        for some in grouped.values()
    ]


def _worth(o: Obligation) -> bool:
    """Rights that all states share, and prohibitions, are no answer to who must now come."""
    return o.kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT, Kind.EXTENDS_DETERRENCE)


def _basis(brief: Brief, o: Obligation) -> tuple[Citation, ...]:
    facts = {f.id: f.citation for f in brief.facts}
    return (
        *(facts[b] for b in o.because if b in facts),
        Citation(instrument=o.instrument, article=o.article),
    )
