"""Rules for dates told from the day of publication, or from a date named before: "today", "two years ago"."""

from __future__ import annotations

import re
from datetime import date

from foedus.read.date_absolute import SEASON, SEASONS, Rule, season_of
from foedus.read.date_found import (
    Precision,
    Reckoned,
    Setting,
    exact,
    moved,
    part_of,
    unit_around,
)
from foedus.read.date_words import (
    DAY_TH,
    MONTH,
    NUMBER,
    UNIT,
    WEEKDAY,
    number,
    shift_days,
    shift_months,
    weekday_number,
)

_RECENT_DAYS = {"hour": 1, "day": 7, "week": 42, "month": 183, "year": 1826, "decade": 10957}
"""How far "recent days", "recent years" reach back, and "the coming weeks" forward: a convention."""
_VAGUE_AGO = {"day": (14, 2), "week": (70, 10), "month": (365, 40), "year": (3652, 600)}
"""From how many to how many days back "years ago" lies: a convention."""
_SPECIAL_DAYS = re.compile(r"\b(?:Black|Bloody|Good|Holy|Palm|Ash|Super|Cyber|Easter|Maundy|Shrove)\s\Z")
_PAPER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Independent|Star|World|Tribune|Sun|Review)\b"
)
_NAMED = re.compile(r"\b(?:USA|Russia|India|Ukraine|Asia|China|Korea|World|Turkey|Eye|of|The)\s\Z")


def rules() -> tuple[Rule, ...]:
    return _RULES


def _near_day(match: re.Match[str], setting: Setting) -> Reckoned | None:
    word = match.group().lower().replace("-", "").split()[0]
    if (
        (
            _NAMED.search(setting.text[max(0, match.start() - 10) : match.start()])
            and "day before" not in match.group()
            and word != "this"  # `in the early hours of this morning`
        )
        and (match.group()[0].isupper() or setting.text[: match.start()].endswith("of "))
    ):
        return None
    said = " ".join(match.group().lower().split())
    shift = {"yesterday": -1, "tomorrow": 1, "overnight": 0}.get(word, 0)
    if said.startswith("the day before yesterday"):
        shift = -2
    elif said.startswith("the day after tomorrow"):
        shift = 2
    elif said == "last night":
        shift = -1
    today = shift_days(setting.published, shift)
    if word == "overnight":
        return shift_days(today, -1), today, Precision.RANGE
    return exact(today)


