"""Who held which office on which day, found by full name or surname."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foedus.model.actor import StateId
from foedus.model.time import PartialDate
from foedus.states.folding import fold

OFFICES = frozenset(
    {
        "head-of-state",
        "head-of-government",
        "leader",
        "foreign-minister",
        "defence-minister",
        "security-adviser",
    }
)

_FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "SGP"})
_LAST_WORD = frozenset({"VNM", "RVN", "MNG"})
_WHOLE_NAME = frozenset({"KHM", "MMR", "LAO", "BTN"})
_FIRST_OR_LAST = frozenset({"ETH", "ERI", "THA", "MYS", "IDN", "BRN", "JPN", "TLS"})
_FAMILY_NAMES = frozenset(
    (
        "Ahn An Bae Bai Bak Ban Bo Cai Cao Chan Chang Chen Cheng Cheong Chi Chiang Chin Chiu Cho Choe Choi "
        "Chong Chou Chow Chu Chun Chung Deng Ding Dong Du Duan Fan Fang Feng Fu Gan Gao Geng Goh Gong Gu Guan "
        "Guo Ha Han Hau He Ho Hong Hou Hsia Hsieh Hsu Hu Hua Huang Hwang Hyon Hyun Jang Jeon Jeong Ji Jia "
        "Jiang Jin Jo Ju Jung Kang Kao Kim Ko Koh Koo Ku Kung Kuo Kwon Lai Lam Lau Lee Lei Li Liang Liao Lien "
        "Lim Lin Liu Lo Loh Lu Luo Ma Mao Meng Min Mo Moon Na Nam Ng Ngo Nie No Oh Ong Ou Paek Pak Pan Pang "
        "Park Peng Pu Qi Qian Qiao Qin Ra Rao Ren Ri Rim Ro Roh Ryu Seo Seong Shao Shen Shi Shin Shum Sin So "
        "Soh Son Song Su Suh Sun Tan Tang Tao Teng Teo Tian Tien Toh Tong Tsai Tsang Tseng Tu Wan Wang Wee "
        "Wei Wen Wi Won Wong Woo Wu Xi Xia Xiao Xie Xu Xue Yan Yang Yao Ye Yeh Yen Yeo Yi Yim Yin Yon Yoo "
        "Yoon You Yu Yuan Yun Zeng Zhang Zhao Zheng Zhou Zhu Zou"
    ).split()
)
"""Romanised Chinese and Korean family names: they tell `Tang Fei` from `Joseph Wu`."""
_RANKS = frozenset(
    ["Emperor", "Empress", "King", "Queen", "Prince", "Sultan", "Emir", "Shah", "Pope", "Dalai"]
)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "zu",
        "zur",
        "ter",
        "ten",
        "bint",
        "abu",
        "ould",
    ]
)
_ARTICLES = frozenset(["al", "el", "as", "ash", "ad", "an", "ar", "az", "ul"])
_NUMERAL = frozenset(
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One term of one person. `in_office` and `sure` speak of the day that was asked about.

    Partial dates are read generously: in office from the first day that is possible to the last;
    `sure` is false in between.
    """

    name: str
    state: StateId
    office: str
    title: str
    start: PartialDate
    end: PartialDate | None
    also: tuple[str, ...] = ()
    in_office: bool = False
    sure: bool = True

    def on(self, day: date) -> Office:
        possible = self.start.first <= day and (self.end is None or day <= self.end.last)
        certain = self.start.last <= day and (self.end is None or day <= self.end.first)
        return replace(self, in_office=possible, sure=certain or not possible)

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.also)


