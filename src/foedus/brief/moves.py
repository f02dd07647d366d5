"""What a reported act does to the world: the instrument as it stands before, and after.

A new commitment that matches nothing becomes an instrument "as reported".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foedus.brief.place import ENTERING, NEWS_DAYS, Match, day_of, far, first_day, is_new, is_state, partial
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Automaticity, Force, Kind, Norm, TriggerWord
from foedus.model.reading import Commitment, PactAct

AS_REPORTED = "as reported in the article"


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
    named = [s for s in commitment.parties if is_state(s)]
    if commitment.act is not PactAct.JOINED:
        return frozenset(commitment.debtor) & frozenset(named) or frozenset(named)
    settled = {
        s
        for m in instrument.parties
        for s in m.states
        if (partial(m.start or "") or partial(instrument.in_force or "") or far()).first < on - NEWS_DAYS
    }
    return frozenset(s for s in named if s not in settled)


def _gone(membership: Membership, on: date) -> bool:
    """Left before the news; whoever leaves in these weeks is the news."""
    end = partial(membership.end or "")
    return end is not None and end.last < on - NEWS_DAYS


def entered(instrument: Instrument, on: date) -> Instrument:
    """As if in force on the day: how a pact reported as signed counts."""
    day = on.isoformat()
    signed = min(first_day(instrument.signed), on).isoformat()
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
    states = [s for s in commitment.parties if is_state(s)]
    debtors = tuple(s for s in commitment.debtor if is_state(s)) or tuple(states)
    creditors = tuple(s for s in commitment.creditor if is_state(s)) or tuple(states)
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
    day = (day_of(commitment.date) or on).isoformat()
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
