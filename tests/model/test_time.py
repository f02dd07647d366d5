from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.time import PartialDate, parse_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1996", date(1996, 1, 1), date(1996, 12, 31)),
    ],
)
def test_a_date_is_known_to_the_day_the_month_or_the_year(text, first, last):
    found = PartialDate.parse(text)
    assert (found.first, found.last) == (first, last)
    assert str(found) == text


@pytest.mark.parametrize(
    "text", ["2024-02-30", "0000-00-00", "99999-01-01", "07/01/2024", "", "2024-13", "2024-6-1"]
)
def test_no_such_day(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text)
    with pytest.raises(ValueError):
        parse_day(text)


def test_a_day_is_text_never_a_number():
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        parse_day(1719792000)


@given(st.dates())
def test_exact_days_round_trip(day):
    assert parse_day(day.isoformat()) == day
    assert PartialDate.parse(day.isoformat()).exact


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year, month):
    found = PartialDate.parse(f"{year:04}-{month:02}")
    assert found.first.day == 1
    assert (found.first.year, found.first.month) == (found.last.year, found.last.month)
    assert 28 <= found.last.day <= 31
