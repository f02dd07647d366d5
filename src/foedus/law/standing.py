"""Is a state bound by an instrument on a day, as public by another? Dates, memberships, suspensions."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foedus.law.clauses import title_of
from foedus.law.contested import ALWAYS, NEVER, When, any_of, open_point
from foedus.model.actor import StateId
from foedus.model.instrument import EntryWord, Instrument, Membership, Suspension
from foedus.model.obligation import WhyNot
from foedus.model.time import PartialDate

ENTRY, NO_ENTRY = "entry into force", "no entry into force"
"""What `depends_on` says where no day of entry into force is known."""
_ENTERED = "it had entered into force by that day"

_DOUBT = re.compile(r"\?\s*(\S+)?\Z")
_BREACH = re.compile(r"breach\s+(\S+)\Z")


@dataclass(frozen=True, slots=True)
class Day:
    """The day in the world, and the day by which a thing must have been public."""

    on: date
    known: date

    def public(self, text: str | None) -> bool:
        """Was a thing of this date (None: always) public by the day?"""
        return text is None or PartialDate.parse(text).first <= self.known


@dataclass(frozen=True, slots=True)
class Standing:
    """In which worlds the state is bound; `fails` says why in none. `since`: the day from which, if known."""

    when: When
    fails: WhyNot | None = None
    since: date | None = None
    until: str | None = None
    note: str | None = None

    @property
    def bound(self) -> bool:
        return self.when is not NEVER


def exists(instrument: Instrument, day: Day) -> bool:
    """Was it signed by the day, and public by the day of knowledge?"""
    made = PartialDate.parse(instrument.signed)
    return made.first <= day.on and day.public(instrument.public_from or instrument.signed)


def in_force(instrument: Instrument, day: Day, as_if: str | None = None) -> Standing:
    """The instrument as a whole: from its entry into force to its end."""
    entry = _entry(instrument, day, as_if)
    still = (f"{title_of(instrument)} was still in force", f"{title_of(instrument)} was no longer in force")
    end = _end(instrument.ended, f"{instrument.id} ended", day, still)
    when = entry.when & end.when
    note = entry.note if not entry.bound else (end.note or entry.note)
    return Standing(when, None if when.is_possible() else WhyNot.NOT_IN_FORCE, entry.since, end.until, note)


def standing(instrument: Instrument, state: StateId, day: Day, whole: Standing) -> Standing:
    """The state under the instrument, whose own standing is `whole`; states of no membership are NOT_PARTY."""
    terms = [_membership(instrument, m, state, day, whole) for m in instrument.parties if state in m.states]
    if not terms:
        return Standing(NEVER, WhyNot.NOT_PARTY)
    bound = [t for t in terms if t.bound]
    if not bound:
        return min(terms, key=lambda t: t.fails is WhyNot.NOT_PARTY)
    best = max(bound, key=lambda t: t.since or date.min)
    return Standing(any_of(t.when for t in bound), None, best.since, best.until, best.note)


def runs_between(instrument: Instrument, one: StateId, other: StateId, day: Day) -> When:
    """In which worlds the bond is not suspended between just these two."""
    out = ALWAYS
    for membership in instrument.parties:
        for pause in membership.suspended:
            pair = set(pause.between) if len(pause.between) > 1 else {*pause.between, *membership.states}
            if pause.between and {one, other} <= pair and _runs(pause, day):
                out &= _despite(pause, f"{instrument.id}: {'–'.join(sorted((one, other)))} suspended")
    return out


def _membership(i: Instrument, m: Membership, state: StateId, day: Day, whole: Standing) -> Standing:
    """One membership: its own dates inside those of the instrument."""
    start = _start(m.start, f"{i.id}: {state} joined", day) if m.start else Standing(ALWAYS)
    if not day.public(m.public_from):
        start = Standing(NEVER, note="its membership was not yet public")
    if not start.bound:
        return Standing(NEVER, _not_yet(i, m, whole), note=start.note or f"joined on {m.start}")
    still = (f"{{{state}}} was still bound by {title_of(i)}", f"{{{state}}} had left {title_of(i)}")
    end = _end(m.end, f"{i.id}: {state} left", day, still)
    if not end.bound:
        return Standing(NEVER, WhyNot.NOT_PARTY, until=m.end, note=f"left on {m.end}")
    if not whole.bound:
        return whole
    when = start.when & end.when & whole.when & _unpaused(i, m, state, day)
    if m.disputed:
        says, denies = (f"{{{state}}} {verb} bound by {title_of(i)}" for verb in ("is", "is not"))
        when &= open_point(
            f"{i.id}: {state} bound", says, denies, note=f"{says}, which is open: {m.disputed}"
        )
    if not when.is_possible():
        return Standing(NEVER, WhyNot.NOT_IN_FORCE, note="suspended")
    since = max((d for d in (start.since, whole.since) if d), default=None)
    return Standing(when, None, since, m.end or whole.until, m.disputed or end.note or whole.note)


def _not_yet(i: Instrument, m: Membership, whole: Standing) -> WhyNot:
    """An original party of an instrument that is not yet in force is a party; one that joined later is none."""
    if whole.bound or m.start is None:
        return WhyNot.NOT_PARTY
    entry = i.in_force if i.in_force and i.in_force[:1].isdigit() else None
    original = entry is not None and PartialDate.parse(m.start).first <= PartialDate.parse(entry).last
    return WhyNot.NOT_IN_FORCE if original else WhyNot.NOT_PARTY


def _entry(i: Instrument, day: Day, as_if: str | None) -> Standing:
    if as_if is not None:
        return Standing(ALWAYS, note=as_if)
    signed = PartialDate.parse(i.signed)
    word = i.in_force
    if word is None:
        word = EntryWord.UNKNOWN if i.force.legal else EntryWord.SIGNATURE
    if word in (EntryWord.SIGNATURE, EntryWord.ACTED) or i.provisional:
        return Standing(ALWAYS, since=signed.last)
    if word == EntryWord.NOT_YET:
        return Standing(NEVER, note=i.entry_note or "signed, not in force")
    if word == EntryWord.UNKNOWN:
        open_ = open_point(f"{i.id} in force", ENTRY, NO_ENTRY, note=_ENTERED)
        return Standing(open_, since=signed.last, note=i.entry_note or "no date of entry into force is known")
    return _start(word, f"{i.id} in force", day, i.entry_note)


def _start(text: str, point: str, day: Day, note: str | None = None) -> Standing:
    """From its last day on in force; before its first not; in between contested."""
    at = PartialDate.parse(text)
    if day.on < at.first or day.known < at.first:
        return Standing(NEVER, note=note or (f"from {at}" if day.known >= at.first else None))
    if day.on < at.last:
        open_ = open_point(point, ENTRY, NO_ENTRY, note=_ENTERED)
        return Standing(open_, since=at.first, note=f"in force from {at}")
    return Standing(ALWAYS, since=at.last)


def _end(text: str | None, point: str, day: Day, still: tuple[str, str]) -> Standing:
    """Up to the day of its end; an end that was not public by the day is not yet one."""
    if text is None:
        return Standing(ALWAYS)
    if breach := _BREACH.match(text):
        last = PartialDate.parse(breach.group(1)).last
        return _until(
            PartialDate(last + timedelta(days=1), last + timedelta(days=1)), text, point, day, still
        )
    if doubt := _DOUBT.match(text):
        since = doubt.group(1)
        if since and (day.on < PartialDate.parse(since).first or not day.public(since)):
            return Standing(ALWAYS, until=text)
        return _in_doubt(text, point, still)
    return _until(PartialDate.parse(text), text, point, day, still)


def _until(at: PartialDate, text: str, point: str, day: Day, still: tuple[str, str]) -> Standing:
    if day.known < at.first or day.on < at.first:
        return Standing(ALWAYS, until=text)
    if day.on < at.last:
        return _in_doubt(text, point, still)
    return Standing(NEVER, until=text, note=f"ended on {at}")


def _in_doubt(text: str, point: str, still: tuple[str, str]) -> Standing:
    note = "it lapsed in fact, at a time that is not certain"
    return Standing(open_point(point, *still, option="no", note=note), until=text, note=note)


def _unpaused(i: Instrument, m: Membership, state: StateId, day: Day) -> When:
    out = ALWAYS
    for pause in m.suspended:
        if not pause.between and _runs(pause, day):
            out &= _despite(pause, f"{i.id}: {state} suspended")
    return out


def _runs(pause: Suspension, day: Day) -> bool:
    if not day.public(pause.public_from or pause.start):
        return False
    begun = PartialDate.parse(pause.start).last <= day.on
    over = pause.end is not None and PartialDate.parse(pause.end).last <= day.on and day.public(pause.end)
    return begun and not over


def _despite(pause: Suspension, point: str) -> When:
    """In which worlds a suspension that runs does not hold: in none, unless it is disputed."""
    if not pause.disputed:
        return NEVER
    says, denies = (f"the suspension, which is disputed, {holds}" for holds in ("does not hold", "holds"))
    return open_point(point, says, denies, option="no", note=f"{says} ({pause.disputed})")


def as_known(instrument: Instrument, known: date | None) -> Instrument:
    """The instrument as the day of knowledge has it: who holds a reading is named from the day they said so."""
    if known is None or not any(r.held_from for n in instrument.norms for r in n.readings):
        return instrument
    day = known.isoformat()
    norms = tuple(
        replace(
            n, readings=tuple(r if (r.held_from or "") <= day else replace(r, held_by=()) for r in n.readings)
        )
        for n in instrument.norms
    )
    return replace(instrument, norms=norms)
