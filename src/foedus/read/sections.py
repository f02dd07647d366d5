"""What each line of a plain text is: title, byline, caption, furniture of the page, dateline, heading, story.

Rules are general habits of papers, wires and sites; the patterns for furniture and captions stand in
data/furniture.yaml with their examples. Every step is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from foedus.model.codec import validate
from foedus.model.source import Offsets
from foedus.read import bylines
from foedus.read.date_full import Calendar, first_date
from foedus.read.datelines import Dateline, dated_end, dateline, only_date
from foedus.yamlfile import load


class Role(StrEnum):
    TITLE = "title"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    DATELINE = "dateline"


STORY = frozenset({Role.TITLE, Role.PARAGRAPH, Role.HEADING})


@dataclass(frozen=True, slots=True)
class Block:
    """Code points `start` to `end` (exclusive) of the text, trimmed of blanks."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """A text laid out. Blocks are in order and do not overlap; only blanks lie between them.

    `published` is the first whole date that heads the text (dateline, date line, "Published …");
    `day_of_year` the same without a year ("SEOUL, June 20"): `dates.document_date` looks for its year.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    title_span: Offsets | None = None
    authors: tuple[str, ...] = ()
    author_spans: tuple[Offsets, ...] = ()
    outlet: str | None = None
    outlet_span: Offsets | None = None
    published: date | None = None
    published_span: Offsets | None = None
    day_of_year: Calendar | None = None
    place: str | None = None
    place_span: Offsets | None = None

    def spans(self, *roles: Role) -> tuple[Offsets, ...]:
        return tuple((b.start, b.end) for b in self.blocks if b.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A whole line that matches the pattern has the role; `examples` are run as tests."""

    __pydantic_config__ = {"extra": "forbid"}

    role: Role
    pattern: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What data/furniture.yaml holds."""

    __pydantic_config__ = {"extra": "forbid"}

    rules: tuple[Rule, ...]


MAX_LINES = 20_000
"""Lines laid out one by one; what follows is one paragraph."""
MAX_FURNITURE = 700  # characters; longer lines are story
MAX_TITLE = 220
_OPENING = 6  # lines at the head among which the first paragraph is
_TOP = 14  # lines at the head in which title, byline and date lines are looked for
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BLANK = " \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]»]{0,3}\Z")
_LABEL = re.compile(
    r"(?P<label>title|headline|subject|date|published|dateline|author|authors|source|outlet|publisher|newspaper)"
    r"\s?:\s?(?=\S)",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:[-*•–]|\(?\d{1,3}[.)]|\(?[a-z]{1,2}\)|\([ivx]{1,4}\))\s")
_HEADED = re.compile(
    r"(?:(?:article|chapter|part|section|annex|protocol|title|preamble)\b.{0,60}|[IVXLC]{1,6}\.?)\Z",
    re.IGNORECASE,
)
_CITED = re.compile(r"\A.{0,240}[^.!?\"”]\Z|https?://|[\"”]\s?[—–-]\s?\w")
_REFERENCES = re.compile(
    r"\W*(?:sources?|references|external links|see also|further reading|related (?:news|articles|stories)"
    r"|footnotes)\W*",
    re.IGNORECASE,
)


@cache
def line_rules() -> tuple[Rule, ...]:
    """The rules of data/furniture.yaml, in their order."""
    return validate(Rules, load(Path(__file__).parent / "data" / "furniture.yaml")).rules


@cache
def _line_pattern() -> re.Pattern[str]:
    """All of them as one pattern: the group that matches, `r0`, `r1`…, names the rule."""
    return re.compile("|".join(f"(?P<r{i}>{r.pattern})" for i, r in enumerate(line_rules())), re.IGNORECASE)


def line_role(line: str) -> Role | None:
    """The role that a whole line shows by its words alone."""
    match = _line_pattern().fullmatch(line)
    if match is not None:
        return line_rules()[int((match.lastgroup or "r0")[1:])].role
    return Role.CAPTION if bylines.credited(line) else None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool
    """A blank line stands before it."""
    role: Role | None = None


