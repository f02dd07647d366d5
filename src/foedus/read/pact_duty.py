"""What duty a pact holds, by the words of its noun, its clauses, its name, or what the text said of it before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.read.cast import Cast
from foedus.read.pact_names import Called
from foedus.read.pacts import kind_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, parties_of_noun
from foedus.read.promises import duties
from foedus.read.syntax import is_verb


def own_words(noun: Any, first: int, last: int) -> str:
    """The noun with what describes it (`treaty of friendship and mutual assistance`), without the clauses on it."""
    doc = noun.doc
    of = [c.right_edge.i for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "for")]
    if noun.lemma_.lower() in _PROMISES:
        of += [c.right_edge.i for c in noun.children if c.dep_ == "acl"]
        of += [
            c.right_edge.i
            for c in noun.head.children
            if c.dep_ == "xcomp" and c.i > noun.i and c.tag_ == "VB"
        ]
    last = min(max([last, *of]), noun.i + 18)
    stop = next(
        (
            c.left_edge.i
            for t in (noun, *(o for p in noun.children if p.dep_ == "prep" for o in p.children))
            for c in t.children
            if c.dep_ in ("relcl", "acl", "advcl")
            and c.left_edge.i > noun.i
            and not (c.dep_ == "acl" and noun.lemma_.lower() in _PROMISES)
        ),
        last + 1,
    )
    return str(doc[first : max(noun.i + 1, min(last + 1, stop))].text)


_PROMISES = frozenset("commitment pledge promise obligation vow undertaking assurance guarantee".split())
"""Nouns whose infinitive says what is promised."""


def duty_of(
    view: Paragraph,
    noun: Any,
    words: str,
    lemma: str,
    known: Called | None,
    act: str | None,
    governor: Any,
    firm: bool,
    cast: Cast,
    before: Sequence[Promise],
) -> tuple[Kind | None, Ids]:
    """The kind of duty of a pact, by its words, clauses, name or past, and the parties that its phrase names."""
    parties = parties_of_noun(view, noun, cast)
    kind = kind_of(words, lemma)
    if known is not None and not (kind is not None and lemma in ("declaration",)):
        kind = known.kind
    if kind is None and (firm and lemma in ("commitment", "alliance", "guarantee")):
        around = _around(view, noun)
        kind = Kind.MUST_ASSIST if re.search(r"defen|secur|protect|alli|treaty", around, re.I) else None
    if kind is None and lemma == "alliance" and not cast.tables[view.index].get(noun.i):
        told = act in ("signed", "joined", "announced", "ended", "reaffirmed", "in-force", "proposed")
        if told or (governor is not None and governor.lemma_ in ("bind", "tie", "link")):
            kind = Kind.MUST_ASSIST
    if kind is None:
        kind = _of_clause(noun)
    if kind is None and lemma in ("assurance", "guarantee", "guaranty") and _is_given(noun, words):
        kind = Kind.MUST_ASSIST
    if kind is None:
        kind, parties = _remembered(view, noun, lemma, parties, act, before)
    return kind, parties


def _of_clause(noun: Any) -> Kind | None:
    """`a treaty that commits each to come to the other's aid`."""
    inner = [o for p in noun.children if p.dep_ == "prep" for o in p.children]
    for c in (c for t in (noun, *inner) for c in t.children):
        if c.dep_ in ("relcl", "acl") and c.i > noun.i:
            words = noun.doc[c.left_edge.i : c.right_edge.i + 1].text
            found = duties(words)
            if found and re.search(
                r"\b(?:commit|oblig|bind|require|provid|promis|pledg|which|each|either|would|renounc|outlaw|forbid|"
                r"shall|will|must|regard|treat|consider)",
                words,
                re.IGNORECASE,
            ):
                return found[0]
    rest = noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 30)].text
    told = _WHEREBY.search(rest)
    return next(iter(duties(rest[told.start() :])), None) if told is not None else None


_WHEREBY = re.compile(
    r"^[^,;.]{0,50}\b(?:renouncing|outlawing|forbidding|pledging|binding|obliging|committing|promising)\b"
)


_YEAR = re.compile(r"\b1[6-9]\d\d\b|\b20\d\d\b")


def described(words: str) -> str | None:
    """`the 2018 military agreement`, `the treaty of friendship and cooperation`: told by year or subject."""
    mark = _YEAR.search(words) or re.search(r"\bfriendship\b", words)
    if mark is None:
        return None
    end = re.search(r"\b(?:with|between|among|to|in|that|which|under|by)\b", words[mark.end() :])
    own = words[: mark.end() + end.start()] if end is not None else words
    own = re.sub(r"^.*[’']s?\s|^.*\b(?:the|a|an|this|that|its|their|his|her|our)\s", "", own, flags=re.I)
    return own.strip(" ,.;") or None


def _is_given(noun: Any, words: str) -> bool:
    """`gave Poland an assurance of support`, `guarantees to Greece`; no loan or export guarantee."""
    if re.search(
        r"\b(?:loan|credit|export|bank|price|financial|money|investment|\$|legal|fair)", words, re.I
    ):
        return False
    lemma = noun.lemma_.lower()
    help_ = re.search(r"\b(?:support|assistance|aid|help|protection|defen[cs]e|security)\b", words, re.I)
    verb = noun.head
    given = is_verb(verb) and verb.lemma_ in (
        "give",
        "extend",
        "offer",
        "grant",
        "issue",
        "provide",
        "announce",
    )
    return given and (help_ is not None or lemma != "assurance")


def is_bare(noun: Any, lemma: str) -> bool:
    """`the treaty`, `a new bilateral agreement`: nothing says that it is of another matter."""
    if lemma not in ("treaty", "pact", "alliance", "accord", "agreement", "declaration", "charter"):
        return False
    for c in noun.children:
        plain = (
            c.lower_ in _DESCRIBING or c.lower_.endswith("-year") or c.text[:1].isupper() or c.tag_ == "CD"
        )
        if c.dep_ in ("amod", "compound", "nmod") and not plain:
            return False
        of_it = c.dep_ == "prep" and c.lower_ in ("on", "over", "about", "for", "of")
        if of_it and not any(
            o.text[:1].isupper() or o.tag_ == "CD" or o.lemma_ in _SPANS for o in c.children
        ):
            return False
    return True


_SPANS = frozenset("year month term period decade".split())


_DESCRIBING = frozenset(
    """new bilateral comprehensive strategic landmark historic old existing same broad sweeping major important current
    peace
    trilateral formal long-standing longstanding present latest far-reaching two-year ten-year twenty-year""".split()
)


def _around(view: Paragraph, noun: Any) -> str:
    return str(view.doc[max(0, noun.i - 12) : noun.i + 16].text)


def _remembered(
    view: Paragraph, noun: Any, lemma: str, parties: Ids, act: str | None, before: Sequence[Promise]
) -> tuple[Kind | None, Ids]:
    """`the pact expired`, `suspended the treaty`: the pact spoken of before."""
    definite = any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "that", "its", "their")
        for c in noun.children
    )
    if not definite or act not in ("suspended", "ended", "in-force", "joined"):
        return None, parties
    for p in reversed(before):
        if (
            view.index - p.paragraph <= 6
            and not p.negated
            and not p.vague
            and (not parties or set(parties) <= set(p.parties))
        ):
            return p.kind, p.parties
    return None, parties
