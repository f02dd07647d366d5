"""From words to actors: which state, organisation, group or person each word of a paragraph points to.

A form of the gazetteer is settled by its place in the sentence: `Brussels` in `met in Brussels` is a place,
`Brussels said` the Union or Belgium; `the North` needs a Korea in the text; `Congolese` needs a sister word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foedus.read.gazetteer import (
    ADJECTIVE,
    CAPITAL,
    CITY,
    EPITHET,
    GROUP,
    METONYM,
    NAME,
    ORGANISATION,
    PEOPLE,
    Gazetteer,
    Hit,
    Sense,
)
from foedus.read.homonyms import in_a_province, meant_otherwise
from foedus.read.homonyms import words as homonyms
from foedus.read.lexicon import COLLECTIVES, TITLE_WORDS
from foedus.read.pipeline import Paragraph
from foedus.read.syntax import is_verb

PLACES = frozenset({CAPITAL, CITY})
ADJECTIVAL = frozenset({ADJECTIVE, PEOPLE})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor or a place. `first`..`last` are tokens of the paragraph, `head` among them."""

    first: int
    last: int
    head: int
    id: str
    kind: str
    actor: bool
    """False: a place, or part of a longer name."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention that could be several, or nothing: told instead of guessed."""

    span: tuple[int, int]
    why: str


def find_mentions(
    paragraphs: Iterable[Paragraph], gazetteer: Gazetteer
) -> tuple[list[dict[int, Mention]], list[Doubt]]:
    """Per paragraph, token index → its mention; and what could not be settled.

    Two passes: unambiguous words first, then those that the others settle.
    """
    paragraphs = list(paragraphs)
    hits = [list(gazetteer.find(p.doc.text)) for p in paragraphs]
    seen: Counter[str] = Counter()
    for found in hits:
        for hit in found:
            sure = {s.id for s in hit.senses if not s.ambiguous and not s.contextual and s.kind != CITY}
            if len(sure) == 1 and len(_ids(hit.senses)) == 1:
                seen.update(sure)
    doubts: list[Doubt] = []
    tables: list[dict[int, Mention]] = []
    elsewhere = _other_things(paragraphs, hits)
    for paragraph, found in zip(paragraphs, hits, strict=True):
        table: dict[int, Mention] = {}
        for hit in found:
            other = elsewhere.get(paragraph.doc.text[hit.start : hit.end])
            if other is not None:
                span = (paragraph.start + hit.start, paragraph.start + hit.end)
                doubts.append(
                    Doubt(span, f"taken for {other}, not for a state: nothing else here names the state")
                )
                continue
            if in_a_province(paragraph.doc.text, hit.end):
                continue
            tokens = paragraph.doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if tokens is None:
                continue
            mention = _settle(hit, tokens, seen, paragraph, doubts)
            if mention is not None:
                table.update(dict.fromkeys(range(mention.first, mention.last + 1), mention))
        tables.append(table)
    return tables, doubts


def _other_things(paragraphs: list[Paragraph], hits: list[list[Hit]]) -> dict[str, str]:
    """Words such as `Georgia` that mean no state in this text."""
    beside: dict[str, set[str]] = {}
    by_state: dict[str, set[str]] = {}
    for paragraph, found in zip(paragraphs, hits, strict=True):
        for hit in found:
            text = paragraph.doc.text[hit.start : hit.end]
            for id_ in _ids(hit.senses):
                by_state.setdefault(id_, set()).add(text)
            if text in homonyms():
                beside.setdefault(text, set()).update(_ids(hit.senses))
    if not beside:
        return {}
    others = [
        (word, frozenset(t for i in ids for t in by_state[i] if t != word)) for word, ids in beside.items()
    ]
    return meant_otherwise([p.doc.text for p in paragraphs], others)


def _ids(senses: tuple[Sense, ...]) -> set[str]:
    return {s.id for s in senses}


def _settle(
    hit: Hit, tokens: Any, seen: Counter[str], paragraph: Paragraph, doubts: list[Doubt]
) -> Mention | None:
    head = tokens.root
    senses = hit.senses
    if tokens.text != tokens.doc.text[hit.start : hit.end] and not _only_ending(tokens, hit):
        return None
    senses = tuple(s for s in senses if _fits(s, tokens, seen))
    if not senses:
        return None
    senses = _choose(senses, seen)
    ids = {s.id for s in senses}
    if len(ids) > 1:
        names = ", ".join(sorted(ids))
        span = (paragraph.start + hit.start, paragraph.start + hit.end)
        doubts.append(Doubt(span, f"'{tokens.text}' may be {names}: nothing here settles it"))
        return None
    sense = senses[0]
    return Mention(tokens.start, tokens.end - 1, head.i, sense.id, sense.kind, _acts(sense, tokens))


