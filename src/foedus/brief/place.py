"""Commitments of a Reading ↔ instruments of the dossier: the joint between what is read and what is law.

A commitment is matched by name, parties, kind and date; one that is new and matches nothing becomes an
instrument "as reported". Each new act is a `Move`: what it does to the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foedus.model.instrument import Confidence, EntryWord, Instrument, Membership, Reference
from foedus.model.norm import Automaticity, Force, Kind, Norm, TriggerWord
from foedus.model.reading import Commitment, Modality, PactAct
from foedus.model.time import PartialDate

NEWS_DAYS = timedelta(days=60)
"""An act dated further back than this is not new (SEMANTICS, before and after)."""

ENTERING = frozenset({PactAct.SIGNED, PactAct.ANNOUNCED, PactAct.IN_FORCE})
LEAVING = frozenset({PactAct.SUSPENDED, PactAct.ENDED})
NEW_ACTS = ENTERING | LEAVING | {PactAct.JOINED}
AS_REPORTED = "as reported in the article"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one reported act does to the world: `instrument` as it stands before (None: not there) and after."""

    commitment: Commitment
    before: Instrument | None
    after: Instrument | None
    known: Instrument
    """The instrument of the dossier, or the one made up from the report: dates and notes come from it."""
    ends: tuple[str, ...] = ()
    """Instruments that the new one replaces."""


def is_new(commitment: Commitment, on: date) -> bool:
    """Does the text report it as a new act that changes who is bound?"""
    if commitment.negated or commitment.modality is not Modality.ASSERTED or commitment.act not in NEW_ACTS:
        return False
    latest = _day(commitment.date_end) or _day(commitment.date) or on
    return on - NEWS_DAYS <= latest <= on + NEWS_DAYS


def match(
    commitment: Commitment, instruments: Mapping[str, Instrument], on: date, known: date
) -> Match | None:
    """The instrument that the commitment speaks of, or None. What is not public by `known` does not exist."""
    if commitment.instrument and commitment.instrument in instruments:
        return Match(instrument=instruments[commitment.instrument], how="named in the text", score=99)
    scored = [
        m for i in instruments.values() if (m := _score(commitment, i, on, known)) and m.score >= ENOUGH
    ]
    if not scored:
        return None
    return max(scored, key=lambda m: (m.score, _first(m.instrument.signed), m.instrument.id))


def _score(commitment: Commitment, instrument: Instrument, on: date, known: date) -> Match | None:
    public = _first(instrument.public_from or instrument.signed)
    if public > known:
        return None
    members = {s for m in instrument.parties for s in m.states}
    states = {s for s in commitment.parties if _is_state(s) or s in members}
    named = _name_points(commitment, instrument)
    joining = commitment.act is PactAct.JOINED and named >= 3
    if states and not states <= members and not joining:
        return None
    founders = {s for m in instrument.parties if m.start is None for s in m.states}
    exact = len(states) >= 2 and states in (members, founders)
    if not _may_be(commitment, instrument, named, exact, len(states), len(members), on):
        return None
    points, why = named, ["name"] if named else []
    if states and states <= members:
        points, why = points + (3 if exact else 1), [*why, "parties"]
    dated = _date_points(commitment, instrument, on, known)
    if dated is None:
        return None
    if commitment.kind in {n.kind for n in instrument.norms}:
        points, why = points + 2, [*why, "kind of duty"]
    elif not named and not (exact and dated == 4 and commitment.kind is Kind.COOPERATES):
        return None
    if dated:
        points, why = points + dated, [*why, "date"]
    return Match(instrument=instrument, how="by " + ", ".join(why), score=points)


def _is_state(party: str) -> bool:
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
    signed = _first(instrument.signed)
    start, end = _day(commitment.date), _day(commitment.date_end) or _day(commitment.date)
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
    entry = _entry(instrument) or _first(instrument.signed)
    ended = _partial((instrument.ended or "").removeprefix("breach ").removeprefix("?").strip())
    return entry <= on + NEWS_DAYS and (ended is None or ended.last >= on - NEWS_DAYS)


# --- what a new act does to the world


