"""A Brief as headed sections of sourced lines, in the order in which a reader asks.

The terminal and the page print the same sections; nothing is computed here that law computes, only grouped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foedus.brief.phrase import Phrases, joined_words
from foedus.model.actor import ANY_STATE
from foedus.model.brief import Brief, BriefBreach, Change, ChangedDuty
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held, Obligation, WhyNot
from foedus.model.source import Citation

SHORT = 5  # lines of a long section without --full


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line: its cells (one, or as many as the section has columns) and what it rests on."""

    cells: tuple[str, ...]
    sources: tuple[Citation, ...] = ()
    note: bool = False
    """A note hangs under the line before it."""
    mark: str = ""
    """How a page colours it: `new`, `gone`, `contested`, `denied`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    title: str
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()
    more: int = 0
    """Lines left out, which --full prints."""


def sections(brief: Brief, *, text: str | None, full: bool = False) -> tuple[Section, ...]:
    """All sections that have something to say, the most consequential first."""
    say = Phrases(brief, text)
    found = [
        _new(brief, say),
        _duties(brief, say, "fight", "Who must fight for whom", full),
        _readings(brief, say, full),
        _opposed(brief, say, full),
        _duties(brief, say, "help", "Must help, in a form of its own or an organ's choice", full),
        _duties(brief, say, "consult", "Must consult", full),
        _duties(brief, say, "other", "Other commitments", full),
        _triggered(brief, say, full),
        _breaches(brief, say, full),
        _disputed(brief, say),
        _statements(brief, say, full),
        _open(brief, say, full),
        _mentioned(brief, say) if full else None,
        _unplaced(brief, say) if full else None,
    ]
    return tuple(s for s in found if s is not None)


def _cut(lines: Sequence[Line], full: bool, short: int = SHORT) -> tuple[tuple[Line, ...], int]:
    """The first lines with the notes that hang under them, and how many are left out."""
    if full:
        return tuple(lines), 0
    kept: list[Line] = []
    heads = 0
    for line in lines:
        heads += not line.note
        if heads <= short:
            kept.append(line)
    return tuple(kept), max(0, heads - short)


def _new(brief: Brief, say: Phrases) -> Section:
    lines: list[Line] = []
    for placed in (p for p in brief.placed if p.new):
        lines.append(Line(cells=(placed.text,), sources=placed.sources, mark="new"))
        if placed.title:
            lines.append(Line(cells=(f"= {placed.title}",), note=True))
        if placed.not_in_text:
            said = joined_words(placed.not_in_text)
            lines.append(Line(cells=(f"from the dossier, not from the article: {said}",), note=True))
    if not lines:
        lines.append(Line(cells=("Nothing: the article reports no new commitment and the end of none.",)))
    return Section(id="new", title="What is new", lines=tuple(lines))


def group_of(kind: Kind, automaticity: Automaticity | None, force: Force) -> str:
    """`fight`, `help`, `consult` or `other`: the three things that a brief keeps apart, and the rest."""
    if kind is Kind.MUST_CONSULT:
        return "consult"
    if kind is not Kind.MUST_ASSIST or not force.legal:
        return "other"
    return "fight" if automaticity is not None and automaticity.must_fight else "help"


def _group(duty: ChangedDuty | Obligation) -> str:
    return group_of(duty.kind, duty.automaticity, duty.force)


def _duties(brief: Brief, say: Phrases, group: str, title: str, full: bool) -> Section | None:
    """Rows `if X attacks Y | before | after`, targets with the same change merged into one row."""
    rows: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in brief.changes:
        key = _signature(change, group)
        if key is not None:
            rows[key].append(change)
    if not rows:
        if group == "fight":
            return Section(id=group, title=title, lines=(Line(cells=("Nothing changes.",)),))
        return None
    lines = [line for changes in rows.values() for line in _row(brief, say, changes, group)]
    kept, more = _cut(lines, full, 8 if group == "fight" else SHORT)
    return Section(id=group, title=title, lines=kept, columns=("", "before", "after"), more=more)


def _signature(change: Change, group: str) -> tuple[object, ...] | None:
    """What two changes must share to stand in one row; None where this group does not change."""

    def of(duties: Iterable[ChangedDuty]) -> tuple[object, ...]:
        return tuple(
            (d.debtor, d.kind, d.instrument, d.article, d.reading) for d in duties if _group(d) == group
        )

    parts = (of(change.added), of(change.removed), of(change.strengthened), of(change.weakened))
    if not any(parts):
        return None
    return (change.occasion.actor, *parts, of(change.still))


def _row(brief: Brief, say: Phrases, changes: Sequence[Change], group: str) -> list[Line]:
    first = changes[0]
    who = say.attackers(first.occasion.actor, [c.occasion.target for c in changes])
    targets = say.names([c.occasion.target for c in changes])

    def mine(duties: Iterable[ChangedDuty]) -> list[ChangedDuty]:
        return [d for d in duties if _group(d) == group]

    still, added, removed = mine(first.still), mine(first.added), mine(first.removed)
    stronger, weaker = mine(first.strengthened), mine(first.weakened)
    before = say.names([d.debtor for d in (*still, *removed, *stronger, *weaker)]) or "–"
    after = [say.names([d.debtor for d in still])] if still else []
    after += [f"+ {say.names([d.debtor for d in some])}{note}" for note, some in say.by_note(added)]
    after += [f"− {say.names([d.debtor for d in removed])}"] if removed else []
    after += [f"↑ {say.debtor(d)} ({d.text or d.was or 'stronger'})" for d in stronger]
    after += [f"↓ {say.debtor(d)} ({d.text or d.was or 'weaker'})" for d in weaker]
    changed = (*added, *removed, *stronger, *weaker)
    sources = tuple(dict.fromkeys(s for d in changed for s in d.sources))
    lead = f"if {who} attacks {targets}"
    mark = "gone" if removed and not added else "contested" if _all_contested(changed) else "new"
    lines = [Line(cells=(lead, before, ", ".join(after)), sources=sources, mark=mark)]
    note = say.start_note(added)
    if note:
        lines.append(Line(cells=(note,), note=True))
    return lines


def _all_contested(duties: Iterable[ChangedDuty]) -> bool:
    return all(d.reading is Held.CONTESTED for d in duties)


def _readings(brief: Brief, say: Phrases, full: bool) -> Section | None:
    lines: list[Line] = []
    for case in brief.contested:
        cited = (Citation(instrument=case.instrument, article=case.article),)
        lines.append(Line(cells=(f"{case.case}:",), sources=cited, mark="contested"))
        for outcome in case.outcomes:
            held = f" (held by {say.names(outcome.held_by)})" if outcome.held_by else ""
            bound = "; ".join(f"{say.name(d)} must help {say.name(c)}" for d, c in outcome.bound)
            lines.append(
                Line(
                    cells=(f"reading “{outcome.id}”{held}: {bound or 'nobody is bound'} – {outcome.says}",),
                    note=True,
                )
            )
    if not lines:
        return None
    kept, more = _cut(lines, full, 2)
    return Section(id="readings", title="Where the readings differ", lines=kept, more=more)


def _opposed(brief: Brief, say: Phrases, full: bool) -> Section | None:
    if not brief.opposed:
        return None
    pairs = [f"{say.name(a)} – {say.name(b)}" for a, b in brief.opposed]
    shown = pairs if full else pairs[:6]
    rest = f" … {len(pairs) - 6} more pairs, --full" if not full and len(pairs) > 6 else ""
    return Section(
        id="opposed",
        title="Could newly be drawn to opposite sides of one war",
        lines=(Line(cells=("; ".join(shown) + rest,)),),
    )


def _triggered(brief: Brief, say: Phrases, full: bool) -> Section | None:
    lines: list[Line] = []
    done = brief.triggered
    grouped: dict[tuple[object, ...], list[Obligation]] = defaultdict(list)
    for o in done.obligations:
        if _worth(o):
            grouped[(o.round, _group(o), o.creditor, o.against, o.instrument, o.article, o.reading)].append(o)
    order = {"fight": 0, "help": 1, "consult": 2, "other": 3}
    for some in sorted(grouped.values(), key=lambda g: (g[0].round, order[_group(g[0])])):
        lines.append(Line(cells=(say.triggered(some, _group(some[0])),), sources=_basis(brief, some[0])))
    expected = (WhyNot.AGGRESSOR, WhyNot.OUT_OF_AREA, WhyNot.NOT_IN_FORCE, WhyNot.PROVOKED, WhyNot.CO_ALLY)
    for n in done.not_triggered:
        if n.kind is Kind.MUST_ASSIST and n.why in expected:
            cited = (Citation(instrument=n.instrument, article=n.article),)
            lines.append(Line(cells=(say.not_triggered(n),), sources=cited))
    if not lines and brief.facts:
        acts = joined_words([f.text for f in brief.facts if f.status.value == "asserted"][:3])
        if acts:
            lines.append(
                Line(cells=(f"Nobody is obliged to fight, help or consult by what is reported: {acts}.",))
            )
    if not lines:
        return None
    kept, more = _cut(lines, full, 6)
    return Section(id="triggered", title="What the reported acts set off", lines=kept, more=more)


def _worth(o: Obligation) -> bool:
    return o.kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT, Kind.EXTENDS_DETERRENCE) or o.debtor != ANY_STATE


def _basis(brief: Brief, o: Obligation) -> tuple[Citation, ...]:
    facts = {f.id: f.citation for f in brief.facts}
    return (
        *(facts[b] for b in o.because if b in facts),
        Citation(instrument=o.instrument, article=o.article),
    )


def _breaches(brief: Brief, say: Phrases, full: bool) -> Section | None:
    grouped: dict[tuple[object, ...], list[str]] = defaultdict(list)
    rows: dict[tuple[object, ...], BriefBreach] = {}
    for b in brief.breaches:
        key = (b.act, b.who, b.against, b.verdict, b.depends_on)
        grouped[key].append(say.article(b.instrument, b.paragraph))
        rows.setdefault(key, b)
    lines = [
        Line(
            cells=(say.breach(row, grouped[key]),),
            sources=row.sources,
            mark="denied" if row.depends_on else "gone",
        )
        for key, row in rows.items()
    ]
    if not lines:
        return None
    kept, more = _cut(lines, full, 6)
    conditional = any(b.depends_on for b in brief.breaches)
    title = "Forbidden, if true" if conditional and all(b.depends_on for b in brief.breaches) else "Forbidden"
    return Section(id="breaches", title=title, lines=kept, more=more)


def _disputed(brief: Brief, say: Phrases) -> Section | None:
    if not brief.disputed:
        return None
    events = {e.id: e for e in brief.reading.events}
    lines = [
        Line(
            cells=(say.dispute(d, events[d.event]),),
            sources=(Citation(span=events[d.event].span),),
            mark="denied",
        )
        for d in brief.disputed
    ]
    return Section(id="disputed", title="Alleged and denied", lines=tuple(lines))


def _statements(brief: Brief, say: Phrases, full: bool) -> Section | None:
    ranked = sorted(brief.reading.statements, key=say.weight, reverse=True)
    lines = [Line(cells=say.statement(s), sources=(Citation(span=s.content),)) for s in ranked if s.speaker]
    if not lines:
        return None
    kept, more = _cut(lines, full, 4)
    return Section(id="statements", title="Who says what", lines=kept, columns=("", ""), more=more)


def _open(brief: Brief, say: Phrases, full: bool) -> Section | None:
    if not brief.open_questions:
        return None
    lines = [Line(cells=(q.question,), sources=q.because) for q in brief.open_questions]
    kept, more = _cut(lines, full, 5)
    return Section(id="open", title="What the text leaves open", lines=kept, more=more)


def _mentioned(brief: Brief, say: Phrases) -> Section | None:
    lines = [
        Line(cells=(f"{p.text}{f' = {p.title}' if p.title else ''}",), sources=p.sources)
        for p in brief.placed
        if not p.new
    ]
    return (
        Section(id="mentioned", title="Commitments mentioned, not new", lines=tuple(lines)) if lines else None
    )


def _unplaced(brief: Brief, say: Phrases) -> Section | None:
    lines = [Line(cells=(u.why,), sources=(Citation(span=u.span),)) for u in brief.reading.unplaced]
    return Section(id="unplaced", title="Not placed", lines=tuple(lines)) if lines else None
