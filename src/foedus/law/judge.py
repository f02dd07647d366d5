"""Judged on the finished cascade: prohibitions that an act breaks, and duties that clash with prohibitions.

Force in answer to an armed attack breaks nothing: not that of the state attacked, not that of those who
help it, not what the Security Council authorised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.law.clauses import ANY, Clause, Variant
from foedus.law.contested import NEVER, When, any_of
from foedus.law.deeds import Deed, Field, Label, is_true, side
from foedus.law.duties import Cascade, Duty, label_of
from foedus.law.scope import beyond
from foedus.law.standing import Standing
from foedus.law.transfers import transfer_breaches
from foedus.law.words import Namer, cite
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
    unlawful = unlawful.assuming(assume)
    if not unlawful.is_possible():
        return []
    rows = []
    for clause in world.index.bans:
        if not world.has(clause.instrument.id) or _authorised(world, deed):
            continue
        when = _forbidden(world, clause, deed).assuming(assume)
        if when.is_possible():
            rows.append(_breach(clause, deed.actor, deed.victim, fact, when & unlawful, name))
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


def _authorised(world: World, deed: Deed) -> bool:
    """Did the Security Council authorise force against this state on that day?"""
    return any(
        clause.norm.kind is Kind.MAY_ASSIST
        and clause.instrument.force is Force.RESOLUTION
        and deed.victim in clause.norm.against
        for clause in (*world.index.for_anybody, *world.duties_to(deed.victim or ""))
        if world.has(clause.instrument.id) and world.whole(clause.instrument.id).bound
    )


def _forbidden(world: World, clause: Clause, deed: Deed) -> When:
    """In which worlds the clause forbids the actor to use force against the victim."""
    assert deed.victim is not None
    out = NEVER
    for variant in clause.variants:
        if variant.against and deed.victim not in variant.against:
            continue
        bond = _bond_at(world, clause, variant, deed)
        if bond.bound:
            out |= variant.when & bond.when
    return out


def _bond_at(world: World, clause: Clause, variant: Variant, deed: Deed) -> Standing:
    """The bond on the day of the blow: what was in force then is what it broke."""
    assert deed.victim is not None
    then = world if deed.since == world.on else world.at(deed.since)
    if not then.has(clause.instrument.id):
        return Standing(NEVER)
    return then.bond(clause, variant, deed.actor, deed.victim)


def _breach(
    clause: Clause, who: StateId, against: StateId | None, fact: Fact, when: When, name: Namer
) -> Breach:
    depends = (
        ()
        if when.is_certain()
        else tuple(
            dict.fromkeys(
                c.depends or c.note or c.option for c in sorted(when.simplest(), key=lambda c: c.point)
            )
        )
    )
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
                text=f"{name(duty.debtor)} must help {name(duty.creditor)} against {name(duty.adversary)} by "
                f"{cite(duty.clause)}, and must not by {cite(ban)}. The texts do not say which prevails.",
            )
    return tuple(rows[k] for k in sorted(rows))


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
    return same + [
        c
        for c in world.index.bans
        if world.has(c.instrument.id)
        and any(world.bond(c, v, duty.debtor, duty.adversary).bound for v in c.variants)
    ]
