"""What a composed brief's parts are called: commitments, facts, instruments in one plain phrase each."""

from __future__ import annotations

from dataclasses import replace

from foedus.brief.moves import Move
from foedus.brief.occasions import Namer
from foedus.brief.phrase import KIND_VERB, joined_words
from foedus.model.actor import Group
from foedus.model.brief import Brief
from foedus.model.fact import TRANSFERS, Act, Fact
from foedus.model.instrument import Instrument
from foedus.model.norm import Kind, Norm, Trigger, TriggerWord
from foedus.model.obligation import Held, Obligation
from foedus.model.reading import Commitment, PactAct

_ACT = {
    PactAct.SIGNED: "signed",
    PactAct.ANNOUNCED: "announced",
    PactAct.IN_FORCE: "in force",
    PactAct.JOINED: "joined",
    PactAct.SUSPENDED: "suspended",
    PactAct.ENDED: "ended",
    PactAct.REAFFIRMED: "reaffirmed",
    PactAct.PROPOSED: "proposed",
}
_TRIGGER = {
    TriggerWord.ARMED_ATTACK: "if one is attacked",
    TriggerWord.ATTACKED_BY_N: "if one is attacked by several",
    TriggerWord.AGGRESSION: "if one suffers aggression",
    TriggerWord.INVASION: "if one is invaded",
    TriggerWord.THREAT: "if one is threatened",
    TriggerWord.STATE_OF_WAR: "if one is in a state of war",
    TriggerWord.WAR_WITH: "if one is at war with the state named",
    TriggerWord.MOBILISATION: "if the state named mobilises",
}
_FACT = {
    Act.ATTACK: "attacks",
    Act.INVADE: "invades",
    Act.DECLARE_WAR: "declares war on",
    Act.OCCUPY: "occupies",
    Act.BLOCKADE: "blockades",
    Act.THREATEN: "threatens",
    Act.TRANSFER: "transfers",
    Act.SUPPLY: "supplies",
    Act.WITHDRAW: "withdraws from",
    Act.CEASEFIRE: "agrees to a ceasefire with",
    Act.PEACE: "makes peace with",
    Act.MOBILISE: "mobilises against",
    Act.TRAIN: "trains",
}


def commitment_words(c: Commitment, name: Namer) -> str:
    """`Russia and North Korea must assist each other, if one is in a state of war (signed)`."""
    parties, debtors, creditors = ([name(s) for s in some] for some in (c.parties, c.debtor, c.creditor))
    verb = _verb(c.kind, len(parties if c.mutual else debtors))
    act = f" ({_ACT[c.act]})" if c.act else ""
    if c.negated and c.mutual and len(parties) == 1:
        told = f" (not {_ACT[c.act]})" if c.act else ""
        return f"{parties[0]}: {c.treaty_name or 'a pact'}{told}"
    if c.negated:
        return f"no commitment that {joined_words(parties)} {verb} each other"
    if c.act is PactAct.JOINED:
        return f"{joined_words(parties)}: {c.treaty_name or 'a pact'} joined"
    if c.mutual and (len(parties) == 1 or (c.treaty_name or "").isupper()):  # states and an alliance
        return f"{joined_words(parties)}: {c.treaty_name or 'a pact'}{act}"
    if c.kind is Kind.MUST_NOT_TRANSFER:
        return f"{joined_words(debtors)}: bound by {c.treaty_name or joined_words(creditors)}{act}"
    if len(parties) > 1 and (c.mutual or set(debtors) == set(creditors)):
        lead = f"{joined_words(parties)} {verb} each other"
    elif creditors:
        lead = f"{joined_words(debtors or ['somebody'])} {verb} {joined_words(creditors)}"
    else:
        lead = f"{joined_words(debtors or parties)} {verb} others"
    return f"{lead}{_condition(c)}{act}"


def move_words(move: Move, name: Namer) -> str:
    """What a new act does: `Mexico leaves the Inter-American Treaty`, or the promise itself."""
    c = move.commitment
    moving = sorted(_members(move.before) ^ _members(move.after))
    verb = _MOVING.get(c.act) if c.act else None
    if verb and move.before and move.after and moving:
        verb = verb if len(moving) > 1 else _third(verb)
        return f"{joined_words([name(s) for s in moving])} {verb} {move.known.title}"
    if c.act in (PactAct.ENDED, PactAct.SUSPENDED) and move.after is None:
        lost = leading_norm(move.known, c)
        promised = commitment_words(replace(c, act=None, kind=lost.kind if lost else c.kind), name)
        return f"no longer: {promised}" if c.act is PactAct.ENDED else f"suspended: {promised}"
    return commitment_words(c, name)


_MOVING = {PactAct.JOINED: "join", PactAct.ENDED: "leave", PactAct.SUSPENDED: "suspend its part in"}


