"""Acts that a word points back to: `condemned the launches`, `called it an act of war`, `wrote to X asking`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Plover
from foedus.read.acts import HOSTILE_TYPES, Found
from foedus.read.cast import Cast
from foedus.read.lexicon import PACT_NOUNS
from foedus.read.match import Filled
from foedus.read.pipeline import Paragraph
from foedus.read.roles import lookup
from foedus.read.syntax import is_verb

_NONE: tuple[str, ...] = ()


def written_to(cast: Cast, p: int, verb: Any) -> tuple[str, ...]:
    """`wrote to the Security Council asking for a meeting`."""
    if not is_verb(verb) or verb.lemma_ not in (
        "write",
        "cable",
        "telegraph",
        "wire",
        "turn",
        "appeal",
        "go",
    ):
        return _NONE
    return lookup(cast, p, ("to", "object"), verb, (), _NONE, places=False)


def doers_of_that(
    view: Paragraph, filled: Filled, actors: tuple[str, ...], before: Sequence[Found]
) -> tuple[str, ...]:
    """`condemned the launches`: those who did what was told just before."""
    for o in filled.objects:
        if o.lower_ in ("it", "this", "that", "them"):
            found = last_harm(view, filled, actors, before)
            if found:
                return found
            continue
        if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that") for c in o.children):
            continue
        stem = o.lemma_.lower()[:5]
        near = [act for act in reversed(before) if view.index - act.paragraph <= 3]
        same = [act for act in near if act.trigger.lemma_.lower()[:4] == stem[:4] and act.type in DEEDS]
        for act in [*same, *near]:
            words_ = {act.trigger.lemma_.lower()[:5], *(w[:5].lower() for w in (act.item or "").split())}
            harm = o.lemma_.lower() in ACT_NOUNS and act.type in DEEDS
            harm = harm or act in same
            bond = (
                o.lemma_.lower() in PACT_NOUNS
                and act.type in (Plover.AGREE, Plover.SUPPORT)
                and len(act.actors) > 1
            )
            if stem in words_ or harm or bond:
                found = tuple(i for i in act.actors if i not in actors)
                if found:
                    return found
    return _NONE


DEEDS = frozenset({Plover.ASSAULT, Plover.COERCE, Plover.MOBILIZE})


def last_harm(
    view: Paragraph, filled: Filled, actors: tuple[str, ...], before: Sequence[Found]
) -> tuple[str, ...]:
    """`and called it an act of war`: whoever did the harm told in the same breath."""
    if filled.frame.id != "call-names":
        return _NONE
    for act in reversed(before):
        if act.paragraph != view.index:
            break
        if act.type in HOSTILE_TYPES | {Plover.MOBILIZE} and act.actors and not set(act.actors) & set(actors):
            return act.actors
    return _NONE


ACT_NOUNS = frozenset(
    "attack strike invasion launch test move action decision assault bombing raid incursion aggression "
    "killing step  operation violence offensive arrest seizure ban sanction expulsion deployment drill "
    "exercise blockade landing incident launch landing shelling bombing intrusion crossing overflight seizure "
    "annexation detention".split()
)
