"""Which frame a verb, an adjective or a noun of action fills, if any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.read.cast import Cast
from foedus.read.circumstances import OPEN, WHENS, destination, is_one_of, suits
from foedus.read.frames import ANYTHING, Frame, Frames
from foedus.read.lexicon import COLLECTIVES, LIGHT_VERBS, words
from foedus.read.syntax import (
    child,
    children,
    grammatical_subject,
    is_verb,
    logical_objects,
    with_conjuncts,
)


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


def _only_when(verb: Any, word: str) -> bool:
    """`fired a missile on Monday` is no `fire on`."""
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == word]
    pobjs = [o for c in preps for o in children(c, "pobj")]
    return bool(pobjs) and all(o.lower_ in WHENS or o.tag_ == "CD" for o in pobjs)


def _heads(tokens: Sequence[Any]) -> list[Any]:
    return [t for o in tokens for t in with_conjuncts(o)]


def _fits(verb: Any, frame: Frame, cast: Cast, p: int, key: str) -> Filled | None:
    objects = [o for o in logical_objects(verb) if o.pos_ != "ADP"]
    used: set[int] = set()
    wanted, via = frame.list("objects"), frame.list("via")
    if frame.has("intransitive") and child(verb, "dobj") is not None:
        return None
    if frame.list("without") and any(is_one_of(o, frame.list("without")) for o in objects):
        return None
    if via:
        pobjs = _via(verb, via, objects)
        if wanted:
            hits = [
                o
                for o in _heads(pobjs)
                if is_one_of(o, wanted)
                or (frame.has("bodies") and _is_body(o, cast, p))
                or _of_kind(o, wanted)
            ] or (
                [o for o in _heads(objects) if is_one_of(o, wanted)]
                if frame.has("reverse") or frame.id in ("launch-at", "water-cannon")
                else []
            )
            if not hits or not pobjs:
                return None
            used.update(o.i for o in hits)
            objects = objects or hits
        elif not pobjs:
            return None
        if frame.id == "launch-at" and any(o.lemma_.lower() in OPEN for o in pobjs):
            return None
        if frame.has("destination") and not any(destination(o, cast, p) for o in pobjs):
            return None
        if not objects and not frame.has("reverse"):
            objects = list(pobjs)
    elif wanted:
        if ANYTHING in wanted:
            if not objects:
                return None
        else:
            hits = [o for o in _heads(objects) if is_one_of(o, wanted) or _titled(o, wanted)]
            if not hits:
                hits = [o for o in _heads(objects) if _of_kind(o, wanted)]
            if not hits and frame.has("bodies"):
                hits = [o for o in _heads(objects) if _is_body(o, cast, p)]
            if not hits:
                return None
            used.update(o.i for o in hits)
    if not suits(verb, frame, cast, p, objects):
        return None
    return Filled(frame, verb, None, tuple(objects), frozenset(used))


def _titled(token: Any, wanted: frozenset[str]) -> bool:
    """`summoned Wang Yi, China's ambassador`, `recalled Ambassador Smith`."""
    return token.pos_ == "PROPN" and any(
        is_one_of(c, wanted) and (c.dep_ == "appos" or c.text[:1].isupper())
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
        if is_one_of(inner, wanted):
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
            if not any(is_one_of(o, frame.list("via-objects")) for o in pobjs):
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