def _weekday(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Equal to the day of publication: that day. Else the latest before it, or the next where told ahead."""
    if _SPECIAL_DAYS.search(setting.text[max(0, match.start() - 12) : match.start()]) or _PAPER.match(
        setting.text, match.end()
    ):
        return None
    wanted, today = weekday_number(match["weekday"]), setting.published
    rel = " ".join((match["rel"] or match["post"] or "").lower().split())
    back = (today.weekday() - wanted) % 7
    if rel in ("last", "past", "this past"):  # "last Thursday" on a Friday is not yesterday
        return exact(shift_days(today, -(back if back > 1 else back + 7)))
    monday = shift_days(today, -today.weekday())
    if rel == "next":
        return exact(shift_days(monday, 7 + wanted))
    if rel in ("this", "this coming", "coming"):
        inside = shift_days(monday, wanted)
        return exact(inside if rel == "this" or inside > today else shift_days(inside, 7))
    if back and (rel == "week" or setting.ahead(match.start(), match.end())):
        return exact(shift_days(today, 7 - back + (7 if rel == "week" else 0)))
    return exact(shift_days(today, -back))


def _calendar_unit(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "this week" (for what is told as past: Monday to publication), "last month", "next year"."""
    rel, unit, today = " ".join(match["rel"].lower().split()), match["unit"].lower(), setting.published
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(rel, 0)
    if unit == "weekend":
        return _weekend(today, shift, setting.ahead(match.start(), match.end()))
    around = unit_around(
        unit, moved(today, unit, shift) if unit != "century" else _century_shift(today, shift)
    )
    if around is None or shift or unit != "week":
        return around
    first, last, precision = around
    return (
        (today, last, precision) if setting.ahead(match.start(), match.end()) else (first, today, precision)
    )


def _century_shift(today: date, shift: int) -> date:
    return date(min(9999, max(1, today.year + 100 * shift)), today.month, min(today.day, 28))


def _weekend(today: date, shift: int, ahead: bool) -> Reckoned:
    """Saturday and Sunday; told as past on a weekday, the one just gone."""
    saturday = shift_days(today, 5 - today.weekday())
    if shift:
        saturday = shift_days(saturday, 7 * shift)
    elif today.weekday() < 5 and not ahead:
        saturday = shift_days(saturday, -7)
    return saturday, shift_days(saturday, 1), Precision.RANGE


def _over_weekend(match: re.Match[str], setting: Setting) -> Reckoned | None:
    return _weekend(setting.published, 0, setting.ahead(match.start(), match.end()))


def _within_unit(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "earlier in the week", "later this month", "the end of the year", "by year's end"."""
    part, unit, today = match["part"].lower(), match["unit"].lower(), setting.published
    if unit == "day":  # "later in the day": of the day that the story is at
        return exact(setting.last_day or today)
    around = unit_around(unit, today)
    if around is None:
        return None
    first, last, precision = around
    if part == "earlier":
        return first, today, precision
    if part == "later":
        return today, last, precision
    names = {
        "end": "end",
        "close": "end",
        "middle": "mid",
        "start": "start",
        "beginning": "start",
        "turn": "start",
    }
    return (*part_of(first, last, names[part]), Precision.VAGUE)


def _unit_end(match: re.Match[str], setting: Setting) -> Reckoned | None:
    around = unit_around(match["unit"].lower(), setting.published)
    return (*part_of(around[0], around[1], "end"), Precision.VAGUE) if around else None


def _ago(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "three days ago" is a day, "two years ago" a calendar year, "a decade ago" the year ten years back."""
    count, unit = number(match["count"]), match["unit"].lower().replace("centurie", "century")
    way = match["way"].lower()
    base = setting.published
    if way not in ("ago", "back"):  # "two days earlier": from the date named before
        base = setting.last_day or (setting.last_date.first if setting.last_date else base)
    forward = way in ("later", "after", "afterwards", "afterward", "hence", "from now", "on")
    if forward and way != "from now" and setting.last_date is None:
        return None
    sign = 1 if forward else -1
    if match["half"] and unit in ("year", "decade", "century"):
        months = {"year": 12, "decade": 120, "century": 1200}[unit] * (2 * count + 1) // 2
        return unit_around("month", shift_months(base, sign * months))
    there = moved(base, unit, sign * count)
    if unit == "hour":
        return min(there, base), max(there, base), Precision.DAY if count < 24 else Precision.RANGE
    named = {"fortnight": "week", "decade": "year", "century": "year", "generation": "decade"}.get(unit, unit)
    around = unit_around(named, there)
    if around and unit in ("week", "fortnight"):  # "two weeks ago": that day, give or take three
        around = (shift_days(there, -3), shift_days(there, 3), Precision.WEEK)
    return _at_least(match, around, moved(base, unit, sign * count * 2) if around else base, forward)


def _at_least(match: re.Match[str], around: Reckoned | None, further: date, forward: bool) -> Reckoned | None:
    """Read "more than a decade ago" reaches back to twice as long; "less than" stops at the day."""
    if around is None or not (match["about"] or "").lower().startswith(("more than", "over", "at least")):
        return around
    first, last, _ = around
    return (first, further, Precision.VAGUE) if forward else (further, last, Precision.VAGUE)


def _vague_ago(match: re.Match[str], setting: Setting) -> Reckoned | None:
    unit = match["unit"].lower()
    if unit in _VAGUE_AGO:
        longest, shortest = _VAGUE_AGO[unit]
    else:
        longest, shortest = {"decade": (32872, 7305), "generation": (36525, 9131)}.get(
            unit, (182_621, 73_048)
        )
    return shift_days(setting.published, -longest), shift_days(setting.published, -shortest), Precision.VAGUE


def _past_span(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "over the past year", "in the last six months": from so long back to the day of publication."""
    count = number(match["count"]) if match["count"] else 1
    unit = match["unit"].lower().replace("centurie", "century")
    return (
        moved(setting.published, unit, -max(count, 24 if unit == "hour" else 1)),
        setting.published,
        Precision.RANGE,
    )


def _coming_span(match: re.Match[str], setting: Setting) -> Reckoned | None:
    unit = match["unit"].lower().replace("centurie", "century")
    if not match["count"] and match["many"]:
        days = _RECENT_DAYS.get(unit, 3650)
        return setting.published, shift_days(setting.published, days), Precision.VAGUE
    count = number(match["count"]) if match["count"] else 1
    end = moved(setting.published, unit, max(count, 24 if unit == "hour" else 1))
    return setting.published, end, Precision.RANGE


def _in_time(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "in two weeks' time", and bare "in two weeks" where the sentence looks ahead."""
    if not match["time"] and not setting.ahead(match.start(), match.end()):
        return None
    unit = match["unit"].lower().replace("centurie", "century")
    there = moved(setting.published, unit, number(match["count"]))
    if unit in ("week", "fortnight"):
        return shift_days(there, -3), shift_days(there, 3), Precision.WEEK
    return unit_around({"decade": "year", "century": "year", "generation": "decade"}.get(unit, unit), there)


def _within(match: re.Match[str], setting: Setting) -> Reckoned | None:
    unit = match["unit"].lower().replace("centurie", "century")
    count = number(match["count"])
    if not setting.ahead(match.start(), match.end()):
        return None
    return (
        setting.published,
        moved(setting.published, unit, max(count, 24 if unit == "hour" else 1)),
        Precision.RANGE,
    )


def _recent(match: re.Match[str], setting: Setting) -> Reckoned | None:
    days = _RECENT_DAYS.get(match["unit"].lower(), 36524)
    return shift_days(setting.published, -days), setting.published, Precision.VAGUE


def _anchored(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "the previous day", "the same week", "the following year", "the day before": from the date before."""
    way, unit = " ".join(match["way"].lower().split()), match["unit"].lower()
    last = setting.last_date
    base = setting.last_day if unit == "day" else last.first if last else None
    base = base or setting.published
    shift = {"previous": -1, "preceding": -1, "following": 1, "next": 1}.get(way, 0)
    if shift == 1 and last is None:
        return None
    if way == "that" and last is None:
        return None
    return unit_around(unit, moved(base, unit, shift))


def _day_beside(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "the day before", "the day after", "a day earlier" without a noun after it."""
    base = setting.last_day or setting.published
    back = "before" in match.group().lower()
    if not back and setting.last_day is None:
        return None
    return exact(shift_days(base, -1 if back else 1))


def _season(match: re.Match[str], setting: Setting) -> Reckoned | None:
    rel, today, word = (match["rel"] or "").lower(), setting.published, match["season"]
    if not rel and word.lower() == "fall" and not match["in"]:
        return None
    this_year = season_of(today.year, word)
    if rel == "last":
        return this_year if this_year[1] < today else season_of(today.year - 1, word)
    if rel == "next":
        return this_year if this_year[0] > today else season_of(today.year + 1, word)
    if rel == "this":
        if this_year[0] > shift_months(today, 8):  # "this winter" in January began last December
            return season_of(today.year - 1, word)
        return this_year
    if not match["in"]:
        return None
    if setting.ahead(match.start(), match.end()):
        return this_year if this_year[1] >= today else season_of(today.year + 1, word)
    return this_year if this_year[0] <= today else season_of(today.year - 1, word)


_UNITS = ("hour", "day", "night", "week", "month", "quarter", "year", "decade", "generation", "centur")
_PART_OF_DAY = r"(?:[ -](?:morning|afternoon|evening|night|noon|midday|midnight|dawn))?"
_ABOUT = (
    r"(?:(?P<about>[Mm]ore than|[Oo]ver|[Aa]t least|[Aa]bout|[Nn]early|[Aa]lmost|[Ss]ome|[Aa]round"
    r"|[Rr]oughly|[Jj]ust|[Ll]ess than|[Oo]nly|[Bb]arely)\s)?"
)
_LED = r"(?:(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin|[Tt]hroughout|[Aa]cross|[Oo]f)\s)?"
_RULES: tuple[Rule, ...] = (
    (
        re.compile(
            r"\b(?i:the day before yesterday|the day after tomorrow|yesterday|to-?day|to-?morrow)"
            rf"{_PART_OF_DAY}(?!\w)"
        ),
        _near_day,
        ("day", "morrow", "night", "this "),
    ),
    (
        re.compile(r"\b(?i:last night|to-?night|overnight|this (?:morning|afternoon|evening))(?!\w)"),
        _near_day,
        ("day", "morrow", "night", "this "),
    ),
    (
        re.compile(
            rf"(?<![\w-])(?:(?P<rel>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Cc]oming"
            rf"|[Tt]his)\s)?(?P<weekday>{WEEKDAY})"
            rf"(?!,?\s(?:the\s)?(?:{MONTH}\s\d|{DAY_TH}\s(?:of\s)?{MONTH}))"
            rf"{_PART_OF_DAY}(?:\s(?P<post>last|next|week)(?=[\s.,;]))?"
        ),
        _weekday,
        ("day",),
    ),
    (
        re.compile(
            r"\b(?P<rel>[Tt]his|[Ll]ast|[Pp]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Tt]he current)\s"
            r"(?P<unit>week|month|year|quarter|decade|century|weekend)(?!\w|-)"
        ),
        _calendar_unit,
        _UNITS,
    ),
    (re.compile(r"\b(?:[Oo]ver|[Aa]t|[Dd]uring|on) the weekend\b"), _over_weekend, ("weekend",)),
    (
        re.compile(
            r"\b(?P<part>[Ee]arlier|[Ll]ater) (?:in )?(?:the|this) (?P<unit>day|week|month|year|decade|century)\b"
        ),
        _within_unit,
        ("earlier", "later", "end of", "close of", "middle of", "beginning of", "start of", "turn of"),
    ),
    (
        re.compile(
            r"\b(?:[Tt]he )?(?P<part>[Ee]nd|[Cc]lose|[Mm]iddle|[Bb]eginning|[Ss]tart|[Tt]urn) of (?:the|this) "
            r"(?P<unit>week|month|year|quarter|decade|century)\b"
        ),
        _within_unit,
        ("earlier", "later", "end of", "close of", "middle of", "beginning of", "start of", "turn of"),
    ),
    (re.compile(r"\b(?P<unit>year|month|week)(?:[’']s[ -]|-| )end\b"), _unit_end, ("end",)),
    (
        re.compile(
            rf"\b{_ABOUT}(?P<count>(?i:{NUMBER}))[\s-](?P<unit>{UNIT})(?:ies|y|s)?(?P<half> and a half)?"
            r"\s(?P<way>(?:ago|earlier|previously|later|afterwards?|hence|from now)(?!\w)|(?:back|before"
            r"|after|on)(?=[.,;:)—–”\"’]|\Z))"
        ),
        _ago,
        _UNITS,
    ),
    (
        re.compile(r"\b(?P<unit>day|week|month|year|decade|generation|centurie)s ago\b"),
        _vague_ago,
        ("s ago",),
    ),
    (
        re.compile(
            rf"\b{_LED}(?:the|these|this)\s(?:last|past|previous"
            rf"|preceding)\s(?:(?P<count>(?i:{NUMBER}))\s)?(?P<unit>{UNIT})(?:y|ies|s)?(?!\w)"
        ),
        _past_span,
        ("last", "past", "previous", "preceding"),
    ),
    (
        re.compile(
            rf"\b{_LED}(?:the\s)?(?:next|coming|following"
            rf"|upcoming)\s(?:(?P<count>(?i:{NUMBER}))\s)(?P<unit>{UNIT})(?:y|ies|(?P<many>s))?(?!\w)"
        ),
        _coming_span,
        ("next", "coming", "following"),
    ),
    (
        re.compile(rf"\b{_LED}the\s(?:next|coming)\s(?P<count>)(?P<unit>{UNIT})(?P<many>ies|s)?(?!\w)"),
        _coming_span,
        ("next", "coming", "following"),
    ),
    (
        re.compile(
            rf"\b[Ii]n (?P<count>(?i:{NUMBER}))[\s-](?P<unit>{UNIT})(?:y|ies|s)?(?P<time>[’']s? time"
            rf"| from now)?(?!\w)"
        ),
        _in_time,
        _UNITS,
    ),
    (
        re.compile(rf"\b[Ww]ithin (?:the )?(?P<count>(?i:{NUMBER}))[\s-](?P<unit>{UNIT})(?:y|ies|s)?(?!\w)"),
        _within,
        ("within",),
    ),
    (
        re.compile(
            r"\b(?:(?:[Ii]n|[Oo]ver|[Dd]uring)\s)?(?:the\s)?(?:more\s)?[Rr]ecent (?P<unit>day|week|month|year"
            r"|decade|centurie)s\b"
        ),
        _recent,
        ("recent",),
    ),
    (
        re.compile(
            r"\b(?:(?:[Tt]he|[Tt]hat) )?(?:very )?(?P<way>same|previous|preceding|following"
            r"|next) (?P<unit>day|week|month|year|decade)(?!\w|[’'-])"
        ),
        _anchored,
        ("same ", "previous ", "preceding ", "following ", "next ", "that "),
    ),
    (
        re.compile(r"\b(?:[Ll]ater )?(?P<way>[Tt]hat) (?P<unit>day|week|month|year|decade)(?!\w|[’'-])"),
        _anchored,
        ("same ", "previous ", "preceding ", "following ", "next ", "that "),
    ),
    (
        re.compile(r"\b[Tt]he day (?:before|after)(?=[.,;)]|\sand\b|\Z)"),
        _day_beside,
        ("the day before", "the day after"),
    ),
    (
        re.compile(
            rf"\b(?P<in>(?:[Ii]n|[Dd]uring|[Bb]y|[Ss]ince"
            rf"|[Uu]ntil) the )(?P<rel>)(?P<season>{SEASON})(?! of\b|,?\s\d|\w)"
        ),
        _season,
        SEASONS,
    ),
    (
        re.compile(rf"\b(?P<in>)(?P<rel>[Tt]his|[Ll]ast|[Nn]ext)\s(?P<season>{SEASON})(?!\w|[’']s)"),
        _season,
        SEASONS,
    ),
)
