"""Days that are known exactly, or only to the month or the year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day known only to lie from `first` to `last` (both inclusive); equal where it is exact.

    In a treaty's dates "a month or a year alone" means: in force from its last day, ended on its last day,
    in between contested (SEMANTICS, section 0).
    """

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """`2024-06-19`, `2000-10` or `1996`. Raises ValueError on anything else, or on no such day."""
        match = _PARTIAL.match(str(text))
        if not match:
            raise ValueError(f"'{text}' is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        exact = date(year, month, day)
        return cls(exact, exact)

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def __str__(self) -> str:
        if self.exact:
            return self.first.isoformat()
        whole_year = (self.first.month, self.last.month) == (1, 12)
        return self.first.strftime("%Y" if whole_year else "%Y-%m")


def parse_day(text: object) -> date:
    """An ISO day, `YYYY-MM-DD` from year 1 to 9999. Raises ValueError with what to write instead."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(f"{text!r} is no date; write YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {text}") from None
