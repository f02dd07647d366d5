"""Who can speak at all: persons, bodies, papers; never a treaty that promises or a move that threatens."""

from __future__ import annotations

from typing import Any

from foedus.read.cast import Cast
from foedus.read.lexicon import COLLECTIVES, DOCUMENTS, MEDIA, PACT_NOUNS, ROLES, SPEECH, words
from foedus.read.pipeline import Paragraph
from foedus.read.syntax import child, children

SPEAKERS = words("speakers")
UTTERING = words("uttering")
_NOBODY = frozenset("nobody none neither nothing no-one something anything everything".split())
_SETS = frozenset("both all each two three four five six other others latter former side either".split())
_WRITTEN_ACTS = frozenset({"promise", "threaten"})


def unspoken(verb: Any) -> bool:
    """`did not say`, `has neither confirmed nor denied`, `nobody said`: there was no such word."""
    if _negated(verb):
        return True
    if verb.dep_ != "conj" or child(verb, "nsubj") is not None:
        return False
    doc, head = verb.doc, verb.head
    joined = any(doc[i].lower_ in ("nor", "neither") for i in range(max(head.i, verb.i - 4), verb.i))
    shared = any(doc[i].lower_ == "or" for i in range(head.i, verb.i)) and _negated(head)
    return joined or shared


def _negated(verb: Any) -> bool:
    for c in verb.children:
        if c.i > verb.i:
            continue
        if c.dep_ == "neg" and c.lower_ != "only" and not _only(c):
            return True
        if c.lower_ in ("neither", "never") and c.dep_ in ("preconj", "cc", "advmod", "neg", "det"):
            return True
        if c.dep_ in ("nsubj", "nsubjpass"):
            if c.lower_ in _NOBODY or (c.lower_ == "one" and any(d.lower_ == "no" for d in c.children)):
                return True
            if any(d.dep_ == "det" and d.lower_ in ("no", "neither") for d in c.children):
                return True
    return False


def _only(neg: Any) -> bool:
    after = neg.doc[neg.i + 1].lower_ if neg.i + 1 < len(neg.doc) else ""
    return after in ("only", "just", "merely", "simply")


def real_subject(verb: Any, subject: Any | None) -> Any | None:
    """`Speaking in Oslo, X, the premier, said`: who speaks was read as a part of the clause before."""
    if subject is None or subject.dep_ != "csubj" or subject.tag_ != "VBG":
        return subject
    doc, i = verb.doc, verb.i - 1
    while i > subject.i and (doc[i].is_punct or doc[i].pos_ in ("AUX", "ADV")):
        i -= 1
    found = doc[i]
    while found.head.i > subject.i and found.head not in (verb, subject) and found.head != found:
        found = found.head
    first = found.left_edge.i
    if found.pos_ not in ("NOUN", "PROPN") or first <= subject.i + 1 or doc[first - 1].text != ",":
        return None
    return found


def can_speak(view: Paragraph, subject: Any, cast: Cast, verb: Any) -> bool:
    """Whether a subject is one of those who say things. `verb`: the verb of speech, or its lemma."""
    p, lemma = view.index, verb if isinstance(verb, str) else verb.lemma_.lower()
    if cast.person(p, subject) is not None or subject.tag_ == "PRP":
        return True
    word = subject.lemma_.lower()
    if subject.lower_ in _NOBODY:
        return False
    if word in PACT_NOUNS and SPEECH.get(lemma) in _WRITTEN_ACTS:
        return False
    if word in DOCUMENTS:
        return lemma not in ("order", "press", "speak", "hear", "protest") and SPEECH.get(lemma) != "threaten"
    if (
        word in ROLES
        or word in COLLECTIVES
        or word in MEDIA
        or word in SPEAKERS
        or subject.lower_ in SPEAKERS
    ):
        return True
    if subject.lower_ in _SETS:
        return True
    if subject.pos_ == "PROPN":
        mention = cast.tables[p].get(subject.i)
        if mention is not None:
            return mention.actor
        return lemma in UTTERING or any(a.lemma_.lower() in ROLES for a in children(subject, "appos"))
    if subject.tag_ in ("NN", "NNS") and subject.text[:1].isupper() and subject.i != subject.sent.start:
        return lemma in UTTERING
    if subject.pos_ == "NOUN" and lemma in UTTERING:
        return bool(subject.tag_ == "NNS" and word.endswith(_AGENTS))
    return bool(cast.refs(p, subject)) and subject.pos_ in ("PRON", "DET", "ADJ", "NUM")


_AGENTS = ("er", "or", "ist", "ian", "man", "ese", "ee", "ant", "ent")
