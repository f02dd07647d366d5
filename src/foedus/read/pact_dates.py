"""Which date of a sentence is that of what it reports of a pact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from foedus.read.date_found import DateFound, Precision, Relation
from foedus.read.dates import resolve
from foedus.read.lexicon import PACT_NOUNS
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Promise
from foedus.read.syntax import ancestors, is_verb
from foedus.read.when import interval


def date_acts(row: Sequence[Promise], view: Paragraph, text: str, published: date) -> None:
    if not row:
        return
    found = resolve(text, published, span=(view.start, view.start + len(view.doc.text)))
    for p in row:
        sentence = next(
            (s for s in view.doc.sents if view.start + s.start_char <= p.span[0] < view.start + s.end_char),
            None,
        )
        if sentence is None:
            continue
        near = [
            d
            for d in found
            if d.precision not in (Precision.ERA, Precision.DECADE, Precision.CENTURY)
            and d.relation not in (Relation.BEFORE, Relation.AFTER)
            and view.start + sentence.start_char <= d.span[0] < view.start + sentence.end_char
            and not (p.notice and d.first > published)
        ]
        inside = [d for d in near if p.span[0] <= d.span[0] < p.span[1]]
        if p.act is not None and p.word is not None:
            choice = _nearest(p, view, near, published)
        else:
            choice = (inside or near)[:1] if p.act is not None else inside[:1]
        if choice:
            p.start, p.end = interval(_done(choice[0], p, view, published))


def _done(d: DateFound, p: Promise, view: Paragraph, published: date) -> DateFound:
    """A weekday with an act that is done is the last such day, whatever else in the sentence is to come."""
    if p.word is None or d.precision is not Precision.DAY or not 0 < (d.first - published).days <= 7:
        return d
    verb = view.doc[p.word]
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "to") for c in verb.children)
    if verb.tag_ not in ("VBD", "VBN") or ahead or any(c.isdigit() for c in _text(d, view)):
        return d
    return replace(d, first=d.first - timedelta(days=7), last=d.last - timedelta(days=7))


def _text(d: DateFound, view: Paragraph) -> str:
    return str(view.doc.text[d.span[0] - view.start : d.span[1] - view.start])


def _nearest(p: Promise, view: Paragraph, near: Sequence[DateFound], published: date) -> list[DateFound]:
    """The date that hangs on the word that reports the act; none that belongs to a pact's name or to another act."""
    ranked = [(r, k, d) for k, d in enumerate(near) if (r := _rank(p, view, d, published)) is not None]
    return [min(ranked, key=lambda x: x[:2])[2]] if ranked else []


def _rank(p: Promise, view: Paragraph, d: DateFound, p_day: date) -> int | None:
    span = view.doc.char_span(d.span[0] - view.start, d.span[1] - view.start, alignment_mode="expand")
    if span is None or len(span) == 0 or p.word is None:
        return None
    root, word = span.root, view.doc[p.word]
    if p.name and any(len(w) == 4 and w.isdigit() and w in p.name for w in span.text.split()):
        return None  # the year by which the pact is called
    for steps, t in enumerate(ancestors(root)):
        if t.i == word.i:
            return steps
        if t.lemma_.lower() in PACT_NOUNS and t.i != word.i and root.tag_ == "CD" and steps < 2:
            return None  # `the 1951 treaty`, `a treaty of 1951`
        if is_verb(t):
            if t in word.children and t.dep_ in ("aux", "auxpass", "xcomp"):
                return 2 + steps
            if any(t.i == a.i for a in ancestors(word)):  # a verb above the act: `said on Friday that …`
                return 10 + steps
            if t.dep_ in ("relcl", "acl"):
                return 35 if abs((p_day - d.first).days) <= 10 else None
            if t.dep_ == "conj" and t.head.i == word.i:
                return 20 + steps
            return 30 + steps
    return 40