def _only_ending(tokens: Any, hit: Hit) -> bool:
    """`U.S.-led`, `Ukraine's`: the tokeniser may glue an ending on; anything before must match."""
    return bool(tokens[0].idx == hit.start) and tokens.text[
        hit.end - hit.start : hit.end - hit.start + 1
    ] in ("-", ".", "'", "’", "/", "–", "")


def _choose(senses: tuple[Sense, ...], seen: Counter[str]) -> tuple[Sense, ...]:
    """One sense where the text, or the rank of its kind, settles it."""
    if len({s.id for s in senses}) == 1:
        return senses
    known = [s for s in senses if seen[s.id]]
    if known and len({s.id for s in known}) == 1:
        return tuple(known)
    plain = [s for s in senses if not s.ambiguous and not s.contextual]
    if plain:
        best = [s for s in plain if s.kind == plain[0].kind]
        if len({s.id for s in best}) == 1:
            return tuple(best)
    if known:
        top = max(seen[s.id] for s in known)
        first = [s for s in known if seen[s.id] == top]
        if len({s.id for s in first}) == 1:
            return tuple(first)
    kinds = [s for s in senses if s.kind == senses[0].kind]
    return tuple(kinds) if len({s.id for s in kinds}) == 1 and not kinds[0].ambiguous else senses


_TWINS = {
    "PRK": "KOR",
    "KOR": "PRK",
    "VNM": "RVN",
    "RVN": "VNM",
    "YEM": "YMD",
    "YMD": "YEM",
    "DEU": "DDR",
    "DDR": "DEU",
}
"""Halves of a divided nation: naming one says which North, South, East or West is meant."""


def _fits(sense: Sense, tokens: Any, seen: Counter[str]) -> bool:
    doc, first, last = tokens.doc, tokens.start, tokens.end - 1
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    if sense.contextual or sense.kind == EPITHET:
        if sense.contextual and not (seen[sense.id] or seen[_TWINS.get(sense.id, sense.id)]):
            return False
        if (
            after is not None
            and after.tag_ in ("NNP", "NNPS")
            and after.text[:1].isupper()
            and after.idx == tokens.end_char + 1
        ):
            return False
        if sense.the:
            return (before is not None and before.lower_ in ("the", "both")) or tokens[0].lower_ == "the"
        return True
    if sense.ambiguous and sense.kind in (METONYM, "organ", "force") and not seen[sense.id]:
        return False
    if sense.ambiguous and sense.kind in (GROUP, ORGANISATION) and sense.the:
        return before is not None and before.lower_ == "the"
    if sense.kind == GROUP and len(tokens) == 1 and _surname(tokens):
        return False
    if sense.ambiguous and not seen[sense.id]:
        if sense.kind in (GROUP, ORGANISATION, METONYM, CITY, CAPITAL, "organ", "force", ADJECTIVE, PEOPLE):
            return sense.kind in ADJECTIVAL
        if _inside_name(tokens):
            return False
    return True


def _surname(tokens: Any) -> bool:
    """`Therese Kayikwamba Wagner`: a first name right before."""
    before = tokens.doc[tokens.start - 1] if tokens.start else None
    return (
        before is not None
        and before.tag_ == "NNP"
        and before.text[:1].isupper()
        and not before.text.isupper()
        and before.head == tokens.root
        and before.dep_ == "compound"
        and before.text.strip(".") not in TITLE_WORDS
    )


def _inside_name(tokens: Any) -> bool:
    """Part of a longer proper name: `Michael Jordan`, `Chad Smith`, `Washington Post`, `Bank of China`."""
    doc, first, last = tokens.doc, tokens.start, tokens.end - 1
    if first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].text in _HOUSES:
        return True
    head = tokens.root
    after = doc[last + 1] if last + 1 < len(doc) else None
    before = doc[first - 1] if first else None
    if (
        before is not None
        and before.tag_ == "NNP"
        and before.text[:1].isupper()
        and before.head == head
        and before.dep_ == "compound"
    ):
        return before.text.strip(".") not in TITLE_WORDS
    if (
        after is not None
        and after.tag_ in ("NNP", "NNPS")
        and after.text[:1].isupper()
        and head.dep_ in ("compound", "nmod")
    ):
        return not _serves_state(head.head, doc, last)
    return False


_HOUSES = frozenset("Bank University Times Museum Journal Gulf Sea Strait Straits Duke Bay College".split())
_STATE_BODIES = frozenset(
    "government embassy ministry army navy force forces air guard department parliament senate congress "
    "council cabinet  office president minister premier chancellor ambassador secretary consulate "
    "command  staff mission state".split()
)


