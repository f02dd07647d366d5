"""Which frame a verb, an adjective or a noun of action fills, if any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.aliases import PLACES
from foedus.read.cast import Cast
from foedus.read.frames import ANYTHING, Frame, Frames
from foedus.read.lexicon import COLLECTIVES, LIGHT_VERBS, OFFICE_ROLES, ROLES, words
from foedus.read.modality import judge
from foedus.read.roles import complements
from foedus.read.syntax import (
    child,
    children,
    grammatical_subject,
    is_verb,
    logical_objects,
    logical_subject,
    with_conjuncts,
)

FORCES = words("forces") | frozenset(
    "armour armor aeroplane aeroplanes airmen squadron squadrons fleet navy fleets missile missiles expedition corps "
    "legion troopers".split()
)
DOOM = words("doom")
HOSTILE = words("hostile")


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame and the tokens that fill it. `governor`: the light verb of a noun, where there is one."""

    frame: Frame
    trigger: Any
    governor: Any | None
    objects: tuple[Any, ...]
    used: frozenset[int]


def of_verb(verb: Any, table: Frames, cast: Cast, p: int) -> Filled | None:
    lemma = verb.lemma_.lower()
    if lemma not in table.heads:
        return None
    for key, frame in sorted(
        _candidates(verb, lemma, table), key=lambda row: -row[1].weight - 2 * (" " in row[0])
    ):
        filled = _fits(verb, frame, cast, p, key)
        if filled is not None:
            return filled
    return None


def _candidates(verb: Any, lemma: str, table: Frames) -> Iterator[tuple[str, Frame]]:
    around = [
        c.lower_
        for c in verb.children
        if c.dep_ in ("prt", "prep", "advmod", "dobj", "acomp", "npadvmod", "advcl")
    ]
    around += [c.text.lower() for c in verb.children if c.i == verb.i + 1]
    for c in verb.children:
        if c.dep_ == "prep" and c.i == verb.i + 1:
            around += [f"{c.lower_}"]
    for word in dict.fromkeys(around):
        if word in _TIMELY and _only_when(verb, word):
            continue
        key = f"{lemma} {word}"
        for frame in table.verbs.get(key, ()):
            yield key, frame
    for frame in table.verbs.get(lemma, ()):
        yield lemma, frame


_TIMELY = frozenset({"on", "in", "at"})
_WHENS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december morning evening afternoon night dawn noon midnight week month year day "
    "eve weekend".split()
)


def _only_when(verb: Any, word: str) -> bool:
    """`fired a missile on Monday` is no `fire on`."""
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == word]
    pobjs = [o for c in preps for o in children(c, "pobj")]
    return bool(pobjs) and all(o.lower_ in _WHENS or o.tag_ == "CD" for o in pobjs)


def _heads(tokens: Sequence[Any]) -> list[Any]:
    return [t for o in tokens for t in with_conjuncts(o)]


def _is(token: Any, names: frozenset[str]) -> bool:
    return token.lemma_.lower() in names or token.lower_ in names or token.text.strip(".").lower() in names


def _fits(verb: Any, frame: Frame, cast: Cast, p: int, key: str) -> Filled | None:
    objects = [o for o in logical_objects(verb) if o.pos_ != "ADP"]
    used: set[int] = set()
    wanted, via = frame.list("objects"), frame.list("via")
    if frame.has("intransitive") and child(verb, "dobj") is not None:
        return None
    if frame.list("without") and any(_is(o, frame.list("without")) for o in objects):
        return None
    if via:
        pobjs = _via(verb, via, objects)
        if wanted:
            hits = [
                o
                for o in _heads(pobjs)
                if _is(o, wanted) or (frame.has("bodies") and _is_body(o, cast, p)) or _of_kind(o, wanted)
            ] or (
                [o for o in _heads(objects) if _is(o, wanted)]
                if frame.has("reverse") or frame.id in ("launch-at",)
                else []
            )
            if not hits or not pobjs:
                return None
            used.update(o.i for o in hits)
            objects = objects or hits
        elif not pobjs:
            return None
        if frame.id == "launch-at" and any(o.lemma_.lower() in _OPEN for o in pobjs):
            return None
        if frame.has("destination") and not any(_destination(o, cast, p) for o in pobjs):
            return None
        if not objects and not frame.has("reverse"):
            objects = list(pobjs)
    elif wanted:
        if ANYTHING in wanted:
            if not objects:
                return None
        else:
            hits = [o for o in _heads(objects) if _is(o, wanted) or _titled(o, wanted)]
            if not hits:
                hits = [o for o in _heads(objects) if _of_kind(o, wanted)]
            if not hits and frame.has("bodies"):
                hits = [o for o in _heads(objects) if _is_body(o, cast, p)]
            if not hits:
                return None
            used.update(o.i for o in hits)
    if not _circumstances(verb, frame, cast, p, objects):
        return None
    return Filled(frame, verb, None, tuple(objects), frozenset(used))