def move(commitment: Commitment, found: Match | None, on: date) -> Move | None:
    """The change of the world that a new act makes; None where it makes none."""
    if not is_new(commitment, on):
        return None
    if found is None:
        made = as_reported(commitment, on) if commitment.act in ENTERING else None
        return Move(commitment=commitment, before=None, after=made, known=made) if made else None
    known = found.instrument
    if commitment.act in ENTERING:
        return Move(
            commitment=commitment, before=None, after=entered(known, on), known=known, ends=known.supersedes
        )
    states = _moving(commitment, known, on)
    if commitment.act is PactAct.JOINED:
        base = entered(known, on) if len(known.parties) == 1 else known
        return Move(
            commitment=commitment, before=without(base, states), after=joined(base, states, on), known=known
        )
    members = {s for m in known.parties for s in m.states if not _gone(m, on)}
    owed = frozenset(commitment.creditor) & members - states
    if not commitment.mutual and owed and states and len(members) > 2:
        return Move(commitment=commitment, before=known, after=sundered(known, states, owed), known=known)
    if not states or len(members - states) <= 1:
        return Move(commitment=commitment, before=entered(known, on), after=None, known=known)
    return Move(
        commitment=commitment, before=joined(known, states, on), after=without(known, states), known=known
    )


def _moving(commitment: Commitment, instrument: Instrument, on: date) -> frozenset[str]:
    """Who joins or leaves: of the states that the commitment names, those whose membership is in question."""
    named = [s for s in commitment.parties if _is_state(s)]
    if commitment.act is not PactAct.JOINED:
        return frozenset(commitment.debtor) & frozenset(named) or frozenset(named)
    settled = {
        s
        for m in instrument.parties
        for s in m.states
        if (_partial(m.start or "") or _partial(instrument.in_force or "") or _far()).first < on - NEWS_DAYS
    }
    return frozenset(s for s in named if s not in settled)


def _gone(membership: Membership, on: date) -> bool:
    """Left before the news; whoever leaves in these weeks is the news."""
    end = _partial(membership.end or "")
    return end is not None and end.last < on - NEWS_DAYS


def entered(instrument: Instrument, on: date) -> Instrument:
    """As if in force on the day: how a pact reported as signed counts."""
    day = on.isoformat()
    signed = min(_first(instrument.signed), on).isoformat()
    return replace(instrument, in_force=day, signed=signed, ended=None, public_from=None)


def joined(instrument: Instrument, states: Iterable[str], on: date) -> Instrument:
    rest = _parted(instrument, frozenset(states))
    return replace(
        instrument, parties=(*rest, Membership(states=tuple(sorted(states)), start=on.isoformat()))
    )


def without(instrument: Instrument, states: Iterable[str]) -> Instrument:
    """Nobody of these is bound any more, nor owed anything: neither as a party nor where a norm names them."""
    gone = frozenset(states)
    norms = [
        replace(
            n,
            debtors=tuple(s for s in n.debtors if s not in gone),
            creditors=tuple(s for s in n.creditors if s not in gone),
        )
        for n in instrument.norms
    ]
    kept = [
        n
        for n, old in zip(norms, instrument.norms, strict=True)
        if bool(n.debtors) == bool(old.debtors) and bool(n.creditors) == bool(old.creditors)
    ]
    return replace(instrument, parties=_parted(instrument, gone), norms=tuple(kept))


def sundered(instrument: Instrument, debtors: Iterable[str], creditors: Iterable[str]) -> Instrument:
    """As it stands where, of a pact of many, some no longer owe some others anything, nor are owed by them."""
    members = {s for m in instrument.parties for s in m.states}
    some, others = frozenset(debtors) & members, frozenset(creditors) & members
    if not some or not others:
        return instrument
    rest = tuple(sorted(members - some - others))
    norms: list[Norm] = []
    for n in instrument.norms:
        own = _named(n.debtors, members)
        owed = _named(n.creditors, members)
        for group, cut in ((some, others), (others, some), (frozenset(rest), frozenset())):
            left, right = tuple(sorted(own & group)), tuple(sorted(owed - cut))
            if left and right and not (len(right) == 1 and left == right):
                norms.append(replace(n, debtors=left, creditors=right))
    return replace(instrument, norms=tuple(norms))


def _named(given: Sequence[str], members: set[str]) -> frozenset[str]:
    """The states that a norm's list of debtors or creditors stands for."""
    named = frozenset(given) & members
    return named if named and "parties" not in given else frozenset(members)


