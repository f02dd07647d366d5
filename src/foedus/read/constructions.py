"""What the parser makes of a few constructions: verbs joined to the wrong clause, nouns read as participles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Plover
from foedus.read.acts import MUTUAL_TYPES
from foedus.read.cast import Cast
from foedus.read.lexicon import SPEECH
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said
from foedus.read.syntax import child, is_verb, misread, passive

_NONE: tuple[str, ...] = ()


OF_WORDS = frozenset({Plover.ACCUSE, Plover.REQUEST})


def speaker_behind(view: Paragraph, verb: Any, said: Sequence[Said], cast: Cast) -> tuple[str, ...]:
    """`Tokyo said that missiles had come down, lodged a protest and called it grave`: the parser joins the later
    verbs to the inner one, but acts of words are the speaker's.
    """
    t = verb
    if t.dep_ != "conj" or child(t, "nsubj", "nsubjpass") is not None or passive(t):
        return _NONE
    for _ in range(4):
        t = t.head
        if t.dep_ != "conj":
            break
    if t.dep_ != "ccomp" or not is_verb(t.head) or t.head.i > t.i or t.head.lemma_.lower() not in SPEECH:
        return _NONE
    return next((s.ids for s in said if s.verb is not None and s.verb.i == t.head.i), _NONE)


def mere_adjective(verb: Any) -> bool:
    """`besieged Gaza`, `the occupied territories` describe; they tell of no act."""
    return verb.dep_ == "amod" and not misread(verb) and verb.i < verb.head.i


def told_as_noun(verb: Any) -> bool:
    """`killed by Syrian shelling`: a noun of action that the parser takes for a participle."""
    return (
        verb.dep_ == "pcomp"
        and verb.head.dep_ in ("agent", "prep")
        and verb.head.lower_ == "by"
        and any(c.dep_ in ("amod", "compound", "nsubj") and c.i < verb.i for c in verb.children)
    )


RECIPROCAL = MUTUAL_TYPES | {Plover.ACCUSE, Plover.THREATEN, Plover.ASSAULT, Plover.SANCTION}


HEADS = frozenset("government cabinet premier king emperor parliament".split())


def qualified(noun: Any) -> bool:
    return any(c.dep_ in ("poss", "amod", "compound", "prep", "appos") for c in noun.children)


def each_other(token: Any) -> bool:
    """`promised not to attack each other`."""
    return any(
        (t.lower_, t.nbor(-1).lower_) in (("other", "each"), ("another", "one")) for t in token.subtree if t.i
    )
