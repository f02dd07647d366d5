"""Dates in text: each rule with its exact interval, told from Thursday, 20 June 2024."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.read.dates import Precision, Relation, document_date, resolve
from foedus.read.sections import split

PUBLISHED = date(2024, 6, 20)
SHARED = Path(__file__).resolve().parents[3] / "shared"


def found(text: str, published: date = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(text[slice(*d.span)], str(d.first), str(d.last)) for d in resolve(text, published)]


ONE_DAY = [
    ("signed on June 19, 2024.", "June 19, 2024", "2024-06-19"),
    ("signed on 19 June 2024.", "19 June 2024", "2024-06-19"),
    ("on Wednesday, 19 June 2024, they met", "Wednesday, 19 June 2024", "2024-06-19"),
    ("on Nov. 19 he spoke", "Nov. 19", "2023-11-19"),
    ("on June 19th", "June 19th", "2024-06-19"),
    ("of 2024-06-19 in form", "2024-06-19", "2024-06-19"),
    ("at 2024-06-19T10:00:00Z", "2024-06-19", "2024-06-19"),
    ("on 19/6/2024 they met", "19/6/2024", "2024-06-19"),
    ("on 6/19/2024 they met", "6/19/2024", "2024-06-19"),
    ("on 5/5/2024 they met", "5/5/2024", "2024-05-05"),
    ("am 5.6.2024 they met", "5.6.2024", "2024-06-05"),
    ("The treaty of 1 October 1953", "1 October 1953", "1953-10-01"),
    ("the 4th of April, 1949", "the 4th of April, 1949", "1949-04-04"),
    ("done this 1st day of October 1953", "1st day of October 1953", "1953-10-01"),
    ("on June 5 last year", "June 5 last year", "2023-06-05"),
    ("today he left", "today", "2024-06-20"),
    ("to-day he left", "to-day", "2024-06-20"),
    ("he left yesterday.", "yesterday", "2024-06-19"),
    ("the day before yesterday he left", "the day before yesterday", "2024-06-18"),
    ("they will meet tomorrow", "tomorrow", "2024-06-21"),
    ("the two dined last night", "last night", "2024-06-19"),
    ("this morning the two met", "this morning", "2024-06-20"),
    ("released Thursday by the agency", "Thursday", "2024-06-20"),
    ("he said on Friday", "Friday", "2024-06-14"),
    ("he said late on Monday evening", "Monday evening", "2024-06-17"),
    ("they will meet on Friday", "Friday", "2024-06-21"),
    ("they are to meet on Monday", "Monday", "2024-06-24"),
    ("On Monday, they will meet", "Monday", "2024-06-24"),
    ("ahead of Friday's vote", "Friday", "2024-06-21"),
    ("Friday's talks failed", "Friday", "2024-06-14"),
    ("he left last Thursday", "last Thursday", "2024-06-13"),
    ("they meet next Thursday", "next Thursday", "2024-06-27"),
    ("three days ago", "three days ago", "2024-06-17"),
    ("ten days ago", "ten days ago", "2024-06-10"),
    ("by letter of the 28th ult. the envoy", "the 28th ult.", "2024-05-28"),
    ("Earlier in the day, they met", "Earlier in the day", "2024-06-20"),
    ("The summit will open on July 9.", "July 9", "2024-07-09"),
    ("the summit on July 9 in Washington", "July 9", "2024-07-09"),
    ("they signed the surrender on September 2", "September 2", "2023-09-02"),
    ("on Feb. 29, 2024, it", "Feb. 29, 2024", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "words", "day"), ONE_DAY, ids=[t for t, _, _ in ONE_DAY])
def test_single_days(text: str, words: str, day: str) -> None:
    assert found(text) == [(words, day, day)]


INTERVALS = [
    ("in 1961 they signed", "1961", "1961-01-01", "1961-12-31"),
    ("the 1961 treaty with Moscow", "1961", "1961-01-01", "1961-12-31"),
    ("Resolution 1718 (2006)", "2006", "2006-01-01", "2006-12-31"),
    ("the Mutual Aid Act 2004", "2004", "2004-01-01", "2004-12-31"),
    ("in June 2024 they met", "June 2024", "2024-06-01", "2024-06-30"),
    ("on June 19-20 he came", "June 19-20", "2024-06-19", "2024-06-20"),
    ("on 23-24 February 2022", "23-24 February 2022", "2022-02-23", "2022-02-24"),
    ("from June 19 to June 21", "from June 19 to June 21", "2024-06-19", "2024-06-21"),
    ("Jan. 30 - Feb. 2, 2023", "Jan. 30 - Feb. 2, 2023", "2023-01-30", "2023-02-02"),
    ("the 1990s were bad", "1990s", "1990-01-01", "1999-12-31"),
    ("in the early 1990s", "early 1990s", "1990-01-01", "1992-12-31"),
    ("the thirties ended", "the thirties", "1930-01-01", "1939-12-31"),
    ("in the late 19th century", "late 19th century", "1868-01-01", "1900-12-31"),
    ("between 2014 and 2018 the two", "between 2014 and 2018", "2014-01-01", "2018-12-31"),
    ("the 1914-18 war", "1914-18", "1914-01-01", "1918-12-31"),
    ("from 1949 until 1991", "from 1949 until 1991", "1949-01-01", "1991-12-31"),
    ("during a visit this week by", "this week", "2024-06-17", "2024-06-20"),
    ("it will vote this week", "this week", "2024-06-20", "2024-06-23"),
    ("earlier this week", "earlier this week", "2024-06-17", "2024-06-20"),
    ("last week", "last week", "2024-06-10", "2024-06-16"),
    ("next week", "next week", "2024-06-24", "2024-06-30"),
    ("over the weekend it fell", "over the weekend", "2024-06-15", "2024-06-16"),
    ("this month", "this month", "2024-06-01", "2024-06-30"),
    ("later this month", "later this month", "2024-06-20", "2024-06-30"),
    ("last month", "last month", "2024-05-01", "2024-05-31"),
    ("ahead of next month's summit", "next month", "2024-07-01", "2024-07-31"),
    ("this year", "this year", "2024-01-01", "2024-12-31"),
    ("earlier this year", "earlier this year", "2024-01-01", "2024-06-20"),
    ("last year", "last year", "2023-01-01", "2023-12-31"),
    ("late last year", "late last year", "2023-09-01", "2023-12-31"),
    ("two years ago", "two years ago", "2022-01-01", "2022-12-31"),
    ("a decade ago", "a decade ago", "2014-01-01", "2014-12-31"),
    ("more than a decade ago", "more than a decade ago", "2004-06-20", "2014-12-31"),
    ("two weeks ago", "two weeks ago", "2024-06-03", "2024-06-09"),
    ("a year and a half ago", "a year and a half ago", "2022-12-01", "2022-12-31"),
    ("Over the past year, the three", "Over the past year", "2023-06-20", "2024-06-20"),
    ("in the last six months", "in the last six months", "2023-12-20", "2024-06-20"),
    ("in the past 24 hours", "in the past 24 hours", "2024-06-19", "2024-06-20"),
    ("over the next five years", "over the next five years", "2024-06-20", "2029-06-20"),
    ("in recent weeks", "in recent weeks", "2024-05-09", "2024-06-20"),
    ("since February 2022", "since February 2022", "2022-02-01", "2024-06-20"),
    ("since Monday", "since Monday", "2024-06-17", "2024-06-20"),
    ("by the end of the year", "by the end of the year", "2024-06-20", "2024-12-31"),
    ("by the end of 2025", "by the end of 2025", "2024-06-20", "2025-12-31"),
    ("by 2030 it will", "by 2030", "2024-06-20", "2030-12-31"),
    ("in April they met", "April", "2024-04-01", "2024-04-30"),
    ("they will meet in April", "April", "2025-04-01", "2025-04-30"),
    ("the May summit was held", "May", "2024-05-01", "2024-05-31"),
    ("last September", "last September", "2023-09-01", "2023-09-30"),
    ("in March of this year", "March of this year", "2024-03-01", "2024-03-31"),
    ("in mid-June", "mid-June", "2024-06-11", "2024-06-20"),
    ("in early 2023", "early 2023", "2023-01-01", "2023-04-30"),
    ("at the end of June", "end of June", "2024-06-26", "2024-06-30"),
    ("in the summer of 2023", "summer of 2023", "2023-06-01", "2023-08-31"),
    ("last winter", "last winter", "2023-12-01", "2024-02-29"),
    ("next spring", "next spring", "2025-03-01", "2025-05-31"),
    ("in the first half of 2023", "first half of 2023", "2023-01-01", "2023-06-30"),
    ("in the third quarter of last year", "third quarter of last year", "2023-07-01", "2023-09-30"),
    ("World War II was long", "World War II", "1939-09-01", "1945-09-02"),
    ("a Cold War-era pledge", "Cold War", "1947-03-12", "1991-12-26"),
    ("the collapse of the Soviet Union", "collapse of the Soviet Union", "1991-08-19", "1991-12-26"),
    ("within 30 days of signing it will expire", "within 30 days", "2024-06-20", "2024-07-20"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), INTERVALS, ids=[c[0] for c in INTERVALS])
def test_intervals(text: str, words: str, first: str, last: str) -> None:
    assert found(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "it sent 2000 troops to the border",
        "in 2000 villages",
        "between 1500 and 2000 soldiers",
        "resolutions 1718, 1874 and 2270",
        "on 5/6/2024 they met",
        "the March on Rome",
        "the 38th parallel",
        "at 2000 GMT",
        "according to USA Today",
        "The Poland of today may be the Baltic of tomorrow",
        "he told the Sunday Times",
        "two days after the attack",
        "on Feb. 30 they met",
        "Mr. May said so",
        "Good Friday agreement",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert found(text) == []


def test_dates_told_from_the_date_before() -> None:
    text = "On May 1 it attacked. Three days later, it withdrew. The previous day, talks had begun."
    assert [(d.first, d.last) for d in resolve(text, PUBLISHED)] == [
        (date(2024, 5, 1),) * 2,
        (date(2024, 5, 4),) * 2,
        (date(2024, 5, 3),) * 2,
    ]
    assert found("He came early Wednesday and left later in the day.")[1][1] == "2024-06-19"
    assert found("He left the same day") == [("the same day", "2024-06-20", "2024-06-20")]


def test_a_day_takes_the_year_its_sentence_names() -> None:
    assert found("In 1914, Austria declared war on July 28.")[1][1] == "1914-07-28"
    chain = "Japan was hit on August 6, 1945. It surrendered on August 15."
    assert found(chain)[1][1] == "1945-08-15"
    apart = "The pact was signed in 1961. On June 19, the two met."
    assert found(apart)[1][1] == "2024-06-19"


def test_relations() -> None:
    def relation(text: str) -> Relation:
        return resolve(text, PUBLISHED)[0].relation

    assert relation("since 2014") is Relation.SINCE
    assert relation("by Friday it must") is Relation.BY
    assert relation("until 1991") is Relation.UNTIL
    assert relation("ahead of next month's summit") is Relation.BEFORE
    assert relation("after the end of the Cold War") is Relation.AFTER
    assert relation("in 2014") is Relation.ON


def test_a_telegraph_of_1914() -> None:
    text = "The Ambassador handed the declaration to M. Sazonof at 7.30 yesterday evening. On Thursday the"
    " Czar wired."
    assert found(text, date(1914, 8, 2)) == [
        ("yesterday evening", "1914-08-01", "1914-08-01"),
        ("Thursday", "1914-07-30", "1914-07-30"),
    ]
    assert found("Saturday, Aug. 1", date(1914, 8, 3))[0][1] == "1914-08-01"


def test_a_span_of_the_text_is_searched_alone() -> None:
    text = "In 1950 war came. In 1953 it ended."
    only = resolve(text, PUBLISHED, span=(18, len(text)))
    assert [(d.span, d.first.year) for d in only] == [((21, 25), 1953)]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_whole_date_is_itself_whatever_the_day_of_publication(day: date, published: date) -> None:
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()):
        assert [(d.first, d.last, d.precision) for d in resolve(f"on {text} it", published)] == [
            (day, day, Precision.DAY)
        ]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_past_weekday_lies_within_the_week_before(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert [d.first for d in resolve(f"he said on {day:%A}", published)] == [day]


@given(st.text(alphabet="June 19,2024-of Monday last theyearsago'ei.\n", max_size=200))
def test_any_text_gives_ordered_spans_and_whole_intervals(text: str) -> None:
    dates = resolve(text, PUBLISHED)
    assert all(d.first <= d.last and 0 <= d.span[0] < d.span[1] <= len(text) for d in dates)
    assert all(a.span[1] <= b.span[0] for a, b in itertools.pairwise(dates))


def test_document_date() -> None:
    def of(text: str) -> date | None:
        return document_date(split(text), text=text)

    assert of("VIENNA, July 28, 1914. War has been declared.") == date(1914, 7, 28)
    assert of("SEOUL, June 20 (Reuters) - The pact of June 19, 2024, was read.") == date(2024, 6, 20)
    assert of("SEOUL, Jan. 2 (Reuters) - The pact of Dec. 30, 2023, was read.") == date(2024, 1, 2)
    assert of("SEOUL, June 20 (Reuters) - The pact was read.") is None
    assert of("Pact signed\n\nPublished 20 June 2024 at 10:15 GMT\n\nIt was signed.") == date(2024, 6, 20)
    assert of("Article I\n\nThe Parties agree.\n\nDONE at Streslau this 1st day of October 1953.") == date(
        1953, 10, 1
    )
    assert of("It was signed on 19 June 2024.") is None
    assert document_date(split("x"), date(2020, 1, 1)) == date(2020, 1, 1)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared seed article, which may not ship")
def test_the_dates_of_the_seed() -> None:
    text = (SHARED / "seed/article.txt").read_bytes().decode("utf-8")
    items = json.loads((SHARED / "facts/seed_expected.json").read_text("utf-8"))["items"]
    got = {d.span: (d.first, d.last) for d in resolve(text, PUBLISHED)}
    wanted = [i for i in items if i["type"] == "date"]
    assert len(wanted) == 6
    for item in wanted:
        first, _, last = item["value"].split(" ")[0].partition("/")
        interval = (date(int(first), 1, 1), date(int(first), 12, 31)) if len(first) == 4 else None
        interval = interval or (date.fromisoformat(first), date.fromisoformat(last or first))
        span = item["spans"][0]
        assert got[(span["start"], span["end"])] == interval, item["id"]
