"""A date that a text names: always an interval of days, both inclusive, and how exactly it is known."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foedus.model.source import Offsets
from foedus.read.date_tense import Tense
from foedus.read.date_words import month_interval, shift_days, shift_months


class Precision(StrEnum):
    """The unit that the words name; `range` joins two dates, `vague` is an interval by convention."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    ERA = "era"
    RANGE = "range"
    VAGUE = "vague"


class Relation(StrEnum):
    """How what is told stands to the date: "since" runs to the day of publication, "by" and "until" end with it.

    For `before` and `after` the interval is that of the date named, not of the time before or after it.
    """

    ON = "on"
    SINCE = "since"
    BY = "by"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class DateFound:
    """`span` in the text; `first` to `last`, both days inclusive."""

    span: Offsets
    first: date
    last: date
    precision: Precision
    relation: Relation = Relation.ON


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule needs besides its match. `tense` of the words around two offsets.

    `last_day` and `last_date`: the dates named before in the text, for "the next day", "that year".
    `year_here`: the year that the same sentence has named.
    """

    text: str
    published: date
    tense: Callable[[int, int], Tense]
    last_day: date | None = None
    last_date: DateFound | None = None
    year_here: int | None = None

    def ahead(self, start: int, end: int) -> bool:
        """The words around speak of the future."""
        return self.tense(start, end) is Tense.AHEAD


Reckoned = tuple[date, date, Precision]


def exact(day: date) -> Reckoned:
    return day, day, Precision.DAY


def whole_year(year: int) -> Reckoned | None:
    return (date(year, 1, 1), date(year, 12, 31), Precision.YEAR) if 1 <= year <= 9999 else None


def whole_month(year: int, month: int) -> Reckoned:
    return (*month_interval(year, month), Precision.MONTH)


def whole_week(day: date) -> Reckoned:
    """Monday to Sunday around a day."""
    monday = shift_days(day, -day.weekday())
    return monday, shift_days(monday, 6), Precision.WEEK


def unit_around(unit: str, day: date) -> Reckoned | None:
    """The calendar day, week, month, quarter, year, decade or century that holds a day."""
    if unit in ("day", "night", "hour"):
        return exact(day)
    if unit in ("week", "fortnight"):
        return whole_week(day)
    if unit == "month":
        return whole_month(day.year, day.month)
    if unit == "quarter":
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return first, shift_days(shift_months(first, 3), -1), Precision.RANGE
    if unit == "decade":
        start = day.year - day.year % 10
        return date(max(1, start), 1, 1), date(start + 9, 12, 31), Precision.DECADE
    if unit == "century":
        start = (day.year - 1) // 100 * 100 + 1
        return date(start, 1, 1), date(start + 99, 12, 31), Precision.CENTURY
    return whole_year(day.year)


def moved(day: date, unit: str, count: int) -> date:
    """A day moved by so many units; hours count as the day itself until there are 24 of them."""
    if unit == "hour":
        return shift_days(day, int(count / 24))
    if unit in ("day", "night"):
        return shift_days(day, count)
    if unit in ("week", "fortnight"):
        return shift_days(day, count * (7 if unit == "week" else 14))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "generation": 300, "century": 1200}[unit]
    return shift_months(day, months * count)


def part_of(first: date, last: date, part: str) -> tuple[date, date]:
    """Early, mid, late: thirds of an interval; its start and end: the first and last month, year, or days.

    A year is cut by months, decades and centuries by years, eras at their ends by calendar years.
    """
    months = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}[part]
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if whole_years and first.year == last.year:
        end = calendar.monthrange(last.year, months[1])[1]
        return date(first.year, months[0], 1), date(last.year, months[1], end)
    years = last.year - first.year + 1
    if part in ("start", "end") and years > 2:
        return (first, date(first.year, 12, 31)) if part == "start" else (date(last.year, 1, 1), last)
    if whole_years:
        cuts = [first.year + round(years * share) for share in (0, 1 / 3, 2 / 3, 1)]
        place = {"early": 0, "mid": 1, "late": 2}.get(part, 0)
        return date(cuts[place], 1, 1), date(cuts[place + 1] - 1, 12, 31)
    days = (last - first).days + 1
    third, edge = max(1, days // 3), min(days, max(3, days // 6))
    if part == "early":
        return first, shift_days(first, third - 1)
    if part == "mid":
        return shift_days(first, third), shift_days(last, -third)
    if part == "late":
        return shift_days(last, 1 - third), last
    return (first, shift_days(first, edge - 1)) if part == "start" else (shift_days(last, 1 - edge), last)
