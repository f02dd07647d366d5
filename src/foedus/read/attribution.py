"""Who says what: direct, indirect, inverted, by noun, by document; the speaker with role and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from foedus.read.cast import Cast
from foedus.read.lexicon import ANALYST_ROLES, COLLECTIVES, DOCUMENTS, MEDIA, ROLES, SPEECH, SPEECH_NOUNS
from foedus.read.people import Person, described
from foedus.read.pipeline import Paragraph
from foedus.read.quotations import Quote, covered, inside
from foedus.read.syntax import (
    agent,
    child,
    children,
    grammatical_subject,
    is_verb,
    passive,
    phrase,
    subtree_ends,
)

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


@dataclass(slots=True)
class Said:
    """One act of speech; offsets are the paragraph's own."""

    paragraph: int
    verb: Any | None
    word: str | None
    stance: str
    form: str
    speaker: str | None
    ids: tuple[str, ...]
    state: str | None
    role: str | None
    affiliation: str | None
    span: tuple[int, int]
    content: tuple[int, int]
    person: str | None = None
    negated: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)
    """The stretches that were really said (without an attribution in their middle)."""

    def holds(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.parts)


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
                said = _by_noun(view, token, marks, cast)
                if said is not None:
                    found.append(said)
    _leftover(view, marks, cast, found, before)
    found.sort(key=lambda s: s.span)
    return _without_doubles(found)


# --- by verb


def _by_verb(
    view: Paragraph, sentence: Any, verb: Any, marks: Sequence[Quote], cast: Cast, known: Sequence[Said]
) -> Said | None:
    lemma = verb.lemma_.lower()
    stance = SPEECH[lemma]
    if (
        verb.dep_ in ("aux", "amod", "compound")
        or _wished(verb)
        or (verb.i and verb.doc[verb.i - 1].text == "-")
    ):
        return None
    subject = agent(verb) if passive(verb) and child(verb, "agent") is not None else grammatical_subject(verb)
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
    if any(c.dep_ == "neg" for c in verb.children) and stance != "deny" and not _continuing_negation(verb):
        return None
    content = _content(view, sentence, verb, stance, marks)
    if content is None:
        return None
    parts, span = content
    speaker = identify(view, subject, cast, known)
    if speaker is None:
        return None
    whole = (min(a for a, _ in parts), max(b for _, b in parts))
    form = speaker.form or ("quotation" if max(covered(p, marks) for p in parts) > 0.3 else "paraphrase")
    said = _said(view, verb, verb.lower_, _stance(verb, stance, view, parts), form, speaker, span, whole)
    said.parts = parts
    return said


def _continuing_negation(verb: Any) -> bool:
    return False


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


def _content(
    view: Paragraph, sentence: Any, verb: Any, stance: str, marks: Sequence[Quote]
) -> tuple[list[tuple[int, int]], tuple[int, int]] | None:
    """What is said, as stretches, and the span of the whole statement."""
    doc = view.doc
    clause = child(verb, "ccomp")
    if clause is None and verb.lemma_ in ("say", "tell", "claim", "add", "warn", "report", "state", "write"):
        clause = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("dep", "advcl")
                and c.i > verb.i
                and is_verb(c)
                and child(c, "nsubj") is not None
                and child(c, "mark") is None
            ),
            None,
        )
    a, b = subtree_ends(verb)
    if clause is not None:
        first, last = subtree_ends(clause)
        if first <= verb.i <= last:  # the parser hung a part of the frame below the clause
            first, last = (first, verb.i - 1) if clause.i < verb.i else (verb.i + 1, last)
        first, last = _trim(doc, first, last)
        part = _chars(doc, first, last)
        part = _whole_quote(part, marks)
        return [part], (min(part[0], doc[a].idx), max(part[1], doc[b].idx + len(doc[b])))
    if verb.dep_ in ("parataxis", "ccomp", "conj", "dep") and verb.dep_ == "parataxis":
        return _around(view, sentence, verb)
    acted = _act_content(doc, verb, stance) if stance in _ACTS else None
    if acted is not None:
        return acted
    quote = _adjacent(view, sentence, verb, marks)
    if quote:
        first_start = min(q[0] for q in quote)
        last_end = max(q[1] for q in quote)
        return quote, (min(first_start, doc[a].idx), max(last_end, doc[b].idx + len(doc[b])))
    return None


