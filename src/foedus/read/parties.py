"""Who acts and who is acted on; where a sentence says so, and how far its words reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Plover
from foedus.read.acts import Found
from foedus.read.cast import Cast
from foedus.read.details import measured, words_of
from foedus.read.frames import Frame
from foedus.read.lexicon import COLLECTIVES, ROLES, words
from foedus.read.match import Filled
from foedus.read.pipeline import Paragraph
from foedus.read.roles import where
from foedus.read.said import Said
from foedus.read.syntax import (
    child,
    children,
    domain,
    phrase,
    with_conjuncts,
)

_NONE: tuple[str, ...] = ()


IDEAS = words("ideas")


def doers(cast: Cast, p: int, subject: Any | None) -> tuple[str, ...]:
    """Who acts: people and bodies; of a thing only whose it is (`Russian shelling killed`), of an idea nobody."""
    if subject is None:
        return _NONE
    if subject.pos_ == "NOUN" and subject.i not in cast.tables[p]:
        lemma = subject.lemma_.lower()
        if lemma in IDEAS:
            return cast.body_meant(p, subject)  # `the alliance condemned it`: NATO, not the bond
        if (
            lemma not in COLLECTIVES
            and lemma not in ROLES
            and child(subject, "nummod") is None
            and subject.tag_ == "NN"
        ):
            return cast.modifiers(p, subject) or (
                cast.refs(p, subject) if lemma in ("side", "neither", "both") else _NONE
            )
    found = cast.refs(p, subject)
    if not found and subject.pos_ == "PROPN" and subject.lower_ in COLLECTIVES:
        return cast.modifiers(p, subject)  # `United States Marines`
    return found


HARM = frozenset(
    "strike airstrike attack raid bombing shelling bombardment clash fighting ambush assault drone missile fire "
    "battle rocket bomb invasion offensive incursion explosion gunfire skirmish crossfire".split()
)


def in_whose(cast: Cast, p: int, verb: Any) -> tuple[tuple[str, ...], int | None]:
    """`killed in an Israeli air strike`, `in a clash with Chinese troops`: whose it was, and its noun."""
    for prep in children(verb, "prep", "agent"):
        if prep.lower_ not in ("in", "by", "during", "from", "under"):
            continue
        for noun in children(prep, "pobj", "pcomp"):
            if noun.lemma_.lower() not in HARM and noun.lower_ not in HARM:
                continue
            before = next((c for c in children(noun, "nsubj") if c.i < noun.i), None)
            own = (
                cast.modifiers(p, noun)
                or cast.refs(p, before)
                or tuple(
                    i
                    for t in noun.subtree
                    if t.dep_ == "pobj" and t.head.lower_ in ("by", "with", "from") and t.head.head == noun
                    for i in cast.refs(p, t)
                )
            )
            if own:
                return own[:2], int(noun.i)
    return _NONE, None


def owners(cast: Cast, p: int, thing: Any | None) -> tuple[str, ...]:
    """Of forces that are moved, or wares that are sent, with no word by whom: whose they are, whence they come."""
    if thing is None:
        return _NONE
    forces = thing.lemma_.lower() in COLLECTIVES or thing.lower_ in COLLECTIVES
    return (cast.modifiers(p, thing) if forces else _NONE) or tuple(
        i
        for prep in children(thing, "prep")
        if prep.lower_ in (("of", "from") if forces else ("from",))
        for o in children(prep, "pobj")
        for i in cast.refs(p, o)
    )


_TITLES = frozenset(
    "premier president minister chancellor king emperor secretary tsar kaiser shah sultan".split()
)
_BACK = 1500


def titled(view: Paragraph, subject: Any, cast: Cast) -> tuple[str, ...]:
    """`The Premier summoned`: the one of that title who was named last before."""
    if subject.lemma_.lower() not in _TITLES or any(
        c.dep_ in ("poss", "prep", "nummod", "appos") for c in subject.children
    ):
        return _NONE
    if not any(c.lower_ == "the" for c in subject.children) or subject.tag_ not in ("NN", "NNP"):
        return _NONE
    before_it = [t.lower_ for t in subject.lefts if t.dep_ in ("amod", "compound")]
    wanted = " " + " ".join([*before_it, subject.lower_]).replace("premier", "prime minister")
    at = view.start + subject.idx
    near = [
        (max(b for _, b in before), person.state)
        for person in cast.persons.values()
        if person.state
        and f" {person.role or ''}".lower().replace("premier", "prime minister").endswith(wanted)
        and (before := [m for m in person.mentions if at - _BACK < m[1] <= at])
    ]
    return (max(near)[1],) if near else _NONE


def mutual_parties(
    kind: str | None, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mutual acts have all parties as actors and as recipients."""
    both = tuple(dict.fromkeys((*actors, *recipients)))
    if kind == "always" or (len(actors) > 1 and not recipients) or (actors and recipients):
        return (both, both) if len(both) > 1 else (actors, recipients)
    return actors, recipients