def _third(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    return f"{first}s {rest}".strip()


def _members(instrument: Instrument | None) -> set[str]:
    return {s for m in instrument.parties for s in m.states} if instrument else set()


def duty_words(o: Obligation) -> str:
    """`nato-1949 5, own-judgement`; says where it was contested."""
    contested = ", contested" if o.reading is Held.CONTESTED else ""
    return f"{o.instrument} {o.article}, {o.automaticity or o.kind}{contested}"


def _verb(kind: Kind, subjects: int) -> str:
    """Must and may are the same for all; the other two verbs bend."""
    verb = KIND_VERB[kind]
    if subjects > 1:
        verb = verb.replace("extends its", "extend their").replace("cooperates", "cooperate")
    return verb


def _condition(c: Commitment) -> str:
    try:
        terms = Trigger.parse(c.trigger).terms if c.trigger else ()
    except ValueError:
        return ""
    words = [_TRIGGER[t.word] for t in terms if t.word in _TRIGGER]
    return f", {' and '.join(words)}" if words else ""


def fact_words(fact: Fact, name: Namer) -> str:
    """`North Korea transfers shells to Russia`, `Iran attacks Israel (300 drones)`."""
    actor, target = _party(fact.actor, name), _party(fact.target, name)
    verb = _FACT.get(fact.act, fact.act.value.replace("-", " ") + "s")
    if fact.act in TRANSFERS and fact.item:
        return f"{actor} {verb} {fact.item} to {target}"
    item = f" ({fact.item})" if fact.item else ""
    place = f" at {fact.place.name}" if fact.place and fact.place.special else ""
    return f"{actor} {verb} {target}{item}{place}"


def _party(party: object, name: Namer) -> str:
    if isinstance(party, Group):
        return party.group
    return name(party) if isinstance(party, str) else "nobody named"


def leading_norm(instrument: Instrument, c: Commitment) -> Norm | None:
    """The norm of the instrument that the commitment reports: the same kind, else the weightiest."""
    order = list(Kind)
    same = [n for n in instrument.norms if n.kind is c.kind]
    return min(same or instrument.norms, key=lambda n: order.index(n.kind), default=None)


def full_title(instrument: Instrument, norm: Norm | None) -> str:
    """`Treaty of …, Art. 4 (signed 2024-06-19, in force 2024-12-04)`; dates as the dossier has them."""
    article = (
        f", Art. {norm.article}" if norm and norm.article[:1].isalnum() and len(norm.article) < 8 else ""
    )
    return f"{instrument.title}{article} (signed {instrument.signed})"


def not_in_text(c: Commitment, known: Instrument | None) -> tuple[str, ...]:
    """What a reader would look for in vain in the article."""
    if known is None:
        return ()
    missing = [] if c.treaty_name else ["the name of the instrument"]
    missing += [] if c.article else ["the article"]
    missing += [] if c.date == known.signed else ["the date of signature"]
    return tuple(missing)


def parties_used(brief: Brief) -> set[str]:
    """Every state and actor id that a printed line may name."""
    used = {p for a in brief.reading.actors for p in (a.id, a.state) if p}
    for e in brief.reading.events:
        used.update((*e.actor, *e.recipient, *e.alleged_by, *e.denied_by))
    for c in brief.reading.commitments:
        used.update((*c.parties, *c.debtor, *c.creditor))
    for change in brief.changes:
        used.update((change.occasion.actor, change.occasion.target))
        for d in (
            *change.added,
            *change.removed,
            *change.strengthened,
            *change.weakened,
            *change.also,
            *change.still,
        ):
            used.update((d.debtor, d.creditor, *d.held_by))
    for o in brief.triggered.obligations:
        used.update(p for p in (o.debtor, o.creditor, o.against, *o.held_by) if p)
    for n in brief.triggered.not_triggered:
        used.update(p for p in (n.debtor, n.creditor, n.against) if p)
    for b in brief.breaches:
        used.update(p for p in (b.who, b.against) if p)
    used.update(p for pair in brief.opposed for p in pair)
    used.update(p for b in brief.bonds for p in (b.debtor, b.creditor))
    used.update(
        p
        for case in brief.contested
        for r in case.outcomes
        for p in (*r.held_by, *(x for y in r.bound for x in y))
    )
    return used - {"*"}


def instruments_used(brief: Brief) -> set[str]:
    """Every instrument that a printed line cites."""
    used = {p.instrument for p in brief.placed if p.instrument}
    used |= {b.instrument for b in brief.breaches}
    used |= {o.instrument for o in brief.triggered.obligations} | {
        n.instrument for n in brief.triggered.not_triggered
    }
    used |= {c.instrument for c in brief.contested}
    for change in brief.changes:
        for d in (
            *change.added,
            *change.removed,
            *change.strengthened,
            *change.weakened,
            *change.also,
            *change.still,
        ):
            used.add(d.instrument)
    return used
