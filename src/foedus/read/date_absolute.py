"""Rules for dates that name a year, a month or a day of their own, whatever the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from foedus.read.date_found import Precision, Reckoned, Setting, exact, whole_month, whole_year
from foedus.read.date_full import FULL, Calendar, of_match
from foedus.read.date_tense import Tense
from foedus.read.date_words import (
    DASH,
    DAY_TH,
    GAP,
    MONTH,
    ORDINALS,
    YEAR,
    day,
    month_number,
    shift_days,
    shift_months,
)

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], Setting], Reckoned | None], tuple[str, ...]]
"""A pattern, what its match means, and words in small letters of which a text must hold one (none: always)."""

DIGITS = tuple("0123456789")
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_JOIN = rf"{GAP}(?:{DASH}|and|to|through|or|until){GAP}"
_NOT_A_YEAR_BEFORE = re.compile(
    r"(?:\b(?:resolutions?|Resolutions?|RESOLUTIONS?|UNSCRs?|Nos?\.?|numbers?|articles?|Articles?|Art\."
    r"|paras?\.?|paragraphs?|"
    r"rules?|laws?|decrees?|orders?|flights?|Flight|Route|Highway|rooms?|pages?|pp?\.|directives?"
    r"|regulations?|Boeing|Airbus|"
    r"channel|[Pp]roject|[Cc]hapter|vol\.|Executive Order)\s(?:\d{1,4}(?:\s\(\d{4}\))?(?:,\s(?:and\s)?|\sand\s)){0,6}"
    r"|[$£€¥#]\s?|\b(?:US|A|C|HK|Rs)\.?[$]\s?)\Z"
)
_COUNTED = (
    r"(?:troops|soldiers|men|women|people|persons|civilians|casualties|dead|deaths|killed|wounded|injured"
    r"|tons?|tonnes?|kms?"
    r"|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|feet|foot|ft|kgs?|kilograms?|pounds|dollars|euros|yen|won"
    r"|rub?les|roubles|rupees"
    r"|percent|per cent|MW|missiles?|shells|rockets|rounds|tanks|vehicles|aircraft|drones|planes|ships|boats"
    r"|homes|houses"
    r"|villages|workers|police|officers|fighters|militants|prisoners|refugees|migrants|members|guests"
    r"|delegates|words|pages"
    r"|hours|GMT|hrs|h\b|UTC|local time|times|years|days|weeks|months|hectares|acres|square|nautical|warheads|sorties"
    r"|students|companies|firms|representatives|more|others|of them|of its|of their|or more|horses|guns"
    r"|rifles|Americans|Russians)\b"
)
_NOT_A_YEAR_AFTER = re.compile(
    rf"\s?(?:%|(?:to|or|and|{DASH})\s?\d{{3,4}}\s{_COUNTED}|(?:[A-Za-z]{{3,12}}\s)?{_COUNTED})"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|[Bb]efore|[Aa]fter|to|and|or"
    r"|through|[Bb]etween|for|[Yy]ear|"
    r"[Ll]ate|[Ee]arly|[Mm]id|[Cc]irca|c\.|dated|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Ff]iscal|FY"
    r"|[Ee]lections?|than|as|"
    r"[Ee]nd|[Mm]iddle|[Bb]eginning|[Ss]tart|back|[Aa]round|[Aa]bout|[Rr]oughly|per|[Tt]hroughout|[Ii]nto"
    r"|[Aa]s of|[Uu]p to|[Tt]owards?|On|on)"
    r"(?:\sthe)?(?:\syear)?\s|[(\[,]\s?|\b(?:[Mm]id|pre|post|[Ee]arly|[Ll]ate|end)-|[’']s\s(?:\w{1,12}\s)?"
    r"|\b(?:the|its|their|his|her|our|this|that|an?|both|old|original|landmark|[Tt]he|[Tt]heir|[Ii]ts|A)\s"
    r"|\b(?:Act|Law|Treaty|Pact|Protocol|Convention|Agreement|Charter|Summit|Conference|Declaration|Accords?"
    r"|Exercise|Olympics|Budget|Strategy|Concept)\s)\Z"
)
_YEAR_AFTER = re.compile(
    r"(?:-(?:era|style|vintage)|\)|[’']s\b|\s(?:agreements?|treat(?:y|ies)|pacts?|accords?|wars?|invasion"
    r"|annexation|armistice"
    r"|conventions?|charter|elections?|constitution|summit|declarations?|crisis|revolution|coup|Olympics"
    r"|budget|protocol"
    r"|memorandum|alliance|attacks?|defen[cs]e|nuclear|deal|conflict|partition|uprising|peace|truce|ceasefire"
    r"|border|was|saw"
    r"|marked|is the|law|act|act\b|statement|communique|joint)\b)",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Oo]f|[Dd]uring|[Bb]efore|[Aa]fter|[Ll]ast|[Nn]ext"
    r"|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id|"
    r"[Bb]etween|to|and|through|for|till|or|[Ee]very|[Ss]ometime in|around|[Cc]oming|[Pp]ast|[Ee]arlier in"
    r"|[Ll]ater in)\s(?:early\s|late\s|mid-)?"
    r"|\b[Mm]id-|\b[Ee]arly-|\b[Ll]ate-)\Z"
)
_NAMES = frozenset({"may", "march", "mar", "june", "april", "august", "jun", "jan", "dec", "sep"})


def rules() -> tuple[Rule, ...]:
    """Patterns with what they mean, in no order: the longest match at the earliest place wins."""
    return _RULES


def _full(match: re.Match[str], setting: Setting) -> Reckoned | None:
    found = of_match(match)
    if found is None:
        return None
    when = _placed(found, match, setting)
    return exact(when) if when else None


def _placed(found: Calendar, match: re.Match[str], setting: Setting) -> date | None:
    here = _in_year_here(found, setting)
    if here or found.year:
        return here or found.day
    tense = setting.tense(match.start(), match.end())
    return found.near(setting.published, ahead=tense is Tense.AHEAD, past=tense is Tense.PAST)


def _in_year_here(found: Calendar, setting: Setting) -> date | None:
    """Read "In 1914 … on July 28": a day without a year takes the year that its sentence has named."""
    if found.year or not setting.year_here:
        return None
    return day(setting.year_here, found.month, found.of_month)


def _full_of_year(match: re.Match[str], setting: Setting) -> Reckoned | None:
    found = FULL.match(match.group())
    parsed = of_match(found) if found else None
    year = setting.published.year + {"last": -1, "this": 0, "next": 1, "the same": 0}[match["rel"].lower()]
    when = day(year, parsed.month, parsed.of_month) if parsed else None
    return exact(when) if when else None


def _days_of_month(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "June 19-20, 2024", "19 and 20 June"."""
    g = match.groupdict()
    month = month_number(g["month"])
    first, last = (int(g[name].rstrip("stndrh")) for name in ("from_day", "to_day"))
    year = int(g["year"]) if g["year"] else None
    probe = Calendar(year, month, first, None, match.start(), match.end())
    start = _in_year_here(probe, setting) or probe.near(
        setting.published, ahead=setting.ahead(match.start(), match.end())
    )
    end = day(start.year, month, last) if start else None
    if start is None or end is None or end < start:
        return None
    return start, end, Precision.RANGE


