"""Words and pieces of patterns that dates are made of: months, weekdays, numbers; no rule stands here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from foedus.read.wordlist import words

MONTHS: dict[str, int] = {name.lower(): i for i, name in enumerate(calendar.month_name) if name} | {
    name.lower(): i for i, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
WEEKDAYS: dict[str, int] = {name.lower(): i for i, name in enumerate(calendar.day_name)} | {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
NUMBERS: dict[str, int] = {
    word: n
    for n, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen twenty"
        )
    )
}
NUMBERS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
NUMBERS |= {
    "ninety": 90,
    "hundred": 100,
    "a couple of": 2,
    "a few": 3,
    "several": 4,
    "a dozen": 12,
    "couple": 2,
}
NUMBERS |= {"twenty-four": 24, "forty-eight": 48, "seventy-two": 72, "half a dozen": 6, "twenty-five": 25}
ORDINALS: dict[str, int] = {
    word: n + 1
    for n, word in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
        )
    )
}

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\.?)(?![A-Za-z])"
)
WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)(?![A-Za-z])"
)
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
DAY_TH = rf"{DAY}(?:st|nd|rd|th)?(?!\d|,\d{{3}}(?!\d)|\.\d)"
YEAR = r"(?:1[0-9]|20|21)\d\d(?!\d|,\d|\.\d)"
GAP = r"[ \t\u00a0\u202f]{0,3}(?:\r?\n)?[ \t\u00a0\u202f]{0,3}"
"""Blanks between two words, at most one line end: a date never crosses a paragraph."""
DASH = r"(?:-|‐|‑|–|—|/)"
NUMBER = (
    r"(?:\d{1,3}|half a dozen|a dozen|a couple of|a few|several|twenty-four|twenty-five|forty-eight|seventy-two"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|an?)"
)
UNIT = r"(?:hour|day|night|week|fortnight|month|quarter|year|decade|generation|century|centurie)"


def month_number(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]


def weekday_number(word: str) -> int:
    return WEEKDAYS[word.rstrip(".").lower()]


def number(word: str) -> int:
    text = " ".join(word.lower().split())
    return int(text) if text.isdigit() else NUMBERS[text]


def day(year: int, month: int, of_month: int) -> date | None:
    """The day, or None where the calendar has none (February 30)."""
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def month_interval(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def shift_months(start: date, months: int) -> date:
    """`start` moved by months, its day kept where the month has it; held inside years 1 to 9999."""
    total = min(max(start.year * 12 + start.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def shift_days(start: date, days: int) -> date:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
