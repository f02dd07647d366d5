"""The case in which a treaty obliges (*casus foederis*): one small function a trigger, a table at the end.

Each answers one question about one deed: does it set off a clause owed to this creditor? The answer is a
`When`: always, never, or in some worlds. A trigger is a conjunction: all its terms must be met.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from foedus.law.clauses import Variant
from foedus.law.contested import ALWAYS, NEVER, When, all_of, any_of, open_point, yes_or_no
from foedus.law.deeds import Deed, Field, Label
from foedus.law.scope import beyond, own_territory, reaches
from foedus.model.actor import StateId
from foedus.model.fact import Act
from foedus.model.norm import Term, TriggerWord


@dataclass(frozen=True, slots=True)
class Case:
    """One deed put to one clause: what a trigger may look at."""

    deed: Deed
    creditor: StateId
    adversary: StateId
    variant: Variant
    field: Field
    parties: frozenset[StateId]


def is_met(case: Case) -> When:
    """Do all terms of the clause's trigger hold of this deed?"""
    return all_of(TABLE[term.word](case, term) for term in case.variant.trigger.terms)


def armed_attack(case: Case, term: Term) -> When:
    """The adversary attacks the creditor; `armed-attack-by(X)`: the adversary is one of these."""
    return _named(case, term) & _attack(case, case.deed)


def attacked_by_n(case: Case, term: Term) -> When:
    """At least n states attack the creditor where the clause applies; this deed is one of the attacks."""
    if not _is_attack(case, case.deed):
        return NEVER
    number = int(term.args[0]) if term.args else 2
    among = frozenset(term.args[1:])
    by_attacker: dict[StateId, When] = {}
    for deed in case.field.of(case.creditor):
        if _is_attack(case, deed) and _counts(case, deed, among):
            by_attacker[deed.actor] = by_attacker.get(deed.actor, NEVER) | (
                deed.when & _attack(case, deed) & _inside(case, deed)
            )
    return _at_least(number, [by_attacker[a] for a in sorted(by_attacker)])


def invasion(case: Case, term: Term) -> When:
    """Armed entry on the creditor's own territory; whether a strike from afar is one is contested."""
    deed = case.deed
    if not _is_attack(case, deed):
        return NEVER
    land = _named(case, term) & own_territory(deed.site, case.creditor) & deed.unauthorised
    if deed.act in (Act.INVADE, Act.OCCUPY) or deed.means in (None, "ground"):
        return land
    return land & open_point(
        f"{deed.because}: invasion",
        f"an attack by {deed.means} alone counts as an invasion",
        f"an attack by {deed.means} alone is no invasion",
    )


def threat(case: Case, term: Term) -> When:
    """The adversary threatens the creditor; every attack is also a threat."""
    deed = case.deed
    threatens = deed.victim == case.creditor and deed.act is Act.THREATEN
    attacks_ = yes_or_no(_is_attack(case, deed)) & deed.unauthorised
    return _named(case, term) & (yes_or_no(threatens) | attacks_)


def mobilisation(case: Case, term: Term) -> When:
    """One of the named powers mobilises (against the creditor, or against nobody in particular)."""
    deed = case.deed
    against = deed.victim in (None, case.creditor) and deed.actor == case.adversary
    return _named(case, term) & yes_or_no(deed.act is Act.MOBILISE and against)


def state_of_war(case: Case, term: Term) -> When:
    """The creditor is at war with the adversary, whoever began."""
    return _named(case, term) & yes_or_no(case.deed.hostile)


def war_with(case: Case, term: Term) -> When:
    """The creditor is at war with one of the named; alone, it is also against these that help is owed."""
    if len(case.variant.trigger.terms) == 1:
        return state_of_war(case, term)
    return any_of(case.field.at_war(case.creditor, x) for x in term.args)


def attacks(case: Case, term: Term) -> When:
    """The creditor itself attacks (an offensive alliance)."""
    deed = case.deed
    return _named(case, term) & yes_or_no(deed.actor == case.creditor and deed.label is Label.ATTACK)


def breach(case: Case, term: Term) -> When:
    """A party breaks the instrument by attacking the creditor."""
    return yes_or_no(_is_attack(case, case.deed) and case.adversary in case.parties)


def unconditional(case: Case, term: Term) -> When:
    """Owed at any time; it is told where the creditor is at war or under threat."""
    return yes_or_no(case.deed.given)


def never(case: Case, term: Term) -> When:
    """`none`, `transfer`, and any other wording, which is quoted and never fires by itself."""
    return NEVER


def _named(case: Case, term: Term) -> When:
    return yes_or_no(not term.args or case.adversary in term.args)


def _is_attack(case: Case, deed: Deed) -> bool:
    """An attack on the creditor; a blow in defence of another is none, unless the reading counts it."""
    if deed.victim != case.creditor:
        return False
    return deed.label is Label.ATTACK or (deed.label is Label.DEFENCE and case.variant.counter_is_attack)


def _attack(case: Case, deed: Deed) -> When:
    """As `_is_attack`, with the doubt that stands where the land is the attacker's own; none where the Security
    Council allowed the force.
    """
    return beyond(deed.site, deed.actor) & deed.unauthorised if _is_attack(case, deed) else NEVER


def _counts(case: Case, deed: Deed, among: frozenset[str]) -> bool:
    """Is the attacker one of those who are counted (not a party itself, among the named if any are)?"""
    against = case.variant.against
    return (
        deed.actor not in case.parties
        and (not against or deed.actor in against)
        and (not among or deed.actor in among)
    )


def _inside(case: Case, deed: Deed) -> When:
    return reaches(case.variant.area, deed.site, case.creditor, case.parties, deed.object)


def _at_least(number: int, parts: list[When]) -> When:
    """In which worlds do at least `number` of the parts hold?"""
    exactly: list[When] = [ALWAYS] + [NEVER] * number  # in which worlds at least i of those seen hold
    for part in parts:
        for i in range(number, 0, -1):
            exactly[i] |= exactly[i - 1] & part
    return exactly[number]


TABLE: dict[TriggerWord, Callable[[Case, Term], When]] = {
    TriggerWord.ARMED_ATTACK: armed_attack,
    TriggerWord.AGGRESSION: armed_attack,  # unless the text differs, and then a reading says so
    TriggerWord.ATTACKED_BY_N: attacked_by_n,
    TriggerWord.INVASION: invasion,
    TriggerWord.THREAT: threat,
    TriggerWord.MOBILISATION: mobilisation,
    TriggerWord.STATE_OF_WAR: state_of_war,
    TriggerWord.WAR_WITH: war_with,
    TriggerWord.ATTACKS: attacks,
    TriggerWord.BREACH: breach,
    TriggerWord.UNCONDITIONAL: unconditional,
    TriggerWord.NONE: never,
    TriggerWord.TRANSFER: never,
    TriggerWord.OTHER: never,
}