def table(files: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The files of data/leaders as rows with two indices: folded full name and surname → row numbers."""
    rows: list[list[Any]] = []
    names: dict[str, list[int]] = {}
    by_surname: dict[str, list[int]] = {}
    for file in files:
        for row in file["leaders"]:
            also = list(row.get("also") or ())
            full = [row["name"], *also]
            for key in dict.fromkeys(fold(name) for name in full):
                names.setdefault(key, []).append(len(rows))
            for key in dict.fromkeys(fold(s) for name in full for s in surnames(name, file["state"])):
                by_surname.setdefault(key, []).append(len(rows))
            start, end = str(row["from"]), None if row["to"] is None else str(row["to"])
            rows.append([file["state"], row["name"], row["office"], row["title"], start, end, also])
    return {"rows": rows, "names": names, "surnames": by_surname}


class Leaders:
    """The terms of a `table`; they become objects only when they are asked for."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._rows: list[list[Any]] = found["rows"]
        self._by_name: dict[str, list[int]] = found["names"]
        self._by_surname: dict[str, list[int]] = found["surnames"]
        self._made: dict[int, Office] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def all(self) -> tuple[Office, ...]:
        return tuple(self._office(i) for i in range(len(self._rows)))

    def find(self, name: str, on: date, *, later: bool = False) -> tuple[Office, ...]:
        """Terms of the person with exactly this full name (accents and case apart), those held on the day
        first, then the most recent. Terms that begin after the day only with `later`.
        """
        return self._answer(self._by_name.get(fold(name), ()), on, later)

    def surname(self, name: str, on: date, *, later: bool = False) -> tuple[Office, ...]:
        """As `find`, by surname (`Putin`, `Kim`, `von Bethmann Hollweg`, `al-Assad` or `Assad`)."""
        return self._answer(self._by_surname.get(fold(name), ()), on, later)

    def holders(self, on: date) -> tuple[Office, ...]:
        """All who hold an office on the day."""
        day = on.isoformat()
        rows = (
            i
            for i, (_, _, _, _, start, end, _) in enumerate(self._rows)
            if start <= day and (end is None or day[: len(end)] <= end)
        )
        return tuple(term for term in (self._office(i).on(on) for i in rows) if term.in_office)

    def _answer(self, rows: Iterable[int], on: date, later: bool) -> tuple[Office, ...]:
        terms = [self._office(i).on(on) for i in dict.fromkeys(rows)]
        wanted = [t for t in terms if later or t.start.first <= on]
        return tuple(
            sorted(wanted, key=lambda t: (not t.in_office, t.start.first > on, -t.start.first.toordinal()))
        )

    def _office(self, i: int) -> Office:
        if i not in self._made:
            state, name, office, title, start, end, also = self._rows[i]
            self._made[i] = Office(
                name=name,
                state=state,
                office=office,
                title=title,
                start=PartialDate.parse(start),
                end=None if end is None else PartialDate.parse(end),
                also=tuple(also),
            )
        return self._made[i]


def surnames(name: str, state: StateId) -> tuple[str, ...]:
    """What a text may call the person after the first mention, by the customs of the state.

    Monarchs (`Wilhelm II`, `Guangxu Emperor`) have none; a name of one word is its own.
    """
    words = name.split()
    if len(words) == 1:
        return (name,)
    if words[-1] in _NUMERAL or words[-1] in _RANKS or words[0] in _RANKS or state in _WHOLE_NAME:
        return ()
    if state in _LAST_WORD:
        return (words[-1],)
    if state in _FAMILY_FIRST and not _western(words):
        return (words[0],)
    if state in _FIRST_OR_LAST:
        return (words[0], words[-1])
    return _last_names(words)


def _western(words: list[str]) -> bool:
    """`Syngman Rhee`, `Joseph Wu`, `S. Jayakumar`: the family name stands last."""
    if len(words) > 3 or words[0].endswith("."):
        return True
    return words[0] not in _FAMILY_NAMES and "-" not in words[-1] and len(words[0]) > 2 and len(words) == 2


def _last_names(words: list[str]) -> tuple[str, ...]:
    """The last word, with its particles, without its article, and as the second of a double name."""
    found = [words[-1]]
    i = len(words) - 1
    while i > 1 and words[i - 1].casefold() in _PARTICLES:
        i -= 1
        found.append(" ".join(words[i:]))
    first = next((k for k in range(1, len(words) - 1) if words[k].casefold() in _PARTICLES), None)
    if first is not None:  # `von Bethmann Hollweg`: all after the first particle
        found += [" ".join(words[first:]), " ".join(_after_particles(words[first:]))]
    elif len(words) > 2:  # `Peña Nieto`, `Rodríguez Zapatero`
        found.append(" ".join(words[-2:]))
    article, _, rest = words[-1].partition("-")
    if rest and article.casefold() in _ARTICLES:
        found.append(rest)
    return tuple(dict.fromkeys(s for s in found if s))


def _after_particles(words: list[str]) -> list[str]:
    while words and words[0].casefold() in _PARTICLES:
        words = words[1:]
    return words