def _parted(instrument: Instrument, gone: frozenset[str]) -> tuple[Membership, ...]:
    kept = [replace(m, states=tuple(s for s in m.states if s not in gone)) for m in instrument.parties]
    return tuple(m for m in kept if m.states)


_MEANS = (
    (re.compile(r"constitution", re.I), Automaticity.CONSTITUTIONAL),
    (re.compile(r"deem|consider(s|ed)? necessary|appropriate", re.I), Automaticity.OWN_JUDGEMENT),
    (
        re.compile(r"\ball\b[^.]{0,20}\bmeans\b|immediately|without delay|at once|automatic", re.I),
        Automaticity.AUTOMATIC,
    ),
)


def as_reported(commitment: Commitment, on: date) -> Instrument | None:
    """A new instrument from the report alone: what the text does not say is the weakest that it allows."""
    states = [s for s in commitment.parties if _is_state(s)]
    debtors = tuple(s for s in commitment.debtor if _is_state(s)) or tuple(states)
    creditors = tuple(s for s in commitment.creditor if _is_state(s)) or tuple(states)
    parties = tuple(dict.fromkeys([*states, *debtors, *creditors]))
    if len(parties) < 2 or commitment.kind is Kind.MUST_NOT_TRANSFER:
        return None
    quote = commitment.quote
    norm = Norm(
        article="as reported",
        kind=commitment.kind,
        quote=quote,
        debtors=debtors,
        creditors=creditors,
        trigger=_trigger(commitment),
        automaticity=_automaticity(quote) if commitment.kind is Kind.MUST_ASSIST else None,
        note="known from the report alone; what it does not say is read as the weakest that its words allow",
    )
    day = (_day(commitment.date) or on).isoformat()
    return Instrument(
        id="-".join([*sorted(s.lower() for s in parties[:4]), day[:4], "reported"]),
        title=f"{commitment.treaty_name or 'Pact'} as reported",
        force=Force.TREATY if commitment.act is not PactAct.ANNOUNCED else Force.POLITICAL,
        signed=day,
        in_force=day,
        entry_note=None if commitment.act is PactAct.IN_FORCE else "when it takes effect is not reported",
        parties=(Membership(states=parties),),
        norms=(norm,),
        references=(Reference(title="the article read"),),
        checked=on.isoformat(),
        confidence=Confidence.LOW,
        confidence_note=AS_REPORTED,
    )


def _trigger(commitment: Commitment) -> str:
    if commitment.trigger and commitment.trigger != TriggerWord.OTHER:
        return commitment.trigger
    by_kind = {
        Kind.MUST_ASSIST: "armed-attack",
        Kind.MUST_CONSULT: "threat",
        Kind.EXTENDS_DETERRENCE: "armed-attack",
    }
    return by_kind.get(commitment.kind, "unconditional")


def _automaticity(quote: str | None) -> Automaticity:
    for pattern, automaticity in _MEANS:
        if quote and pattern.search(quote):
            return automaticity
    return Automaticity.OWN_JUDGEMENT


def merged(moves: Sequence[Move]) -> tuple[Move, ...]:
    """One move an instrument: the first mention carries it, later ones add nothing. A promise that fits no
    file, between the parties of a pact that does, is a part of that pact's text, not another pact.
    """
    by_id: dict[str, Move] = {}
    for one in moves:
        by_id.setdefault(one.known.id, one)
    filed = {frozenset(m.commitment.parties) for m in by_id.values() if not _made_up(m.known)}
    return tuple(
        m for m in by_id.values() if not _made_up(m.known) or frozenset(m.commitment.parties) not in filed
    )


def _made_up(instrument: Instrument) -> bool:
    return instrument.confidence_note == AS_REPORTED


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower()))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _far() -> PartialDate:
    return PartialDate(date.max, date.max)


def _first(text: str) -> date:
    found = _partial(text)
    return found.first if found else date.max


def _entry(instrument: Instrument) -> date | None:
    if instrument.in_force in (EntryWord.SIGNATURE, EntryWord.ACTED):
        return _first(instrument.signed)
    found = _partial(instrument.in_force or "")
    return found.last if found else None
