"""Judged on the finished cascade: prohibitions that an act breaks, and duties that clash with prohibitions.

Force in answer to an armed attack breaks nothing: not that of the state attacked, not that of those who
help it, not what the Security Council authorised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from foedus.law.clauses import ANY, Clause, Variant
from foedus.law.contested import NEVER, When, any_of
from foedus.law.deeds import Deed, Field, Label, is_true, side
from foedus.law.duties import Cascade, Duty, blow_of, label_of
from foedus.law.scope import beyond, reaches
from foedus.law.transfers import transfer_breaches
from foedus.law.triggers import Case, is_met
from foedus.law.words import Namer, cite, told
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.fact import TRANSFERS, Act, Fact
from foedus.model.norm import Force, Kind
from foedus.model.obligation import Breach, Conflict, NormRef, Verdict

_ARMS = frozenset({"all-arms", "major-arms", "small-arms", "missiles", "arms-services"})


def breaches(
    world: World, facts: Iterable[Fact], done: Cascade, assume: Mapping[str, str], name: Namer
) -> tuple[Breach, ...]:
    """Every prohibition that an act of the facts breaks, or would break if it is true."""
    given = sorted((f for f in facts if f.date <= world.on), key=lambda f: (f.date, f.id))
    rows: list[Breach] = []
    for fact in given:
        deed = next((d for d in done.deeds.all if d.given and d.because == fact.id), None)
        if deed is not None and deed.label is Label.ATTACK:
            rows += _force_used(world, done.deeds, deed, fact, assume, name)
        if fact.act in TRANSFERS:
            rows += transfer_breaches(world, fact, assume, name)
            rows += _help_given(world, done.deeds, fact, assume, name)
    return tuple(sorted(rows, key=lambda b: (b.act, b.who, b.instrument, b.article)))


def _force_used(
    world: World, field: Field, deed: Deed, fact: Fact, assume: Mapping[str, str], name: Namer
) -> list[Breach]:
    """The must-not-attack norms that a blow breaks."""
    assert deed.victim is not None
    if fact.approved:
        return []
    unlawful = lawful(field, deed).negated() & deed.when & beyond(deed.site, deed.actor)
    # what was in force on the day of the blow is what it broke
    then = world if deed.since == world.on else world.at(deed.since)
    unlawful = (unlawful & deed.unauthorised).assuming(assume)
    if not unlawful.is_possible():
        return []
    rows = []
    for clause in world.index.bans:
        if not (world.has(clause.instrument.id) and then.has(clause.instrument.id)):
            continue
        when = _forbidden(then, clause, deed, field).assuming(assume) & unlawful
        if when.is_possible():
            rows.append(_breach(clause, deed.actor, deed.victim, fact, when, name))
    return rows


def lawful(field: Field, blow: Deed) -> When:
    """Is the blow an answer to an armed attack: on the state itself, or on one that it helps?"""
    assert blow.victim is not None
    own = field.struck_first(blow.victim, blow.actor)
    return own | any_of(
        field.struck_first(blow.victim, other) & any_of(d.when for d in attacks)
        for other in field.adversaries(blow.victim)
        if other != blow.actor
        for attacks in [
            [d for d in field.between(blow.victim, other) if _earlier(d, blow) and d.victim == other]
        ]
    )


def _earlier(deed: Deed, blow: Deed) -> bool:
    return deed.given and deed.label is Label.ATTACK and deed.since <= blow.since


def _forbidden(world: World, clause: Clause, deed: Deed, field: Field) -> When:
    """In which worlds the clause forbids this use of force: bond, named states, case and area."""
    assert deed.victim is not None
    out = NEVER
    for variant in clause.variants:
        if variant.against and deed.victim not in variant.against:
            continue
        bond = world.bond(clause, variant, deed.actor, deed.victim)
        if bond.bound:
            out |= variant.when & bond.when & _covered(world, clause, variant, deed, field)
    return out


def _covered(world: World, clause: Clause, variant: Variant, deed: Deed, field: Field) -> When:
    """Is the deed of the case and in the area that the clause speaks of?"""
    assert deed.victim is not None
    parties = world.party_set(clause.instrument.id)
    inside = reaches(world.area(variant.area), deed.site, deed.victim, parties, deed.object)
    return inside & is_met(Case(deed, deed.victim, deed.actor, variant, field, parties))


def _breach(
    clause: Clause, who: StateId, against: StateId | None, fact: Fact, when: When, name: Namer
) -> Breach:
    open_ = () if when.is_certain() else sorted(when.simplest(), key=lambda c: c.point)
    depends = tuple(dict.fromkeys(told(c.depends or c.note or c.option, name) for c in open_))
    only_the_fact = when.is_certain() or all(c.point == fact.id for c in when.simplest())
    verdict = Verdict.BREACH if only_the_fact else Verdict.DEPENDS
    resolution = clause.instrument.force is Force.RESOLUTION
    whom = f" against {name(against)}" if against else ""
    quote = f": “{clause.norm.quote}”" if clause.norm.quote else ""
    sentence = {
        Verdict.BREACH: "breaks" if not depends else "would break",
        Verdict.DEPENDS: "may break",
    }[verdict]
    hangs = f" It depends: {'; '.join(depends)}." if depends else ""
    text = f"The act {fact.id} of {name(who)}{whom} {sentence} {cite(clause)}{quote}.{hangs}"
    return Breach(
        who=who,
        against=against,
        kind=clause.norm.kind,
        instrument=clause.instrument.id,
        article=clause.norm.article,
        paragraph=clause.norm.article if resolution else None,
        act=fact.id,
        verdict=verdict,
        force=clause.instrument.force,
        depends_on=depends,
        text=text,
    )


def _help_given(
    world: World, field: Field, fact: Fact, assume: Mapping[str, str], name: Namer
) -> list[Breach]:
    """Arms for a state at war with one to which the giver owes neutrality."""
    giver, taker = side(fact.actor), side(fact.target)
    if giver is None or taker is None or fact.act is Act.PROCURE:
        return []
    from foedus.law.transfers import classify

    if not classify(fact.item or "") & _ARMS and fact.act is not Act.TRAIN:
        return []
    rows = []
    for enemy in field.adversaries(taker):
        for clause in world.duties_to(enemy):
            if clause.norm.kind is not Kind.MUST_NOT_ASSIST_ATTACKER or ANY in clause.creditor_words:
                continue
            bonds = any_of(v.when & world.bond(clause, v, giver, enemy).when for v in clause.variants)
            when = (bonds & field.at_war(taker, enemy) & is_true(fact)).assuming(assume)
            if when.is_possible():
                rows.append(_breach(clause, giver, enemy, fact, when, name))
    return rows


def conflicts(world: World, done: Cascade, name: Namer) -> tuple[Conflict, ...]:
    """A duty to fight against a prohibition on the same act. Both stand; nobody adjudicates."""
    rows = {}
    for duty in done.duties:
        if duty.clause.norm.kind is not Kind.MUST_ASSIST or not duty.clause.instrument.force.legal:
            continue
        for ban in _bans(world, done, duty):
            key = (duty.debtor, duty.clause.ref, ban.ref)
            rows[key] = Conflict(
                debtor=duty.debtor,
                duty=NormRef(instrument=duty.clause.instrument.id, article=duty.clause.norm.article),
                prohibition=NormRef(instrument=ban.instrument.id, article=ban.norm.article),
                text=_clash(duty, ban, name),
            )
    return tuple(rows[k] for k in sorted(rows))


def _clash(duty: Duty, ban: Clause, name: Namer) -> str:
    who, whom, foe = name(duty.debtor), name(duty.creditor), name(duty.adversary)
    both = f"{who} must help {whom} against {foe} by {cite(duty.clause)}, and must not by {cite(ban)}"
    if not duty.when.is_certain():
        both = f"On a contested view {both}"
    return f"{both[:1].upper()}{both[1:]}. The texts do not say which prevails."


def _bans(world: World, done: Cascade, duty: Duty) -> list[Clause]:
    """Neutrality that falls due for the debtor towards the adversary; non-aggression, unless in defence."""
    same = [
        d.clause
        for d in done.duties
        if d.clause.norm.kind is Kind.MUST_NOT_ASSIST_ATTACKER
        and d.debtor == duty.debtor
        and d.creditor == duty.adversary
        and d.adversary == duty.creditor
    ]
    if all(label_of(d, duty.creditor) is Label.DEFENCE for d in duty.rests_on):
        return same
    would_be = replace(blow_of(duty, Label.ATTACK, duty.when, world), round=0)  # judged as if it were struck
    return same + [
        c
        for c in world.index.bans
        if world.has(c.instrument.id) and _forbidden(world, c, would_be, done.deeds) is not NEVER
    ]
