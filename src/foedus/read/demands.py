"""A demand put as a duty of another state: `Russia must return the ship, X said`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found
from foedus.read.cast import Cast
from foedus.read.modality import Judgement
from foedus.read.parties import innermost
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said
from foedus.read.syntax import child, grammatical_subject, phrase

_NONE: tuple[str, ...] = ()


def must(
    view: Paragraph, number: int, verb: Any, said: Sequence[Said], cast: Cast, swallowed: set[int]
) -> Found | None:
    """A demand put as a duty of another state."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if any(c.dep_ == "neg" for c in verb.children) and "must" not in aux:
        return None
    if "must" not in aux and not (verb.lemma_ in ("have", "need") and child(verb, "xcomp") is not None):
        return None
    statement = innermost(said, verb.idx)
    if statement is None or not statement.ids or statement.verb is None or verb.dep_ not in ("ccomp", "ROOT"):
        return None
    subject = grammatical_subject(verb)
    asked = (
        tuple(i for i in cast.refs(view.index, subject) if i not in statement.ids)
        if subject is not None
        else _NONE
    )
    if (
        not asked
        and subject is not None
        and statement.verb is not None
        and subject.tag_ not in ("PRP", "WDT")
    ):
        asked = cast.refs(view.index, subject) if subject.pos_ in ("PROPN", "NOUN") else _NONE
    if not asked:
        return None
    swallowed.update(t.i for t in verb.subtree)
    span = (
        view.span(min(phrase(subject)[0], verb.i), verb.i)
        if subject is not None
        else view.span(verb.i, verb.i)
    )
    return Found(
        Plover.REQUEST,
        None,
        view.index,
        number,
        verb,
        statement.ids,
        asked,
        Modality.ASSERTED,
        span,
        Judgement(),
        statement,
        tokens={verb.i},
    )