def _serves_state(head: Any, doc: Any, last: int) -> bool:
    """`U.S. Embassy`, `China Foreign Minister Wang Yi`: the longer name is of the state's own."""
    if head.lower_ in _STATE_BODIES:
        return True
    return any(
        doc[i].text.strip(".") in TITLE_WORDS or doc[i].lower_ in _STATE_BODIES
        for i in range(last + 1, min(head.i + 1, last + 6))
    )


_CARDINAL = frozenset(
    "north south east west northern southern eastern western central mainland greater new upper lower".split()
)
_SEAS = frozenset(
    "sea ocean gulf strait straits peninsula bay channel river canal islands island mountains "
    "basin straights".split()
)


def _acts(sense: Sense, tokens: Any) -> bool:
    """Does the word stand for the actor here, or only for a place or a part of another name?"""
    head = tokens.root
    doc, first, last = tokens.doc, tokens.start, tokens.end - 1
    before = doc[first - 1] if first else None
    if (
        before is not None
        and before.text == "-"
        and first > 1
        and doc[first - 2].lower_ in ("anti", "pro", "non", "trans", "ex")
    ):
        return False
    if head.head.lower_ in _SEAS and head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i:
        return False
    if (
        before is not None
        and before.text.lower() in _CARDINAL
        and before.text[:1].isupper()
        and sense.kind in (NAME, CITY, CAPITAL)
        and before.lower_ in ("north", "south", "east", "west")
    ):
        return False
    if sense.kind == CITY or (sense.kind == "organ" and tokens[0].text in _PRESS):
        return False
    if (
        sense.kind in ("organ", GROUP, METONYM)
        and head.dep_ in ("compound", "nmod")
        and head.head.lemma_.lower() in _ARMS
    ):
        return False
    if sense.kind == CAPITAL:
        return _capital_acts(head)
    if sense.kind in (NAME, "official") and _inside_name(tokens):
        return False
    if (
        sense.kind in ADJECTIVAL
        and last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and doc[last + 2].lower_ in _MADE
    ):
        return False
    return not (last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].lower_ in _MADE)


_PRESS = frozenset("BBC Yonhap Kyodo NHK AFP".split())
"""Press and broadcasters of a country that do not speak for its government."""
_MADE = frozenset(
    "made built backed based born trained held occupied speaking grade style controlled "
    "supplied owned funded inspired majority friendly linked allied supported sponsored "
    "equipped designed era administered run organized organised brokered".split()
)
_ARMS = frozenset("missile rocket drone tank rifle submarine jet helicopter shell bomb".split())
_SPOKEN = frozenset("deny say agree sign vow".split())


def _capital_acts(head: Any) -> bool:
    """A capital is its government as subject, agent, possessor, partner or giver, not where things happen."""
    dep, above = head.dep_, head.head
    while dep == "conj" and above.head != above:
        dep, above = above.dep_, above.head
    if dep in ("nsubj", "nsubjpass", "poss", "dobj", "dative"):
        return dep != "dobj" or (is_verb(above) and above.lemma_ not in _PLACE_VERBS)
    if dep in ("compound", "nmod", "amod"):
        return above.lower_ in COLLECTIVES or above.lemma_.lower() in COLLECTIVES
    if dep == "pobj":
        prep = above.lower_
        if prep in ("between", "with", "against", "by", "among"):
            return True
        if prep in ("from", "to") and is_verb(above.head):
            return above.head.lemma_ not in _MOTION
        if prep in ("from", "to", "toward", "towards", "of") and above.head.pos_ == "NOUN":
            return above.head.lemma_.lower() not in _TRAVEL
    return dep in ("ROOT", "appos") and False


_PLACE_VERBS = frozenset(
    "visit reach leave enter seize capture take bomb shell hit strike attack tour approach occupy storm "
    "besiege bombard  evacuate surround retake liberate flee rock shake pound target raid cross".split()
)
_MOTION = frozenset(
    "travel fly come go arrive return leave move drive walk sail head flee march fire launch journey "
    "run take bring carry  withdraw retreat advance rush report telegraph cable write speak broadcast "
    "set depart  extend stretch push".split()
)
_TRAVEL = frozenset(
    "visit trip road way journey flight tour train mile miles kilometer kilometers km distance north "
    "south east west outskirt suburb  center centre city capital street embassy ambassador mayor battle "
    "siege fall bombing shelling resident mile part  port treaty peace congress convention university "
    "people area region".split()
)
