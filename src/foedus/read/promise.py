"""A commitment in the making, and what its finders share: parties, quotations, articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.pipeline import Paragraph
from foedus.read.quotations import quotes
from foedus.read.roles import role_ids

Ids = tuple[str, ...]


@dataclass(slots=True)
class Promise:
    """One commitment in the making."""

    kind: Kind
    debtors: Ids
    creditors: Ids
    mutual: bool
    span: tuple[int, int]
    act: str | None = None
    trigger: str | None = None
    quote: str | None = None
    name: str | None = None
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    start: str | None = None
    end: str | None = None
    article: str | None = None
    clause: bool = False
    paragraph: int = 0
    body: bool = False
    """Of an alliance, or of a treaty of many, that states join and leave."""
    vague: bool = False
    """Told of `the treaty` alone: what duty it holds must come from elsewhere in the text."""
    instrument: str | None = None
    """The entry of the index that it must be, though the text gives it no name."""
    each: bool = False
    """One for each of the partners, not one among all."""
    word: int | None = None
    """The token that reports the act: dates that hang on it are the act's."""
    notice: bool = False
    """An end announced by the one who goes: dated by the notice, not by the end."""

    @property
    def parties(self) -> Ids:
        return tuple(dict.fromkeys((*self.debtors, *self.creditors)))


def pact_parties(view: Paragraph, noun: Any, cast: Cast, before: Sequence[Promise]) -> Ids:
    found = parties_of_noun(view, noun, cast)
    if len(found) > 1:
        return found
    for p in reversed(before):
        if len(p.parties) > 1 and view.index - p.paragraph <= 8:
            return p.parties
    return ()


def parties_of_noun(view: Paragraph, noun: Any, cast: Cast, apart: tuple[int, int] | None = None) -> Ids:
    """Whom the phrase of a pact names; what lies in its own name (`apart`) is none of them."""
    p = view.index
    between = role_ids(cast, p, "between", noun, (), False)
    if len(between) > 1:
        return between
    own = list(cast.modifiers(p, noun)) if apart is None else []
    for prep in ("with", "to", "of", "among", "by"):
        own += [i for i in role_ids(cast, p, prep, noun, (), False) if i not in own]
        if prep in ("with",) and len(own) > 1:
            break
    apart_ = mediators(noun, cast, p)
    own = [i for i in own if i not in apart_]
    own += [i for i in _prefixed(noun) if i not in own]
    mention = cast.tables[p].get(noun.i)
    if mention is not None and mention.actor and mention.id not in own:
        own.append(mention.id)
    return tuple(own)


_PREFIXES = {
    "indo": "IND", "sino": "CHN", "anglo": "GBR", "franco": "FRA", "russo": "RUS", "austro": "AUH", "greco": "GRC",
    "turco": "TUR", "italo": "ITA", "polono": "POL", "hispano": "ESP", "luso": "PRT", "nippo": "JPN",
}  # fmt: skip


def _prefixed(noun: Any) -> tuple[str, ...]:
    """`the Indo-Soviet treaty`, `the Anglo-Polish pact`: the first of the two, which is no word of its own."""
    words = noun.doc[max(noun.sent.start, noun.i - 8) : noun.i].text
    found = re.findall(r"\b([A-Z][a-z]+)[-–](?=[A-Z])", words)
    return tuple(_PREFIXES[w.lower()] for w in found[-1:] if w.lower() in _PREFIXES)


def mediators(noun: Any, cast: Cast, p: int) -> frozenset[str]:
    """`a truce brokered by X and Y`: those who only help to bring it about."""
    return frozenset(
        i
        for c in noun.children
        if c.dep_ in ("acl", "relcl")
        and c.lemma_.lower() in ("broker", "mediate", "sponsor", "arrange", "facilitate")
        for t in c.subtree
        for i in (cast.refs(p, t, alone=True) if t.pos_ == "PROPN" else ())
    )


def quote_in(view: Paragraph, first: int, last: int) -> str | None:
    a, b = view.doc[first].idx, view.doc[last].idx + len(view.doc[last])
    inside = [q for q in quotes(view.doc.text) if a <= q.start < b and q.length > 15]
    return view.doc.text[inside[0].inner[0] : inside[0].inner[1]] if inside else None


def article_named(words: str) -> str | None:
    match = re.search(r"\b[Aa]rticle (\d{1,3}|[IVXL]{1,6}|[Ff]ive|[Ff]our|[Tt]hree|[Tt]wo|[Oo]ne)\b", words)
    if match is None:
        return None
    return {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}.get(
        match.group(1).lower(), match.group(1)
    )
