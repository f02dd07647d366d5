"""What follows, told: one paragraph for a reader who knows nothing of treaties, with article and words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from foedus.law.clauses import Clause, Variant, title_of
from foedus.law.contested import When
from foedus.law.deeds import Deed, Label
from foedus.law.duties import Duty, Miss
from foedus.law.scope import site_name
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Act
from foedus.model.norm import Automaticity, Force, Kind, TextReading
from foedus.model.obligation import WhyNot

Namer = Callable[[StateId], str]
"""A state's name in a sentence: `the United States` for USA."""

_VERBS = {
    Act.ATTACK: "attacks",
    Act.INVADE: "invades",
    Act.DECLARE_WAR: "declares war on",
    Act.OCCUPY: "occupies",
    Act.BLOCKADE: "blockades",
    Act.THREATEN: "threatens",
    Act.MOBILISE: "mobilises against",
    Act.STATE_OF_WAR: "is at war with",
}
_DUTY = {
    Kind.MUST_ASSIST: "must help",
    Kind.MUST_CONSULT: "must consult with",
    Kind.MAY_ASSIST: "may help",
    Kind.EXTENDS_DETERRENCE: "has said that its forces also deter attacks on",
    Kind.MUST_NOT_ASSIST_ATTACKER: "must not side against",
    Kind.MUST_NOT_ATTACK: "must not attack",
}
_HOW = {
    Automaticity.AUTOMATIC: "It must fight: the text leaves it no choice.",
    Automaticity.CONSTITUTIONAL: "It must fight, after the decision that its constitution asks for, which takes time.",
    Automaticity.COLLECTIVE: "How, the common organ decides; until then it may fight.",
    Automaticity.OWN_JUDGEMENT: "It must act, but chooses the form of its help; it need not fight.",
}
_NOT_BOUND = {
    Kind.MUST_CONSULT: "to consult",
    Kind.MAY_ASSIST: "or entitled to help",
    Kind.EXTENDS_DETERRENCE: "by its word on deterrence to",
    Kind.MUST_NOT_ASSIST_ATTACKER: "to stand by",
}
_FORCE = {
    Force.POLITICAL: "This is a political commitment, not law.",
    Force.DOMESTIC_LAW: "This is a law of its own, owed to nobody.",
    Force.RESOLUTION: "This is a resolution of the Security Council.",
}


def cite(clause: Clause) -> str:
    """`Article III of the Mutual Defense Treaty…`, `paragraph 8(b) of Security Council resolution 1718`."""
    of, article = title_of(clause.instrument), clause.norm.article
    if re.match(r"[IVXLC\d]+\b", article):
        word = "paragraph" if clause.instrument.force is Force.RESOLUTION else "Article"
        return f"{word} {article} of {of}"
    return f"{of} (“{article}”)"


def told(text: str, name: Namer | None) -> str:
    """A text in which `{CHN}` stands for a state, with its name."""
    return re.sub(r"\{([^{}]+)\}", lambda m: name(m.group(1)) if name else m.group(1), text)


def open_points(when: When, name: Namer | None) -> tuple[str, ...]:
    """What an answer hangs on, in words (`f7 is true`, `China struck first`); readings of a text apart."""
    if not when.is_possible():
        return ()
    found = sorted(when.simplest(), key=lambda c: (c.point, c.option))
    return tuple(dict.fromkeys(told(c.depends, name) for c in found if c.depends))


def deed_words(deed: Deed, name: Namer) -> str:
    at_home = deed.site.special is None and deed.site.sovereign == deed.victim
    where = "" if at_home or deed.label is Label.NONE else f" ({told(site_name(deed.site), name)})"
    if deed.victim is None:
        return f"{name(deed.actor)} mobilises"
    return f"{name(deed.actor)} {_VERBS[deed.act]} {name(deed.victim)}{where}"