def _act_content(doc: Any, verb: Any, stance: str) -> tuple[list[tuple[int, int]], tuple[int, int]] | None:
    """`vowed to strengthen`, `accused X of lying`, `denied having sent`: the complement is what is said."""
    _a, _b = subtree_ends(verb)
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i:
            first, last = subtree_ends(c)
            return [_chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance in ("accuse",):
        for prep in children(verb, "prep"):
            if prep.lower_ in ("of", "with", "for"):
                first, last = subtree_ends(prep)
                return [_chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance == "deny":
        target = child(verb, "dobj")
        charge = target is not None and target.lemma_.lower() in SPEECH_NOUNS
        if target is not None and (charge or verb.lemma_ in ("deny", "refute", "dispute")):
            first, last = subtree_ends(target)
            return [_chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance in ("warn", "demand", "threaten"):
        for prep in children(verb, "prep", "dobj"):
            if prep.dep_ == "dobj" and stance not in {"demand", "threaten"}:
                continue
            if prep.dep_ == "dobj" and verb.lemma_ in ("call", "press", "ask_for", "appeal"):
                continue
            if prep.dep_ == "prep" and prep.lower_ not in ("of", "against", "for", "with", "on"):
                continue
            first, last = subtree_ends(prep)
            return [_chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    return None


def _around(view: Paragraph, sentence: Any, verb: Any) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """`The pact, analysts said, would …`: the sentence without the words of attribution."""
    doc = view.doc
    a, b = subtree_ends(verb)
    parts = []
    if a > sentence.start:
        first, last = _trim(doc, sentence.start, a - 1)
        if last >= first:
            parts.append(_chars(doc, first, last))
    if b < sentence.end - 1:
        first, last = _trim(doc, b + 1, sentence.end - 1)
        if last - first >= 1:
            parts.append(_chars(doc, first, last))
    whole = _chars(doc, sentence.start, sentence.end - 1)
    return parts or [whole], whole


def _trim(doc: Any, first: int, last: int) -> tuple[int, int]:
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].is_quote):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space or doc[last].is_quote):
        last -= 1
    return first, last


def _chars(doc: Any, first: int, last: int) -> tuple[int, int]:
    end = doc[last]
    return int(doc[first].idx), int(end.idx + len(end.text))


def _whole_quote(part: tuple[int, int], marks: Sequence[Quote]) -> tuple[int, int]:
    """Where the clause is nearly a whole quotation, the quotation is what was said."""
    for q in marks:
        overlap = min(part[1], q.inner[1]) - max(part[0], q.inner[0])
        if (
            overlap > 0 and overlap >= 0.5 * (part[1] - part[0]) and part[0] <= q.inner[0] + 4
        ) or overlap > 0.8 * (part[1] - part[0]):
            return min(part[0], q.inner[0]), max(q.inner[1], part[1])
    return part


def _adjacent(view: Paragraph, sentence: Any, verb: Any, marks: Sequence[Quote]) -> list[tuple[int, int]]:
    """Quotations that touch the words of attribution: before, after, or both."""
    if not marks:
        return []
    doc = view.doc
    if inside(verb.idx, marks):
        return []
    a = doc[sentence.start].idx
    b = doc[sentence.end - 1].idx + len(doc[sentence.end - 1])
    own = [q for q in marks if (q.start < b and q.end > a and q.length > 12) or a <= q.start < b]
    if own:
        return [q.inner for q in own]
    before = [q for q in marks if 0 <= a - q.end <= 3 and q.length > 12]
    if before and verb.dep_ == "ROOT" and sentence.end - sentence.start < 40:
        return [before[-1].inner]
    after = [q for q in marks if 0 <= q.start - b <= 3 and q.length > 12]
    if after and doc[sentence.end - 1].text == ":":
        return [after[0].inner]
    return []


# --- by `according to`, by noun


def _according(
    view: Paragraph, sentence: Any, token: Any, marks: Sequence[Quote], cast: Cast, known: Sequence[Said]
) -> Said | None:
    to = view.doc[token.i + 1]
    if to.lower_ != "to":
        return None
    source = child(to, "pobj") or child(token, "pobj")
    if source is None:
        return None
    speaker = identify(view, source, cast, known)
    if speaker is None:
        return None
    doc = view.doc
    a, b = token.left_edge.i, max(token.right_edge.i, source.right_edge.i)
    parts = []
    if a > sentence.start + 1:
        first, last = _trim(doc, sentence.start, a - 1)
        parts.append(_chars(doc, first, last))
    elif b + 1 < sentence.end:
        first, last = _trim(doc, b + 1, sentence.end - 1)
        parts.append(_chars(doc, first, last))
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
        _chars(doc, sentence.start, sentence.end - 1),
        parts[0],
    )
    said.parts = parts
    return said


def _by_noun(view: Paragraph, noun: Any, marks: Sequence[Quote], cast: Cast) -> Said | None:
    """`Russia's claim that …`, `accusations that both deny`, `a warning from X that …`."""
    doc, lemma = view.doc, noun.lemma_.lower()
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > noun.i), None)
    if clause is None or (child(clause, "mark") is None and clause.dep_ == "acl" and clause.tag_ != "VB"):
        return None
    if SPEECH.get(clause.lemma_.lower()) == "deny" and child(clause, "nsubj") is not None:
        subject = child(clause, "nsubj")
        if subject is None or subject.lower_ in ("which", "that", "who"):
            return None
        speaker = identify(view, subject, cast, ())
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
            _chars(doc, first, last),
            _chars(doc, noun.i, last),
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
    part = _chars(doc, first, last)
    said = _said(
        view,
        noun,
        lemma,
        SPEECH_NOUNS[lemma],
        "paraphrase",
        speaker,
        _chars(doc, noun.left_edge.i, last),
        part,
    )
    said.parts = [part]
    return said


