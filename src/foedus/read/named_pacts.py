"""Pacts by name: `signed a mutual defence pact`, `the U.S. nuclear umbrella`, `contains no … clause`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.memberships import (
    is_settled,
    members_named,
    rumoured,
    subject_before,
    told_by_itself,
)
from foedus.read.modality import Judgement, judge
from foedus.read.pact_acts import Report, report_of
from foedus.read.pact_names import Called
from foedus.read.pacts import ALLIANCES, FIRM, IS_PACT, TRUCES, kind_of, treaty_name, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, article_named, pact_parties, parties_of_noun, quote_in
from foedus.read.promises import duties
from foedus.read.roles import role_ids
from foedus.read.syntax import child, grammatical_subject, is_verb, logical_subject, passive, phrase


def named_pact(
    view: Paragraph, noun: Any, cast: Cast, called: Mapping[int, Called], before: Sequence[Promise]
) -> Promise | None:
    """The commitment that a noun such as `treaty` names, with what is reported of it; None where it names none."""
    doc = view.doc
    first, last = _noun_span(noun)
    words = _own_words(noun, first, last)
    lemma = noun.lemma_.lower()
    known = called.get(noun.i)
    name = known.name if known is not None else treaty_name(doc[first : last + 1].text)
    if name is None:
        name = _described(words)
    report = report_of(noun)
    act, governor = report.act, report.word
    firm = _firm(noun, governor)
    if firm and act in (None, "announced"):
        act = "reaffirmed"
    if known is not None and known.many and act in ("ended", "suspended", "joined"):
        return None  # who leaves a pact of many is told in `memberships`
    kind, parties = _duty(view, noun, words, lemma, known, act, governor, firm, cast, before)
    vague = False
    if lemma in TRUCES and act not in ("signed", "announced", "in-force"):
        return None
    if kind is None:
        if act not in ("signed", "in-force", "ended", "suspended") or not _bare(noun, lemma):
            return None
        kind, vague = Kind.COOPERATES, True
    if act == "announced" and _lengthens(governor) and kind is not Kind.EXTENDS_DETERRENCE:
        act = "reaffirmed"
    debtors, creditors, mutual, name = _bound(view, noun, report, parties, kind, cast, lemma, before, name)
    debtors, creditors = _states_only(debtors), _states_only(creditors)
    if known is not None and known.parties and len(known.parties) == 2:
        if len(dict.fromkeys((*debtors, *creditors))) < 2 or not {*debtors, *creditors} <= set(known.parties):
            debtors, creditors, mutual = known.parties, known.parties, True
        elif not creditors:
            creditors, mutual = debtors, True
    elif known is not None and known.many:
        listed = parties_of_noun(view, noun, cast, apart=(known.first, known.last))
        bearers = tuple(i for i in debtors if i in listed) or listed
        if len(bearers) < 2 and act in (None, "reaffirmed", "proposed"):
            return None
        debtors = creditors = bearers if len(bearers) > 1 else members_named(known, cast)
        mutual = True
    if len(dict.fromkeys((*debtors, *creditors))) < 2 and not (name and debtors and not vague):
        return None
    standing = Judgement() if report.aside else judge(governor if governor is not None else noun)
    negated = _denied_pact(noun, governor) and not (report.aside and act == "ended")
    if standing.dropped and not negated:
        if kind is not Kind.EXTENDS_DETERRENCE and act is None and governor is not None:
            return None
        act = "proposed" if act in ("signed", "announced", "joined", "proposed") else None
    notice = False
    if standing.future and act in ("signed", "announced", "joined"):
        act = "proposed"
    elif (
        standing.future
        and act in ("ended", "suspended")
        and (told_by_itself(governor, view, cast) or is_settled(governor, standing))
    ):
        notice = True
    if any(c.lower_ in _NOT_YET for c in noun.children):
        act = "proposed"
    if negated and act not in (None, "reaffirmed"):
        act = None
    if act == "ended" and not _ends_it(noun, governor, report.nominal):
        act = None
    if kind is Kind.COOPERATES and act is None and name is None:
        return None
    if vague and act is None:
        return None
    if negated and len(dict.fromkeys((*debtors, *creditors))) < 2:
        return None
    a, b = _pact_span(noun, governor, first, last)
    return Promise(
        kind,
        debtors,
        creditors,
        mutual,
        view.span(a, b),
        act,
        trigger_of(words) if kind is Kind.MUST_ASSIST else None,
        quote_in(view, a, b),
        name,
        negated,
        Modality.ASSERTED if notice else _modality(standing, act, negated, noun),
        clause=governor is not None and governor.lemma_ in ("include", "contain", "comprise", "carry"),
        paragraph=view.index,
        article=article_named(words),
        vague=vague,
        each=_one_each(noun, debtors, creditors, mutual, report, cast, view),
        word=governor.i if governor is not None else noun.i,
        notice=notice,
    )


def _one_each(
    noun: Any, debtors: Ids, creditors: Ids, mutual: bool, report: Report, cast: Cast, view: Paragraph
) -> bool:
    """Several pacts told in one breath: a plural with more partners than one, or guarantees to several."""
    if not mutual:
        return 1 < len(creditors) <= 6 and noun.tag_ == "NNS"
    if noun.tag_ != "NNS" or not 2 < len(debtors) <= 7:
        return False
    subject = logical_subject(report.word) if report.word is not None and is_verb(report.word) else None
    return subject is not None and cast.refs(view.index, subject) == debtors[:1]


_NOT_YET = frozenset("proposed draft possible potential would-be future planned prospective".split())
_RUMOURED = frozenset("alleged rumored rumoured supposed purported reported secret".split())


def _modality(standing: Judgement, act: str | None, negated: bool, noun: Any) -> Modality:
    if standing.denied or standing.modality is Modality.ALLEGED or rumoured(noun):
        return Modality.ALLEGED
    if any(c.lower_ in _RUMOURED - {"secret"} for c in noun.children):
        return Modality.ALLEGED
    if act == "proposed" or negated:
        return Modality.ASSERTED
    if standing.modality in (Modality.NEGATED, Modality.HYPOTHETICAL, Modality.PLANNED):
        return standing.modality
    return Modality.ASSERTED


def _own_words(noun: Any, first: int, last: int) -> str:
    """The noun with what describes it (`treaty of friendship and mutual assistance`), without the clauses on it."""
    doc = noun.doc
    of = [c.right_edge.i for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "for")]
    if noun.lemma_.lower() in _PROMISES:
        of += [c.right_edge.i for c in noun.children if c.dep_ == "acl"]
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


def _duty(
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
                r"\b(?:commit|oblig|bind|require|provid|promis|pledg|which|each|either|would|renounc|"
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


def _described(words: str) -> str | None:
    """`the 2018 military agreement`, `the treaty of friendship and cooperation`: told from others by year or subject."""
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


def _bare(noun: Any, lemma: str) -> bool:
    """`the treaty`, `a new bilateral agreement`: nothing says that it is of another matter."""
    if lemma not in ("treaty", "pact", "alliance", "accord", "agreement", "declaration"):
        return False
    for c in noun.children:
        plain = c.lower_ in _DESCRIBING or c.text[:1].isupper() or c.tag_ == "CD"
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
    trilateral formal long-standing longstanding present latest far-reaching two-year ten-year twenty-year""".split()
)


