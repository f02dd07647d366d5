"""Promises and pacts → commitments: parties, kind, trigger, what is reported of them; one a pact and act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from foedus.model.norm import Kind
from foedus.model.reading import Commitment, Modality, PactAct
from foedus.read.attribution import Said
from foedus.read.cast import Cast
from foedus.read.coref import MANY
from foedus.read.date_found import Precision, Relation
from foedus.read.dates import resolve
from foedus.read.modality import judge
from foedus.read.pacts import ALLIANCES, FIRM, IS_PACT, act_of, kind_of, treaty_name, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promises import MUTUAL, article_at, condition, duties, looks_like_treaty, treaty_clause
from foedus.read.quotations import quotes
from foedus.read.roles import role_ids
from foedus.read.syntax import child, children, grammatical_subject, is_verb, logical_subject, passive, phrase
from foedus.read.when import interval

LIMIT = 60
Ids = tuple[str, ...]


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

    @property
    def parties(self) -> Ids:
        return tuple(dict.fromkeys((*self.debtors, *self.creditors)))


_PROMISING = frozenset(
    "agree pledge promise vow undertake commit swear guarantee say declare state stipulate oblige require bind obligate "
    "provide mean call engage affirm reaffirm reiterate assure warn announce".split()
)
_BINDING = frozenset("oblige require bind obligate commit stipulate provide state call say mean".split())


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
    treaty = looks_like_treaty(text)
    parties = _treaty_parties(views, cast) if treaty else ()
    for view in views:
        if view.heading or len(found) > LIMIT * 3:
            continue
        row = _of_paragraph(view, cast, found, text, parties)
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
        _treaty_act(out, text, published)
    return [_value(i, p, index) for i, p in enumerate(out[:LIMIT], 1)]


def _of_paragraph(
    view: Paragraph, cast: Cast, before: Sequence[Promise], text: str, parties: Ids
) -> list[Promise]:
    known = list(before)
    for sentence in view.sentences():
        if sentence.text.rstrip("”\"' ").endswith("?"):
            continue
        clauses = list(_clauses(view, sentence, cast, known, parties, text))
        known.extend(clauses)
        for token in sentence:
            made = _at(view, token, cast, known)
            covered = (
                made is not None
                and made.act is None
                and any(c.span[0] <= made.span[0] and made.span[1] <= c.span[1] for c in clauses)
            )
            if made is not None and not covered:
                known.append(made)
    return known[len(before) :]


def _at(view: Paragraph, token: Any, cast: Cast, known: Sequence[Promise]) -> Promise | None:
    """The commitment that hangs on one word, if any."""
    if is_verb(token):
        return (
            _membership(view, token, cast)
            or _resolutions(view, token, cast, known)
            or _guarantee(view, token, cast)
        )
    lemma = token.lemma_.lower()
    inner = token.dep_ == "compound" and token.head.lemma_.lower() in IS_PACT
    if token.pos_ in ("NOUN", "PROPN") and lemma in IS_PACT and not inner:
        return _pact(view, token, cast, known)
    return None


# --- promises in a clause


def _clauses(
    view: Paragraph, sentence: Any, cast: Cast, before: Sequence[Promise], parties: Ids, text: str
) -> Iterator[Promise]:
    if parties and treaty_clause(sentence.text):
        articles = list(_articles(view, sentence, cast, parties, text))
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
    shared = _attack_on_one(view, sentence, before)
    if shared is not None:
        yield shared


def _promise(view: Paragraph, verb: Any, cast: Cast, before: Sequence[Promise]) -> Iterator[Promise]:
    """`agreed that …`, `vowed to defend X`, `the pact obliges X to …`."""
    lemma = verb.lemma_.lower()
    after = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep_ in ("ccomp", "xcomp", "dobj", "prep", "oprd", "advcl", "dative")
    ]
    standing = judge(verb)
    if not after or standing.dropped:
        return
    last = max(c.right_edge.i for c in after)
    clause = view.doc[verb.i + 1 : last + 1].text
    kinds = duties(clause)
    if not kinds:
        return
    subject = logical_subject(verb)
    pact = subject is not None and subject.lemma_.lower() in _PACT_SUBJECTS
    if not _binds(verb, lemma, subject, pact, cast, view.index):
        return
    makers = _makers(view, verb, lemma, subject, pact, cast, before)
    act = "reaffirmed" if lemma in _AGAIN else None if pact or lemma in _BINDING else "announced"
    quote = (_quote_in(view, verb.i + 1, last) or clause).strip()[:500]
    first = (
        phrase(subject)[0]
        if subject is not None and subject.i < verb.i and subject in list(verb.children)
        else verb.i
    )
    span = view.span(min(first, verb.i), last)
    for kind in kinds:
        owed = _beneficiaries(view, verb, cast, makers, kind)
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
            kind, debtors, creditors, mutual, span, None if kind is Kind.COOPERATES else act, _when(kind, clause), quote,
            negated=standing.modality is Modality.NEGATED, modality=standing.modality, clause=True, paragraph=view.index,
            article=_article_named(clause),
        )  # fmt: skip


_PACT_SUBJECTS = IS_PACT | {"article", "clause", "provision", "text", "document", "which", "term"}
_AGAIN = frozenset({"reaffirm", "reiterate", "affirm"})
_WORDS_ONLY = frozenset({"say", "declare", "state", "announce", "warn", "mean", "affirm", "tell"})


def _when(kind: Kind, clause: str) -> str | None:
    if kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT, Kind.MAY_ASSIST):
        return trigger_of(condition(clause) or "")
    return "unconditional"


def _binds(verb: Any, lemma: str, subject: Any, pact: bool, cast: Cast, p: int) -> bool:
    """A promise is the maker's own word; a verb of binding needs a pact for its subject."""
    if lemma in _BINDING and lemma not in ("commit", "say"):
        return (
            pact
            or (subject is not None and subject.lemma_.lower() in IS_PACT | {"alliance"})
            or _is_body(subject, cast, p)
        )
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
        return _pact_parties(view, subject, cast, before) or (
            cast.refs(p, subject) if subject is not None else ()
        )
    found = cast.refs(p, subject) if subject is not None else ()
    if not found and subject is not None and (subject.lemma_.lower() in _EACH or subject.lower_ in _EACH):
        found = next(
            (q.parties for q in reversed(before) if view.index - q.paragraph <= 3 and len(q.parties) > 1), ()
        )
    return found


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


