"""Whether what stands around a verb suits a frame: who acts, on what, with what aim; mishaps and words are no deeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.aliases import PLACES
from foedus.read.cast import Cast
from foedus.read.frames import Frame
from foedus.read.lexicon import OFFICE_ROLES, ROLES, words
from foedus.read.modality import judge
from foedus.read.roles import complements
from foedus.read.syntax import child, children, logical_subject, with_conjuncts

FORCES = words("forces") | frozenset(
    "armour armor aeroplane aeroplanes airmen squadron squadrons fleet navy fleets missile missiles expedition corps "
    "legion troopers".split()
)
DOOM = words("doom")
HOSTILE = words("hostile")

WHENS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december morning evening afternoon night dawn noon midnight week month year day "
    "eve weekend".split()
)


def is_one_of(token: Any, names: frozenset[str]) -> bool:
    return token.lemma_.lower() in names or token.lower_ in names or token.text.strip(".").lower() in names


OPEN = frozenset("water waters sea ocean air zone space sky".split())


def destination(token: Any, cast: Cast, p: int) -> bool:
    mention = cast.tables[p].get(token.i)
    return mention is not None and (mention.kind in PLACES or mention.kind in ("name", "official"))


def suits(verb: Any, frame: Frame, cast: Cast, p: int, objects: Sequence[Any]) -> bool:
    subject = logical_subject(verb)
    if frame.list("subjects") and not (
        subject is not None and any(is_one_of(t, frame.list("subjects")) for t in (subject, *subject.lefts))
    ):
        return False
    if frame.has("persons") and not _personal(subject, cast, p):
        return False
    if frame.has("persons-object") and not any(_personal(o, cast, p) for o in objects):
        return False
    if frame.has("people") and (subject is None or not crowd(subject, cast, p)):
        return False
    if frame.has("forces") and (
        subject is None or not any(is_one_of(t, FORCES) for t in with_conjuncts(subject))
    ):
        return False
    if frame.list("particle-words") and not any(
        c.lower_ in frame.list("particle-words") for c in verb.children
    ):
        return False
    if frame.has("place-object") and not any(
        destination(o, cast, p) or (o.pos_ == "PROPN" and cast.person(p, o) is None) for o in objects
    ):
        return False
    if frame.has("official") and not (
        (subject is not None and official(subject, cast, p))
        or (verb.dep_ == "conj" and child(verb, "nsubj") is None)
    ):
        return False
    if frame.type is Plover.ASSAULT and _accident(verb, subject):
        return False
    if (
        frame.id == "order"
        and not complements(verb)
        and not any(o.i in cast.tables[p] or _personal(o, cast, p) for o in objects)
    ):
        return False
    if frame.id == "deploy" and any(c.lemma_ in _RESCUE for c in complements(verb)):
        return False
    if frame.id == "ultimatum" and any(c.lower_ in _ADVICE for o in objects for c in o.children):
        return False
    if (
        frame.id == "attack"
        and verb.lemma_ in ("attack", "assail", "blast")
        and _in_words(verb, subject, objects, cast, p)
    ):
        return False
    if frame.has("insisted") and not any(
        c.dep_ == "ccomp"
        and (c.tag_ in ("VB", "VBP") or any(a.lower_ in ("must", "should") for a in c.children))
        for c in verb.children
    ):
        return False
    if frame.has("together") and not any(c.lower_ in ("jointly", "together") for c in verb.children):
        return False
    if frame.list("purpose") and not any(
        c.lemma_ in frame.list("purpose")
        for c in (*complements(verb), *(x for o in objects for x in o.children))
    ):
        return False
    if frame.list("names") and not _named(verb, frame):
        return False
    if frame.has("hostile") and not any(is_one_of(c, HOSTILE) for c in complements(verb)):
        return False
    if frame.has("negated") and judge(verb).modality is not Modality.NEGATED:
        return False
    return not (frame.has("nonassault") and _aimed(verb, objects, cast, p))


def _personal(token: Any | None, cast: Cast, p: int) -> bool:
    if token is None:
        return False
    for t in with_conjuncts(token):
        if (
            cast.person(p, t) is not None
            or t.lemma_.lower() in ROLES
            or t.lemma_.lower() in ("delegation", "team", "mission")
        ):
            return True
    return False


_RESCUE = frozenset(
    "attempt recover rescue search evacuate salvage study survey collect repatriate extinguish".split()
)
_ADVICE = frozenset(
    "travel weather storm tsunami flood health safety evacuation earthquake volcano avalanche".split()
)
_MISHAPS = frozenset(
    "crash accident collision earthquake quake tsunami storm typhoon hurricane cyclone flood flooding landslide "
    "mudslide avalanche wildfire drought famine disease virus flu epidemic outbreak cholera plague wave tornado "
    "eruption derailment lightning rain snow blizzard weather illness covid malaria ebola stampede poisoning "
    "shipwreck wreck mishap malfunction volcano".split()
)
_BREAKING = frozenset("crash collide derail capsize collapse plunge ditch overturn malfunction erupt".split())


def _accident(verb: Any, subject: Any | None) -> bool:
    """`An aircraft crashed, killing four`, `the earthquake killed thousands`: nobody attacked."""
    if subject is not None and (subject.lemma_.lower() in _MISHAPS or subject.lower_ in _MISHAPS):
        return True
    head = verb.head
    if verb.dep_ in ("advcl", "conj", "acl") and (
        head.lemma_ in _BREAKING or head.lemma_.lower() in _MISHAPS
    ):
        return True
    return any(
        o.lemma_.lower() in _MISHAPS or any(c.lower_ in _MISHAPS for c in o.children)
        for prep in children(verb, "prep", "agent")
        if prep.lower_ in ("in", "by", "from")
        for o in children(prep, "pobj")
    )


def _in_words(verb: Any, subject: Any | None, objects: Sequence[Any], cast: Cast, p: int) -> bool:
    """`the prime minister attacked the opposition`: one person attacks with words, unless it is a land."""
    if subject is None or not _personal(subject, cast, p) or subject.tag_ == "NNS":
        return False
    if any(c.lower_ in ("over", "for", "as") for c in children(verb, "prep")):
        return True
    return not any(destination(o, cast, p) or is_one_of(o, FORCES) for o in objects)


def official(subject: Any, cast: Cast, p: int) -> bool:
    """A state, its government or one who speaks for it; not its farmers, not a court."""
    for t in with_conjuncts(subject):
        mention = cast.tables[p].get(t.i)
        if mention is not None and (mention.actor or mention.kind == "capital") and mention.kind != "people":
            return True
        person = cast.person(p, t)
        if person is not None:
            return bool(person.leader or person.state)
        if t.tag_ == "PRP" or t.lower_ in ("which", "who", "that", "both", "all"):
            return True
        if t.lemma_.lower() in _RULING or t.lemma_.lower() in _OFFICE:
            return True
    return False


_OFFICE = OFFICE_ROLES | frozenset(
    "country state nation party side government delegation power parliament leader neighbour neighbor republic "
    "kingdom junta council ambassador authorities authority".split()
)


def crowd(subject: Any, cast: Cast, p: int) -> bool:
    """A crowd, not a government: `thousands`, `farmers`, `Palestinians`; one person who holds no office."""
    mention = cast.tables[p].get(subject.i)
    if mention is not None:
        return mention.kind == "people"
    person = cast.person(p, subject)
    if person is not None:
        return not person.leader
    if subject.tag_ in ("PRP", "WDT", "WP"):
        return False
    return subject.lemma_.lower() not in _RULING and subject.lower_ not in _RULING


_RULING = frozenset(
    "government minister president ministry official officials army troop troops forces "
    "leader premier cabinet".split()
)


def _named(verb: Any, frame: Frame) -> bool:
    """`called X a liar`, `described X as an enemy that must be destroyed`."""
    found = [
        c
        for c in verb.subtree
        if is_one_of(c, frame.list("names"))
        and c.i > verb.i
        and c.dep_ in ("oprd", "attr", "pobj", "appos", "dobj", "ccomp", "xcomp", "nsubj")
    ]
    if not frame.has("doomed"):
        return bool(found)
    return any(
        r.lemma_.lower() in DOOM
        and any(a.lower_ in ("must", "will", "shall", "should", "to") for a in r.children)
        for c in found
        for r in c.subtree
        if r.dep_ in ("relcl", "acl", "xcomp", "ccomp")
    )


def _aimed(verb: Any, objects: Sequence[Any], cast: Cast, p: int) -> bool:
    for root in (verb, *objects):
        for prep in children(root, "prep"):
            if (
                prep.lower_ in ("at", "on", "against", "into")
                and not any(o.lemma_.lower() in OPEN for o in children(prep, "pobj"))
                and any(
                    o.lower_ not in WHENS and (cast.refs(p, o) or cast.place(p, o))
                    for o in children(prep, "pobj")
                )
            ):
                return "sea" not in " ".join(t.lower_ for t in prep.subtree) and verb.lemma_ != "test"
    return False