@dataclass(slots=True)
class _Found:
    """What the pass over the lines has gathered so far."""

    title: Offsets | None = None
    authors: list[Offsets] = field(default_factory=list)
    outlet: Offsets | None = None
    published: Calendar | None = None
    partial: Calendar | None = None
    place: Offsets | None = None
    datelines: dict[int, Dateline] = field(default_factory=dict)


def split(text: str, *, title: str | None = None) -> Sections:
    """Lay out a plain text; `title` where metadata already name it: then only its line is looked for."""
    lines = _lines(text)
    found = _Found()
    if title:
        _known_title(lines, title, found)
    for number, line in enumerate(lines):
        if line.role is None:
            _mark(text, line, number, len(lines), found)
    if not title:
        _title(lines, found)
    _bylines_after_title(text, lines, found)
    _references(lines)
    _headings(lines)
    blocks = _blocks(text, lines, found)
    return _result(text, blocks, found)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for match in _LINE.finditer(text):
        if len(lines) == MAX_LINES:  # no article has so many: the rest is one piece
            rest = text[match.start() :].rstrip()
            lines.append(_Line(match.start(), match.start() + len(rest), rest, True, Role.PARAGRAPH))
            break
        raw = match.group()
        body = raw.strip()
        if not any(c.isprintable() and not c.isspace() for c in body[:200]) and not body.strip(
            "\u200b\ufeff \t"
        ):
            continue
        start = match.start() + (len(raw) - len(raw.lstrip()))
        between = text[last : match.start()]
        gap = not lines or between.count("\n") > 1 or (between.count("\r") > 1 and "\n" not in between)
        lines.append(_Line(start, start + len(body), body, gap))
        last = match.end()
    return lines


def _mark(text: str, line: _Line, number: int, total: int, found: _Found) -> None:
    """Roles that a line shows by itself."""
    top = number < _TOP
    near_edge = top or number >= total - 4
    if len(line.text) <= MAX_FURNITURE:
        if _labelled(text, line, found) if top else False:
            return
        if outlet := bylines.masthead(line.text):
            line.role = Role.FURNITURE
            found.outlet = found.outlet or _shift(outlet, line.start)
            return
        if near_edge and (by := bylines.byline(line.text)) is not None:
            line.role = Role.BYLINE
            _take_byline(by, line, found)
            return
        if near_edge and (when := only_date(line.text)) is not None:
            line.role = Role.DATELINE
            _take_date(_moved(when, line.start), found)
            return
        role = line_role(line.text)
        if role is not None:
            line.role = role
            if role is Role.FURNITURE and (outlet := bylines.copyright_holder(line.text)):
                found.outlet = found.outlet or _shift(outlet, line.start)
            if role is Role.BYLINE:
                _take_byline(bylines.Byline((), bylines.outlet_in(line.text), None), line, found)
            if role is Role.FURNITURE and not found.authors and (names := bylines.reporters(line.text)):
                found.authors.extend(_shift(n, line.start) for n in names)
            return
    head = dateline(line.text[:240], opening=number < _OPENING)
    if head is not None:
        line.role = Role.DATELINE if head.end >= len(line.text) else Role.PARAGRAPH
        found.datelines[line.start] = head
        _take_dateline(head, line, found)


def _labelled(text: str, line: _Line, found: _Found) -> bool:
    """`Title: …`, `Date: …`, `Author: …`, `Source: …` at the head of a text."""
    match = _LABEL.match(line.text)
    if not match:
        return False
    label, value = match["label"].lower(), (line.start + match.end(), line.end)
    if label in ("title", "headline", "subject"):
        if found.title is not None:
            return False
        found.title, line.role, line.start = value, Role.TITLE, value[0]
        return True
    if label in ("date", "published", "dateline"):
        when = first_date(text, *value)
        if when is None:
            return False
        line.role = Role.DATELINE
        _take_date(when, found)
        return True
    line.role = Role.BYLINE if label in ("author", "authors") else Role.FURNITURE
    if line.role is Role.BYLINE:
        found.authors.extend(_shift(n, value[0]) for n in bylines.names(text[value[0] : value[1]]))
    else:
        found.outlet = found.outlet or value
    return True