_ON_ONE = re.compile(
    r"\b(?:an? (?:armed )?attack|aggression|attacks?) (?:on|against|upon) (?:any |"
    r"either )?(?:one|any|either|a member|one or more)\b[^.;]{0,90}"
    r"\b(?:is|be|are|constitutes?|considered|regarded|deemed|treated)\b[^.;]{0,40}\b(?:all|"
    r"both|every|other|others|them|each)\b",
    re.IGNORECASE,
)


def _attack_on_one(view: Paragraph, sentence: Any, before: Sequence[Promise]) -> Promise | None:
    """`An attack on one is an attack on all`, of the alliance spoken of."""
    match = _ON_ONE.search(sentence.text)
    if match is None:
        return None
    parties = next(
        (
            q.parties
            for q in reversed(before)
            if view.index - q.paragraph <= 8 and len(q.parties) > 1 and q.kind is Kind.MUST_ASSIST
        ),
        (),
    )
    if not parties:
        return None
    span = view.span(sentence.start, sentence.end - 1)
    return Promise(
        Kind.MUST_ASSIST,
        parties,
        parties,
        True,
        span,
        None,
        "armed-attack",
        match.group(),
        article=_article_named(sentence.text),
        clause=True,
        paragraph=view.index,
    )


def _beneficiaries(view: Paragraph, verb: Any, cast: Cast, makers: Ids, kind: Kind) -> Ids:
    """Whom the promise serves: objects of the inner verb, possessors (`to Poland's aid`), `to X`."""
    for token in verb.subtree:
        if token.i <= verb.i or (token.dep_ in ("nsubj", "nsubjpass") and token.head != verb):
            continue
        if token.dep_ in ("dobj", "dative", "poss", "pobj", "attr"):
            if token.dep_ == "pobj" and token.head.lower_ not in (
                "to",
                "of",
                "for",
                "with",
                "against",
                "on",
                "by",
                "alongside",
            ):
                continue
            if (
                token.dep_ == "pobj"
                and token.head.lower_ in ("against", "by", "on")
                and kind not in (Kind.MUST_NOT_ATTACK,)
            ):
                continue
            found = tuple(i for i in cast.refs(view.index, token) if i not in makers) or tuple(
                i
                for i in (cast.place(view.index, token) if kind is Kind.MUST_ASSIST else ())
                if i not in makers
            )
            if found:
                return found
    return ()


