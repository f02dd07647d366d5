"""Commitments of a Reading ↔ instruments of the dossier: the joint between what is read and what is law.

A commitment is matched by name, parties, kind and date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.model.instrument import EntryWord, Instrument
from foedus.model.norm import Kind
from foedus.model.reading import Commitment, Modality, PactAct
from foedus.model.time import PartialDate

NEWS_DAYS = timedelta(days=60)
"""An act dated further back than this is not new (SEMANTICS, before and after)."""


ENTERING = frozenset({PactAct.SIGNED, PactAct.ANNOUNCED, PactAct.IN_FORCE})


LEAVING = frozenset({PactAct.SUSPENDED, PactAct.ENDED})


NEW_ACTS = ENTERING | LEAVING | {PactAct.JOINED}


ENOUGH = 5  # points that make a match; two independent agreements at least


MANY_NAMED = 5
"""Founders named from which a new treaty of many is known by them, though others are not named."""


WAITING = timedelta(days=5 * 365)
"""How long a pact may wait for its entry into force."""


_WORD = re.compile(r"[a-z0-9]+")


_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")


_GENERIC = frozenset(
    """the a an of on and for in to between treaty pact agreement accord convention mutual defense defence
    security alliance declaration cooperation co operation friendship assistance partnership strategic
    comprehensive commitment pledge statement charter protocol memorandum act law resolution military bilateral
    non aggression nonaggression neutrality peace their its with guarantee organization organisation joint""".split()
)
"""Words that many instruments share: they tell none apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The instrument that a commitment speaks of, and by what it was recognised."""

    instrument: Instrument
    how: str
    score: int


def is_new(commitment: Commitment, on: date) -> bool:
    """Does the text report it as a new act that changes who is bound?"""
    if commitment.negated or commitment.modality is not Modality.ASSERTED or commitment.act not in NEW_ACTS:
        return False
    latest = day_of(commitment.date_end) or day_of(commitment.date) or on
    return on - NEWS_DAYS <= latest <= on + NEWS_DAYS


def match(
    commitment: Commitment, instruments: Mapping[str, Instrument], on: date, known: date
) -> Match | None:
    """The instrument that the commitment speaks of, or None. What is not public by `known` does not exist."""
    if commitment.instrument and commitment.instrument in instruments:
        named = instruments[commitment.instrument]
        moving = is_new(commitment, on) and commitment.act in LEAVING | {PactAct.JOINED}
        if moving and not _bound_about(named, on):
            return None
        return Match(instrument=named, how="named in the text", score=99)
    scored = [
        m for i in instruments.values() if (m := _score(commitment, i, on, known)) and m.score >= ENOUGH
    ]
    if not scored:
        return None
    return max(scored, key=_rank)


_LOOSE = {Kind.COOPERATES}
"""A pact whose text binds to little may be called anything in the news."""


def _rank(m: Match) -> tuple[int, int, date, str]:
    """The best fit; of equals the pact of fewer, then the later one."""
    parties = len({s for group in m.instrument.parties for s in group.states})
    return m.score, -parties, first_day(m.instrument.signed), m.instrument.id


def _score(commitment: Commitment, instrument: Instrument, on: date, known: date) -> Match | None:
    public = first_day(instrument.public_from or instrument.signed)
    if public > known:
        return None
    members = {s for m in instrument.parties for s in m.states}
    states = {s for s in commitment.parties if is_state(s) or s in members}
    named = _name_points(commitment, instrument)
    joining = commitment.act is PactAct.JOINED and named >= 3
    if states and not states <= members and not joining:
        return None
    founders = {s for m in instrument.parties if m.start is None for s in m.states}
    if not named and len(states) < 2:
        return None
    exact = len(states) >= 2 and states in (members, founders)
    if not _may_be(commitment, instrument, named, exact, len(states), len(members), on):
        return None
    points, why = named, ["name"] if named else []
    if states and states <= members:
        points, why = points + (3 if exact else 1), [*why, "parties"]
    dated = _date_points(commitment, instrument, on, known)
    if dated is None or (not named and dated < 4 and _called_otherwise(commitment)):
        return None
    kinds = {n.kind for n in instrument.norms}
    if commitment.kind in kinds:
        points, why = points + 2, [*why, "kind of duty"]
    elif not named and not (exact and dated == 4 and (commitment.kind is Kind.COOPERATES or kinds == _LOOSE)):
        return None
    if dated:
        points, why = points + dated, [*why, "date"]
    return Match(instrument=instrument, how="by " + ", ".join(why), score=points)


def _called_otherwise(commitment: Commitment) -> bool:
    """The text has a telling name for it: only a day of signature that fits outweighs another name."""
    given = _words(commitment.treaty_name or "")
    return bool({w for w in given - _GENERIC if not _YEAR.fullmatch(w)})


def is_state(party: str) -> bool:
    return (len(party) == 3 and party not in _BODIES) or party.startswith("x-")


_BODIES = frozenset("AES GCC SCO CIS OAS OAU OTS WEU EDC LON ICC WTO".split())
"""Organisations whose short names look like those of states."""


def _may_be(
    commitment: Commitment,
    instrument: Instrument,
    named: int,
    exact: bool,
    states: int,
    members: int,
    on: date,
) -> bool:
    """What rules a match out whatever speaks for it: another name or year, too many parties, a pact long dead."""
    given = _words(commitment.treaty_name or "")
    years = {w for w in given if _YEAR.fullmatch(w)}
    own = {instrument.signed[:4], (instrument.in_force or "")[:4]} | set(_words(instrument.title))
    if years and not years & own:
        return False
    if named:
        return commitment.act not in LEAVING | {PactAct.JOINED} or _bound_about(instrument, on)
    if given - _GENERIC - years and not exact:
        return False
    if commitment.act is PactAct.PROPOSED:
        return False
    if (
        commitment.act in ENTERING
        and is_new(commitment, on)
        and not (exact or members <= states + 1 or states >= MANY_NAMED)
    ):
        return False
    if commitment.act in LEAVING | {PactAct.JOINED} and is_new(commitment, on):
        one_way = (
            not commitment.mutual and commitment.creditor and members <= 4
        )  # a duty to one of few members
        return _bound_about(instrument, on) and (members <= max(states, 2) or bool(one_way))
    return True


def _name_points(commitment: Commitment, instrument: Instrument) -> int:
    """4 where the text's name is one of the instrument's, 3 where it holds all its telling words, or its year."""
    if not commitment.treaty_name:
        return 0
    given = _words(commitment.treaty_name)
    years = {w for w in given if _YEAR.fullmatch(w)}
    best = 0
    for name in (instrument.title, *instrument.names, instrument.id):
        own = _words(name)
        if given == own:
            return 4
        telling = own - _GENERIC
        if telling and telling <= given:
            best = 3
        if (given - _GENERIC - years) and given - years <= own:
            best = 3
        if "friendship" in given & own and {*commitment.parties} == {
            s for m in instrument.parties for s in m.states
        }:
            best = max(best, 2)
    members = {s for m in instrument.parties for s in m.states}
    if not best and years and instrument.signed[:4] in years and set(commitment.parties) == members:
        return 2
    return best


def _date_points(commitment: Commitment, instrument: Instrument, on: date, known: date) -> int | None:
    """None where the dates rule the match out."""
    signed = first_day(instrument.signed)
    start, end = day_of(commitment.date), day_of(commitment.date_end) or day_of(commitment.date)
    entry = _entry(instrument)
    if is_new(commitment, on):
        if commitment.act in (PactAct.SIGNED, PactAct.ANNOUNCED):
            return 4 if abs((signed - (end or on)).days) <= NEWS_DAYS.days else None
        if commitment.act is PactAct.IN_FORCE:
            if entry is not None and abs((entry - (end or on)).days) <= NEWS_DAYS.days:
                return 4
            waiting = entry is None or entry > known
            return 2 if waiting and signed <= on < signed + WAITING else None
        return 2 if _bound_about(instrument, on) else 0
    if start and end and start <= signed <= end:
        return 4
    if start and end and end < on - NEWS_DAYS:  # an old act with a date of its own that fits no signature
        return 0 if signed <= end else None
    if _bound_about(instrument, on) or abs((signed - on).days) <= NEWS_DAYS.days:
        return 2
    return 0 if start or _YEAR.search(commitment.treaty_name or "") else None


def _bound_about(instrument: Instrument, on: date) -> bool:
    """In force on the day, or within the sixty days that count as news."""
    entry = _entry(instrument) or first_day(instrument.signed)
    ended = partial((instrument.ended or "").removeprefix("breach ").removeprefix("?").strip())
    return entry <= on + NEWS_DAYS and (ended is None or ended.last >= on - NEWS_DAYS)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower()))


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def far() -> PartialDate:
    return PartialDate(date.max, date.max)


def first_day(text: str) -> date:
    found = partial(text)
    return found.first if found else date.max


def _entry(instrument: Instrument) -> date | None:
    if instrument.in_force in (EntryWord.SIGNATURE, EntryWord.ACTED):
        return first_day(instrument.signed)
    found = partial(instrument.in_force or "")
    return found.last if found else None
