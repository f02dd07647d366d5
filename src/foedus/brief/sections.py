"""A Brief as headed sections of sourced lines, in the order in which a reader asks.

The terminal and the page print the same sections; nothing is computed here that law computes, only grouped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from foedus.brief.duty_rows import also, duties
from foedus.brief.lines import Line, Section, cut
from foedus.brief.phrase import Phrases, joined_words
from foedus.brief.set_off import triggered
from foedus.model.brief import Brief, BriefBreach
from foedus.model.obligation import Verdict
from foedus.model.source import Citation


def sections(brief: Brief, *, text: str | None, full: bool = False) -> tuple[Section, ...]:
    """All sections that have something to say, the most consequential first."""
    say = Phrases(brief, text)
    found = [
        _new(brief, say),
        duties(brief, say, "fight", "Who must fight for whom", full),
        _readings(brief, say, full),
        _opposed(brief, say, full),
        duties(brief, say, "help", "Must help, in a form of its own or an organ's choice", full),
        duties(brief, say, "consult", "Must consult", full),
        duties(brief, say, "other", "Other commitments", full),
        also(brief, say, full),
        triggered(brief, say, full),
        _breaches(brief, say, full),
        _disputed(brief, say),
        _statements(brief, say, full),
        _open(brief, say, full),
        _mentioned(brief, say) if full else None,
        _unplaced(brief, say) if full else None,
    ]
    return tuple(_capital(s) for s in found if s is not None)


def _capital(section: Section) -> Section:
    """Lines begin with a capital: many begin with `the United States`."""
    lines = tuple(
        line
        if line.note
        else replace(line, cells=(line.cells[0][:1].upper() + line.cells[0][1:], *line.cells[1:]))
        for line in section.lines
    )
    return replace(section, lines=lines)


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


def _readings(brief: Brief, say: Phrases, full: bool) -> Section | None:
    lines: list[Line] = []
    explained: set[str] = set()
    for case in brief.contested:
        cited = (Citation(instrument=case.instrument, article=case.article),)
        lines.append(Line(cells=(f"{case.case}:",), sources=cited, mark="contested"))
        for outcome in case.outcomes:
            held = f" (held by {say.names(outcome.held_by)})" if outcome.held_by else ""
            bound = "; ".join(f"{say.name(d)} must help {say.name(c)}" for d, c in outcome.bound)
            why = "" if outcome.says in explained else f" – {outcome.says}"
            explained.add(outcome.says)
            words = f"reading ‘{outcome.id}’{held}: {bound or 'nobody is bound'}{why}"
            lines.append(Line(cells=(words,), note=True))
    if not lines:
        return None
    kept, more = cut(lines, full, 2)
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


def _breaches(brief: Brief, say: Phrases, full: bool) -> Section | None:
    """One line an act: which states would breach what."""
    grouped: dict[tuple[object, ...], list[BriefBreach]] = defaultdict(list)
    for b in brief.breaches:
        grouped[(b.act, b.verdict, b.depends_on)].append(b)
    lines = [
        Line(
            cells=(say.breach(some),),
            sources=tuple(dict.fromkeys(c for b in some for c in b.sources)),
            mark="denied" if some[0].depends_on else "gone",
        )
        for some in grouped.values()
        if some[0].verdict is not Verdict.ALLOWED
    ]
    if not lines:
        return None
    kept, more = cut(lines, full, 6)
    conditional = all(any(d.endswith(" is true") for d in b.depends_on) for b in brief.breaches)
    title = "Forbidden, if true" if conditional else "Forbidden"
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
    kept, more = cut(lines, full, 4)
    return Section(id="statements", title="Who says what", lines=kept, columns=("", ""), more=more)


def _open(brief: Brief, say: Phrases, full: bool) -> Section | None:
    if not brief.open_questions:
        return None
    lines = [Line(cells=(q.question,), sources=q.because) for q in brief.open_questions]
    kept, more = cut(lines, full, 5)
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