def _pact_parties(view: Paragraph, noun: Any, cast: Cast, before: Sequence[Promise]) -> Ids:
    found = _parties_of_noun(view, noun, cast)
    if len(found) > 1:
        return found
    for p in reversed(before):
        if len(p.parties) > 1 and view.index - p.paragraph <= 8:
            return p.parties
    return ()


def _quote_in(view: Paragraph, first: int, last: int) -> str | None:
    a, b = view.doc[first].idx, view.doc[last].idx + len(view.doc[last])
    inside = [q for q in quotes(view.doc.text) if a <= q.start < b and q.length > 15]
    return view.doc.text[inside[0].inner[0] : inside[0].inner[1]] if inside else None


def _article_named(words: str) -> str | None:
    match = re.search(r"\b[Aa]rticle (\d{1,3}|[IVXL]{1,6}|[Ff]ive|[Ff]our|[Tt]hree|[Tt]wo|[Oo]ne)\b", words)
    if match is None:
        return None
    return {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}.get(
        match.group(1).lower(), match.group(1)
    )


# --- articles of a treaty


def _treaty_parties(views: Sequence[Paragraph], cast: Cast) -> Ids:
    """The states that the head of a treaty names: title and preamble, before the first article."""
    found: list[str] = []
    for view in views:
        if re.match(r"\s*art(?:icle|\.)?\s+(?:1|i|one)\b", view.doc.text, re.IGNORECASE) and found:
            break
        for mention in dict.fromkeys(cast.tables[view.index].values()):
            if (
                mention.actor
                and cast.kinds(mention.id) == "state"
                and mention.kind not in ("capital", "city")
                and mention.id not in found
            ):
                found.append(mention.id)
        if view.index > 12 and found:
            break
    return tuple(found[:40])


def _articles(view: Paragraph, sentence: Any, cast: Cast, parties: Ids, text: str) -> Iterator[Promise]:
    words = sentence.text
    subject = next(
        (
            grammatical_subject(v)
            for v in sentence
            if is_verb(v) and any(c.lower_ == "shall" for c in v.children)
        ),
        None,
    )
    debtors, creditors, mutual = parties, parties, True
    if subject is not None and subject.lemma_.lower() not in ("party", "side", "power", "signatory"):
        own = tuple(i for i in cast.refs(view.index, subject) if i in parties)
        if own and len(own) < len(parties):
            debtors, creditors, mutual = own, tuple(i for i in parties if i not in own), False
    span = view.span(sentence.start, sentence.end - 1)
    for kind in duties(words):
        if kind is Kind.COOPERATES and not re.search(r"milit|defen|secur|intellig", words, re.IGNORECASE):
            continue
        trigger = (
            trigger_of(condition(words) or words)
            if kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT)
            else "unconditional"
        )
        yield Promise(
            kind,
            debtors,
            creditors,
            mutual,
            span,
            None,
            trigger,
            words.strip()[:500],
            article=article_at(text, span[0]),
            clause=True,
            paragraph=view.index,
        )


def _treaty_act(found: Sequence[Promise], text: str, published: date) -> None:
    """Signed where the text says that it is done: on the last date that it bears."""
    done = re.search(
        r"\b(?:done (?:at|in|on)|in witness whereof|in faith whereof|signed (?:at|in|on)|have signed)\b",
        text,
        re.IGNORECASE,
    )
    if done is None:
        return
    tail = resolve(text, published, span=(done.start(), min(len(text), done.start() + 600)))
    exact = [d for d in tail if d.first == d.last] or [
        d
        for d in resolve(text, published, span=(0, min(len(text), 600)))
        if d.first == d.last and d.first <= published
    ]
    if not exact:
        return
    for p in found:
        if p.clause and p.act is None:
            p.act, p.start = "signed", exact[-1].first.isoformat()


# --- pacts by name


