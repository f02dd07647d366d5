"""Which date belongs to which act: the date's own verb decides; a verb of saying keeps its date to itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from foedus.model.reading import Modality
from foedus.read.acts import Found
from foedus.read.date_found import DateFound, Relation
from foedus.read.lexicon import PACT_NOUNS, SPEECH
from foedus.read.pipeline import Paragraph
from foedus.read.syntax import ancestors, is_verb

PAST = timedelta(days=730)
"""What lies further back than this is history, not news."""


def dated(view: Paragraph, found: Sequence[Found], dates: Sequence[DateFound], published: date) -> None:
    """Give the acts of one paragraph their dates; acts long past become `historical`."""
    owners = [(d, *_owner(view, d)) for d in dates if d.relation not in (Relation.BEFORE, Relation.AFTER)]
    for act in found:
        best: DateFound | None = None
        score = 99
        for d, token, owner in owners:
            if token is None or token.sent != act.trigger.sent:
                continue
            rank = _closeness(act, token, owner)
            if rank is not None and rank < score:
                best, score = d, rank
        if best is not None:
            act.date, act.date_end = interval(best)
            if best.last < published - PAST and act.modality is Modality.ASSERTED:
                act.modality = Modality.HISTORICAL


def interval(found: DateFound) -> tuple[str, str | None]:
    first, last = found.first.isoformat(), found.last.isoformat()
    return first, None if first == last else last


def _owner(view: Paragraph, found: DateFound) -> tuple[Any | None, Any | None]:
    span = view.doc.char_span(found.span[0] - view.start, found.span[1] - view.start, alignment_mode="expand")
    if span is None or len(span) == 0:
        return None, None
    token = span.root
    return token, next(
        (t for t in ancestors(token) if is_verb(t) or (t.pos_ == "NOUN" and t.dep_ != "pobj")), token.head
    )


def _closeness(act: Found, token: Any, owner: Any | None) -> int | None:
    """0: hangs on the act itself; more: on what governs it; None: belongs elsewhere."""
    chain = list(ancestors(token))
    for steps, t in enumerate(chain):
        if t.i in act.tokens:
            return min(steps, 8)
        if is_verb(t) and (
            t.lemma_.lower() in SPEECH or any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children)
        ):
            break
        if t.pos_ == "PROPN" or t.lemma_.lower() in PACT_NOUNS:
            return None  # `the 1951 treaty`: a part of a name
    if act.nominal:
        return 9 if owner is not None and owner.head == act.trigger else None
    above = list(ancestors(act.trigger))
    if owner is not None and any(t.i == owner.i for t in above):
        if is_verb(owner) and owner.lemma_.lower() in SPEECH:
            return None
        return 10 + len(above)
    return None
