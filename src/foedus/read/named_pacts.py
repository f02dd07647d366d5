"""Pacts by name: `signed a mutual defence pact`, `the U.S. nuclear umbrella`, `contains no … clause`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.modality import judge
from foedus.read.pacts import FIRM, IS_PACT, act_of, kind_of, treaty_name, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, article_named, pact_parties, parties_of_noun, quote_in
from foedus.read.roles import role_ids
from foedus.read.syntax import child, grammatical_subject, is_verb, logical_subject, passive, phrase


def named_pact(view: Paragraph, noun: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
    doc = view.doc
    first, last = _noun_span(noun)
    words = doc[first : last + 1].text
    lemma = noun.lemma_.lower()
    kind = kind_of(words, lemma)
    name = treaty_name(words)
    act, governor = act_of(noun)
    firm = any(c.lower_ in FIRM for c in noun.children)
    if kind is None and (firm and lemma in ("commitment", "alliance", "guarantee")):
        kind = (
            Kind.MUST_ASSIST
            if re.search(r"defen|secur|protect|alli|treaty", _around(view, noun), re.I)
            else None
        )
    if (
        kind is None
        and lemma == "alliance"
        and act in ("signed", "joined", "announced", "ended", "reaffirmed")
        and not cast.tables[view.index].get(noun.i)
    ):
        kind = Kind.MUST_ASSIST
    if (
        kind is None
        and lemma == "alliance"
        and governor is not None
        and governor.lemma_ in ("bind", "tie", "link")
    ):
        kind = Kind.MUST_ASSIST
    parties = parties_of_noun(view, noun, cast)
    if kind is None:
        kind, parties = _remembered(view, noun, lemma, parties, act, before)
        if kind is None and name is not None and act in ("suspended", "ended", "joined", "signed"):
            kind = Kind.COOPERATES
    if kind is None:
        return None
    debtors, creditors, mutual = _sides(view, noun, governor, parties, kind, cast, lemma)
    bearer = logical_subject(governor) if governor is not None and is_verb(governor) else None
    if not debtors and bearer is not None and bearer != noun and bearer.lemma_.lower() in IS_PACT:
        debtors = creditors = pact_parties(view, bearer, cast, before)
        mutual = True
        a, b = _noun_span(bearer)
        name = name or treaty_name(doc[a : b + 1].text)
    if (
        not debtors
        and lemma not in ("guarantee", "umbrella", "assurance")
        and (act is not None or name is not None)
    ):
        debtors = creditors = _pair_here(view, noun, cast)
    if len(set(debtors) | set(creditors)) < 2 and name is not None:
        pair = _pair_here(view, noun, cast)
        if set(debtors) | set(creditors) <= set(pair) and len(pair) == 2:
            debtors, creditors, mutual = pair, pair, True
    if len(dict.fromkeys((*debtors, *creditors))) < 2 and not (name and debtors):
        return None
    standing = judge(governor) if governor is not None else judge(noun)
    negated = _denied_pact(noun, governor)
    if standing.dropped and not negated:
        if kind is not Kind.EXTENDS_DETERRENCE and act is None and governor is not None:
            return None
        act = "proposed" if act in ("signed", "announced", "joined", "proposed") else None
    if standing.future and act in ("signed", "announced", "joined", "in-force"):
        act = "proposed"
    if any(
        c.lower_ in ("proposed", "draft", "possible", "potential", "would-be", "future")
        for c in noun.children
    ):
        act = "proposed"
    if act == "ended" and not _ends_it(noun, governor):
        act = None
    if kind is Kind.COOPERATES and act is None and name is None:
        return None
    a, b = _pact_span(noun, governor, first, last)
    return Promise(
        kind,
        debtors,
        creditors,
        mutual,
        view.span(a, b),
        "reaffirmed" if firm and act in (None, "announced") else act,
        trigger_of(words) if kind is Kind.MUST_ASSIST else None,
        quote_in(view, a, b),
        name,
        negated,
        Modality.ASSERTED
        if act == "proposed"
        else standing.modality
        if standing.modality in (Modality.NEGATED, Modality.HYPOTHETICAL, Modality.PLANNED) and not negated
        else Modality.ASSERTED,
        paragraph=view.index,
        article=article_named(words),
    )


def _pair_here(view: Paragraph, noun: Any, cast: Cast) -> Ids:
    """A pact whose parties the phrase does not name: the two states of its sentence, if there are just two."""
    found: list[str] = []
    for t in noun.sent:
        mention = cast.tables[view.index].get(t.i)
        if mention is not None and not mention.actor and mention.kind not in ("capital", "city"):
            continue
        ids = (
            cast.refs(view.index, t, alone=True) or cast.place(view.index, t)
            if t.i in cast.tables[view.index] or (view.index, t.i) in cast.at
            else ()
        )
        found += [i for i in ids if i not in found and cast.kinds(i) == "state"]
    return tuple(found) if len(found) == 2 else cast.title_pair()


def _noun_span(noun: Any) -> tuple[int, int]:
    first, last = phrase(noun)
    return max(first, noun.i - 14), min(last, noun.i + 18)


def _around(view: Paragraph, noun: Any) -> str:
    return str(view.doc[max(0, noun.i - 12) : noun.i + 16].text)


def _ends_it(noun: Any, governor: Any) -> bool:
    """`ended its alliance`, `the pact expired`, `withdrew from the treaty`; not `ended a visit under the pact`."""
    if governor is None or noun.head == governor:
        return True
    if noun.head.dep_ == "prep":
        return (
            noun.head.lower_ in ("from", "of", "out", "in")
            and noun.head.head in (governor, *governor.children)
        ) or noun.head.lower_ == "of"
    return noun.dep_ in ("conj", "appos")


def _denied_pact(noun: Any, governor: Any) -> bool:
    """`contains no mutual defense clause`, `is not a military alliance`, `has no defense treaty with`."""
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children):
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return True
    if governor is not None and any(c.dep_ == "neg" for c in governor.children):
        return noun.dep_ in ("dobj", "attr", "nsubjpass", "nsubj", "pobj")
    return governor is not None and governor.lemma_ == "lack"


def _pact_span(noun: Any, governor: Any, first: int, last: int) -> tuple[int, int]:
    if governor is None:
        return first, last
    a = min(first, governor.i)
    subject = child(governor, "nsubj", "nsubjpass") if is_verb(governor) else None
    if subject is not None and first - subject.i < 25:
        a = min(a, phrase(subject)[0])
    return (a, max(last, governor.i)) if max(last, governor.i) - a < 60 else (first, last)


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
            and (not parties or set(parties) <= set(p.parties))
        ):
            return p.kind, p.parties
    return None, parties


def _sides(
    view: Paragraph, noun: Any, governor: Any, parties: Ids, kind: Kind, cast: Cast, lemma: str
) -> tuple[Ids, Ids, bool]:
    """Who owes and who is owed. Pacts are mutual; umbrellas, guarantees and `commitment to X` go one way."""
    subject = logical_subject(governor) if governor is not None and is_verb(governor) else None
    by = (
        cast.refs(view.index, subject)
        if subject is not None and subject is not noun and subject.lemma_.lower() not in IS_PACT
        else ()
    )
    if governor is not None and governor.lemma_ in ("bind", "tie", "link", "ally") and passive(governor):
        subject = grammatical_subject(governor)
        by = cast.refs(view.index, subject) if subject is not None else ()
        parties = tuple(
            dict.fromkeys(
                (
                    *by,
                    *role_ids(cast, view.index, "to", governor, (), False),
                    *role_ids(cast, view.index, "with", governor, (), False),
                )
            )
        )
        return parties, parties, True
    one_way = kind is Kind.EXTENDS_DETERRENCE or lemma in (
        "guarantee",
        "commitment",
        "assurance",
        "umbrella",
        "promise",
        "pledge",
        "obligation",
    )
    if one_way and (kind is Kind.EXTENDS_DETERRENCE or lemma != "pledge" or len(parties) < 2):
        owner = cast.modifiers(view.index, noun)
        to = tuple(
            i
            for role in ("to", "of", "for", "with", "over")
            for i in role_ids(cast, view.index, role, noun, (), True)
            if i not in owner
        )
        if len(owner) > 1 and not to:
            return owner, owner, True
        debtor = owner or tuple(i for i in by if i not in to)
        creditor = to or tuple(i for i in by if i not in debtor) or _protected(view, noun, cast, debtor)
        if debtor and creditor:
            return debtor, tuple(dict.fromkeys(creditor)), False
        return debtor or by, creditor, False
    both = tuple(
        dict.fromkeys(
            (*parties, *(by if len(parties) < 2 or (set(by) - set(parties) and not parties) else ()))
        )
    )
    if len(parties) < 2:
        both = tuple(dict.fromkeys((*by, *parties)))
        if governor is not None and len(both) < 2:
            both = tuple(dict.fromkeys((*both, *role_ids(cast, view.index, "with", governor, (), False))))
    return both, both, True


def _protected(view: Paragraph, noun: Any, cast: Cast, debtor: Ids) -> Ids:
    """`South Korea … its policy, which depends on the U.S. nuclear umbrella`: the state spoken of in the sentence."""
    for t in noun.sent:
        if t.dep_ in ("nsubj", "poss", "pobj", "dobj") and t.i != noun.i:
            found = tuple(
                i
                for i in cast.refs(view.index, t, alone=True)
                if i not in debtor and cast.kinds(i) == "state"
            )
            if found:
                return found
    return ()