def _titled(token: Any, wanted: frozenset[str]) -> bool:
    """`summoned Wang Yi, China's ambassador`, `recalled Ambassador Smith`."""
    return token.pos_ == "PROPN" and any(
        _is(c, wanted) and (c.dep_ == "appos" or c.text[:1].isupper())
        for c in children(token, "appos", "compound")
    )


def _is_body(token: Any, cast: Cast, p: int) -> bool:
    """The name of an organisation, or of a treaty: `left the Commonwealth`, `quit the Warsaw Pact`."""
    mention = cast.tables[p].get(token.i)
    return mention is not None and mention.actor and cast.kinds(mention.id) == "organisation"


def _via(verb: Any, via: frozenset[str], objects: Sequence[Any]) -> list[Any]:
    """Objects of the prepositions that a frame asks for, on the verb or on its object."""
    found = []
    for clause in children(verb, "advcl", "ccomp"):  # `calling for Syria to cooperate`
        if any(c.dep_ == "mark" and c.lower_ in via for c in clause.children):
            found.extend(children(clause, "nsubj"))
    for root in (verb, *objects):
        for prep in children(root, "prep", "agent", "dative", "prt"):
            for p in (prep, *children(prep, "prep")):
                if p.lower_ in via:
                    found.extend(children(p, "pobj", "pcomp"))
    return found


def _of_kind(token: Any, wanted: frozenset[str]) -> bool:
    """`dozens of tanks`, `hundreds of thousands of shells`, `a shipment of rockets`: the noun behind `of`."""
    t = token
    for _ in range(3):
        prep = next((c for c in t.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        inner = child(prep, "pobj") if prep is not None else None
        if inner is None:
            return False
        if _is(inner, wanted):
            if token.lemma_ == "state" and inner.lemma_ in ("siege", "emergency"):
                return True
            return token.lemma_.lower() in _MEASURES or (
                token.tag_ in ("CD", "NNS", "NN") and token.lemma_.lower() in _MEASURES
            )
        t = inner
    return False


_MEASURES = words("measures") | frozenset(
    "barrel container wagon trainload body force contingent company convoy cargo squadron fleet detachment".split()
)
_OPEN = frozenset("water waters sea ocean air zone space sky".split())


def _destination(token: Any, cast: Cast, p: int) -> bool:
    mention = cast.tables[p].get(token.i)
    return mention is not None and (mention.kind in PLACES or mention.kind in ("name", "official"))


def _circumstances(verb: Any, frame: Frame, cast: Cast, p: int, objects: Sequence[Any]) -> bool:
    subject = logical_subject(verb)
    if frame.list("subjects") and not (
        subject is not None and any(_is(t, frame.list("subjects")) for t in (subject, *subject.lefts))
    ):
        return False
    if frame.has("persons") and not _personal(subject, cast, p):
        return False
    if frame.has("persons-object") and not any(_personal(o, cast, p) for o in objects):
        return False
    if frame.has("people") and (subject is None or not crowd(subject, cast, p)):
        return False
    if frame.has("forces") and (subject is None or not any(_is(t, FORCES) for t in with_conjuncts(subject))):
        return False
    if frame.list("particle-words") and not any(
        c.lower_ in frame.list("particle-words") for c in verb.children
    ):
        return False
    if frame.has("place-object") and not any(
        _destination(o, cast, p) or (o.pos_ == "PROPN" and cast.person(p, o) is None) for o in objects
    ):
        return False
    if frame.has("official") and not (
        (subject is not None and official(subject, cast, p))
        or (verb.dep_ == "conj" and child(verb, "nsubj") is None)
    ):
        return False
    if frame.type is Plover.ASSAULT and _accident(verb, subject):
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
    if frame.has("hostile") and not any(_is(c, HOSTILE) for c in complements(verb)):
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
    return not any(_destination(o, cast, p) or _is(o, FORCES) for o in objects)


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
        if _is(c, frame.list("names"))
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
                and not any(o.lemma_.lower() in _OPEN for o in children(prep, "pobj"))
                and any(
                    o.lower_ not in _WHENS and (cast.refs(p, o) or cast.place(p, o))
                    for o in children(prep, "pobj")
                )
            ):
                return "sea" not in " ".join(t.lower_ for t in prep.subtree) and verb.lemma_ != "test"
    return False


def of_adjective(adjective: Any, table: Frames) -> Filled | None:
    frame = next(iter(table.adjectives.get(adjective.lower_, ())), None)
    if (
        frame is not None
        and adjective.tag_ == "VBN"
        and child(adjective, "auxpass") is not None
        and child(adjective, "agent") is None
    ) and any(c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ == "to") for c in adjective.children):
        return Filled(frame, adjective, adjective, (), frozenset())
    verb = adjective.head
    if (
        frame is None
        or adjective.dep_ not in ("acomp", "oprd", "attr")
        or not is_verb(verb)
        or verb.lemma_ not in ("be", "remain", "stand", "stay")
    ):
        return None
    if not any(c.dep_ in ("xcomp", "prep", "ccomp") for c in adjective.children):
        return None
    return Filled(frame, adjective, verb, (), frozenset())


