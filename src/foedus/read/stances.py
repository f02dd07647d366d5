"""What a saying does: asserts, denies, demands, by its verb and by what is said."""

from __future__ import annotations

from typing import Any

from foedus.read.cast import Cast
from foedus.read.lexicon import SPEECH_NOUNS, words
from foedus.read.syntax import child, children, is_verb, phrase

CHARGES = frozenset(w for w, stance in SPEECH_NOUNS.items() if stance in ("accuse", "assert")) - {
    "statement",
    "announcement",
} | words("charge_nouns")
"""What is denied when it is rejected: `the charge`, `the account`, `reports that …`."""
UNTRUE = words("untrue")
_DUTY = frozenset({"must", "should", "ought"})
_UTTERING = frozenset(
    "say tell add declare state insist maintain reply respond answer claim write stress".split()
)
_SHARE = frozenset("part role involvement hand share knowledge connection link tie".split())


def stance_of(verb: Any, stance: str, p: int, cast: Cast, speakers: tuple[str, ...]) -> str:
    """The stance of a verb of speech in its clause. `stance`: the one that its lemma has by itself."""
    lemma = verb.lemma_.lower()
    if lemma in ("reject", "dismiss", "contradict", "refute", "dispute") and child(verb, "ccomp") is None:
        return (
            "deny" if _rejects_a_charge(verb) else "criticise" if lemma in ("reject", "dismiss") else stance
        )
    if lemma in ("call", "describe", "brand", "label", "denounce", "condemn"):
        if _calls_untrue(verb):
            return "deny"
        if lemma == "call":
            asks = any(c.lower_ in ("on", "upon", "for") for c in verb.children)
            asks = asks or child(verb, "xcomp") is not None
            return stance if asks and not _names_it(verb) else "criticise"
    if lemma == "ask" and child(verb, "xcomp") is not None:
        return "demand"
    if lemma in _UTTERING:
        clause = child(verb, "ccomp")
        if clause is not None and is_verb(clause):
            if says_untrue(clause):
                return "deny"
            if _puts_a_duty_on_another(clause, p, cast, speakers):
                return "demand"
    return stance


def says_untrue(clause: Any) -> bool:
    """`the charges were false`, `it was a lie`, `it had nothing to do with it`, `it had no part in it`."""
    if any(c.dep_ == "neg" for c in clause.children):
        return False
    subject = child(clause, "nsubj", "nsubjpass")
    if subject is None:
        return False
    about = subject.lemma_.lower() in CHARGES or subject.lower_ in ("it", "this", "that", "they", "these")
    if clause.lemma_ == "be":
        attribute = child(clause, "acomp", "attr")
        if about and attribute is not None and attribute.lemma_.lower() in UNTRUE:
            return True
        return about and any(
            o.lemma_.lower() in UNTRUE for prep in children(clause, "prep") for o in children(prep, "pobj")
        )
    if clause.lemma_ == "have":
        thing = child(clause, "dobj")
        if thing is None:
            return False
        if thing.lower_ == "nothing":
            return any(c.lemma_ == "do" for c in thing.children)
        return thing.lemma_.lower() in _SHARE and any(
            c.dep_ == "det" and c.lower_ == "no" for c in thing.children
        )
    return False


def _rejects_a_charge(verb: Any) -> bool:
    target = child(verb, "dobj") or (child(verb, "nsubjpass"))
    if target is None:
        return False
    if target.lemma_.lower() in CHARGES or target.lower_ in CHARGES:
        return True
    return any(
        t.lemma_.lower() in UNTRUE
        for prep in children(verb, "prep")
        if prep.lower_ == "as"
        for t in prep.children
        if t.dep_ in ("amod", "pobj", "pcomp")
    )


def _calls_untrue(verb: Any) -> bool:
    named = child(verb, "oprd", "acomp", "xcomp", "ccomp")
    found = [named] if named is not None else []
    found += [t for prep in children(verb, "prep") if prep.lower_ == "as" for t in prep.children]
    if any(t.lemma_.lower() in UNTRUE for t in found):
        return True
    target = child(verb, "dobj")  # `called it a fabrication` read with the noun as the object
    return target is not None and target.lemma_.lower() in UNTRUE and phrase(target)[0] > verb.i + 1


def _names_it(verb: Any) -> bool:
    """`what he called a grave matter for his country`: a name is given, nothing asked."""
    return any(c.lower_ == "what" or c.dep_ in ("oprd", "dobj") for c in verb.children)


def _puts_a_duty_on_another(clause: Any, p: int, cast: Cast, speakers: tuple[str, ...]) -> bool:
    aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in clause.children):  # `should have known`
        return False
    bound = bool(aux & _DUTY) or (clause.lemma_ in ("have", "need") and _with_infinitive(clause))
    subject = child(clause, "nsubj", "nsubjpass")
    if not bound or subject is None or not speakers:
        return False
    asked = cast.refs(p, subject)
    return bool(asked) and not set(asked) & set(speakers)


def _with_infinitive(clause: Any) -> bool:
    goal = child(clause, "xcomp")
    return goal is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in goal.children)
