"""Who must now fight, help or consult, and who no longer: the rows `if X attacks Y | before | the change`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from foedus.brief.lines import SHORT, Line, Section, cut, duty_group
from foedus.brief.phrase import Phrases
from foedus.model.actor import ANY_STATE
from foedus.model.brief import Brief, Change, ChangedDuty
from foedus.model.norm import Kind
from foedus.model.obligation import Held


def duties(brief: Brief, say: Phrases, group: str, title: str, full: bool) -> Section | None:
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
    kept, more = cut(lines, full, 8 if group == "fight" else SHORT)
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


def also(brief: Brief, say: Phrases, full: bool) -> Section | None:
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
    kept, more = cut(lines, full, 3)
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
            (d.debtor, d.kind, d.instrument, d.article, d.reading) for d in duties if duty_group(d) == group
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
        return [d for d in duties if duty_group(d) == group]

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
