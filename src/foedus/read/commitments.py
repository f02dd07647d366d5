"""Promises and pacts → commitments: parties, kind, trigger, what is reported of them; one a pact and act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from foedus.model.reading import Commitment, Modality, PactAct
from foedus.read.cast import Cast
from foedus.read.clauses import clauses_of
from foedus.read.date_found import DateFound, Precision, Relation
from foedus.read.dates import resolve
from foedus.read.lexicon import PACT_NOUNS
from foedus.read.memberships import membership
from foedus.read.named_pacts import named_pact
from foedus.read.pact_names import CalledIn, Entry, PactNames, leading
from foedus.read.pacts import ALLIANCES, IS_PACT
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.promises import looks_like_treaty
from foedus.read.said import Said
from foedus.read.syntax import ancestors, is_verb
from foedus.read.treaty import date_of_signature, treaty_parties
from foedus.read.unilateral import guarantee, neutrality, resolutions_broken
from foedus.read.when import interval

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
    found = [one for p in found for one in _apart(p)]
    found.sort(key=lambda p: p.body and set(p.parties) <= set(ALLIANCES))  # named states first
    out = _merged(_settled([p for p in found if len(p.parties) <= 40], index, published))
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
            and not (p.notice and d.first > published)
        ]
        inside = [d for d in near if p.span[0] <= d.span[0] < p.span[1]]
        if p.act is not None and p.word is not None:
            choice = _nearest(p, view, near, published)
        else:
            choice = (inside or near)[:1] if p.act is not None else inside[:1]
        if choice:
            p.start, p.end = interval(_done(choice[0], p, view, published))


def _done(d: DateFound, p: Promise, view: Paragraph, published: date) -> DateFound:
    """A weekday with an act that is done is the last such day, whatever else in the sentence is to come."""
    if p.word is None or d.precision is not Precision.DAY or not 0 < (d.first - published).days <= 7:
        return d
    verb = view.doc[p.word]
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "would", "shall", "to") for c in verb.children)
    if verb.tag_ not in ("VBD", "VBN") or ahead or any(c.isdigit() for c in _text(d, view)):
        return d
    return replace(d, first=d.first - timedelta(days=7), last=d.last - timedelta(days=7))


def _text(d: DateFound, view: Paragraph) -> str:
    return str(view.doc.text[d.span[0] - view.start : d.span[1] - view.start])


def _nearest(p: Promise, view: Paragraph, near: Sequence[DateFound], published: date) -> list[DateFound]:
    """The date that hangs on the word that reports the act; none that belongs to a pact's name or to another act."""
    ranked = [(r, k, d) for k, d in enumerate(near) if (r := _rank(p, view, d, published)) is not None]
    return [min(ranked, key=lambda x: x[:2])[2]] if ranked else []


def _rank(p: Promise, view: Paragraph, d: DateFound, p_day: date) -> int | None:
    span = view.doc.char_span(d.span[0] - view.start, d.span[1] - view.start, alignment_mode="expand")
    if span is None or len(span) == 0 or p.word is None:
        return None
    root, word = span.root, view.doc[p.word]
    if p.name and any(len(w) == 4 and w.isdigit() and w in p.name for w in span.text.split()):
        return None  # the year by which the pact is called
    for steps, t in enumerate(ancestors(root)):
        if t.i == word.i:
            return steps
        if t.lemma_.lower() in PACT_NOUNS and t.i != word.i and root.tag_ == "CD" and steps < 2:
            return None  # `the 1951 treaty`, `a treaty of 1951`
        if is_verb(t):
            if t in word.children and t.dep_ in ("aux", "auxpass", "xcomp"):
                return 2 + steps
            if any(t.i == a.i for a in ancestors(word)):  # a verb above the act: `said on Friday that …`
                return 10 + steps
            if t.dep_ in ("relcl", "acl"):
                return 35 if abs((p_day - d.first).days) <= 10 else None
            if t.dep_ == "conj" and t.head.i == word.i:
                return 20 + steps
            return 30 + steps
    return 40


