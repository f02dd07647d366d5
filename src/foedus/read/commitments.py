"""Promises and pacts → commitments: parties, kind, trigger, what is reported of them; one a pact and act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from foedus.model.reading import Commitment, Modality, PactAct
from foedus.read.cast import Cast
from foedus.read.clauses import clauses_of
from foedus.read.memberships import membership
from foedus.read.named_pacts import named_pact
from foedus.read.pact_dates import date_acts
from foedus.read.pact_merging import merge, one_each, settle_acts
from foedus.read.pact_names import CalledIn, Entry, PactNames
from foedus.read.pacts import ALLIANCES, IS_PACT
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.promises import looks_like_treaty
from foedus.read.said import Said
from foedus.read.syntax import is_verb
from foedus.read.treaty import date_of_signature, treaty_parties
from foedus.read.unilateral import guarantee, neutrality, resolutions_broken

LIMIT = 60


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
    names = pact_names(tuple(index))
    treaty = looks_like_treaty(text)
    parties = treaty_parties(views, cast) if treaty else ()
    for view in views:
        if len(found) > LIMIT * 3:
            break
        row = _of_paragraph(view, cast, names.called(view), [*headline, *found], text, parties)
        if view.heading:  # remembered for `the pact` below, told only where the story tells it
            headline.extend(row)
            continue
        _stand(row, view, said[view.index])
        date_acts(row, view, text, published)
        found.extend(row)
    for p in found:
        if (
            p.start
            and p.start > published.isoformat()
            and p.modality is Modality.ASSERTED
            and p.act is not None
        ):
            p.modality = Modality.PLANNED
    found = [one for p in found for one in one_each(p)]
    found.sort(key=lambda p: p.body and set(p.parties) <= set(ALLIANCES))  # named states first
    out = merge(settle_acts([p for p in found if len(p.parties) <= 40], index, published))
    if treaty:
        date_of_signature(out, text, published)
    out.sort(key=lambda p: p.span)
    return [_value(i, p, index) for i, p in enumerate(out[:LIMIT], 1)]


@lru_cache(maxsize=4)
def pact_names(index: tuple[Entry, ...]) -> PactNames:
    return PactNames(index)


def _of_paragraph(
    view: Paragraph,
    cast: Cast,
    called: CalledIn,
    before: Sequence[Promise],
    text: str,
    parties: Ids,
) -> list[Promise]:
    known = list(before)
    for sentence in view.sentences():
        if sentence.text.rstrip("”\"' ").endswith("?"):
            continue
        named = [  # the articles of a treaty speak of that treaty
            made
            for token in (() if parties else sentence)
            if (made := _at(view, token, cast, called, known)) is not None
        ]
        known.extend(named)
        clauses = list(clauses_of(view, sentence, cast, known, parties, text))
        for made in named:
            if made.act is None and any(
                c.span[0] <= made.span[0] and made.span[1] <= c.span[1] for c in clauses
            ):
                known.remove(made)
        known.extend(clauses)
    return known[len(before) :]


def _at(
    view: Paragraph, token: Any, cast: Cast, called: CalledIn, known: Sequence[Promise]
) -> Promise | None:
    """The commitment that hangs on one word, if any."""
    if is_verb(token):
        return (
            resolutions_broken(view, token, cast, known)
            or guarantee(view, token, cast)
            or neutrality(view, token, cast)
        )
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    joins = membership(view, token, cast, called, known)
    if joins is not None:
        return joins
    lemma = token.lemma_.lower()
    mention = cast.tables[view.index].get(token.i)
    if mention is not None and mention.id in ALLIANCES:
        return None
    inner = (token.dep_ == "compound" and token.head.lemma_.lower() in IS_PACT) or (
        lemma in ("alliance", "guarantee", "understanding", "assurance")  # `treaties of alliance`: one noun
        and token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_.lower()
        in ("treaty", "pact", "convention", "agreement", "accord", "system")
    )
    if lemma in IS_PACT and not inner:
        return named_pact(view, token, cast, called, known)
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
    """Told by a party, by a document, or by officials and agencies of whom no side is known; not by critics."""
    if s.form == "document":
        return not s.ids or bool(set(s.ids) & set(p.parties))
    if set(s.ids) & set(p.debtors):
        return True
    if s.stance in ("deny", "accuse", "criticise", "warn"):
        return False
    told = s.word is not None and s.word.lower().startswith("announc")
    if (
        p.act is not None
        and p.act != "proposed"
        and (told or (p.act != "announced" and (p.body or not s.ids)))
    ):
        return _CRITICS.search(f"{s.speaker or ''} {s.role or ''}") is None
    return False


_CRITICS = re.compile(
    r"\b(?:analysts?|critics?|opposition|experts?|rebels?|historians?|professors?|columnists?|observers?|diplomats?|"
    r"commentators?|rumou?rs?|sources?|activists?|bloggers?|candidates?)\b",
    re.IGNORECASE,
)


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
    if p.instrument or not p.name or len(p.name) < 6:
        return p.instrument, p.article
    name = p.name.casefold()
    short = re.sub(r" (?:treaty|pact|agreement|accord)$", "", name)
    hits = [
        e
        for e in index
        if any(n.casefold() in (name, short) for n in (e.title, *e.names))
        and (not p.debtors or set(p.debtors) & set(e.parties) or p.act == "joined")
    ]
    if len(hits) != 1 or (p.act in ("signed", "announced") and not _fresh(hits[0], p)):
        return None, p.article
    return hits[0].id, p.article


def _fresh(entry: Entry, p: Promise) -> bool:
    """A pact signed now is not the one of that name signed long ago; whoever tells of an old one gives its year."""
    return p.start is None or entry.signed is None or entry.signed[:4] == p.start[:4] or p.body