def _take_byline(by: bylines.Byline, line: _Line, found: _Found) -> None:
    if not found.authors:
        found.authors.extend(_shift(n, line.start) for n in by.names)
    if by.outlet is not None:
        found.outlet = found.outlet or _shift(by.outlet, line.start)
    if by.date is not None:
        _take_date(_moved(by.date, line.start), found)


def _take_date(when: Calendar, found: _Found) -> None:
    if when.year and found.published is None:
        found.published = when
    elif not when.year and found.partial is None:
        found.partial = when


def _take_dateline(head: Dateline, line: _Line, found: _Found) -> None:
    if head.date is not None:
        _take_date(_moved(head.date, line.start), found)
    if head.place is not None and found.place is None:
        found.place = _shift(head.place, line.start)
    if head.agency is not None:
        found.outlet = found.outlet or _shift(head.agency, line.start)


def _known_title(lines: list[_Line], title: str, found: _Found) -> None:
    wanted = " ".join(title.split())
    for line in lines[:_TOP]:
        if " ".join(line.text.split()) == wanted:
            line.role = Role.TITLE
            found.title = (line.start, line.end)
            return


def _title(lines: list[_Line], found: _Found) -> None:
    """The first headline-like line above the story; a single line of text has no title."""
    if found.title is not None:
        return
    open_lines = [line for line in lines if line.role in (None, Role.PARAGRAPH)]
    for place, line in enumerate(open_lines[:_TOP]):
        if line.role is Role.PARAGRAPH or not _headline_like(line, place, open_lines, lines):
            return
        if found.outlet is None and bylines.paper(line.text) and place + 2 < len(open_lines):
            line.role = Role.FURNITURE  # the name of the paper stands above the headline
            found.outlet = (line.start, line.end)
            continue
        line.role = Role.TITLE
        found.title = (line.start, line.end)
        _cut_date(lines, line, found)
        _decks(lines, line)
        return


def _decks(lines: list[_Line], title: _Line) -> None:
    """Old papers stack headlines: short lines, most words capital, down to the first long one."""
    for line in lines[lines.index(title) + 1 :][:6]:
        words = line.text.split()
        capital = sum(w[:1].isupper() for w in words if len(w) > 3) >= 0.8 * sum(len(w) > 3 for w in words)
        if (
            line.role is None
            and line.text.endswith((".", ";"))
            and len(words) <= 16
            and capital
            and len(words) > 1
        ):
            line.role = Role.HEADING
        elif line.role in (None, Role.PARAGRAPH):
            return


def _cut_date(lines: list[_Line], line: _Line, found: _Found) -> None:
    """A date that closes the headline becomes a line of its own."""
    when = dated_end(line.text)
    if when is None:
        return
    _take_date(_moved(when, line.start), found)
    words = line.text[: when.start].rstrip(" ,|·–—-")
    tail = _Line(line.start + when.start, line.end, line.text[when.start :], False, Role.DATELINE)
    line.text, line.end = words, line.start + len(words)
    found.title = (line.start, line.end)
    lines.insert(lines.index(line) + 1, tail)


def _headline_like(line: _Line, place: int, open_lines: list[_Line], lines: list[_Line]) -> bool:
    if place + 1 >= len(open_lines) or len(line.text) > MAX_TITLE or _LIST_MARK.match(line.text):
        return False
    following = open_lines[place + 1]
    ends = bool(_SENTENCE_END.search(line.text)) and not line.text.endswith(("?", "!", "U.S.", "U.N."))
    shouted = line.text.upper() == line.text
    if ends and not shouted:  # old papers put a full stop after headlines; so does a first sentence
        separated = following.gap or lines.index(following) > lines.index(line) + 1
        return separated and len(line.text.split()) <= 12 and len(following.text) > 2.5 * len(line.text)
    wrapped = not following.gap and following.text[:1].islower() and len(line.text) > 50
    return not wrapped and not line.text.endswith((",", ";"))


