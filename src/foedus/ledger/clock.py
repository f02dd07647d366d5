"""Times of record: UTC to the microsecond, as text that sorts; `FOEDUS_NOW` fixes the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

from foedus.errors import InputError, shown

OPEN = "9999-12-31"
"""The end of an interval that has none, in both times."""
TICK = timedelta(microseconds=1)


def now() -> datetime:
    """The time, UTC; that of the environment variable `FOEDUS_NOW` (a day or an ISO time) where it is set."""
    fixed = os.environ.get("FOEDUS_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        return moment(fixed)
    except ValueError as e:
        raise InputError(str(e), where="FOEDUS_NOW", hint="Write a day or an ISO time.") from None


def moment(text: str) -> datetime:
    """`2020-01-10` (its first instant) or an ISO time; without an offset it is UTC. Raises ValueError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{shown(text)}' is no time; write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ") from None
    if not 1900 <= found.year <= 9000:
        raise ValueError(f"'{shown(text)}' is no time of record: the year must be from 1900 to 9000")
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def stamp(time: datetime) -> str:
    """`2020-01-10T00:00:00.000000Z`."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def unstamp(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def day_after(day: date) -> date:
    """The first day that is no longer in a half-open interval which ends with `day`."""
    return day if day == date.max else day + timedelta(days=1)