def duty_text(duty: Duty, name: Namer) -> str:
    """The paragraph of a duty that falls due."""
    clause, kind = duty.clause, duty.clause.norm.kind
    debtor = "Every party" if duty.debtor == ANY_STATE else name(duty.debtor)
    against = "" if kind is Kind.MUST_CONSULT else f" against {name(duty.adversary)}"
    if kind is Kind.MUST_NOT_ASSIST_ATTACKER:
        against = f" with {name(duty.adversary)}"
    head = f"{_capital(debtor)} {_DUTY[kind]} {name(duty.creditor)}{against}"
    parts = [
        f"{head}, by {cite(clause)}{_quoted(clause.norm.quote)}.",
        f"The case: {_and(deed_words(d, name) for d in duty.rests_on)}"
        + (f" (the text: “{clause.norm.trigger_quote}”)." if clause.norm.trigger_quote else "."),
    ]
    if kind is Kind.MUST_ASSIST and duty.automaticity is not None:
        parts.append(_HOW[duty.automaticity])
        if clause.norm.organ and duty.automaticity is not Automaticity.AUTOMATIC:
            parts.append(f"Who decides: {clause.norm.organ}.")
    if clause.instrument.force in _FORCE:
        parts.append(_FORCE[clause.instrument.force])
    if duty.round > 1:
        parts.append("It would follow only if the states named before honour their own duties.")
    if duty.assumes:
        parts.append(
            f"Taken as given, the facts being silent: {_and(_condition(duty, a, name) for a in duty.assumes)}."
        )
    if not duty.when.is_certain():
        parts.append(contested_text(clause, duty.when, duty.readings, name))
    return " ".join(parts)


def contested_text(clause: Clause, when: When, readings: Iterable[Variant], name: Namer) -> str:
    """Why it is contested: the reading and its holders, or the open point."""
    texts = []
    for choice in sorted(when.simplest(), key=lambda c: c.point):
        held = f" (held by {_and(name(h) for h in choice.held_by)})" if choice.held_by else ""
        text = choice.note or choice.depends or f"reading “{choice.option}”"
        texts.append(f"{told(text, name)}{held}")
    return f"Contested: it holds only if {'; and if '.join(texts)}." if texts else "Contested."


def miss_text(miss: Miss, name: Namer) -> str:
    """Why a clause does not fall due: the first condition that fails, in a sentence."""
    debtor = "No party" if miss.debtor == ANY_STATE else f"{_capital(name(miss.debtor))} is not"
    bound = f"{debtor} {'is ' if miss.debtor == ANY_STATE else ''}bound"
    verb = _NOT_BOUND.get(miss.clause.norm.kind, "to help")
    pair = f"{name(miss.creditor)} against {name(miss.adversary)}"
    head = f"{bound} {verb} {pair} by {cite(miss.clause)}"
    return f"{head}: {_why(miss, name)}."


def _why(miss: Miss, name: Namer) -> str:
    c, a, d = name(miss.creditor), name(miss.adversary), name(miss.debtor)
    note = f" ({told(miss.note, name)})" if miss.note else ""
    area = miss.clause.norm.area
    if miss.reading is not None:
        return (
            f"on one reading it binds nobody, for {told(miss.reading.says, name)}{_held(miss.reading, name)}"
        )
    reasons = {
        WhyNot.NOT_PARTY: f"{d} and {c} were not both parties on that day{note}",
        WhyNot.NOT_IN_FORCE: f"it was not in force between them on that day{note}",
        WhyNot.AGGRESSOR: f"{c} opened fire on {a} first, and the article protects only a party that is attacked",
        WhyNot.TRIGGER: f"what happened is not the case that it names ({_case(miss.clause)})",
        WhyNot.OUT_OF_AREA: f"the place lies outside its area{f' ({area.note})' if area.note else ''}",
        WhyNot.PROVOKED: f"the facts say that {c} provoked the attack, and only an unprovoked one counts",
        WhyNot.CO_ALLY: f"{a} is itself a party, and an attack by one party on another is excepted",
        WhyNot.CONDITION: f"a condition is not met{_conditions(miss.clause)}",
    }
    return reasons[miss.why]


def _held(reading: TextReading, name: Namer) -> str:
    return f" (held by {_and(name(h) for h in reading.held_by)})" if reading.held_by else ""


def _case(clause: Clause) -> str:
    if clause.norm.trigger_quote:
        return f"“{clause.norm.trigger_quote}”"
    return "none: nothing that happens sets it off" if clause.norm.trigger == "none" else clause.norm.trigger


def _conditions(clause: Clause) -> str:
    texts = [c.text for c in clause.norm.conditions]
    return f": {_and(texts)}" if texts else ""


def _condition(duty: Duty, id_: str, name: Namer) -> str:
    if id_ == "place":
        struck = (name(d.victim) for d in duty.rests_on if d.assumed_place and d.victim)
        return f"that the attack falls on the territory of {_and(struck)}"
    return next((f"{c.id} ({c.text})" for c in duty.clause.norm.conditions if c.id == id_), id_)


def _quoted(quote: str | None) -> str:
    return f": “{quote}”" if quote else ""


def _and(items: Iterable[str]) -> str:
    found = list(dict.fromkeys(items))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}" if found else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
