"""Text in, Reading out: the order of the steps, and the only function that others call."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from foedus.errors import FoedusError
from foedus.model.norm import Kind
from foedus.model.reading import (
    Actor,
    ActorKind,
    Commitment,
    Event,
    Form,
    Question,
    Reading,
    Stance,
    Statement,
    Unplaced,
)
from foedus.model.source import Document
from foedus.read.acts import Found
from foedus.read.aliases import Doubt, Mention, find_mentions
from foedus.read.attribution import statements
from foedus.read.cast import Cast
from foedus.read.commitments import commitments_of
from foedus.read.date_full import Calendar
from foedus.read.dates import resolve
from foedus.read.denials import tie
from foedus.read.document import Text
from foedus.read.events import events_of
from foedus.read.frames import frames
from foedus.read.gazetteer import ActorForms, Gazetteer, StateForms, disguised, gazetteer
from foedus.read.merging import merged
from foedus.read.people import LeaderTable
from foedus.read.pipeline import Paragraph, parse
from foedus.read.questions import Asked, chosen, questions
from foedus.read.quotations import Quote, quotes
from foedus.read.said import Said
from foedus.read.sections import STORY, Role, split
from foedus.read.syntax import phrase
from foedus.read.transcripts import host_of, turn_said, turns
from foedus.read.when import dated, day_told

MAX_ROWS = 400
"""Events, statements, commitments and doubts kept of one text, however long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A known instrument, as far as a reader may know it: names and parties, no norms."""

    id: str
    title: str
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    signed: str | None = None
    articles: tuple[tuple[str, Kind], ...] = ()
    founders: tuple[str, ...] = ()
    """Of a pact that others joined later, those bound from the start."""


class StateNames(StateForms, Protocol):
    def display(self, id_: str, on: date | None = None, /) -> str: ...


class ActorNames(ActorForms, Protocol):
    def get(self, id_: str, /) -> Any: ...
    def __contains__(self, id_: object, /) -> bool: ...


def read(
    text: Text | str,
    *,
    published: date,
    names: StateNames,
    actors: ActorNames,
    leaders: LeaderTable,
    territory: Any = None,
    index: Sequence[IndexEntry] = (),
) -> Reading:
    """What a text says: who, did what, promised what, by whose word.

    Args:
        text: a laid-out text, or plain words.
        published: the day of publication: names, leaders and dates are those of this day.
        names: words for states.
        actors: words for organisations and groups.
        leaders: who held which office when.
        territory: which state a place belongs to; None where places are not to be known.
        index: instruments that the text may name.

    Returns:
        A Reading whose offsets are code points of the text.
    """
    source, blocks, headings, body, head = _laid_out(text, published)
    tables_of: Any = _words  # the cache asks for hashable tables; those of the states room are
    words: Gazetteer = tables_of(names, actors, territory, published)
    views = parse(body, blocks, headings, words.strange)
    tables, doubts = find_mentions(views, words)
    marks = [quotes(v.doc.text) for v in views]
    cast = Cast(
        views,
        tables,
        leaders,
        published,
        lambda id_: "organisation" if id_ in actors else "state",
        lambda id_: actors.get(id_).name if id_ in actors else names.display(id_, published),
    ).build([[q.inner for q in row] for row in marks])
    said = _said(views, marks, cast, body)
    asked = questions(views, [bool(t) for t in tables])
    found = _acts(views, said, cast, asked, body, day_told(head, published))
    every = [s for row in said for s in row]
    found = tie(merged(found), every, lambda s: cast.named_in(s.paragraph, s.content))
    promised = commitments_of(views, said, cast, published, index, body)
    return _reading(
        source,
        views,
        cast,
        tables,
        every,
        found,
        promised,
        asked,
        [*doubts, *_disguised(body, words), *_open(views, cast)],
    )


@lru_cache(maxsize=8)
def _words(names: Any, actors: Any, territory: Any, on: date) -> Gazetteer:
    return gazetteer(names, actors, on, _places(territory, on) if territory is not None else ())


def _places(territory: Any, on: date) -> list[tuple[str, str]]:
    """Named places that one state holds, or runs, on the day: `Kursk` is in Russia."""
    found = []
    for name, id_ in territory.forms(on):
        try:
            site = territory.site(id_, on)
        except FoedusError:
            continue
        state = site.sovereign or site.administered_by
        if state and name[:1].isupper():
            found.append((name, state))
    return found


def _laid_out(
    text: Text | str, published: date
) -> tuple[Document, list[tuple[int, int]], frozenset[int], str, Calendar | None]:
    sections = split(text) if isinstance(text, str) else text.sections
    if isinstance(text, str):
        name, title, sha = (
            "text",
            sections.title,
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        )
        body, story = text, [b for b in sections.blocks if b.role in STORY]
    else:
        name, title, sha, body, story = text.name, text.title, text.sha256, text.text, list(text.story)
    blocks = [(b.start, b.end) for b in story]
    headings = frozenset(i for i, b in enumerate(story) if b.role is not Role.PARAGRAPH)
    if len(headings) == len(story):
        headings = frozenset()
    document = Document(
        name=name,
        title=title,
        published=published.isoformat(),
        sha256=sha,
        length=len(body),
        published_from="given",
    )
    return document, blocks, headings, body, sections.day_of_year


def _said(
    views: Sequence[Paragraph], marks: Sequence[Sequence[Quote]], cast: Cast, body: str
) -> list[list[Said]]:
    rows: list[list[Said]] = []
    last: Said | None = None
    turn = turns(views, body)
    host = host_of(views, cast) if turn else None
    for view in views:
        row = [] if view.heading else statements(view, marks[view.index], cast, last)
        if view.index in turn:
            whole = turn_said(view, turn[view.index], cast, host)
            row = [*([whole] if whole else []), *row]
        for s in row:
            if s.form == "quotation":
                cast.speaks(view.index, s.content, s.ids)
        rows.append(row)
        last = row[-1] if row else None
    cast.forget()
    return rows


def _acts(
    views: Sequence[Paragraph],
    said: Sequence[Sequence[Said]],
    cast: Cast,
    asked: Sequence[Asked],
    body: str,
    told: date,
) -> list[Found]:
    """The acts of all paragraphs, dated; `told`: the day that `today` means."""
    table = frames()
    found: list[Found] = []
    for view in views:
        if view.heading or not cast.names_anyone(view.index):
            continue
        dull = frozenset(q.first for q in asked if q.paragraph == view.index and q.doubt == 2)
        row = events_of(view, said[view.index], cast, table, dull, found)
        if row:
            end = view.start + len(view.doc.text)
            dated(view, row, resolve(body, told, span=(view.start, end)), told)
        found.extend(row)
        if len(found) > MAX_ROWS:
            break
    return found[:MAX_ROWS]


def _open(views: Sequence[Paragraph], cast: Cast) -> list[Doubt]:
    """Words that point back to somebody, and nothing tells to whom."""
    return [
        Doubt(views[p].span(*phrase(views[p].doc[i])), why) for (p, i), why in sorted(cast.unsettled.items())
    ]


def _disguised(body: str, words: Any) -> list[Doubt]:
    return [Doubt(span, why) for span, why in disguised(body, words)]


# --- the value


def _reading(
    source: Document,
    views: Sequence[Paragraph],
    cast: Cast,
    tables: Sequence[dict[int, Mention]],
    said: Sequence[Said],
    found: Sequence[Found],
    promised: Sequence[Commitment],
    asked: Sequence[Asked],
    doubts: Sequence[Doubt],
) -> Reading:
    said = list(said)[:MAX_ROWS]
    ids = {id(s): f"s{i}" for i, s in enumerate(said, 1)}
    events = tuple(_event(i, act, ids) for i, act in enumerate(found, 1))
    about: dict[str, list[str]] = {}
    for event in events:
        if event.statement:
            about.setdefault(event.statement, []).append(event.id)
    return Reading(
        source=source,
        actors=tuple(_actors(views, cast, tables)),
        events=events,
        statements=tuple(_statement(s, ids[id(s)], views, tuple(about.get(ids[id(s)], ()))) for s in said),
        commitments=tuple(_with_statement(c, said, ids, views) for c in promised[:MAX_ROWS]),
        questions=tuple(Question(text=q.text[:400], span=q.span) for q in chosen(asked)),
        unplaced=tuple(Unplaced(span=d.span, why=d.why) for d in doubts[:MAX_ROWS]),
    )


def _with_statement(
    c: Commitment, said: Sequence[Said], ids: dict[int, str], views: Sequence[Paragraph]
) -> Commitment:
    from dataclasses import replace

    inside = [
        s
        for s in said
        if views[s.paragraph].start + s.content[0] <= c.span[0] < views[s.paragraph].start + s.content[1]
    ]
    if not inside:
        return c
    return replace(c, statement=ids[id(min(inside, key=lambda s: s.content[1] - s.content[0]))])


def _event(number: int, act: Found, ids: dict[int, str]) -> Event:
    return Event(
        id=f"e{number}",
        type=act.type,
        actor=act.actors,
        recipient=act.recipients,
        modality=act.modality,
        date=act.date,
        date_end=act.date_end,
        span=act.span,
        alleged_by=act.alleged_by,
        denied_by=act.denied_by,
        statement=ids.get(id(act.said)) if act.said is not None else None,
        place=act.place,
        place_text=act.place_text,
        object=None,
        item=act.item,
        quantity=act.quantity,
        unit=act.unit,
        mode=act.mode,
    )


def _statement(s: Said, id_: str, views: Sequence[Paragraph], about: tuple[str, ...]) -> Statement:
    at = views[s.paragraph].start
    return Statement(
        id=id_,
        speaker=s.speaker,
        role=s.role,
        affiliation=s.affiliation,
        state=s.state,
        form=Form(s.form),
        verb=s.word,
        stance=Stance(s.stance),
        span=(at + s.span[0], at + s.span[1]),
        content=(at + s.content[0], at + s.content[1]),
        about=about,
    )


def _actors(views: Sequence[Paragraph], cast: Cast, tables: Sequence[dict[int, Mention]]) -> list[Actor]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for view, table in zip(views, tables, strict=True):
        for mention in dict.fromkeys(table.values()):
            if mention.actor:
                spans.setdefault(mention.id, []).append(view.span(mention.first, mention.last))
    out = [
        Actor(
            id=id_,
            name=cast.display(id_),
            kind=ActorKind.STATE if cast.kinds(id_) == "state" else ActorKind.ORGANISATION,
            state=id_ if cast.kinds(id_) == "state" else None,
            role=None,
            mentions=tuple(found[:200]),
        )
        for id_, found in spans.items()
    ]
    out += [
        Actor(
            id=p.id,
            name=p.name,
            kind=ActorKind.PERSON,
            state=p.state,
            role=p.role,
            mentions=tuple(p.mentions[:200]),
        )
        for p in cast.persons.values()
        if p.mentions
    ]
    return sorted(out, key=lambda a: a.mentions[0] if a.mentions else (0, 0))[:MAX_ROWS]