# --- quotations that no verb claims


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


# --- the speaker


@dataclass(slots=True)
class Speaker:
    name: str
    ids: tuple[str, ...]
    state: str | None
    role: str | None = None
    affiliation: str | None = None
    form: str | None = None
    person: str | None = None


def identify(view: Paragraph, token: Any, cast: Cast, known: Sequence[Said]) -> Speaker | None:
    """Name, role, body and state of whoever a subject is."""
    p = view.index
    if token.lower_ in ("he", "she") and known and known[-1].person and known[-1].paragraph == p:
        return _again(known[-1])  # in a paragraph of quotations the one who spoke goes on speaking
    person = cast.person(p, token)
    if person is not None:
        own = (person.state,) if person.state else ()
        return Speaker(person.name, own, person.state, person.role, person.affiliation, None, person.id)
    ids: tuple[str, ...] = cast.refs(p, token)
    states = tuple(i for i in ids if cast.kinds(i) == "state")
    state = states[0] if len(states) == 1 else None
    lemma = token.lemma_.lower()
    if token.tag_ in ("PRP", "PRP$", "WP", "DT", "WDT"):
        return _pronoun_speaker(view, token, cast, ids, state, known)
    if lemma in DOCUMENTS:
        return _document(view, token, cast, ids, state, known)
    first, last = phrase(token)
    for a in children(token, "appos"):
        named = cast.at.get((p, a.i))
        if named is not None:
            of = (named.state,) if named.state else ids
            return Speaker(
                named.name, of, named.state or state, named.role, named.affiliation, None, named.id
            )
    name = _joined(view, token, first, last)
    role, body = None, None
    for a in children(token, "appos"):
        facts = described(a)
        if facts is not None:
            role, body = facts.role, facts.affiliation
            break
    if lemma in ANALYST_ROLES and not any(
        c.dep_ in ("amod", "compound") and c.i in cast.tables[p] for c in token.children
    ):
        state, ids = None, ()
    return Speaker(name, ids, state, role, body, None)


def _again(s: Said) -> Speaker:
    return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)


def _joined(view: Paragraph, token: Any, first: int, last: int) -> str:
    others = [c for c in children(token, "conj") if not is_verb(c)]
    for c in others[:3]:
        last = max(last, phrase(c)[1])
    while first < last and (
        view.doc[first].lower_ in ("the", "a", "an", "but", "and", "both", "in", "as")
        or view.doc[first].is_punct
    ):
        first += 1
    text = str(view.doc[first : last + 1].text)
    if len(text) > 80:
        text = str(view.doc[max(first, token.left_edge.i) : token.i + 1].text)
    return text[-80:].strip(" ,")


def _pronoun_speaker(
    view: Paragraph, token: Any, cast: Cast, ids: tuple[str, ...], state: str | None, known: Sequence[Said]
) -> Speaker | None:
    for s in reversed(known):
        if ids and s.ids == ids and s.speaker:
            return Speaker(s.speaker, ids, s.state, s.role, s.affiliation, None, s.person)
    if ids:
        return Speaker(" and ".join(cast.display(i) for i in ids)[:80], ids, state)
    if token.lower_ in ("he", "she") and known and known[-1].speaker:
        s = known[-1]
        return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)
    if token.lower_ == "they" and known and known[-1].speaker:
        s = known[-1]
        return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)
    return None


def _document(
    view: Paragraph, token: Any, cast: Cast, ids: tuple[str, ...], state: str | None, known: Sequence[Said]
) -> Speaker:
    lemma = token.lemma_.lower()
    if lemma in ("editorial", "commentary", "op-ed"):
        paper = next(
            (
                o
                for prep in children(token, "prep")
                if prep.lower_ in ("in", "by", "of", "from")
                for o in children(prep, "pobj")
            ),
            None,
        )
        if paper is not None:
            first, last = phrase(paper)
            name = view.doc[first : last + 1].text.removeprefix("the ").split(",")[0]
            return Speaker(name[:80], (), None, "editorial", name[:80], "editorial")
        first, last = phrase(token)
        return Speaker(view.doc[first : last + 1].text[:80], (), None, "editorial", None, "editorial")
    first, last = phrase(token)
    text = view.doc[first : last + 1].text
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        text = text.removeprefix(article)
    if not ids and known and known[-1].ids:
        ids, state = known[-1].ids, known[-1].state
    return Speaker(text[:80], ids, state, None, None, "document")


def _stance(verb: Any, stance: str, view: Paragraph, parts: Sequence[tuple[int, int]]) -> str:
    lemma = verb.lemma_.lower()
    if lemma in ("reject", "dismiss") and child(verb, "ccomp") is None:
        target = child(verb, "dobj")
        if target is not None and target.lemma_.lower() in SPEECH_NOUNS:
            return "deny"
        return "criticise"
    if lemma == "call" and not any(c.lower_ in ("on", "upon", "for") for c in verb.children):
        return "criticise"
    if lemma == "ask" and child(verb, "xcomp") is not None:
        return "demand"
    return stance


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


__all__ = ["Person", "Said", "identify", "statements"]
