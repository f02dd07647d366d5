"""Promises told in a clause: `agreed that …`, `vowed to defend X`, `the pact obliges X to …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.attack_clauses import (
    as_threat,
    attack_on_one,
    attacked,
    beneficiaries,
    trigger_when,
    under_the_pact,
)
from foedus.read.cast import Cast
from foedus.read.modality import Judgement, judge
from foedus.read.pacts import IS_PACT
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, article_named, pact_parties, quote_in
from foedus.read.promises import MUTUAL, duties, treaty_clause
from foedus.read.syntax import child, children, is_verb, logical_subject, phrase
from foedus.read.treaty import articles_of

_PROMISING = frozenset(
    "agree pledge promise vow undertake commit swear guarantee say declare state stipulate oblige "
    "require bind obligate  provide mean call engage affirm reaffirm reiterate assure warn announce "
    "feel consider hold".split()
)


_BINDING = frozenset("oblige require bind obligate commit stipulate provide state call say mean".split())


def clauses_of(
    view: Paragraph, sentence: Any, cast: Cast, before: Sequence[Promise], parties: Ids, text: str
) -> Iterator[Promise]:
    if parties and treaty_clause(sentence.text):
        articles = list(articles_of(view, sentence, cast, parties, text))
        yield from articles
        if articles:
            return
    for verb in sentence:
        if not is_verb(verb) or verb.lemma_.lower() not in _PROMISING:
            continue
        found = list(_promise(view, verb, cast, before))
        yield from found
        if found:
            return
    shared = (
        attack_on_one(view, sentence, before)
        or as_threat(view, sentence, cast)
        or under_the_pact(view, sentence, cast, before)
    )
    if shared is not None:
        yield shared


def _promise(view: Paragraph, verb: Any, cast: Cast, before: Sequence[Promise]) -> Iterator[Promise]:
    """`agreed that …`, `vowed to defend X`, `the pact obliges X to …`."""
    lemma = verb.lemma_.lower()
    after = [
        c
        for c in verb.children
        if (c.i > verb.i or (c.dep_ == "ccomp" and lemma in _WORDS_ONLY))
        and c.dep_ in ("ccomp", "xcomp", "dobj", "prep", "oprd", "advcl", "dative")
    ]
    standing = judge(verb)
    if not after or standing.dropped:
        return
    last = max(c.right_edge.i for c in after)
    first = min(verb.i + 1, *(c.left_edge.i for c in after)) if after[0].i < verb.i else verb.i + 1
    clause = view.doc[first : last + 1].text
    feels = lemma in _FEELING
    kinds = duties(verb.sent.text if feels else clause)
    if not kinds:
        return
    if (
        feels and standing.modality is Modality.HYPOTHETICAL
    ):  # `would feel bound, if …`: the promise itself stands
        standing = Judgement()
    subject = logical_subject(verb)
    if _partner(verb, subject):
        return
    pact = subject is not None and (
        subject.lemma_.lower() in _PACT_SUBJECTS
        or (subject.lower_ == "it" and lemma in _TEXTUAL and any(len(q.parties) > 1 for q in before[-3:]))
    )
    if not _binds(verb, lemma, subject, pact, cast, view.index):
        return
    makers = _makers(view, verb, lemma, subject, pact, cast, before)
    act = "reaffirmed" if lemma in _AGAIN else None if pact or lemma in _BINDING else "announced"
    if re.search(r"\bno longer\b", view.doc[verb.left_edge.i : last + 1].text) and not pact:
        act = "ended"
    quote = (quote_in(view, verb.i + 1, last) or clause).strip()[:500]
    first = (
        phrase(subject)[0]
        if subject is not None and subject.i < verb.i and subject in list(verb.children)
        else verb.i
    )
    span = view.span(min(first, verb.i), last)
    for kind in kinds:
        owed = beneficiaries(view, verb, cast, makers, kind)
        if not owed and kind is Kind.MUST_ASSIST and not MUTUAL.search(clause):
            owed = attacked(view, verb.subtree, cast, makers)
        shared = bool(MUTUAL.search(clause)) or kind in (Kind.MUST_NOT_ATTACK, Kind.MUST_NOT_ASSIST_ATTACKER)
        mutual = len(makers) > 1 and (shared or not owed)
        debtors = (
            tuple(dict.fromkeys((*makers, *(owed if shared and kind is Kind.MUST_CONSULT else ()))))
            if mutual
            else makers
        )
        creditors = debtors if mutual else owed
        if not debtors or not creditors:
            continue
        yield Promise(
            kind,
            debtors,
            creditors,
            mutual,
            span,
            None if kind is Kind.COOPERATES else act,
            trigger_when(kind, clause),
            quote,
            negated=standing.modality is Modality.NEGATED,
            modality=standing.modality,
            clause=True,
            paragraph=view.index,
            article=article_named(clause),
        )


_PACT_SUBJECTS = IS_PACT | {"article", "clause", "provision", "text", "document", "which", "term", "law"}


def _partner(verb: Any, subject: Any) -> bool:
    """`signed declarations with both countries that promise help`: it is the declarations that promise."""
    if subject is None or verb.dep_ not in ("relcl", "acl") or subject.dep_ != "pobj":
        return False
    prep = subject.head
    return prep.lower_ in ("with", "between") and prep.head.lemma_.lower() in IS_PACT


_TEXTUAL = frozenset("provide stipulate oblige require bind obligate state".split())
"""What a treaty does and a state seldom: `It provides that …`."""


_FEELING = frozenset({"feel", "consider", "hold"})


_AGAIN = frozenset({"reaffirm", "reiterate", "affirm"})


_WORDS_ONLY = frozenset({"say", "declare", "state", "announce", "warn", "mean", "affirm", "tell"})


def _binds(verb: Any, lemma: str, subject: Any, pact: bool, cast: Cast, p: int) -> bool:
    """A promise is the maker's own word; a verb of binding needs a pact for its subject."""
    if lemma in _BINDING and lemma not in ("commit", "say"):
        return (
            pact
            or (subject is not None and subject.lemma_.lower() in IS_PACT | {"alliance"})
            or _is_body(subject, cast, p)
        )
    if lemma in _FEELING:
        return any(t.lower_ == "bound" for t in verb.subtree if t.i > verb.i)
    if lemma in _WORDS_ONLY:
        return pact or _own_future(verb, cast, p)
    return True


