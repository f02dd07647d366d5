"""What is said: the stretch of text that a verb of speech governs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.read.lexicon import SPEECH_NOUNS
from foedus.read.pipeline import Paragraph
from foedus.read.quotations import Quote, inside
from foedus.read.syntax import (
    antecedent,
    child,
    children,
    is_verb,
    passive,
    phrase,
    subtree_ends,
)

_ACTS = frozenset({"promise", "threaten", "demand", "accuse", "deny", "warn", "approve", "criticise"})
_JUDGING = frozenset(
    "praise welcome hail applaud commend endorse criticize criticise condemn denounce deplore decry rebuke".split()
)


_DENYING = frozenset({"deny", "refute", "dispute", "reject", "dismiss"})
_ASKING = frozenset({"demand", "urge", "request"})


def content_of(
    view: Paragraph, sentence: Any, verb: Any, stance: str, marks: Sequence[Quote]
) -> tuple[list[tuple[int, int]], tuple[int, int]] | None:
    """What is said, as stretches, and the span of the whole statement."""
    doc = view.doc
    clause = child(verb, "ccomp")
    if clause is not None and clause.i < verb.i and _apart(doc, clause, verb):
        clause = None
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
        first, last = trimmed(doc, first, last)
        part = chars(doc, first, last)
        part = _whole_quote(part, marks)
        return [part], (min(part[0], doc[a].idx), max(part[1], doc[b].idx + len(doc[b])))
    if verb.dep_ in ("parataxis", "ccomp", "conj", "dep") and verb.dep_ == "parataxis":
        return _around(view, sentence, verb)
    acted = _act_content(doc, verb, stance) if stance in _ACTS else None
    if acted is not None:
        return acted
    quote = _adjacent(view, sentence, verb, marks) if stance != "accuse" else []
    if quote:
        first_start = min(q[0] for q in quote)
        last_end = max(q[1] for q in quote)
        return quote, (min(first_start, doc[a].idx), max(last_end, doc[b].idx + len(doc[b])))
    return None


def _apart(doc: Any, clause: Any, verb: Any) -> bool:
    """`A did this; B denies that`: what stands before a semicolon is no complement."""
    return any(doc[i].text == ";" for i in range(clause.i + 1, verb.i))


def _act_content(doc: Any, verb: Any, stance: str) -> tuple[list[tuple[int, int]], tuple[int, int]] | None:
    """`vowed to strengthen`, `accused X of lying`, `denied having sent`: the complement is what is said."""
    _a, _b = subtree_ends(verb)
    for c in verb.children:
        if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i:
            first, last = subtree_ends(c)
            return [chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance in ("accuse",):
        for prep in children(verb, "prep"):
            if prep.lower_ in ("of", "with", "for"):
                first, last = subtree_ends(prep)
                return [chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance == "deny" and passive(verb):  # `the charge was denied by X`, `the report, denied by X, …`
        target = child(verb, "nsubjpass") or (verb.head if verb.dep_ in ("acl", "relcl") else None)
        if target is None or target.i > verb.i or target.tag_ in ("WDT", "WP"):
            return None
        part = chars(doc, *phrase(target))
        return [part], (part[0], doc[verb.right_edge.i].idx + len(doc[verb.right_edge.i]))
    if stance == "deny":
        target = child(verb, "dobj")
        charge = target is not None and target.lemma_.lower() in SPEECH_NOUNS
        if target is not None and target.tag_ in ("WDT", "WP"):
            target = antecedent(verb)
            if target is None or target.i > verb.i:
                return None
            part = chars(doc, *phrase(target))
            return [part], (part[0], doc[verb.right_edge.i].idx + len(doc[verb.right_edge.i]))
        if target is not None and target.i > verb.i:
            first, last = subtree_ends(target)
            if not charge and verb.lemma_.lower() not in _DENYING:  # `called the report baseless`
                last = max(last, verb.right_edge.i - (1 if doc[verb.right_edge.i].is_punct else 0))
            return [chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance in ("approve", "criticise") and verb.lemma_.lower() in _JUDGING:
        target = child(verb, "dobj")
        if target is not None and target.i > verb.i:
            first, last = subtree_ends(target)
            return [chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    if stance in ("warn", "demand", "threaten"):
        for prep in children(verb, "prep", "dobj"):
            if prep.i < verb.i:
                continue
            if prep.dep_ == "dobj" and stance == "demand" and verb.lemma_.lower() not in _ASKING:
                continue  # `ordered a mobilisation` is an act, not a word
            if prep.dep_ == "dobj" and stance not in {"demand", "threaten"}:
                continue
            if prep.dep_ == "dobj" and verb.lemma_ in ("call", "press", "ask_for", "appeal"):
                continue
            if prep.dep_ == "prep" and prep.lower_ not in ("of", "against", "for", "with", "on"):
                continue
            first, last = subtree_ends(prep)
            return [chars(doc, first, last)], (doc[verb.i].idx, doc[last].idx + len(doc[last]))
    return None


def _around(view: Paragraph, sentence: Any, verb: Any) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """`The pact, analysts said, would …`: the sentence without the words of attribution."""
    doc = view.doc
    a, b = subtree_ends(verb)
    parts = []
    if a > sentence.start:
        first, last = trimmed(doc, sentence.start, a - 1)
        if last >= first:
            parts.append(chars(doc, first, last))
    if b < sentence.end - 1:
        first, last = trimmed(doc, b + 1, sentence.end - 1)
        if last - first >= 1:
            parts.append(chars(doc, first, last))
    whole = chars(doc, sentence.start, sentence.end - 1)
    return parts or [whole], whole


def trimmed(doc: Any, first: int, last: int) -> tuple[int, int]:
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].is_quote):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space or doc[last].is_quote):
        last -= 1
    return first, last


def chars(doc: Any, first: int, last: int) -> tuple[int, int]:
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
