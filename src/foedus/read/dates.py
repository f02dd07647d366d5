"""Dates in a text, each as an interval of days: absolute, told from the day of publication, or named times.

Rules of our own. The absolute and relative rules propose; the earliest and longest proposal wins; then words
before it narrow it ("early", "late"), two join to a range ("from … to …", "between … and …"), and a relation
is read ("since", "by", "until", "before", "after"). Linear in the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from foedus.model.codec import validate
from foedus.model.source import Offsets
from foedus.read import date_absolute, date_relative
from foedus.read.date_found import DateFound, Precision, Reckoned, Relation, Setting, part_of
from foedus.read.date_full import FULL, Calendar, first_date, of_match
from foedus.read.date_tense import sentence_before, tense_at
from foedus.read.date_words import day
from foedus.read.sections import Sections
from foedus.yamlfile import load

__all__ = ["DateFound", "Precision", "Relation", "document_date", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """A time that has a name; `names` are patterns."""

    __pydantic_config__ = {"extra": "forbid"}

    names: tuple[str, ...]
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Eras:
    """What data/eras.yaml holds."""

    __pydantic_config__ = {"extra": "forbid"}

    eras: tuple[Era, ...]


_PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning of": "start",
    "start of": "start",
    "outset of": "start",
    "middle of": "mid",
    "end of": "end",
    "close of": "end",
    "earlier": "earlier",
    "later": "later",
}
_PART = re.compile(
    r"(?:\b(?:[Tt]he\s)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Ee]arlier|[Ll]ater|[Bb]eginning of|[Ss]tart of|[Oo]utset of"
    r"|[Mm]iddle of|[Ee]nd of|[Cc]lose of)(?:\s(?:in\s)?|-)(?:the\s)?)\Z"
)
_RELATED: tuple[tuple[re.Pattern[str], Relation], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s(?:the\s|about\s|around\s|at least\s)?\Z"), relation)
    for words, relation in (
        (r"[Ee]ver since|[Ss]ince|[Dd]ating (?:back )?to|[Dd]ates back to", Relation.SINCE),
        (r"[Bb]y|[Nn]o later than|[Nn]ot later than", Relation.BY),
        (r"[Uu]ntil|[Tt]ill|[Uu]p to|[Tt]hrough", Relation.UNTIL),
        (r"[Bb]efore|[Pp]rior to|[Aa]head of|[Ee]ve of", Relation.BEFORE),
        (r"[Aa]fter|[Ff]ollowing", Relation.AFTER),
    )
)
_BETWEEN = re.compile(r"\b(?:[Ff]rom|[Bb]etween)\s(?:the\s)?\Z")
_TO = re.compile(r"\s{0,2}(?:-|–|—|to|through|thru|until|till|and)\s{0,2}(?:the\s)?\Z")
_DONE = re.compile(
    r"\b(?:DONE|Done|done|SIGNED|Signed|EXECUTED)\s(?:at|in|on)\b|\b[Aa]dopted by the\b[^.]{0,160}?\bon\b"
)


def resolve(text: str, published: date, *, span: Offsets | None = None) -> list[DateFound]:
    """All dates that the text, or a span of it, names, in order and not overlapping.

    Args:
        text: the text (or one expression).
        published: the day from which "today" is told.
        span: where to look; words outside it are still read for tense and earlier dates.
    """
    start, end = span or (0, len(text))
    found = _joined(text, _atoms(text, published, start, end))
    return [_related(text, date_, published, start) for date_ in found]


def _atoms(text: str, published: date, start: int, end: int) -> list[DateFound]:
    proposals = sorted(_proposals(text, start, end), key=lambda p: (p[0].start(), -p[0].end()))
    found: list[DateFound] = []
    last_day: date | None = None
    past_end = start
    for match, rule in proposals:
        if match.start() < past_end:
            continue
        setting = Setting(
            text=text,
            published=published,
            tense=lambda a, b: tense_at(text, a, b),
            last_day=last_day,
            last_date=found[-1] if found else None,
            year_here=_year_here(text, found, match.start(), published),
        )
        try:
            reckoned = rule(match, setting)
        except (ValueError, OverflowError):  # a year outside 1 to 9999
            continue
        if reckoned is None:
            continue
        found.append(_narrowed(text, match, reckoned, published, past_end))
        past_end = match.end()
        last_day = found[-1].first if reckoned[2] is Precision.DAY else last_day
    return found


def _proposals(
    text: str, start: int, end: int
) -> list[tuple[re.Match[str], Callable[[re.Match[str], Setting], Reckoned | None]]]:
    low = text[start:end].lower()
    rules = (*date_absolute.rules(), *date_relative.rules(), (_eras_pattern(), _era, ()))
    return [
        (match, rule)
        for pattern, rule, needles in rules
        if not needles or any(needle in low for needle in needles)
        for match in pattern.finditer(text, start, end)
    ]


def _year_here(text: str, found: list[DateFound], start: int, published: date) -> int | None:
    """The year that the same sentence has named before: "In 1914, … on July 28".

    Two years back or more also the year of a whole date in the sentence before: a story told day by day.
    """
    if not found or found[-1].span[1] < start - 220 or found[-1].precision is Precision.RANGE:
        return None
    last = found[-1]
    named = re.search(r"(?<!\d)\d{4}(?!\d)", text[slice(*last.span)])
    if not named or last.first.year != int(named.group()):
        return None
    if last.span[0] >= start - len(sentence_before(text, start, 220)):
        return last.first.year if last.precision in (Precision.YEAR, Precision.DAY, Precision.MONTH) else None
    old = last.precision is Precision.DAY and last.first.year < published.year - 1
    return last.first.year if old and "\n" not in text[last.span[1] : start] else None


def _narrowed(text: str, match: re.Match[str], reckoned: Reckoned, published: date, floor: int) -> DateFound:
    """Apply "early", "mid-", "late", "the end of" that stand right before."""
    first, last, precision = reckoned
    start, end = match.span()
    at = max(floor, start - 24)
    part = _PART.search(text[at:start]) if precision is not Precision.DAY else None
    if part is None:
        return DateFound((start, end), first, last, precision)
    kind = _PARTS[" ".join(part["part"].lower().split())]
    if kind in ("earlier", "later"):
        if not first <= published <= last:
            return DateFound((start, end), first, last, precision)
        first, last = (first, published) if kind == "earlier" else (published, last)
    else:
        first, last = part_of(first, last, kind)
    return DateFound((at + part.start("part"), end), first, last, precision)


def _joined(text: str, found: list[DateFound]) -> list[DateFound]:
    """Two dates with "to" or a dash between them, or "and" after "between", are one interval."""
    out: list[DateFound] = []
    for this in found:
        before = out[-1] if out else None
        if before is None or not _TO.match(text[before.span[1] : this.span[0]]):
            out.append(this)
            continue
        lead = _BETWEEN.search(text[max(0, before.span[0] - 14) : before.span[0]])
        link = text[before.span[1] : this.span[0]].strip().split(" ")[0]
        first = _not_after(before, this)
        if (link == "and" and not lead) or first > this.last or before.precision is Precision.RANGE:
            out.append(this)
            continue
        start = before.span[0] - (len(lead.group()) if lead else 0)
        out[-1] = DateFound((start, this.span[1]), first, this.last, Precision.RANGE)
    return out


def _not_after(before: DateFound, this: DateFound) -> date:
    """Read "June 30 to July 2, 2023": a first day without a year takes that of the last."""
    if before.precision is Precision.DAY and this.precision is Precision.DAY and before.first > this.last:
        moved = day(this.last.year, before.first.month, before.first.day)
        earlier = day(this.last.year - 1, before.first.month, before.first.day)
        return next((d for d in (moved, earlier) if d is not None and d <= this.last), before.first)
    if (
        before.precision is Precision.DAY
        and this.precision is Precision.DAY
        and (this.last - before.first).days > 200
        and (moved := day(this.last.year, before.first.month, before.first.day))
        and moved <= this.last
    ):
        return moved
    return before.first


def _related(text: str, found: DateFound, published: date, floor: int) -> DateFound:
    """Read "since", "by", "until", "before", "after" right before a date."""
    at = max(floor, found.span[0] - 24)
    window = text[at : found.span[0]]
    for pattern, relation in _RELATED:
        match = pattern.search(window)
        if not match:
            continue
        span = (at + match.start(), found.span[1])
        if relation is Relation.SINCE and found.first <= published:
            return DateFound(span, found.first, published, found.precision, relation)
        if relation in (Relation.BY, Relation.UNTIL):
            if found.last >= published:
                first = min(found.first, published) if relation is Relation.UNTIL else published
                return DateFound(
                    span,
                    first if found.first > published else published,
                    found.last,
                    found.precision,
                    relation,
                )
            return replace(found, span=span, relation=relation)
        return replace(found, relation=relation)
    if re.search(r"\b[Pp]ost-\Z", window):
        return replace(found, relation=Relation.AFTER)
    return replace(found, relation=Relation.BEFORE) if re.search(r"\b[Pp]re-\Z", window) else found


@cache
def _eras() -> tuple[Era, ...]:
    return validate(Eras, load(Path(__file__).parent / "data" / "eras.yaml")).eras


@cache
def _eras_pattern() -> re.Pattern[str]:
    """One pattern; the group that matched, `e0`, `e1`…, names the era."""
    groups = (f"(?P<e{i}>{'|'.join(era.names)})" for i, era in enumerate(_eras()))
    return re.compile(rf"(?<![\w/])(?:{'|'.join(groups)})(?!\w)")


def _era(match: re.Match[str], setting: Setting) -> Reckoned | None:
    era = _eras()[int((match.lastgroup or "e0")[1:])]
    return era.start, era.end, Precision.DAY if era.start == era.end else Precision.ERA


def document_date(sections: Sections, metadata: date | None = None, *, text: str = "") -> date | None:
    """The day that a text says it is of: metadata, a dated head, a dispatch's day with the year of the story.

    "SEOUL, June 20 (Reuters)" has no year: it is the one that puts the day within a month of a whole date in
    the story, or the year of a copyright line. Treaties and resolutions bear the day on which they were done
    or adopted. None where nothing says it.
    """
    if metadata or sections.published:
        return metadata or sections.published
    if sections.day_of_year is not None and text:
        return _year_from_story(sections.day_of_year, text)
    done = _DONE.search(text)
    found = first_date(text, done.end(), done.end() + 200) if done else None
    return found.day if found else None


def _year_from_story(head: Calendar, text: str) -> date | None:
    stated = [c.day for m in FULL.finditer(text) if (c := of_match(m)) is not None and c.day is not None]
    for when in stated:
        for year in (when.year, when.year + 1):
            candidate = day(year, head.month, head.of_month)
            if candidate and -7 <= (candidate - when).days <= 31:
                return candidate
    mark = re.search(r"(?:©|\([Cc]\)|[Cc]opyright)\D{0,40}((?:19|20)\d\d)\b", text)
    return day(int(mark.group(1)), head.month, head.of_month) if mark else None
