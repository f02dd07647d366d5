"""Pacts by name: `signed a mutual defence pact`, `the U.S. nuclear umbrella`, `contains no … clause`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.memberships import members_named
from foedus.read.modality import Judgement, judge
from foedus.read.pact_acts import Report, report_of
from foedus.read.pact_duty import described, duty_of, is_bare, own_words
from foedus.read.pact_names import CalledIn
from foedus.read.pact_sides import denied_pact, noun_span, sides_of, states_only
from foedus.read.pact_standing import is_settled, notice_of, rumoured, told_by_itself
from foedus.read.pacts import FIRM, TRUCES, treaty_name, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, article_named, parties_of_noun, quote_in
from foedus.read.syntax import child, is_verb, logical_subject, phrase


def named_pact(
    view: Paragraph, noun: Any, cast: Cast, called: CalledIn, before: Sequence[Promise]
) -> Promise | None:
    """The commitment that a noun such as `treaty` names, with what is reported of it; None where it names none."""
    doc = view.doc
    first, last = noun_span(noun)
    words = own_words(noun, first, last)
    lemma = noun.lemma_.lower()
    known = called.get(noun.i)
    name = known.name if known is not None else treaty_name(doc[first : last + 1].text)
    if name is None:
        name = described(words)
    report = report_of(noun)
    act, governor = report.act, report.word
    firm = _firm(noun, governor)
    if firm and act in (None, "announced"):
        act = "reaffirmed"
    if known is not None and known.many and act in ("ended", "suspended", "joined"):
        return None  # who leaves a pact of many is told in `memberships`
    kind, parties = duty_of(view, noun, words, lemma, known, act, governor, firm, cast, before)
    vague = False
    if lemma in TRUCES and act not in ("signed", "announced", "in-force"):
        return None
    if kind is None:
        if act not in ("signed", "in-force", "ended", "suspended") or not is_bare(noun, lemma):
            return None
        kind, vague = Kind.COOPERATES, True
    if act == "announced" and _lengthens(governor) and kind is not Kind.EXTENDS_DETERRENCE:
        act = "reaffirmed"
    debtors, creditors, mutual, name = sides_of(view, noun, report, parties, kind, cast, lemma, before, name)
    debtors, creditors = states_only(debtors), states_only(creditors)
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
        debtors = creditors = bearers if len(bearers) > 1 else members_named(known, cast, founding=True)
        mutual = True
    if len(dict.fromkeys((*debtors, *creditors))) < 2 and known is None:
        year = re.search(r"\b(?:1[89]|20)\d\d\b", name or "")
        here = frozenset(m.id for table in cast.tables for m in table.values())
        entry = called.names.of_year(year.group(), here) if year and called.names is not None else None
        if entry is not None:
            debtors, creditors, mutual = entry.parties, entry.parties, True
    if len(dict.fromkeys((*debtors, *creditors))) < 2 and not (name and debtors and not vague):
        return None
    told = _as_told(view, noun, report, act, kind, cast)
    if told is None:
        return None
    act, negated, notice, standing = told
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


def _as_told(
    view: Paragraph, noun: Any, report: Report, act: str | None, kind: Kind, cast: Cast
) -> tuple[str | None, bool, bool, Judgement] | None:
    """The act as the sentence has it, whether denied, whether the notice of an end, and its standing; None: no pact."""
    governor = report.word
    standing = Judgement() if report.aside else judge(governor if governor is not None else noun)
    negated = denied_pact(noun, governor) and not (report.aside and act == "ended")
    notice = False
    giver = notice_of(governor)
    if giver is not None and act in ("ended", "suspended"):
        standing, notice = judge(giver), True
        if standing.future and standing.modality is Modality.PLANNED:
            standing = Judgement()
    if standing.dropped and not negated:
        if kind is not Kind.EXTENDS_DETERRENCE and act is None and governor is not None:
            return None
        act = "proposed" if act in ("signed", "announced", "joined", "proposed") else None
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
    return act, negated, notice, standing


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


def _pact_span(noun: Any, governor: Any, first: int, last: int) -> tuple[int, int]:
    if governor is None:
        return first, last
    a = min(first, governor.i)
    subject = child(governor, "nsubj", "nsubjpass") if is_verb(governor) else None
    if subject is not None and first - subject.i < 25:
        a = min(a, phrase(subject)[0])
    return (a, max(last, governor.i)) if max(last, governor.i) - a < 60 else (first, last)
