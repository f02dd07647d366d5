"""Who says what: direct, indirect, inverted, by noun, by document; the speaker with role and state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.read.cast import Cast
from foedus.read.contents import chars, content_of, trimmed
from foedus.read.impersonal import impersonal, seat_of
from foedus.read.leftover import gather
from foedus.read.lexicon import COLLECTIVES, DOCUMENTS, MEDIA, OFFICE_ROLES, ROLES, SPEECH, SPEECH_NOUNS
from foedus.read.pipeline import Paragraph
from foedus.read.quotations import Quote, covered, inside
from foedus.read.said import Said
from foedus.read.speakers import Speaker, accused, both, identify
from foedus.read.speech_nouns import said_as, said_by_noun
from foedus.read.stances import stance_of
from foedus.read.syntax import (
    agent,
    child,
    grammatical_subject,
    is_verb,
    passive,
)
from foedus.read.voices import can_speak, real_subject, unspoken

_THOUGHT = frozenset(
    "believe think know see feel hope fear worry expect find show indicate suggest hold figure guess "
    "mean hint predict  estimate reason speculate signal reveal read agree conclude assess note".split()
)


_FIRST = frozenset({"i", "we", "you"})


_CROWD = frozenset(
    "analyst expert observer critic official source report some many other few most diplomat supporter "
    "opponent historian  newspaper medium survey poll study witness resident scholar commentator "
    "economist people".split()
)


def statements(view: Paragraph, marks: Sequence[Quote], cast: Cast, before: Said | None) -> list[Said]:
    """All that is said in one paragraph; `before` is the last statement of the paragraph above."""
    found: list[Said] = []
    for sentence in view.sentences():
        for token in sentence:
            if is_verb(token) and token.lemma_.lower() in SPEECH:
                said = _by_verb(view, sentence, token, marks, cast, found)
                if said is not None:
                    found.append(said)
            elif token.lower_ == "according" and token.i + 1 < len(view.doc):
                said = _according(view, sentence, token, marks, cast, found)
                if said is not None:
                    found.append(said)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in SPEECH_NOUNS:
                said = said_by_noun(view, token, cast, found)
                if said is not None:
                    found.append(said)
    gather(view, marks, found, before)
    found.sort(key=lambda s: s.span)
    return _without_doubles(found)


def _by_verb(
    view: Paragraph, sentence: Any, verb: Any, marks: Sequence[Quote], cast: Cast, known: Sequence[Said]
) -> Said | None:
    lemma = verb.lemma_.lower()
    stance = SPEECH[lemma]
    if (
        verb.dep_ in ("aux", "amod", "compound")
        or _wished(verb)
        or (verb.i and verb.doc[verb.i - 1].text == "-")
        or unspoken(verb)
    ):
        return None
    unnamed = impersonal(view, verb, cast)
    if unnamed is not None:
        return _told(view, sentence, verb, unnamed, stance, marks, cast, known)
    subject = agent(verb) if passive(verb) and child(verb, "agent") is not None else grammatical_subject(verb)
    subject = real_subject(verb, subject)
    if (
        subject is None
        or subject.lower_ in _FIRST
        or (subject.lower_ in ("it", "there", "that", "this", "what") and subject.dep_ == "expl")
    ):
        return None
    if passive(verb) and child(verb, "agent") is None and not _quoted_as(verb):
        return None
    if subject.lower_ in ("it", "this", "that") and (
        inside(verb.idx, marks) is not None or lemma in _THOUGHT or lemma in ("confirm", "prove")
    ):
        return None
    if lemma in _THOUGHT and not _can_think(view, subject, cast, lemma):
        return None
    two = accused(view, subject, cast, known) if stance == "deny" else ()
    if not two and not can_speak(view, subject, cast, verb):
        return None
    speaker = both(cast, two) if two else identify(view, subject, cast, known)
    if speaker is None:
        return None
    if (
        speaker.state is None
        and not speaker.ids
        and subject.lemma_.lower() in OFFICE_ROLES | {"government", "ministry"}
    ):
        speaker.state, speaker.ids = seat_of(view, verb, cast)
    return _told(view, sentence, verb, speaker, stance, marks, cast, known)


def _told(
    view: Paragraph,
    sentence: Any,
    verb: Any,
    who: Speaker,
    stance: str,
    marks: Sequence[Quote],
    cast: Cast,
    known: Sequence[Said],
) -> Said | None:
    stance = stance_of(verb, stance, view.index, cast, who.ids)
    content = content_of(view, sentence, verb, stance, marks)
    if content is None:
        return None
    parts, span = content
    whole = (min(a for a, _ in parts), max(b for _, b in parts))
    form = who.form or ("quotation" if max(covered(p, marks) for p in parts) > 0.3 else "paraphrase")
    if stance == "deny" and view.doc.text[whole[0] : whole[1]].lower() in _THAT:
        whole, parts = _what_was_said(known, who, span), []
    said = said_as(view, verb, verb.lower_, stance, form, who, span, whole)
    said.parts = [] if stance in ("approve", "criticise") and child(verb, "ccomp") is None else parts
    return said


_THAT = frozenset("it this that them these those".split())


def _what_was_said(known: Sequence[Said], who: Speaker, span: tuple[int, int]) -> tuple[int, int]:
    """`Congo denies that`: what somebody else has just said, else the denial itself."""
    for s in reversed(known):
        if s.ids != who.ids and s.stance in ("accuse", "assert") and span[0] - s.content[1] < 300:
            return s.content
    return span


def _wished(verb: Any) -> bool:
    """`to say`, `would say`, `if X says`: no speech has taken place."""
    for c in verb.children:
        if c.dep_ == "aux" and c.lower_ in (
            "would",
            "could",
            "might",
            "should",
            "must",
            "may",
            "will",
            "'ll",
            "’ll",
        ):
            return True
        if c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether"):
            return True
    if verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return (
            verb.head.lemma_ not in ("go", "continue", "begin", "start", "use")
            if verb.dep_ == "xcomp"
            else verb.dep_ not in ("ROOT",)
        )
    return False


def _quoted_as(verb: Any) -> bool:
    return verb.lemma_ in ("quote", "report") or verb.tag_ == "VBG"


def _can_think(view: Paragraph, subject: Any, cast: Cast, lemma: str) -> bool:
    word = subject.lemma_.lower()
    if word in _CROWD or word in ROLES or word in COLLECTIVES or word in DOCUMENTS or word in MEDIA:
        return True
    if subject.lower_ in ("it", "this", "that", "which"):
        return False
    if lemma in ("show", "mean", "find", "see", "feel", "read", "hold") and subject.pos_ != "PROPN":
        return False
    return bool(cast.person(view.index, subject)) or (
        bool(cast.refs(view.index, subject)) and subject.pos_ == "PROPN"
    )


def _according(
    view: Paragraph, sentence: Any, token: Any, marks: Sequence[Quote], cast: Cast, known: Sequence[Said]
) -> Said | None:
    to = view.doc[token.i + 1]
    if to.lower_ != "to":
        return None
    source = child(to, "pobj") or child(token, "pobj")
    if source is None or not can_speak(view, source, cast, "say"):
        return None
    if source.lower_ == "reports" and next(source.lefts, None) is None and source.right_edge == source:
        return None  # nobody's reports
    speaker = identify(view, source, cast, known)
    if speaker is None:
        return None
    doc = view.doc
    a, b = token.left_edge.i, max(token.right_edge.i, source.right_edge.i)
    parts = []
    if a > sentence.start + 1:
        first, last = trimmed(doc, sentence.start, a - 1)
        parts.append(chars(doc, first, last))
    elif b + 1 < sentence.end:
        first, last = trimmed(doc, b + 1, sentence.end - 1)
        parts.append(chars(doc, first, last))
    if not parts:
        return None
    form = (
        "document"
        if speaker.form == "document"
        else "quotation"
        if covered(parts[0], marks) > 0.3
        else "paraphrase"
    )
    said = said_as(
        view,
        token,
        "according to",
        "assert",
        form,
        speaker,
        chars(doc, sentence.start, sentence.end - 1),
        parts[0],
    )
    said.parts = parts
    return said


def _without_doubles(found: list[Said]) -> list[Said]:
    """One statement for one stretch: of two with the same content the outer speaker's word stays."""
    out: list[Said] = []
    for s in found:
        if s.content[1] - s.content[0] < 3:
            continue
        twin = next(
            (o for o in out if o.content == s.content and (o.stance == s.stance or o.speaker == s.speaker)),
            None,
        )
        if twin is None:
            out.append(s)
    return out