def _month_year(match: re.Match[str], setting: Setting) -> Reckoned | None:
    return whole_month(int(match["year"]), month_number(match["month"]))


def _iso_month(match: re.Match[str], setting: Setting) -> Reckoned | None:
    return whole_month(int(match["year"]), int(match["month"]))


def _month_of_year(match: re.Match[str], setting: Setting) -> Reckoned | None:
    shift = {"last": -1, "this": 0, "next": 1, "the same": 0, "that": 0}[match["rel"].lower()]
    base = setting.published.year
    if match["rel"].lower() in ("the same", "that") and setting.last_date:
        base = setting.last_date.first.year
    return whole_month(base + shift, month_number(match["month"]))


def _month(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """A month alone: the latest that has begun by the day of publication, or the next one where told ahead."""
    word = match["month"].rstrip(".").lower()
    rel = (match["rel"] or "").lower()
    before = setting.text[max(0, match.start() - 24) : match.start()]
    placed = rel or match["own"] or _MONTH_BEFORE.search(before)
    if (
        not placed
        and word in _NAMES
        and not _month_of_noun(before, setting.text[match.end() : match.end() + 12])
    ):
        return None
    if (
        re.match(r"\s[A-Z][a-z]+ (?:said|told)", setting.text[match.end() : match.end() + 40])
        and word in _NAMES
    ):
        return None
    month, today = month_number(match["month"]), setting.published
    year = today.year
    if rel in ("last", "past"):
        year -= month >= today.month
    elif rel in ("next", "coming", "this coming"):
        year += month <= today.month
    elif match["own"] and not rel and abs(month - today.month) > 6:  # "November's election": the nearest
        year += 1 if month < today.month else -1
    elif match["own"] and not rel:
        pass
    elif rel != "this":
        if setting.year_here:
            return whole_month(setting.year_here, month)
        if setting.ahead(match.start(), match.end()):
            year += month < today.month
        elif month > today.month:
            soon = month - today.month <= 2 and re.search(r"\b(?:for|before|until|till|by|next)\s\Z", before)
            year -= 0 if soon else 1
    return whole_month(year, month)


def _month_of_noun(before: str, after: str) -> bool:
    """Read "the May summit", "an August trip": an article, the month, a common noun."""
    noun = re.match(r"\s(?!(?:on|of|for|to|past|into|by|and|from)\b)[a-z]{3}", after)
    return bool(noun and re.search(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[’']s)\s\Z", before))


def _year(match: re.Match[str], setting: Setting) -> Reckoned | None:
    text, year = setting.text, int(match["year"])
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 40]
    if _NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after):
        return None
    if not (_YEAR_BEFORE.search(before) or (year >= 1800 and _YEAR_AFTER.match(after))):
        return None
    if year > setting.published.year + 80 or (year < 1500 and not re.search(r"\b[Ii]n\s\Z", before)):
        return None
    return whole_year(year)


def _years(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "1914-18", "1991–2008", "2023/24"."""
    before, after = (
        setting.text[max(0, match.start() - 60) : match.start()],
        setting.text[match.end() : match.end() + 40],
    )
    if _NOT_A_YEAR_BEFORE.search(before) or _NOT_A_YEAR_AFTER.match(after):
        return None
    first, end = int(match["year"]), match["to"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last <= first + 400:
        return None
    return date(first, 1, 1), date(last, 12, 31), Precision.RANGE


def _decade(match: re.Match[str], setting: Setting) -> Reckoned | None:
    first = int(match["decade"]) * 10 if match["decade"] else None
    if match["short"]:
        first = 1900 + int(match["short"]) * 10
    if match["word"]:
        words = "twenties thirties forties fifties sixties seventies eighties nineties".split()
        first = 1920 + 10 * words.index(match["word"].lower())
    if first is None:
        return None
    return date(first, 1, 1), date(first + 9, 12, 31), Precision.DECADE


def _century(match: re.Match[str], setting: Setting) -> Reckoned | None:
    word = match["ordinal"].lower()
    number = int(word.rstrip("stndrh")) if word[0].isdigit() else ORDINALS[word]
    if not 1 <= number <= 22:
        return None
    return date((number - 1) * 100 + 1, 1, 1), date(number * 100, 12, 31), Precision.CENTURY


def season_of(year: int, word: str) -> Reckoned:
    """Meteorological seasons of the northern half: spring March to May; winter begins in December of the year."""
    start = date(year, _SEASON_MONTH[word.lower()], 1)
    return start, shift_days(shift_months(start, 3), -1), Precision.SEASON


def _season_year(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "winter 2021-22" begins in 2021, "the winter of 2022" too: it is named after its December."""
    return season_of(int(match["year"]), match["season"])


def _fraction(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "the first half of 2024", "the third quarter of last year"."""
    size = 6 if match["size"] == "half" else 3
    place = {
        "first": 0,
        "second": 1,
        "third": 2,
        "fourth": 3,
        "last": 12 // size - 1,
        "final": 12 // size - 1,
    }
    shift = {"last year": -1, "next year": 1}.get((match["said"] or "").lower(), 0)
    year = int(match["year"]) if match["year"] else setting.published.year + shift
    index = place[match["place"].lower()]
    if index * size >= 12:
        return None
    start = date(year, index * size + 1, 1)
    return start, shift_days(shift_months(start, size), -1), Precision.RANGE


def _instant(match: re.Match[str], setting: Setting) -> Reckoned | None:
    """Read "the 28th ult." is of last month, "inst." of this, "prox." of the next; bare "on the 28th" the"
    " latest one.
    """
    of_month = int(match["day"].rstrip("stndrh"))
    said = (match["said"] or "").lower().rstrip(".")
    shift = {"ult": -1, "ultimo": -1, "last month": -1, "prox": 1, "proximo": 1, "next month": 1}.get(said, 0)
    today = setting.published
    if not said and of_month > today.day and not setting.ahead(match.start(), match.end()):
        shift = -1
    month = shift_months(date(today.year, today.month, 1), shift)
    when = day(month.year, month.month, of_month)
    return exact(when) if when else None


def _holiday(match: re.Match[str], setting: Setting) -> Reckoned | None:
    name = match["holiday"].lower().replace("’", "'")
    days = {
        "new year's day": (1, 1),
        "new year's eve": (12, 31),
        "christmas eve": (12, 24),
        "christmas": (12, 25),
    }
    month, of_month = days.get(name, (12, 26) if name == "boxing day" else (12, 25))
    year = int(match["year"]) if match["year"] else None
    probe = Calendar(year, month, of_month, None, match.start(), match.end())
    when = _placed(probe, match, setting)
    return exact(when) if when else None


_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_REL = r"(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|the same)"
_RULES: tuple[Rule, ...] = (
    (FULL, _full, DIGITS),
    (
        re.compile(rf"{FULL.pattern},?{GAP}(?:of{GAP})?(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|the same){GAP}year\b"),
        _full_of_year,
        ("year",),
    ),
    (
        re.compile(
            rf"(?<![\w/.-])(?P<month>{MONTH}){GAP}(?P<from_day>{DAY_TH}){_JOIN}(?P<to_day>{DAY_TH})"
            rf"(?!{GAP}{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?"
        ),
        _days_of_month,
        DIGITS,
    ),
    (
        re.compile(
            rf"(?<![\w/.-])(?P<from_day>{DAY_TH}){_JOIN}(?:the{GAP})?(?P<to_day>{DAY_TH})(?:{GAP}of)?{GAP}(?P<month>{MONTH})"
            rf"(?:,?{GAP}(?P<year>{YEAR}))?"
        ),
        _days_of_month,
        DIGITS,
    ),
    (re.compile(rf"(?<![\w/.-])(?P<month>{MONTH})(?:,|{GAP}of)?{GAP}(?P<year>{YEAR})"), _month_year, DIGITS),
    (re.compile(rf"(?<![\w/.-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w-])"), _iso_month, DIGITS),
    (
        re.compile(
            rf"(?<![\w/.-])(?P<month>{MONTH}),?{GAP}(?:of{GAP})?(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|the same"
            rf"|that){GAP}year\b"
        ),
        _month_of_year,
        ("year",),
    ),
    (
        re.compile(
            rf"(?<![\w/.])(?:(?P<rel>[Ll]ast|[Pp]ast|[Nn]ext|[Tt]his coming|[Cc]oming"
            rf"|[Tt]his){GAP})?(?P<month>{MONTH})(?P<own>[’']s\b)?"
            rf"(?!\.?\s\d{{1,2}}\b|\.?\s\d{{4}}\b|-\d)"
        ),
        _month,
        _MONTHS,
    ),
    (re.compile(rf"(?<![\w/.$£€#])(?<!\d[,-])(?P<year>{YEAR})(?![\w/]|\.\d|-\d)"), _year, DIGITS),
    (
        re.compile(rf"(?<![\w/.$£€#-])(?P<year>{YEAR})\s?(?:-|–|—|/)\s?(?P<to>{YEAR}|\d\d)(?![\w/]|-\d|,\d)"),
        _years,
        DIGITS,
    ),
    (
        re.compile(
            r"(?:(?<![\w/.$£€#,-])(?P<decade>1[5-9]\d|20\d)0[’']?s\b|(?<!\w)[’'‘](?P<short>[1-9])0s\b"
            r"|\bthe (?:nineteen[- ])?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties"
            r"|nineties)\b)"
        ),
        _decade,
        ("0s", "0’s", "0's", "ies"),
    ),
    (
        re.compile(
            rf"\b(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_ORDINAL}))[- ][Cc]entur(?:y|ies)\b(?! BC)"
        ),
        _century,
        ("centur",),
    ),
    (
        re.compile(
            rf"\b(?P<season>{SEASON})(?: of|,)?(?: the year)? (?P<year>{YEAR})(?:(?:-|–|/)(?:{YEAR}|\d\d))?"
        ),
        _season_year,
        SEASONS,
    ),
    (
        re.compile(
            rf"\b(?P<place>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal) (?P<size>half|quarter) of "
            rf"(?:the year |fiscal )?(?:(?P<year>{YEAR})|(?P<said>the year|this year|last year|next year))"
        ),
        _fraction,
        ("half of", "quarter of"),
    ),
    (
        re.compile(
            r"\b(?:(?:[Oo]n )?the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)),? (?:of )?"
            r"(?P<said>ult(?:imo|\.)?|inst(?:ant|\.)?|prox(?:imo|\.)?|this month|last month|next month))(?!\w)"
        ),
        _instant,
        DIGITS,
    ),
    (
        re.compile(
            r"\b[Oo]n the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?P<said>)(?=[.,;]\s|\s(?:that|at|the"
            r"|by|and|to)\b)"
        ),
        _instant,
        DIGITS,
    ),
    (
        re.compile(
            r"\b(?P<holiday>(?i:new year[’']s (?:day|eve)|christmas(?: (?:day|eve))?|boxing day))\b"
            rf"(?:,? (?P<year>{YEAR}))?"
        ),
        _holiday,
        ("christmas", "new year", "boxing"),
    ),
)