def _bylines_after_title(text: str, lines: list[_Line], found: _Found) -> None:
    """A line of names alone, right under the title: "Motoko Example and Ann Example"."""
    if found.title is None or found.authors:
        return
    place = next((i for i, line in enumerate(lines) if line.role is Role.TITLE), None)
    if place is None:
        return
    for at, line in enumerate(lines[place + 1 : place + 4], place + 1):
        beside = {lines[at - 1].role, lines[at + 1].role if at + 1 < len(lines) else None}
        dated = Role.DATELINE in beside and lines[-1] is not line
        if line.role is None and (names := bylines.names_alone(line.text, single=dated)):
            line.role = Role.BYLINE
            found.authors.extend(_shift(n, line.start) for n in names)
            return


def _headings(lines: list[_Line]) -> None:
    for i, line in enumerate(lines):
        if line.role is not None:
            continue
        following = lines[i + 1] if i + 1 < len(lines) else None
        short = len(line.text) <= 120 and len(line.text.split()) <= 16
        stands_alone = line.gap and (following is None or following.gap)
        ends = bool(_SENTENCE_END.search(line.text)) or line.text.endswith((",", ";", ":", "-", "—", "”"))
        if (_HEADED.match(line.text) and short) or (
            short and stands_alone and following is not None and not ends and not _LIST_MARK.match(line.text)
        ):
            line.role = Role.HEADING


def _references(lines: list[_Line]) -> None:
    """What follows "Sources" or "See also" in the second half, to the next heading, is no story."""
    inside = False
    for place, line in enumerate(lines):
        if line.role is Role.HEADING or (line.role is None and _REFERENCES.fullmatch(line.text)):
            inside = place * 2 > len(lines) and bool(_REFERENCES.fullmatch(line.text))
            line.role = Role.FURNITURE if inside else line.role
        if inside and line.role in (None, Role.PARAGRAPH, Role.HEADING) and _CITED.search(line.text[:400]):
            line.role = Role.FURNITURE


def _blocks(text: str, lines: list[_Line], found: _Found) -> list[Block]:
    """Lines of one hard-wrapped paragraph join; a dateline is cut from the head of its paragraph."""
    blocks: list[Block] = []
    joined: _Line | None = None
    for line in lines:
        role = line.role or Role.PARAGRAPH
        head = found.datelines.get(line.start)
        if role is Role.PARAGRAPH and joined is not None and head is None and _continues(joined, line):
            blocks[-1] = Block(blocks[-1].start, line.end, Role.PARAGRAPH)
            joined = line
            continue
        start = line.start
        if head is not None and role is Role.PARAGRAPH:
            cut = start + head.end
            blocks.append(Block(start, start + len(text[start:cut].rstrip()), Role.DATELINE))
            start = cut + len(text[cut : line.end]) - len(text[cut : line.end].lstrip())
        blocks.append(Block(start, line.end, role))
        joined = line if role is Role.PARAGRAPH else None
    return blocks


def _continues(before: _Line, line: _Line) -> bool:
    """The next line belongs to the same hard-wrapped paragraph."""
    if line.gap or _LIST_MARK.match(line.text):
        return False
    if line.text[:1].islower():
        return True
    return 40 <= len(before.text) <= 130 and (
        not _SENTENCE_END.search(before.text) or abs(len(before.text) - len(line.text)) < 14
    )


def _result(text: str, blocks: list[Block], found: _Found) -> Sections:
    when = found.published
    return Sections(
        blocks=tuple(blocks),
        title=text[slice(*found.title)] if found.title else None,
        title_span=found.title,
        authors=tuple(text[slice(*a)] for a in found.authors),
        author_spans=tuple(found.authors),
        outlet=text[slice(*found.outlet)] if found.outlet else None,
        outlet_span=found.outlet,
        published=when.day if when else None,
        published_span=(when.start, when.end) if when else None,
        day_of_year=found.partial,
        place=text[slice(*found.place)] if found.place else None,
        place_span=found.place,
    )


def _shift(span: Offsets, by: int) -> Offsets:
    return span[0] + by, span[1] + by


def _moved(when: Calendar, by: int) -> Calendar:
    return Calendar(when.year, when.month, when.of_month, when.weekday, when.start + by, when.end + by)
