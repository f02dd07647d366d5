"""Who owes and who is owed under a pact that a noun names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.read.cast import Cast
from foedus.read.pact_acts import Report
from foedus.read.pact_standing import subject_before
from foedus.read.pacts import ALLIANCES, IS_PACT, TRUCES, treaty_name
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, mediators, pact_parties
from foedus.read.roles import role_ids
from foedus.read.syntax import grammatical_subject, is_verb, logical_subject, passive, phrase


def states_only(ids: Ids) -> Ids:
    """Alliances are no parties of a pact by name: what they do binds their members, whom the text must name."""
    return tuple(dict.fromkeys(i for i in ids if i not in ALLIANCES or i == "EU"))


def sides_of(
    view: Paragraph,
    noun: Any,
    report: Report,
    parties: Ids,
    kind: Kind,
    cast: Cast,
    lemma: str,
    before: Sequence[Promise],
    name: str | None,
) -> tuple[Ids, Ids, bool, str | None]:
    """Debtors, creditors, whether mutual, and the name where another noun holds it."""
    governor = report.word
    debtors, creditors, mutual = _sides(view, noun, governor, parties, kind, cast, lemma)
    if report.nominal is not None and len(dict.fromkeys((*debtors, *creditors))) < 2:
        owner = (
            cast.modifiers(view.index, report.nominal)
            or role_ids(cast, view.index, "of", report.nominal, (), False)
            or role_ids(cast, view.index, "by", report.nominal, (), False)
        )
        debtors = creditors = tuple(dict.fromkeys((*owner, *debtors, *creditors)))
    bearer = logical_subject(governor) if governor is not None and is_verb(governor) else None
    if report.act == "signed" and mutual and len(debtors) < 3:
        debtors = creditors = tuple(dict.fromkeys((*debtors, *_listed(view, noun, cast))))
    denied = denied_pact(noun, governor)
    if (not debtors or denied) and bearer is not None and bearer != noun and bearer.lemma_.lower() in IS_PACT:
        debtors = creditors = pact_parties(view, bearer, cast, before)
        mutual = True
        a, b = noun_span(bearer)
        name = name or treaty_name(view.doc[a : b + 1].text)
    if not debtors and any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children):
        spoken = next((q for q in reversed(before) if q.kind is kind and view.index - q.paragraph <= 6), None)
        if spoken is not None and not spoken.negated and len(spoken.parties) > 1:
            return spoken.debtors, spoken.creditors, spoken.mutual, name
    bare = lemma == "alliance" and all(c.dep_ in ("det", "poss", "punct") for c in noun.children)
    bare |= lemma in TRUCES and not re.search(r"\bbetween\b", noun.sent.text)
    told = (report.act is not None or name is not None) and not bare
    if not debtors and lemma not in ("guarantee", "umbrella", "assurance") and told:
        debtors = creditors = _pair_here(view, noun, cast)
    one_way = lemma in ("guarantee", "umbrella", "assurance", "commitment") or kind is Kind.EXTENDS_DETERRENCE
    if len(set(debtors) | set(creditors)) < 2 and told and not one_way:
        pair = _pair_here(view, noun, cast)
        if not (set(debtors) | set(creditors) <= set(pair) and len(pair) == 2):
            before_ = subject_before(view, noun, cast)
            pair = (*before_, *debtors) if len(before_) == len(debtors) == 1 else cast.main_pair()
            pair = tuple(dict.fromkeys(pair)) if debtors else ()
        if set(debtors) | set(creditors) <= set(pair) and len(pair) == 2:
            debtors, creditors, mutual = pair, pair, True
    return debtors, creditors, mutual, name


def _pair_here(view: Paragraph, noun: Any, cast: Cast) -> Ids:
    """A pact whose parties the phrase does not name: the two states of its sentence, if there are just two."""
    found: list[str] = []
    apart = mediators(noun, cast, view.index)
    for t in noun.sent:
        mention = cast.tables[view.index].get(t.i)
        if mention is not None and not mention.actor and mention.kind not in ("capital", "city"):
            continue
        ids = (
            cast.refs(view.index, t, alone=True) or cast.place(view.index, t)
            if t.i in cast.tables[view.index] or (view.index, t.i) in cast.at
            else ()
        )
        found += [i for i in ids if i not in found and i not in apart and cast.kinds(i) == "state"]
    return tuple(found) if len(found) == 2 else cast.title_pair()


def _listed(view: Paragraph, noun: Any, cast: Cast) -> Ids:
    """`Twelve states signed a pact. The members are A, B, …`: the states of the list."""
    for sentence in [s for s in view.doc.sents if s.start >= noun.sent.end][:2]:
        for t in sentence:
            if t.lemma_.lower() in _LISTING and t.tag_ == "NNS" and t.dep_ in ("nsubj", "nsubjpass"):
                found = list(cast.refs(view.index, t))
                for a in t.head.children:
                    if a.dep_ == "attr":
                        found += cast.refs(view.index, a)
                states = tuple(dict.fromkeys(i for i in found if cast.kinds(i) == "state"))
                if len(states) > 2:
                    return states
        root = sentence.root
        if root.lemma_ == "be" and any(t.lower_ in ("them", "signatories", "members") for t in root.subtree):
            subject = grammatical_subject(root)
            found = list(cast.refs(view.index, subject)) if subject is not None else []
            if len(found) > 2:
                return tuple(i for i in found if cast.kinds(i) == "state")
    return ()


_LISTING = frozenset("member signatory party nation country state power".split())


def noun_span(noun: Any) -> tuple[int, int]:
    first, last = phrase(noun)
    return max(first, noun.i - 14), min(last, noun.i + 18)


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
        if not owner and lemma in ("commitment", "pledge", "promise") and governor is not None:
            meant = any(
                c.dep_ in ("xcomp", "acl") for t in (governor, noun) for c in t.children if c.i > noun.i
            )
            owner = role_ids(cast, view.index, "of", noun, (), False) if meant else ()
        to = tuple(
            i
            for role in ("to", "of", "for", "with", "over")
            for i in role_ids(cast, view.index, role, noun, (), True)
            if i not in owner
        )
        if not to and governor is not None and is_verb(governor) and governor == noun.head:
            promised = [c for c in governor.children if c.dep_ == "xcomp" and c.i > noun.i]
            to = tuple(
                i
                for root in (governor, *promised)
                for role in ("iobj", "to")
                for i in role_ids(cast, view.index, role, root, (), True)
                if i not in owner and i not in by
            )
        if len(owner) > 1 and not to:
            return owner, owner, True
        debtor = owner or tuple(i for i in by if i not in to)
        creditor = to or tuple(i for i in by if i not in debtor) or _protected(view, noun, cast, debtor)
        if debtor and creditor:
            return debtor, tuple(dict.fromkeys(creditor)), False
        return debtor or by, creditor, False
    if len(by) == 1 and len(parties) == 2 and by[0] in parties and _others(view, noun, cast):
        pair = tuple(i for i in cast.main_pair() if i not in by)
        if len(pair) == 2:
            return (*by, *pair), (*by, *pair), True
    if any(c.dep_ == "prep" and c.lower_ == "with" for c in noun.children) and not set(by) & set(parties):
        both = tuple(dict.fromkeys((*by, *parties)))
        return both, both, True
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


def _others(view: Paragraph, noun: Any, cast: Cast) -> bool:
    """`with both countries`, `with the two states`: others than the one who acts."""
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ == "with":
            for o in prep.children:
                if any(c.lower_ in ("both", "two") for c in o.children):
                    return True
    return False


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


def denied_pact(noun: Any, governor: Any) -> bool:
    """`contains no mutual defense clause`, `is not a military alliance`, `has no defense treaty with`."""
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children):
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return True
    before = noun.doc[max(noun.sent.start, noun.left_edge.i - 4) : noun.left_edge.i].text.lower()
    if re.search(
        r"\b(?:short of|instead of|rather than|not (?:quite )?(?:amount|extend) to|far from)\s*$", before
    ):
        return True
    if governor is not None and any(c.dep_ == "neg" for c in governor.children):
        return noun.dep_ in ("dobj", "attr", "nsubjpass", "nsubj", "pobj")
    return governor is not None and governor.lemma_ == "lack"