def enough(frame: Frame, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Whether an act with these parties is worth telling."""
    if frame.needs == "two":
        return bool(actors) and bool(recipients)
    if actors:
        return bool(recipients) or frame.type not in TO_SOMEBODY or frame.has("alone")
    return bool(recipients) and frame.type in _WITHOUT_ACTOR


_WITHOUT_ACTOR = frozenset({Plover.ASSAULT, Plover.SANCTION, Plover.COERCE, Plover.MOBILIZE, Plover.RETREAT})


TO_SOMEBODY = frozenset({Plover.REQUEST, Plover.ACCUSE, Plover.SUPPORT, Plover.AID})


def those_there(view: Paragraph, token: Any, cast: Cast) -> tuple[str, ...]:
    for t in domain(token, into_complements=False):
        if t.dep_ == "prep" and t.lower_ in ("in", "at", "across", "outside"):
            for o in children(t, "pobj"):
                found = cast.place(view.index, o)
                if found:
                    return found
    return _NONE


def innermost(said: Sequence[Said], at: int) -> Said | None:
    inside = [s for s in said if s.holds(at)]
    return min(inside, key=lambda s: s.content[1] - s.content[0]) if inside else None


def span_of(view: Paragraph, head: Any, filled: Filled) -> tuple[int, int]:
    """From the subject to the end of what belongs to the act, asides left out."""
    tokens = [head.i, filled.trigger.i]
    subject = child(head, "nsubj", "nsubjpass")
    if subject is not None:
        tokens += phrase(subject)
    for root in {head, filled.trigger}:
        for c in root.children:
            if c.dep_ in (
                "dobj",
                "dative",
                "agent",
                "prt",
                "attr",
                "xcomp",
                "pobj",
                "poss",
                "amod",
                "compound",
                "det",
                "aux",
                "neg",
                "oprd",
            ):
                tokens += (c.left_edge.i, phrase(c)[1] if c.dep_ != "xcomp" else c.right_edge.i)
            elif c.dep_ == "prep" and c.i > root.i:
                tokens += (c.i, c.right_edge.i)
            elif c.dep_ == "ccomp" and c.i > root.i and filled.frame.has("swallow"):
                tokens += (c.left_edge.i, c.right_edge.i)
    first, last = min(tokens), max(tokens)
    first = max(first, head.i - 60)
    return view.span(first, min(last, head.i + 80))


def add_details(view: Paragraph, found: Found, filled: Filled, cast: Cast, trigger: Any) -> None:
    place, _, tokens = where(cast, view.index, filled.trigger, filled.objects)
    if place is not None and tokens is not None:
        found.place = place
        found.place_text = view.doc[tokens[0] : tokens[1] + 1].text[:80]
    frame = filled.frame
    if frame.item:
        hits = [view.doc[i] for i in sorted(filled.used)] or [o for o in filled.objects if o.pos_ == "NOUN"]
        if frame.item == "with":
            hits = [
                o
                for prep in children(filled.trigger, "prep")
                if prep.lower_ == "with"
                for o in children(prep, "pobj")
            ]
        if hits:
            found.item = words_of(hits[0])
            found.quantity, found.unit = measured(hits[0])
            found.tokens.update(t.i for t in with_conjuncts(hits[0]))
