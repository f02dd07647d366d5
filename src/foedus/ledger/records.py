"""What a reading and a brief leave in the ledger, as records. Pure.

The ids of a reading (`e1`, `s2`) are its own and shift when a reader finds one thing more; in the ledger a
finding is known by its content, and refers to others by their ids there. So reading the same article twice,
under whatever name, adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foedus.ledger.clock import day_after
from foedus.ledger.record import Record, RecordKind, dated
from foedus.model.brief import Brief, BriefBreach, Change, ChangedDuty
from foedus.model.codec import dump
from foedus.model.obligation import Obligation
from foedus.model.reading import Commitment, Event, Modality, PactAct, Reading, Statement
from foedus.model.source import Citation, Document
from foedus.model.time import PartialDate

_CHANGES = ("added", "removed", "strengthened", "weakened", "also")

# The fields of a finding that are kept under their own names.
_STATEMENT = "speaker role affiliation state form verb stance span content"
_EVENT = "type actor recipient span alleged_by denied_by place place_text object item quantity unit mode"
_COMMITMENT = (
    "parties kind mutual debtor creditor trigger quote span act instrument article treaty_name negated "
    "modality"
)
_DUTY = (
    "debtor creditor kind instrument article reading held_by reading_note force automaticity assumes was text"
)
_OBLIGATION = "debtor creditor kind against instrument article reading force automaticity"
_BREACH = "who against kind instrument paragraph force verdict"


def records_of_reading(reading: Reading) -> list[Record]:
    """Every statement, event and commitment of a reading; statements first, for events refer to them."""
    source = reading.source
    said = {s.id: _statement(s, source) for s in reading.statements}
    by_id = {id_: record.known_by for id_, record in said.items()}
    events = [_event(e, source, by_id) for e in reading.events]
    return [*said.values(), *events, *(_commitment(c, source, by_id) for c in reading.commitments)]


def records_of_brief(brief: Brief) -> list[Record]:
    """What was derived: changed duties, duties that the acts set off, breaches; each with what it `rests_on`.

    `rests_on` names articles (`prk-rus-2024/4`), spans of the text (`880-891`) and recorded facts by id.
    What the brief could only compute if something is true stands in `depends_on`.
    """
    statements = {s.id: _statement(s, brief.source).known_by for s in brief.reading.statements}
    facts = {e.id: _event(e, brief.source, statements).known_by for e in brief.reading.events}
    found = [r for change in brief.changes for r in _changed(change, brief.source, facts)]
    found += [_set_off(o, brief.source, facts) for o in brief.triggered.obligations]
    return [*found, *(_breach(b, brief.source, facts) for b in brief.breaches)]


def _picked(finding: Any, names: str) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in names.split()}


def _make(kind: RecordKind, source: Document, /, **fields: Any) -> Record:
    """A record with where it comes from; what is not said is left out."""
    whence = {"source": source.name, "sha256": source.sha256, "title": source.title, "said": _said(source)}
    plain = {k: dump(v) for k, v in {**fields, **whence}.items()}
    return Record(kind=kind, fields={k: v for k, v in plain.items() if v not in (None, "", [])})


def _said(source: Document) -> str | None:
    """The day of publication, but not a day that only the clock supplied."""
    return None if source.published_from == "today" else source.published


def _statement(s: Statement, source: Document) -> Record:
    when = {"valid_from": _said(source), "valid_from_precision": "by" if _said(source) else None}
    return _make(RecordKind.STATEMENT, source, **_picked(s, _STATEMENT), **when)


def _event(e: Event, source: Document, statements: dict[str, str]) -> Record:
    denied = e.modality is Modality.ALLEGED and e.denied_by and not e.alleged_by
    return _make(
        RecordKind.FACT,
        source,
        **_picked(e, _EVENT),
        **_interval(e.date, e.date_end, source, e.modality),
        status="denied" if denied else e.modality,
        statement=statements.get(e.statement or ""),
    )


def _interval(
    first: str | None, last: str | None, source: Document, modality: Modality = Modality.ASSERTED
) -> dict[str, Any]:
    """When it is true, from a finding's dates.

    A whole month or year is a date known no better, not a thing that lasted: its first day is kept with the
    precision. Any other interval lasts to the day after its last. What bears no date was so at the latest
    when it was published (`by`), unless it lies ahead.
    """
    if first is None:
        ahead = modality in (Modality.PLANNED, Modality.THREATENED, Modality.HYPOTHETICAL)
        said = None if ahead or modality is Modality.NEGATED else _said(source)
        return {"valid_from": said, "valid_from_precision": "by"} if said else {}
    start = PartialDate.parse(first)
    if last is None or not start.exact:
        return dated({"valid_from": first})
    until = PartialDate.parse(last).last
    whole = str(PartialDate(start.first, until))
    if start.first < until and PartialDate.parse(whole) == PartialDate(start.first, until):
        return dated({"valid_from": whole})
    valid_to = day_after(max(until, start.first)) if until != start.first else None
    return {"valid_from": start.first, "valid_to": valid_to, "date_end": last}


def _commitment(c: Commitment, source: Document, statements: dict[str, str]) -> Record:
    ended = c.act in (PactAct.ENDED, PactAct.SUSPENDED)
    when = _interval(c.date, c.date_end, source, c.modality)
    if ended:  # what ended no longer holds from that day; since when it held, the text does not say
        when = {"valid_to": when.get("valid_from")}
    elif c.act is PactAct.PROPOSED:
        when = {}
    return _make(
        RecordKind.COMMITMENT,
        source,
        **_picked(c, _COMMITMENT),
        **when,
        date=c.date,
        statement=statements.get(c.statement or ""),
    )


def _changed(change: Change, source: Document, facts: dict[str, str]) -> Iterator[Record]:
    for name in _CHANGES:
        duties: tuple[ChangedDuty, ...] = getattr(change, name)
        for duty in duties:
            yield _duty(duty, name, change, source, facts)


def _duty(d: ChangedDuty, name: str, change: Change, source: Document, facts: dict[str, str]) -> Record:
    return _make(
        RecordKind.DERIVED,
        source,
        **_picked(d, _DUTY),
        **(dated({"valid_from": d.start}) if d.start else {}),
        depends_on=_renamed(d.depends_on, facts),
        from_note=d.start_note,
        change=name,
        rests_on=_rests(d.sources),
        **{"if": dump(change.occasion)},
    )


def _set_off(o: Obligation, source: Document, facts: dict[str, str]) -> Record:
    return _make(
        RecordKind.DERIVED,
        source,
        **_picked(o, f"{_OBLIGATION} held_by reading_note assumes text"),
        change="set-off",
        depends_on=_renamed(o.depends_on, facts),
        rests_on=[*(facts.get(f, f) for f in o.because), f"{o.instrument}/{o.article}"],
    )


def _breach(b: BriefBreach, source: Document, facts: dict[str, str]) -> Record:
    return _make(
        RecordKind.DERIVED,
        source,
        **_picked(b, _BREACH),
        depends_on=_renamed(b.depends_on, facts),
        rests_on=[facts.get(b.act, b.act), *_rests(b.sources)],
        text=b.text,
    )


def _renamed(conditions: tuple[str, ...], facts: dict[str, str]) -> list[str]:
    """`e7 is true` with the fact's id in the ledger."""
    return [" ".join(facts.get(word, word) for word in c.split(" ")) for c in conditions]


def _rests(sources: tuple[Citation, ...]) -> list[str]:
    found = []
    for s in sources:
        if s.instrument:
            found.append(f"{s.instrument}/{s.article}" if s.article else s.instrument)
        if s.span:
            found.append(f"{s.span[0]}-{s.span[1]}")
    return list(dict.fromkeys(found))
