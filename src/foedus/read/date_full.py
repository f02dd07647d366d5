"""Whole calendar dates as they head a text: "June 20, 2024", "20 June", "2024-06-20"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from foedus.read.date_words import (
    DAY,
    DAY_TH,
    GAP,
    MONTH,
    WEEKDAY_SHORT,
    YEAR,
    day,
    month_number,
    weekday_number,
)

_LEAD = rf"(?:(?P<weekday>{WEEKDAY_SHORT}),?{GAP})?"
_ORDER = (
    rf"(?:(?P<m1>{MONTH}){GAP}(?:the{GAP})?(?P<d1>{DAY_TH})(?:,?{GAP}(?P<y1>{YEAR}))?"
    rf"|(?:the{GAP})?(?P<d2>{DAY_TH})(?:{GAP}(?:day{GAP})?of)?{GAP}(?P<m2>{MONTH})(?:,?{GAP}(?P<y2>{YEAR}))?"
    rf"|(?P<y3>{YEAR})(?:-|/|\.)(?P<m3>0[1-9]|1[0-2])(?:-|/|\.)(?P<d3>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?P<a4>{DAY})(?P<s4>[./-])(?P<b4>{DAY})(?P=s4)(?P<y4>{YEAR})"
    rf"|(?P<y5>{YEAR}){GAP}(?P<m5>{MONTH}){GAP}(?P<d5>{DAY_TH}))"
)
FULL = re.compile(rf"(?<![\w/.-]){_LEAD}{_ORDER}")
"""One date; groups are read by `of_match`."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day of a month, its year known or not; `weekday` (Monday 0) where the text names it."""

    year: int | None
    month: int
    of_month: int
    weekday: int | None
    start: int
    end: int

    @property
    def day(self) -> date | None:
        return day(self.year, self.month, self.of_month) if self.year else None

    def near(self, anchor: date, *, ahead: bool = False, past: bool = False) -> date | None:
        """The day in the year that fits: a named weekday first, else the latest not after the anchor.

        `ahead`: the text speaks of the future: the first such day not before the anchor. Unless it speaks of
        the past (`past`), a day at most 60 days ahead is preferred to one 300 days back: papers write the
        year of what lies that far back.
        """
        if self.year:
            return self.day
        around = [day(y, self.month, self.of_month) for y in range(anchor.year - 8, anchor.year + 9) if y > 0]
        days = [d for d in around if d is not None]
        if self.weekday is not None:
            close = [d for d in days if abs((d - anchor).days) <= 400]
            days = [d for d in close if d.weekday() == self.weekday] or days
        latest = max((d for d in days if d <= anchor), default=None)
        coming = min((d for d in days if d >= anchor), default=None)
        if latest is None or coming is None:
            return latest or coming
        if ahead or (not past and (coming - anchor).days <= 60 and (anchor - latest).days >= 300):
            return coming
        return latest


def of_match(found: re.Match[str]) -> Calendar | None:
    """The date of a match of `FULL`; None where it is no day, or day and month cannot be told apart."""
    g = found.groupdict()
    weekday = weekday_number(g["weekday"]) if g["weekday"] else None
    parts: tuple[int | None, int, int] | None = None
    for month, of_month, year in (("m1", "d1", "y1"), ("m2", "d2", "y2"), ("m5", "d5", "y5")):
        if g[month]:
            parts = (int(g[year]) if g[year] else None, month_number(g[month]), _day_number(g[of_month]))
    if g["m3"]:
        parts = (int(g["y3"]), int(g["m3"]), int(g["d3"]))
    if g["a4"]:
        parts = _by_numbers(int(g["a4"]), int(g["b4"]), int(g["y4"]), g["s4"])
    if parts is None or day(parts[0] or 2000, parts[1], parts[2]) is None:  # 2000: a leap year
        return None
    return Calendar(*parts, weekday, found.start(), found.end())


def _day_number(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _by_numbers(a: int, b: int, year: int, separator: str) -> tuple[int, int, int] | None:
    """Points always put the day first; with strokes only what is no month can be the day."""
    if separator == "." or a > 12 or a == b:
        return (year, b, a) if b <= 12 else None
    return (year, a, b) if b > 12 else None


def first_date(text: str, start: int = 0, end: int | None = None) -> Calendar | None:
    """The first whole date between two offsets."""
    for found in FULL.finditer(text, start, len(text) if end is None else end):
        calendar = of_match(found)
        if calendar is not None:
            return calendar
    return None
