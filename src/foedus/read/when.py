"""Which date belongs to which act: the date's own verb decides; a verb of saying keeps its date to itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found
from foedus.read.date_found import DateFound, Relation
from foedus.read.date_full import Calendar
from foedus.read.date_words import day
from foedus.read.lexicon import PACT_NOUNS, SPEECH
from foedus.read.pipeline import Paragraph
from foedus.read.syntax import ancestors, is_verb

PAST = timedelta(days=730)
"""What lies further back than this is history, not news."""


def day_told(head: Calendar | None, published: date) -> date:
    """The day from which `today` is told: that of the dateline (`LONDON, March 31. —`), else of publication."""
    if head is None:
        return published
    for year in (published.year, published.year - 1):
        told = day(year, head.month, head.of_month)
        if told is not None and timedelta(0) <= published - told <= _IN_THE_MAIL:
            return told
    return published


_IN_THE_MAIL = timedelta(days=10)
_WEEK = timedelta(days=7)


def dated(view: Paragraph, found: Sequence[Found], dates: Sequence[DateFound], published: date) -> None:
    """Give the acts of one paragraph their dates; acts long past become `historical`."""
    owners = [(d, *_owner(view, d)) for d in dates if d.relation not in (Relation.BEFORE, Relation.AFTER)]
    for act in found:
        best: DateFound | None = None
        score = 99
        for d, token, owner in owners:
            if token is None or token.sent != act.trigger.sent:
                continue
            if d.relation is Relation.SINCE and not _lasting(act):
                continue  # `for the first time since 1980` dates nothing
            rank = _closeness(act, token, owner)
            if rank is not None and rank < score:
                best, score = d, rank
        if best is not None:
            first, last = _ahead(act, best, published)
            act.date, act.date_end = first.isoformat(), None if first == last else last.isoformat()
            if last < published - PAST and act.modality is Modality.ASSERTED:
                act.modality = Modality.HISTORICAL
            elif first > published and act.modality is Modality.ASSERTED:
                act.modality = Modality.PLANNED
        elif act.modality is Modality.ASSERTED and _long_ago(act, owners, published):
            act.modality = Modality.HISTORICAL


def _long_ago(act: Found, owners: Sequence[tuple[DateFound, Any, Any]], published: date) -> bool:
    """`was signed in 1960, eleven years after X blockaded Y`: told as the circumstance of what is history."""
    above = (
        {t.i for t in ancestors(act.trigger)} if act.trigger.dep_ in ("advcl", "pcomp", "relcl") else set()
    )
    return any(
        d.last < published - PAST
        and token is not None
        and owner is not None
        and token.sent == act.trigger.sent
        and owner.i in above
        and is_verb(owner)
        for d, token, owner in owners
    )


def _lasting(act: Found) -> bool:
    """`have been shelling the town since Monday`."""
    verb = next((t for t in (act.trigger, *ancestors(act.trigger)) if is_verb(t)), None)
    return act.nominal or (
        verb is not None
        and any(c.dep_ in ("aux", "auxpass") and c.lemma_ in ("have", "be") for c in verb.children)
        and not any(c.lower_ in ("will", "would", "shall") for c in verb.children)
    )


def _ahead(act: Found, found: DateFound, published: date) -> tuple[date, date]:
    """`The ministers meet on Saturday`: the present of a timetable means the day to come."""
    verb = act.trigger
    if (
        act.type is Plover.CONSULT
        and act.frame is not None
        and not act.nominal
        and verb.tag_ in ("VBP", "VBZ")
        and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        and found.first == found.last
        and published - _WEEK <= found.first < published
    ):
        return found.first + _WEEK, found.last + _WEEK
    return found.first, found.last


def interval(found: DateFound) -> tuple[str, str | None]:
    first, last = found.first.isoformat(), found.last.isoformat()
    return first, None if first == last else last


def _part_of_a_name(token: Any, chain: Sequence[Any]) -> bool:
    """`a 2018 agreement`, `the treaty of 1936`: a year that tells which treaty, not when it was acted on."""
    head = chain[0] if chain else None
    if head is None or not (token.tag_ == "CD" or token.shape_.startswith("d")) or len(token.text) != 4:
        return False
    noun = head.head if head.dep_ == "prep" and head.lower_ == "of" else head
    return noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() in PACT_NOUNS


_DONE_BY_SAYING = frozenset(
    {
        Plover.REJECT,
        Plover.AGREE,
        Plover.SUPPORT,
        Plover.SANCTION,
        Plover.THREATEN,
        Plover.REQUEST,
        Plover.CONCEDE,
    }
)


def _announced(act: Found, chain: Sequence[Any]) -> bool:
    """`announced on Tuesday that it was leaving`: what is done by being said is done on the day it is said."""
    verb = next((t.head for t in (act.trigger, *ancestors(act.trigger)) if t.dep_ == "ccomp"), None)
    if verb is None or not is_verb(verb) or verb.lemma_.lower() not in SPEECH:
        return False
    said = act.said
    if said is not None and said.ids:
        if not set(act.actors) <= set(said.ids):
            return False
    elif verb.lemma_.lower() not in ("announce", "declare", "proclaim"):
        return False
    return bool(chain) and next((t for t in chain if is_verb(t)), None) == verb


def _clause_of_its_own(act: Found, owner: Any | None) -> bool:
    """`celebrated yesterday the day since X surrendered`: the date is of the outer clause."""
    for t in (act.trigger, *ancestors(act.trigger)):
        if owner is None or t.i == owner.i:
            return False
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children)
        timely = any(c.lower_ in ("when", "as", "while") for c in t.children)
        said = t.dep_ == "ccomp" and act.type in _DONE_BY_SAYING  # `gave notice on Friday that it is leaving`
        if is_verb(t) and own and t.dep_ in ("relcl", "advcl", "ccomp") and not timely and not said:
            return True
    return False


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
    if _part_of_a_name(token, chain):
        return None
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
    if act.type in _DONE_BY_SAYING and _announced(act, chain):
        return 20
    if _clause_of_its_own(act, owner):
        return None
    above = list(ancestors(act.trigger))
    if owner is not None and any(t.i == owner.i for t in above):
        if is_verb(owner) and owner.lemma_.lower() in SPEECH:
            return None
        return 10 + len(above)
    return None
