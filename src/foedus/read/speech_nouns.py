"""What is said by a noun: `Russia's claim that …`, `accusations that both deny`, `a warning from X that …`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.read.cast import Cast
from foedus.read.contents import chars
from foedus.read.lexicon import SPEECH, SPEECH_NOUNS
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said
from foedus.read.speakers import Speaker, accused, both, identify
from foedus.read.syntax import child, children, subtree_ends


def said_by_noun(view: Paragraph, noun: Any, cast: Cast, known: Sequence[Said]) -> Said | None:
    """`Russia's claim that …`, `accusations that both deny`, `a warning from X that …`."""
    doc, lemma = view.doc, noun.lemma_.lower()
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None)
    if clause is None or (child(clause, "mark") is None and clause.dep_ == "acl" and clause.tag_ != "VB"):
        return None
    if SPEECH.get(clause.lemma_.lower()) == "deny" and child(clause, "nsubj") is not None:
        subject = child(clause, "nsubj")
        if subject is None or subject.lower_ in ("which", "that", "who"):
            return None
        two = accused(view, subject, cast, known)
        speaker = both(cast, two) if two else identify(view, subject, cast, ())
        if speaker is None:
            return None
        first, last = noun.left_edge.i, clause.right_edge.i
        said = said_as(
            view,
            clause,
            clause.lemma_,
            "deny",
            "paraphrase",
            speaker,
            chars(doc, first, last),
            chars(doc, noun.i, last),
        )
        said.parts = []
        return said
    owner = child(noun, "poss")
    if owner is None:
        owner = next(
            (
                o
                for prep in children(noun, "prep")
                if prep.lower_ in ("by", "from", "of")
                for o in children(prep, "pobj")
            ),
            None,
        )
    target = owner if owner is not None else noun
    if owner is None and not cast.refs(view.index, noun):
        return None
    if clause.dep_ == "relcl" or child(clause, "mark") is None:
        return None
    speaker = identify(view, target, cast, ())
    if speaker is None:
        return None
    first, last = subtree_ends(clause)
    part = chars(doc, first, last)
    said = said_as(
        view,
        noun,
        lemma,
        SPEECH_NOUNS[lemma],
        "paraphrase",
        speaker,
        chars(doc, noun.left_edge.i, last),
        part,
    )
    said.parts = [part]
    return said


def said_as(
    view: Paragraph,
    verb: Any,
    word: str,
    stance: str,
    form: str,
    who: Speaker,
    span: tuple[int, int],
    content: tuple[int, int],
) -> Said:
    """A statement with the facts of its speaker."""
    return Said(
        view.index,
        verb,
        word,
        stance,
        form,
        who.name,
        who.ids,
        who.state,
        who.role,
        who.affiliation,
        span,
        content,
        who.person,
    )