def of_noun(noun: Any, table: Frames) -> Iterator[Filled]:
    """All frames of a noun of action; with the light verb that carries it, where there is one."""
    compound = next(
        (
            c
            for c in noun.children
            if c.dep_ == "compound" and f"{c.lower_} {noun.lemma_.lower()}" in table.nouns
        ),
        None,
    )
    if any(t.lower_ in _TALK for t in noun.subtree if t.i > noun.i and t.dep_ == "pobj"):
        return
    key = f"{compound.lower_} {noun.lemma_.lower()}" if compound is not None else noun.lemma_.lower()
    for frame in table.nouns.get(key, ()):
        modifiers = frozenset(w for c in noun.subtree if c.i < noun.i for w in (c.lower_, c.lemma_.lower()))
        if (
            frame.list("with-modifier")
            and not modifiers & frame.list("with-modifier")
            and frame.needs != "two"
        ):
            continue
        if frame.list("not-modifier") and modifiers & frame.list("not-modifier"):
            continue
        governor = _light(noun, frame)
        if frame.via_noun:
            pobjs = [
                o
                for prep in children(noun, "prep")
                if prep.lower_ == frame.via_noun
                for o in children(prep, "pobj")
            ]
            if not any(_is(o, frame.list("via-objects")) for o in pobjs):
                continue
        yield Filled(frame, noun, governor, (), frozenset({noun.i}))


_TALK = frozenset("media press court courts parliament polls ballot market courtroom".split())
"""`a battle in the media between X and Y` is none."""


def _light(noun: Any, frame: Frame) -> Any | None:
    t = noun
    while t.dep_ in ("conj", "appos") and t.head.pos_ == "NOUN":
        t = t.head
    if (
        t.dep_ == "pobj"
        and t.head.dep_ == "prep"
        and t.head.lower_ in ("in", "on", "with", "to", "out", "for", "of")
        and is_verb(t.head.head)
    ):
        verb = t.head.head
        near = t.head.lower_ in ("in", "out", "on")
        return (
            verb
            if near
            and verb.lemma_ in ("engage", "participate", "carry", "take", "join", "embark", "go", "be")
            and _may_carry(verb, frame)
            else None
        )
    if (
        t.dep_ == "pobj"
        and t.head.lower_ == "of"
        and t.head.head.lemma_
        in _MEASURES
        | {"series", "wave", "days", "weeks", "round", "spate", "day", "week", "barrage", "campaign"}
    ):
        return _light(t.head.head, frame)
    if t.dep_ in ("dobj", "nsubjpass", "attr", "obj") and is_verb(t.head) and _may_carry(t.head, frame):
        return t.head
    if t.dep_ in {"acl", "nsubj"}:
        return None
    return None


def _may_carry(verb: Any, frame: Frame) -> bool:
    lemma = verb.lemma_.lower()
    allowed = frame.list("light")
    if "none" in allowed:
        return False
    return lemma in allowed or (lemma in LIGHT_VERBS and not allowed)


__all__ = ["COLLECTIVES", "Filled", "grammatical_subject", "of_adjective", "of_noun", "of_verb"]
