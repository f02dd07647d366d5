"""Promises told in a clause: `agreed that …`, `vowed to defend X`, `the pact obliges X to …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.modality import Judgement, judge
from foedus.read.pacts import IS_PACT, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise, article_named, pact_parties, quote_in
from foedus.read.promises import MUTUAL, condition, duties, treaty_clause
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
        _attack_on_one(view, sentence, before)
        or _as_threat(view, sentence, cast)
        or _under_the_pact(view, sentence, cast, before)
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
        owed = _beneficiaries(view, verb, cast, makers, kind)
        if not owed and kind is Kind.MUST_ASSIST and not MUTUAL.search(clause):
            owed = _attacked(view, verb.subtree, cast, makers)
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
            _when(kind, clause),
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


_ON_ONE = re.compile(
    r"\b(?:an?y? (?:armed )?attack|aggression|attacks?) (?:on|against|upon) "
    r"(?:the (?:sovereignty|territory|integrity)(?: and [\w ]{4,30})? of )?"
    r"(?:any |either )?(?:one|any|either|a member|one or more)\b[^.;]{0,90}"
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
            if view.index - q.paragraph <= 8
            and len(q.parties) > 1
            and (q.kind is Kind.MUST_ASSIST or q.vague)
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
        article=article_named(sentence.text),
        clause=True,
        paragraph=view.index,
    )


_REGARDING = frozenset("regard treat consider view deem see".split())


def _as_threat(view: Paragraph, sentence: Any, cast: Cast) -> Promise | None:
    """`An attack on X will be regarded as a threat to the security of Y`: Y binds itself to X."""
    for verb in sentence:
        if not is_verb(verb) or verb.lemma_.lower() not in (
            "regard",
            "treat",
            "consider",
            "view",
            "deem",
            "see",
        ):
            continue
        struck = child(verb, "nsubjpass")
        if struck is None or struck.lemma_.lower() not in ("attack", "aggression", "assault", "threat"):
            continue
        owed = _all_after(view, struck, cast, ("on", "against", "upon", "to"))
        owner: Ids = ()
        for prep in children(verb, "prep"):
            for o in prep.children:
                if prep.lower_ == "as" and o.lemma_.lower() in ("threat", "attack", "danger", "aggression"):
                    owner = tuple(
                        i for t in o.subtree for i in cast.refs(view.index, t, alone=True) if i not in owed
                    )
        if owed and owner and judge(verb).modality is not Modality.NEGATED:
            makers = tuple(dict.fromkeys(owner))
            return Promise(
                Kind.MUST_ASSIST,
                makers,
                owed,
                False,
                view.span(sentence.start, sentence.end - 1),
                "announced",
                "armed-attack",
                sentence.text.strip()[:500],
                clause=True,
                paragraph=view.index,
            )
    return None


def _all_after(view: Paragraph, noun: Any, cast: Cast, names: Sequence[str]) -> Ids:
    return tuple(
        i
        for prep in children(noun, "prep")
        if prep.lower_ in names
        for o in prep.children
        for i in (cast.refs(view.index, o) or cast.place(view.index, o))
    )


_UNDER = re.compile(
    r"\b(?:under|by|in|according to) (?:the|this|that|their|its|an?)(?: [\w-]+){0,4} "
    r"(?:treaty|pact|agreement|accord|alliance|deal|convention|order|declaration|act)\b",
    re.IGNORECASE,
)


def _under_the_pact(view: Paragraph, sentence: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
    """`Under the treaty, if either is attacked, the other must come to its help.`"""
    words = sentence.text
    if not _UNDER.search(words) or not re.search(
        r"\b(?:must|shall|would|will|has to|have to|binds?|bound|undertakes?|pledges?|agrees?|renounces?|promises?)\b",
        words,
    ):
        return None
    kinds = duties(words)
    if not kinds:
        return None
    pact = next((q for q in reversed(before) if view.index - q.paragraph <= 8 and len(q.parties) == 2), None)
    debtors, creditors = (pact.parties, pact.parties) if pact is not None else ((), ())
    shared = re.search(r"\b(?:either|each|the other|both|one another|one party|one side)\b", words)
    if shared is None or pact is None:
        debtors, creditors = _named_sides(view, sentence, cast, kinds[0])
    if not debtors or not creditors:
        return None
    span = view.span(sentence.start, sentence.end - 1)
    quote = quote_in(view, sentence.start, sentence.end - 1)
    return Promise(
        kinds[0],
        debtors,
        creditors,
        debtors == creditors,
        span,
        None,
        _when(kinds[0], words),
        quote or words.strip()[:500],
        article=article_named(words),
        clause=True,
        paragraph=view.index,
    )


def _named_sides(view: Paragraph, sentence: Any, cast: Cast, kind: Kind) -> tuple[Ids, Ids]:
    """Who would do it and for whom, where the clause names them: `the United States will respond to an attack on X`."""
    for verb in sentence:
        if not is_verb(verb) or not any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children):
            continue
        subject = logical_subject(verb)
        makers = cast.refs(view.index, subject) if subject is not None else ()
        makers = tuple(i for i in makers if cast.kinds(i) == "state")
        if not makers or not duties(view.doc[verb.i : verb.right_edge.i + 1].text):
            continue
        if len(makers) > 1 and MUTUAL.search(sentence.text):
            return makers, makers
        owed = _beneficiaries(view, verb, cast, makers, kind) or _attacked(view, sentence, cast, makers)
        if owed:
            return makers, owed
    return (), ()


def _attacked(view: Paragraph, sentence: Any, cast: Cast, makers: Ids) -> Ids:
    """`an attack on X`, `if X is attacked`: whose case it is."""
    for t in sentence:
        if t.lemma_.lower() in ("attack", "aggression", "invasion", "assault", "threat"):
            for prep in t.children:
                if prep.dep_ == "prep" and prep.lower_ in ("on", "against", "upon", "of", "to"):
                    for o in prep.children:
                        found = tuple(
                            i
                            for i in (cast.refs(view.index, o) or cast.place(view.index, o))
                            if i not in makers
                        )
                        if found:
                            return found
        if is_verb(t) and t.lemma_.lower() in ("attack", "invade", "threaten"):
            hit = child(t, "nsubjpass") or (child(t, "dobj") if child(t, "nsubjpass") is None else None)
            found = tuple(i for i in cast.refs(view.index, hit) if i not in makers) if hit is not None else ()
            if found:
                return found
    return ()


_WOULD = frozenset({"will", "would", "must", "shall", "'ll", "’ll"})


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