def _apart(p: Promise) -> list[Promise]:
    """`guarantees to Greece and Rumania`, `pacts with Sweden and Finland`: one for each."""
    if not p.each or p.negated:
        return [p]
    if p.mutual:
        one, others = p.debtors[:1], p.debtors[1:]
        return [replace(p, debtors=(*one, o), creditors=(*one, o)) for o in others]
    return [replace(p, creditors=(c,)) for c in p.creditors]


def _settled(found: Sequence[Promise], index: Sequence[Entry], published: date) -> list[Promise]:
    """Articles take the act of the pact that they stand in; `the treaty` takes its duty from its articles, or goes."""
    for p in found:
        entry = _only_one(p, index, published) if p.vague else None
        if entry is not None:
            p.kind, p.vague, p.instrument = leading(entry), False, entry.id
    for p in found:
        if not (p.clause and p.act is None and not p.negated and p.modality is Modality.ASSERTED):
            continue
        pact = _pact_of(p, found)
        if pact is not None:
            p.act, p.start, p.end, p.name = pact.act, pact.start, pact.end, p.name or pact.name
    return [p for p in found if not p.vague]


def _only_one(p: Promise, index: Sequence[Entry], published: date) -> Entry | None:
    """The instrument that `the treaty` of just these states must be: signed in these weeks, or the only one to end."""
    hits = [e for e in index if set(e.parties) == set(p.parties) and e.signed]
    if p.act in ("signed", "in-force"):
        days = 60 if p.act == "signed" else 3 * 365
        hits = [
            e for e in hits if 0 <= (published - date.fromisoformat(f"{e.signed}-01-01"[:10])).days <= days
        ]
    return hits[0] if len(hits) == 1 else None


def _pact_of(p: Promise, found: Sequence[Promise]) -> Promise | None:
    """The pact, newly signed or in force, between the parties of an article told of."""
    fits = [
        q
        for q in found
        if not q.clause
        and q.act in ("signed", "in-force", "announced")
        and not q.negated
        and q.modality is Modality.ASSERTED
        and len(p.parties) > 1
        and set(q.parties) == set(p.parties)
        and abs(q.paragraph - p.paragraph) <= 8
    ]
    return min(fits, key=lambda q: (q.vague, abs(q.paragraph - p.paragraph))) if fits else None


def _merged(found: Sequence[Promise]) -> list[Promise]:
    """One a pact and act: the fuller mention stays, the others fill its gaps."""
    out: list[Promise] = []
    for p in found:
        twin = next((o for o in out if _same(o, p)), None)
        if p.body and any(o.body and o is not twin and _within(p, o) for o in out):
            continue
        if twin is None:
            out.append(p)
            continue
        if twin.start is None:
            twin.start, twin.end = p.start, p.end
        for name in ("trigger", "quote", "name", "article"):
            if getattr(twin, name) is None:
                setattr(twin, name, getattr(p, name))
        if twin.modality is Modality.ALLEGED and p.modality is Modality.ASSERTED:
            twin.modality = p.modality
        if twin.act is None:
            twin.act = p.act
    return out


def _within(p: Promise, other: Promise) -> bool:
    """The same leaving told again with fewer names, or with none but the alliance's own."""
    if (p.name, p.act, p.negated) != (other.name, other.act, other.negated):
        return False
    return set(p.parties) <= set(other.parties) or set(p.parties) <= set(ALLIANCES)


def _same(a: Promise, b: Promise) -> bool:
    if a.kind is not b.kind or a.negated != b.negated:
        return False
    if a.article and b.article and a.article != b.article and a.clause and b.clause:
        return False
    if set(a.parties) != set(b.parties) and not (set(b.parties) < set(a.parties) and b.act is None):
        return False
    if a.mutual != b.mutual and set(a.debtors) != set(b.debtors) and not (a.act is None or b.act is None):
        return False
    if a.name and b.name and a.name not in b.name and b.name not in a.name and a.act and b.act:
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
