"""Promises and pacts → commitments: parties, kind, trigger, what is reported of them; one a pact and act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from foedus.model.norm import Kind
from foedus.model.reading import Commitment, Modality, PactAct
from foedus.read.cast import Cast
from foedus.read.clauses import clauses_of
from foedus.read.date_found import Precision, Relation
from foedus.read.dates import resolve
from foedus.read.memberships import guarantee, membership, resolutions_broken
from foedus.read.named_pacts import named_pact
from foedus.read.pacts import IS_PACT
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.promises import looks_like_treaty
from foedus.read.said import Said
from foedus.read.syntax import is_verb
from foedus.read.treaty import date_of_signature, treaty_parties
from foedus.read.when import interval

LIMIT = 60


class Entry(Protocol):
    """What is asked of an entry of the index."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def parties(self) -> tuple[str, ...]: ...
    @property
    def articles(self) -> tuple[tuple[str, Kind], ...]: ...


def commitments_of(
    views: Sequence[Paragraph],
    said: Sequence[Sequence[Said]],
    cast: Cast,
    published: date,
    index: Sequence[Entry],
    text: str,
) -> list[Commitment]:
    """All commitments of a text, merged, in the order of the text."""
    found: list[Promise] = []
    headline: list[Promise] = []
    treaty = looks_like_treaty(text)
    parties = treaty_parties(views, cast) if treaty else ()
    for view in views:
        if len(found) > LIMIT * 3:
            break
        row = _of_paragraph(view, cast, [*headline, *found], text, parties)
        if view.heading:  # remembered for `the pact` below, told only where the story tells it
            headline.extend(row)
            continue
        _stand(row, view, said[view.index])
        _dates(row, view, text, published)
        found.extend(row)
    for p in found:
        if (
            p.start
            and p.start > published.isoformat()
            and p.modality is Modality.ASSERTED
            and p.act is not None
        ):
            p.modality = Modality.PLANNED
    out = _merged([p for p in found if len(p.parties) <= 40])
    if treaty:
        date_of_signature(out, text, published)
    return [_value(i, p, index) for i, p in enumerate(out[:LIMIT], 1)]


def _of_paragraph(
    view: Paragraph, cast: Cast, before: Sequence[Promise], text: str, parties: Ids
) -> list[Promise]:
    known = list(before)
    for sentence in view.sentences():
        if sentence.text.rstrip("”\"' ").endswith("?"):
            continue
        clauses = list(clauses_of(view, sentence, cast, known, parties, text))
        known.extend(clauses)
        for token in sentence:
            made = _at(view, token, cast, known)
            covered = (
                made is not None
                and (made.act is None or bool(parties))
                and any(c.span[0] <= made.span[0] and made.span[1] <= c.span[1] for c in clauses)
            )
            if made is not None and not covered:
                known.append(made)
    return known[len(before) :]


def _at(view: Paragraph, token: Any, cast: Cast, known: Sequence[Promise]) -> Promise | None:
    """The commitment that hangs on one word, if any."""
    if is_verb(token):
        return (
            membership(view, token, cast)
            or resolutions_broken(view, token, cast, known)
            or guarantee(view, token, cast)
        )
    lemma = token.lemma_.lower()
    inner = token.dep_ == "compound" and token.head.lemma_.lower() in IS_PACT
    if token.pos_ in ("NOUN", "PROPN") and lemma in IS_PACT and not inner:
        return named_pact(view, token, cast, known)
    return None


def _stand(row: Sequence[Promise], view: Paragraph, said: Sequence[Said]) -> None:
    """A commitment that another only tells of is alleged; one's own word, and a treaty's, stands."""
    for p in row:
        at = p.span[0] - view.start
        for s in said:
            inside = s.holds(at) or (s.form == "quotation" and s.parts and s.content[0] <= at < s.content[1])
            if inside and p.modality is Modality.ASSERTED and not _vouched(p, s):
                p.modality = Modality.ALLEGED


def _vouched(p: Promise, s: Said) -> bool:
    if s.form == "document":
        return not s.ids or bool(set(s.ids) & set(p.parties))
    return bool(set(s.ids) & set(p.debtors))


def _dates(row: Sequence[Promise], view: Paragraph, text: str, published: date) -> None:
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
        ]
        inside = [d for d in near if p.span[0] <= d.span[0] < p.span[1]]
        choice = (inside or near)[:1]
        if choice and p.act is not None:
            p.start, p.end = interval(choice[0])
        elif inside:
            p.start, p.end = interval(inside[0])


def _merged(found: Sequence[Promise]) -> list[Promise]:
    """One a pact and act: the fuller mention stays, the others fill its gaps."""
    out: list[Promise] = []
    for p in found:
        twin = next((o for o in out if _same(o, p)), None)
        if twin is None:
            out.append(p)
            continue
        for name in ("trigger", "quote", "name", "start", "end", "article"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(p, name))
        if twin.modality is Modality.ALLEGED and p.modality is Modality.ASSERTED:
            twin.modality = p.modality
        if twin.act is None:
            twin.act = p.act
    return out


def _same(a: Promise, b: Promise) -> bool:
    if a.kind is not b.kind or a.negated != b.negated:
        return False
    if a.article and b.article and a.article != b.article and a.clause and b.clause:
        return False
    if set(a.parties) != set(b.parties) and not (set(b.parties) < set(a.parties) and b.act is None):
        return False
    if a.mutual != b.mutual and set(a.debtors) != set(b.debtors) and not (a.act is None or b.act is None):
        return False
    if a.name and b.name and a.name != b.name and a.act and b.act:
        return False
    near = {a.act, b.act} <= {"signed", "announced", "in-force", None} and not (
        a.clause != b.clause and "reaffirmed" in (a.act, b.act)
    )
    return a.act == b.act or b.act is None or a.act is None or near


def _value(number: int, p: Promise, index: Sequence[Entry]) -> Commitment:
    instrument, article = _known(p, index)
    return Commitment(
        id=f"c{number}",
        parties=p.parties,
        kind=p.kind,
        mutual=p.mutual,
        debtor=p.debtors,
        creditor=p.creditors,
        trigger=p.trigger,
        quote=p.quote,
        span=p.span,
        act=PactAct(p.act) if p.act else None,
        date=p.start,
        date_end=p.end,
        instrument=instrument,
        article=article,
        treaty_name=p.name,
        negated=p.negated,
        modality=p.modality,
    )


def _known(p: Promise, index: Sequence[Entry]) -> tuple[str | None, str | None]:
    """The instrument that the text itself names, beyond doubt; the article that the text names."""
    if not p.name or len(p.name) < 6:
        return None, p.article
    name = p.name.casefold()
    short = re.sub(r" (?:treaty|pact|agreement|accord)$", "", name)
    hits = [
        e
        for e in index
        if any(n.casefold() in (name, short) for n in (e.title, *e.names))
        and (not p.debtors or set(p.debtors) & set(e.parties) or p.act == "joined")
    ]
    return (hits[0].id if len(hits) == 1 else None), p.article