def _is_body(subject: Any, cast: Cast, p: int) -> bool:
    return subject is not None and any(cast.kinds(i) == "organisation" for i in cast.refs(p, subject))


def _makers(
    view: Paragraph, verb: Any, lemma: str, subject: Any, pact: bool, cast: Cast, before: Sequence[Promise]
) -> Ids:
    """Who is bound: the subject; for `obliges X to …` X; for `each country` the parties of the pact spoken of."""
    p = view.index
    if lemma in _BINDING and lemma != "say":
        bound = child(verb, "dobj") or next(
            (child(c, "nsubj") for c in children(verb, "xcomp", "ccomp")), None
        )
        found = cast.refs(p, bound) if bound is not None else ()
        if found:
            return found
    if pact:
        return pact_parties(view, subject, cast, before) or (
            cast.refs(p, subject) if subject is not None else ()
        )
    found = cast.refs(p, subject) if subject is not None else ()
    if subject is not None and subject.lemma_.lower() in _PAPERS and is_verb(subject.head):
        author = logical_subject(subject.head)  # `X signed an order pledging to …`
        found = cast.refs(p, author) if author is not None and author != subject else found
    if not found and subject is not None and (subject.lemma_.lower() in _EACH or subject.lower_ in _EACH):
        found = next(
            (q.parties for q in reversed(before) if view.index - q.paragraph <= 3 and len(q.parties) > 1), ()
        )
    return found


_PAPERS = frozenset(
    "order decree statement letter bill memorandum declaration directive proclamation".split()
)


_EACH = frozenset(
    "country party side state nation each both power government they either neither signatory ally".split()
)


def _own_future(verb: Any, cast: Cast, p: int) -> bool:
    """`said it would defend X`, `said that Britain would defend …`: the speaker binds itself."""
    inner = child(verb, "ccomp")
    subject = child(inner, "nsubj") if inner is not None else None
    if inner is None or subject is None:
        return False
    will = any(
        c.dep_ == "aux" and c.lower_ in ("would", "will", "shall", "'ll", "’ll") for c in inner.children
    )
    if not will or any(c.dep_ == "neg" for c in inner.children):
        return False
    speaker = logical_subject(verb)
    ids = cast.refs(p, speaker) if speaker is not None else ()
    return bool(ids) and (
        subject.lower_ in ("it", "they", "he", "she", "we", "both", "each")
        or set(cast.refs(p, subject)) <= set(ids) != set()
    )
