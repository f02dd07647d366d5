"""A Brief as headed sections of sourced lines, in the order in which a reader asks.

The terminal and the page print the same sections; nothing is computed here that law computes, only grouped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foedus.brief.phrase import Phrases, joined_words
from foedus.model.actor import ANY_STATE
from foedus.model.brief import Brief, BriefBreach, Change, ChangedDuty
from foedus.model.fact import Status
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held, NotTriggered, Obligation, Verdict, WhyNot
from foedus.model.reading import Plover
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
        _also(brief, say, full),
        _triggered(brief, say, full),
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
    for change in sorted(
        brief.changes, key=lambda c: c.occasion.actor != ANY_STATE
    ):  # the general rows first
        key = _signature(change, group)
        if key is not None:
            rows[key].append(change)
    if not rows:
        if group == "fight":
            return Section(id=group, title=title, lines=(Line(cells=("Nothing changes.",)),))
        return None
    friends = _friends(brief)
    last = [some for some in rows.values() if {some[0].occasion.actor, some[0].occasion.target} <= friends]
    shown = [some for some in rows.values() if some not in last]  # attacks among friends: asked last
    lines = _once([line for some in (*shown, *(last if full else ())) for line in _row(say, some, group)])
    kept, more = _cut(lines, full, 8 if group == "fight" else SHORT)
    more += 0 if full else len(last)
    if not kept:
        kept = (Line(cells=("Nothing changes, but where one party attacks another.",)),)
    columns = ("the event", "before", "the change")
    return Section(id=group, title=title, lines=kept, columns=columns, more=more)


def _friends(brief: Brief) -> frozenset[str]:
    """All who are bound to each other by what changes."""
    general = [c for c in brief.changes if c.occasion.actor == ANY_STATE]
    return frozenset(p for c in general for d in _changed(c) for p in (d.debtor, d.creditor))


def _changed(change: Change) -> tuple[ChangedDuty, ...]:
    return (*change.added, *change.removed, *change.strengthened, *change.weakened)


def _also(brief: Brief, say: Phrases, full: bool) -> Section | None:
    """What a new instrument adds for pairs that were bound at least as strongly before."""
    new = {p.instrument for p in brief.placed if p.new}
    pairs: dict[tuple[str, str, Kind], list[ChangedDuty]] = defaultdict(list)
    for change in brief.changes:
        for duty in change.also:
            if duty.instrument in new and ANY_STATE not in (duty.debtor, duty.creditor):
                pairs[(duty.instrument, duty.article, duty.kind)].append(duty)
    lines = [Line(cells=(say.also(some),), sources=some[0].sources) for some in pairs.values()]
    if not lines:
        return None
    kept, more = _cut(lines, full, 3)
    return Section(
        id="also", title="Also promised, to states already bound at least as much", lines=kept, more=more
    )


def _once(lines: Sequence[Line]) -> list[Line]:
    """The same note under several rows is said once, under the first."""
    said: set[tuple[str, ...]] = set()
    kept = []
    for line in lines:
        if line.note and line.cells in said:
            continue
        said |= {line.cells} if line.note else set()
        kept.append(line)
    return kept


def _signature(change: Change, group: str) -> tuple[object, ...] | None:
    """What two changes must share to stand in one row; None where this group does not change."""

    def of(duties: Iterable[ChangedDuty]) -> tuple[object, ...]:
        return tuple(
            (d.debtor, d.kind, d.instrument, d.article, d.reading) for d in duties if _group(d) == group
        )

    parts = (of(change.added), of(change.removed), of(change.strengthened), of(change.weakened))
    if not any(parts):
        return None
    return (change.occasion.actor, *parts)


def _row(say: Phrases, changes: Sequence[Change], group: str) -> list[Line]:
    first = changes[0]
    who = say.attackers(first.occasion.actor, [c.occasion.target for c in changes])
    targets = say.names([c.occasion.target for c in changes])

    def mine(duties: Iterable[ChangedDuty]) -> list[ChangedDuty]:
        return [d for d in duties if _group(d) == group]

    added, removed = mine(first.added), mine(first.removed)
    stronger, weaker = mine(first.strengthened), mine(first.weakened)
    kinds = {d.kind for d in (*added, *removed, *stronger, *weaker)}
    if kinds == {Kind.MUST_NOT_ATTACK}:
        return [_promise(f"if {who} attacks {targets}", added, removed)]
    stay = [{d.debtor for d in mine(c.still) if d.kind in kinds and d.debtor != ANY_STATE} for c in changes]
    lost = [d.debtor for d in (*removed, *stronger, *weaker)]
    before = say.names([*set.intersection(*stay), *lost]) or "nobody"
    if any(s != stay[0] for s in stay):
        before = "others, one by one in --full" if before == "nobody" else f"{before} and others"
    still = set.union(*stay)
    after = [f"+ {say.names([d.debtor for d in some])}{note}" for note, some in say.by_note(added)]
    after += [f"− {say.names([d.debtor for d in removed])}"] if removed else []
    after += [f"↑ {words}" for words in say.shifts(stronger)]
    after += [f"↓ {words}" for words in say.shifts(weaker)]
    if removed and not (still or added or stronger or weaker):
        after.append("nobody is left")
    changed = (*added, *removed, *stronger, *weaker)
    sources = tuple(dict.fromkeys(s for d in changed for s in d.sources))
    lead = f"if {who} attacks {targets}"
    mark = "gone" if removed and not added else "contested" if _all_contested(changed) else "new"
    lines = [Line(cells=(lead, before, "; ".join(after)), sources=sources, mark=mark)]
    note = say.start_note(added)
    if note:
        lines.append(Line(cells=(note,), note=True))
    return lines


def _promise(lead: str, added: Sequence[ChangedDuty], removed: Sequence[ChangedDuty]) -> Line:
    """A promise not to attack comes or goes: what the attack would break, or no longer break."""
    sources = tuple(dict.fromkeys(s for d in (*added, *removed) for s in d.sources))
    if added:
        return Line(
            cells=(lead, "no promise of its own", "+ it breaks its promise"), sources=sources, mark="new"
        )
    cells = (lead, "it breaks its promise", "− the promise is gone")
    return Line(cells=cells, sources=sources, mark="gone")


def _all_contested(duties: Iterable[ChangedDuty]) -> bool:
    return all(d.reading is Held.CONTESTED for d in duties)


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
    """Duties of the reported acts: who owes the same to the same state stands in one line."""
    done = brief.triggered
    grouped: dict[tuple[object, ...], list[Obligation]] = defaultdict(list)
    for o in done.obligations:
        if _worth(o):
            grouped[(o.round, _group(o), o.creditor, o.against, o.force, o.reading, o.depends_on)].append(o)
    order = {"fight": 0, "help": 1, "consult": 2, "other": 3}

    def weight(some: list[Obligation]) -> tuple[object, ...]:
        """What rests on asserted acts alone comes first, what rests on an act that may be untrue last."""
        o = some[0]
        return (o.round, bool(o.depends_on), o.reading is Held.CONTESTED, order[_group(o)], not o.force.legal)

    lines = [
        Line(
            cells=(say.triggered(some, _group(some[0])),),
            sources=tuple(dict.fromkeys(c for o in some for c in _basis(brief, o))),
            mark="contested" if some[0].reading is Held.CONTESTED else "",
        )
        for some in sorted(
            grouped.values(), key=lambda g: (g[0].round, order[_group(g[0])], not g[0].force.legal)
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
    kept, more = _cut(lines, full, 6)
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
    kept, more = _cut(lines, full, 6)
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