def _lengthens(governor: Any) -> bool:
    return governor is not None and governor.lemma_.lower() == "extend"


def _firm(noun: Any, governor: Any) -> bool:
    """`its ironclad commitment`, `the alliance remains ironclad`, `its commitment is firm`."""
    if any(c.lower_ in FIRM for c in noun.children):
        return True
    verb = governor if governor is not None and is_verb(governor) else noun.head
    if not is_verb(verb) or verb.lemma_ not in ("be", "remain", "stay", "stand"):
        return False
    said = {
        t.lower_ for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "advmod") for t in c.subtree
    }
    return bool(said & (FIRM | {"unchanged", "strong", "stronger", "firm", "solid", "intact", "unshaken"}))


def _states_only(ids: Ids) -> Ids:
    """Alliances are no parties of a pact by name: what they do binds their members, whom the text must name."""
    return tuple(dict.fromkeys(i for i in ids if i not in ALLIANCES or i == "EU"))


def _bound(
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
    denied = _denied_pact(noun, governor)
    if (not debtors or denied) and bearer is not None and bearer != noun and bearer.lemma_.lower() in IS_PACT:
        debtors = creditors = pact_parties(view, bearer, cast, before)
        mutual = True
        a, b = _noun_span(bearer)
        name = name or treaty_name(view.doc[a : b + 1].text)
    told = report.act is not None or name is not None
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
    return ()


_LISTING = frozenset("member signatory party nation country state power".split())


def _noun_span(noun: Any) -> tuple[int, int]:
    first, last = phrase(noun)
    return max(first, noun.i - 14), min(last, noun.i + 18)


def _around(view: Paragraph, noun: Any) -> str:
    return str(view.doc[max(0, noun.i - 12) : noun.i + 16].text)


def _ends_it(noun: Any, governor: Any, nominal: Any) -> bool:
    """`ended its alliance`, `the pact expired`, `withdrew from the treaty`; not `ended a visit under the pact`."""
    if governor is None or noun.head == governor or nominal is not None or governor.head == noun:
        return True
    if noun.head.dep_ == "prep":
        return (
            noun.head.lower_ in ("from", "of", "out", "in")
            and noun.head.head in (governor, *governor.children)
        ) or noun.head.lower_ == "of"
    return noun.dep_ in ("conj", "appos") or noun.head.dep_ in ("ccomp", "oprd", "xcomp")


def _denied_pact(noun: Any, governor: Any) -> bool:
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
            and not p.vague
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
        if not to and governor is not None and is_verb(governor) and governor == noun.head:
            to = tuple(
                i
                for role in ("iobj", "to")
                for i in role_ids(cast, view.index, role, governor, (), True)
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
