"""The text of a treaty itself: its parties, the duties in its articles, the day it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from foedus.model.norm import Kind
from foedus.read.cast import Cast
from foedus.read.dates import resolve
from foedus.read.pacts import trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.promises import article_at, condition, duties
from foedus.read.syntax import grammatical_subject, is_verb


def treaty_parties(views: Sequence[Paragraph], cast: Cast) -> Ids:
    """The states that the head of a treaty names: title and preamble, before the first article."""
    found: list[str] = []
    for view in views:
        if re.match(r"\s*art(?:icle|\.)?\s+(?:1|i|one)\b", view.doc.text, re.IGNORECASE) and found:
            break
        for mention in dict.fromkeys(cast.tables[view.index].values()):
            if (
                mention.actor
                and cast.kinds(mention.id) == "state"
                and mention.kind not in ("capital", "city")
                and mention.id not in found
            ):
                found.append(mention.id)
        if view.index > 12 and found:
            break
    return tuple(found[:40])


def articles_of(view: Paragraph, sentence: Any, cast: Cast, parties: Ids, text: str) -> Iterator[Promise]:
    words = sentence.text
    subject = next(
        (
            grammatical_subject(v)
            for v in sentence
            if is_verb(v) and any(c.lower_ == "shall" for c in v.children)
        ),
        None,
    )
    debtors, creditors, mutual = parties, parties, True
    if subject is not None and subject.lemma_.lower() not in ("party", "side", "power", "signatory"):
        own = tuple(i for i in cast.refs(view.index, subject) if i in parties)
        if own and len(own) < len(parties):
            debtors, creditors, mutual = own, tuple(i for i in parties if i not in own), False
    span = view.span(sentence.start, sentence.end - 1)
    for kind in duties(words):
        if kind is Kind.COOPERATES and not re.search(r"milit|defen|secur|intellig", words, re.IGNORECASE):
            continue
        trigger = (
            trigger_of(condition(words) or words)
            if kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT)
            else "unconditional"
        )
        yield Promise(
            kind,
            debtors,
            creditors,
            mutual,
            span,
            None,
            trigger,
            words.strip()[:500],
            article=article_at(text, span[0]),
            clause=True,
            paragraph=view.index,
        )


def date_of_signature(found: Sequence[Promise], text: str, published: date) -> None:
    """Signed where the text says that it is done: on the last date that it bears."""
    done = re.search(
        r"\b(?:done (?:at|in|on)|in witness whereof|in faith whereof|signed (?:at|in|on)|have signed)\b",
        text,
        re.IGNORECASE,
    )
    if done is None:
        return
    tail = resolve(text, published, span=(done.start(), min(len(text), done.start() + 600)))
    exact = [d for d in tail if d.first == d.last] or [
        d
        for d in resolve(text, published, span=(0, min(len(text), 600)))
        if d.first == d.last and d.first <= published
    ]
    if not exact:
        return
    for p in found:
        if p.clause and p.act is None:
            p.act, p.start = "signed", exact[-1].first.isoformat()
