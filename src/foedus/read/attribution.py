"""Who says what: direct, indirect, inverted, by noun, by document; the speaker with role and state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.read.cast import Cast
from foedus.read.contents import chars, content_of, trimmed
from foedus.read.impersonal import impersonal, seat_of
from foedus.read.lexicon import COLLECTIVES, DOCUMENTS, MEDIA, OFFICE_ROLES, ROLES, SPEECH, SPEECH_NOUNS
from foedus.read.pipeline import Paragraph
from foedus.read.quotations import Quote, covered, inside
from foedus.read.said import Said
from foedus.read.speakers import Speaker, identify
from foedus.read.stances import stance_of
from foedus.read.syntax import (
    agent,
    child,
    children,
    grammatical_subject,
    is_verb,
    passive,
    subtree_ends,
)
from foedus.read.voices import can_speak, real_subject, unspoken

_THOUGHT = frozenset(
    "believe think know see feel hope fear worry expect find show indicate suggest hold figure guess "
    "mean hint predict  estimate reason speculate signal reveal read agree conclude assess note".split()
)


_ACTS = frozenset({"promise", "threaten", "demand", "accuse", "deny", "warn"})


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
                said = _by_noun(view, token, marks, cast, found)
                if said is not None:
                    found.append(said)
    _leftover(view, marks, cast, found, before)
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
    accused = _accused(view, subject, cast, known) if stance == "deny" else ()
    if not accused and not can_speak(view, subject, cast, verb):
        return None
    speaker = _both(cast, accused) if accused else identify(view, subject, cast, known)
    if speaker is None:
        return None
    if (
        speaker.state is None
        and not speaker.ids
        and subject.lemma_.lower() in OFFICE_ROLES | {"government", "ministry"}
    ):
        speaker.state, speaker.ids = seat_of(view, verb, cast)
    return _told(view, sentence, verb, speaker, stance, marks, cast, known)


def _both(cast: Cast, ids: tuple[str, ...]) -> Speaker:
    return Speaker(" and ".join(cast.display(i) for i in ids)[:80], ids, None)


def _accused(view: Paragraph, subject: Any, cast: Cast, known: Sequence[Said]) -> tuple[str, ...]:
    """`A says that B has armed C. Both deny it`: the two of whom somebody else has just spoken."""
    if subject.lower_ not in ("both", "they", "two") or not known:
        return ()
    last = known[-1]
    named = [
        i for i in cast.order_in(view.index, last.content) if i not in last.ids and cast.kinds(i) == "state"
    ]
    return tuple(named) if last.ids and len(named) == 2 else ()


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
    said = _said(view, verb, verb.lower_, stance, form, who, span, whole)
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
    said = _said(
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


def _by_noun(
    view: Paragraph, noun: Any, marks: Sequence[Quote], cast: Cast, known: Sequence[Said]
) -> Said | None:
    """`Russia's claim that …`, `accusations that both deny`, `a warning from X that …`."""
    doc, lemma = view.doc, noun.lemma_.lower()
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None)
    if clause is None or (child(clause, "mark") is None and clause.dep_ == "acl" and clause.tag_ != "VB"):
        return None
    if SPEECH.get(clause.lemma_.lower()) == "deny" and child(clause, "nsubj") is not None:
        subject = child(clause, "nsubj")
        if subject is None or subject.lower_ in ("which", "that", "who"):
            return None
        accused = _accused(view, subject, cast, known)
        speaker = _both(cast, accused) if accused else identify(view, subject, cast, ())
        if speaker is None:
            return None
        first, last = noun.left_edge.i, clause.right_edge.i
        said = _said(
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
    said = _said(
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


def _leftover(
    view: Paragraph, marks: Sequence[Quote], cast: Cast, found: list[Said], before: Said | None
) -> None:
    for q in marks:
        if q.length < 25 or any(
            min(s.content[1], q.inner[1]) - max(s.content[0], q.inner[0]) > 0.5 * q.length for s in found
        ):
            continue
        earlier = [s for s in found if s.span[0] <= q.start and s.stance != "deny"]
        source = max(earlier, key=lambda s: s.span[1]) if earlier else None
        starts = view.doc.text[: q.start].strip() == ""
        if source is None and found and found[0].form == "quotation" and found[0].span[0] >= q.end:
            source = found[0]
        if source is None and starts and before is not None and before.form == "quotation":
            source = before
        if source is None or source.speaker is None:
            continue
        if (
            source in found
            and source.form == "quotation"
            and q.inner[1] - source.content[0] <= 800
            and q.start >= source.content[0]
        ):
            source.content = (source.content[0], q.inner[1])
            source.span = (source.span[0], max(source.span[1], q.end))
            source.parts.append(q.inner)
            continue
        found.append(
            Said(
                view.index,
                None,
                None,
                "none" if source.stance == "ask" else "assert",
                "quotation",
                source.speaker,
                source.ids,
                source.state,
                source.role,
                source.affiliation,
                (q.start, q.end),
                q.inner,
                source.person,
                parts=[q.inner],
            )
        )


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


def _said(
    view: Paragraph,
    verb: Any,
    word: str,
    stance: str,
    form: str,
    who: Speaker,
    span: tuple[int, int],
    content: tuple[int, int],
) -> Said:
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