def _pact(view: Paragraph, noun: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
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
    parties = _parties_of_noun(view, noun, cast)
    if kind is None:
        kind, parties = _remembered(view, noun, lemma, parties, act, before)
        if kind is None and name is not None and act in ("suspended", "ended", "joined", "signed"):
            kind = Kind.COOPERATES
    if kind is None:
        return None
    debtors, creditors, mutual = _sides(view, noun, governor, parties, kind, cast, lemma)
    if (
        not debtors
        and lemma not in ("guarantee", "umbrella", "assurance")
        and (act is not None or name is not None)
    ):
        debtors = creditors = _pair_here(view, noun, cast)
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
        kind, debtors, creditors, mutual, view.span(a, b), "reaffirmed" if firm and act in (None, "announced") else act, trigger_of(words) if kind is Kind.MUST_ASSIST else None,
        _quote_in(view, a, b), name, negated, Modality.ASSERTED if act == "proposed" else standing.modality if standing.modality in (Modality.NEGATED, Modality.HYPOTHETICAL, Modality.PLANNED) and not negated else Modality.ASSERTED,
        paragraph=view.index, article=_article_named(words),
    )  # fmt: skip


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


def _parties_of_noun(view: Paragraph, noun: Any, cast: Cast) -> Ids:
    p = view.index
    between = role_ids(cast, p, "between", noun, (), False)
    if len(between) > 1:
        return between
    own = list(cast.modifiers(p, noun))
    for prep in ("with", "to", "of", "among", "by"):
        own += [i for i in role_ids(cast, p, prep, noun, (), False) if i not in own]
        if prep in ("with",) and len(own) > 1:
            break
    mention = cast.tables[p].get(noun.i)
    if mention is not None and mention.actor and mention.id not in own:
        own.append(mention.id)
    return tuple(own)


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


# --- membership, resolutions, guarantees


def _membership(view: Paragraph, verb: Any, cast: Cast) -> Promise | None:
    lemma = verb.lemma_.lower()
    if lemma not in (
        "join",
        "accede",
        "leave",
        "quit",
        "withdraw",
        "suspend",
        "admit",
        "exit",
        "adhere",
        "become",
    ):
        return None
    p = view.index
    objects = children(verb, "dobj") + [
        o
        for prep in children(verb, "prep")
        if prep.lower_ in ("to", "from", "into")
        for o in children(prep, "pobj")
    ]
    if lemma == "become":
        objects = (
            [
                o
                for a in children(verb, "attr")
                for prep in children(a, "prep")
                if prep.lower_ == "of"
                for o in children(prep, "pobj")
            ]
            if any(a.lemma_ == "member" for a in children(verb, "attr"))
            else []
        )
    for o in objects:
        body = (
            next((i for i in (cast.tables[p][o.i].id,) if i in ALLIANCES), None)
            if o.i in cast.tables[p]
            else None
        )
        if body is None:
            body = (
                next((i for i in cast.modifiers(p, o) if i in ALLIANCES), None)
                if o.lemma_.lower()
                in ("alliance", "membership", "pact", "treaty", "participation", "bloc", "union")
                else None
            )
        if body is None:
            continue
        subject = logical_subject(verb) or grammatical_subject(verb)
        states = tuple(i for i in cast.refs(p, subject) if i != body) if subject is not None else ()
        if lemma == "admit":
            states = (
                tuple(i for i in cast.refs(p, grammatical_subject(verb)) if i != body)
                if grammatical_subject(verb) is not None
                else ()
            )
        standing = judge(verb)
        if not states or standing.dropped:
            return None
        act = (
            "joined"
            if lemma in ("join", "accede", "admit", "adhere", "become")
            else "suspended"
            if lemma == "suspend"
            else "ended"
        )
        if standing.modality is not Modality.ASSERTED and standing.modality is not Modality.NEGATED:
            act = "proposed"
        last = o.right_edge.i if o.right_edge.i - verb.i < 15 else o.i
        first = phrase(subject)[0] if subject is not None and 0 < verb.i - subject.i < 25 else verb.i
        return Promise(
            Kind(ALLIANCES[body]), states, (*states, body), True, view.span(first, last), act, "armed-attack" if ALLIANCES[body] == "must-assist" else None,
            None, view.doc[o.left_edge.i : o.i + 1].text.removeprefix("the "), standing.modality is Modality.NEGATED, standing.modality if act != "proposed" else Modality.ASSERTED, paragraph=p,
        )  # fmt: skip
    return None


_RESOLUTIONS = re.compile(
    r"\b(?:(?:U\.?N\.?|United Nations)(?: Security Council)?|"
    r"Security Council)(?:[’']s)? (?:resolutions?|sanctions?|embargo)|"
    r"resolutions? of the (?:U\.?N\.? |United Nations )?Security Council|"
    r"Security Council Resolution",
    re.IGNORECASE,
)


def _resolutions(view: Paragraph, verb: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
    """Conduct said to violate resolutions of the Security Council: the must-not that they put on the one who acts."""
    if verb.lemma_.lower() not in (
        "violate",
        "breach",
        "contravene",
        "flout",
        "break",
        "defy",
        "undermine",
        "evade",
        "infringe",
        "circumvent",
        "dismiss",
        "implement",
    ):
        return None
    tail = view.doc[verb.i : min(len(view.doc), verb.right_edge.i + 1)]
    match = _RESOLUTIONS.search(tail.text)
    if match is None or verb.lemma_.lower() == "implement" or any(c.dep_ == "neg" for c in verb.children):
        return None
    subject = logical_subject(verb)
    bound: Ids = ()
    if subject is not None:
        bound = cast.refs(view.index, subject) or tuple(
            i
            for t in subject.subtree
            for i in (cast.refs(view.index, t, alone=True) if t.pos_ in ("PROPN", "NOUN") else ())
        )
    bound = tuple(i for i in dict.fromkeys(bound) if i not in ("UNSC", "UN"))
    if not bound:
        bound = next(
            (p.parties for p in reversed(before) if view.index - p.paragraph <= 10 and len(p.parties) > 1), ()
        )
    elif len(bound) == 1:
        pair = next(
            (
                p.parties
                for p in reversed(before)
                if bound[0] in p.parties and len(p.parties) == 2 and view.index - p.paragraph <= 12
            ),
            (),
        )
        bound = pair or bound
    last = next((t.i for t in tail if t.idx - view.doc[verb.i].idx >= match.end() - 1), verb.right_edge.i)
    standing = judge(verb)
    return Promise(
        Kind.MUST_NOT_TRANSFER, bound, ("UNSC",), False, view.span(verb.i, min(last, verb.right_edge.i)), None, None, view.doc[verb.i : last + 1].text,
        "UN Security Council resolutions", False, standing.modality if standing.modality in (Modality.NEGATED, Modality.HYPOTHETICAL) else Modality.ASSERTED, paragraph=view.index,
    )  # fmt: skip


_ASSETS = frozenset(
    "independence integrity security border borders frontier frontiers sovereignty neutrality "
    "territory inviolability safety existence".split()
)


def _guarantee(view: Paragraph, verb: Any, cast: Cast) -> Promise | None:
    """`Britain guaranteed Poland's independence`."""
    if verb.lemma_.lower() not in ("guarantee", "guaranty", "underwrite", "safeguard"):
        return None
    subject = logical_subject(verb)
    makers = cast.refs(view.index, subject) if subject is not None else ()
    for o in children(verb, "dobj"):
        if o.lemma_.lower() in _ASSETS:
            owed = tuple(
                i
                for i in (cast.modifiers(view.index, o) or role_ids(cast, view.index, "of", o, (), False))
                if i not in makers
            )
            standing = judge(verb)
            if makers and owed and not standing.dropped:
                act = "proposed" if standing.future else "announced"
                return Promise(
                    Kind.MUST_ASSIST, makers, owed, False, view.span(verb.left_edge.i, min(verb.right_edge.i, verb.i + 25)), act, trigger_of(verb.sent.text), None,
                    None, standing.modality is Modality.NEGATED, standing.modality if not standing.future else Modality.ASSERTED, paragraph=view.index,
                )  # fmt: skip
    return None


# --- together


def _stand(row: Sequence[Promise], view: Paragraph, said: Sequence[Said]) -> None:
    """A commitment that another only tells of is alleged; one's own word stands."""
    for p in row:
        at = p.span[0] - view.start
        for s in said:
            if s.holds(at) or (s.content[0] <= at < s.content[1] and s.parts and s.form == "quotation"):
                if (
                    not (set(s.ids) & set(p.debtors))
                    and p.modality is Modality.ASSERTED
                    and s.form != "document"
                ) or (
                    not (set(s.ids) & set(p.parties))
                    and p.modality is Modality.ASSERTED
                    and s.form == "document"
                    and s.ids
                ):
                    p.modality = Modality.ALLEGED


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
    hits = [
        e
        for e in index
        if any(name == n.casefold() for n in (e.title, *e.names))
        and (not p.debtors or set(p.debtors) & set(e.parties) or p.act == "joined")
    ]
    return (hits[0].id if len(hits) == 1 else None), p.article


__all__ = ["MANY", "Commitment", "commitments_of", "replace"]
