"""Our own articles and what a careful reader insists on: the predicates, the miss table.

A predicate is a mapping with one key that names a test of a brief's JSON (see `TESTS`); an entry under `forbid` also
bears its `class`: false-fact (an event that did not happen, as a fact), false-duty, wrong-actor, wrong (another slip
of the reader), silly (a line that a lawyer or a journalist would object to).
`python -m tests.cases.predicates [WORD]` prints what is missed, an article a block.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus import yamlfile

Json = Mapping[str, Any]
ARTICLES = Path(__file__).parent / "articles"
CHANGED = ("added", "removed", "strengthened", "weakened")
WIDE = 400  # columns, so that no quoted line is broken
CROWD = 40  # a row that names more states than this names nobody


@dataclass(frozen=True, slots=True)
class Article:
    """One text of ours with what must, and must not, be found in it."""

    id: str
    published: str
    split: str
    text: str
    about: Mapping[str, str]
    expect: tuple[Json, ...]
    forbid: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the reader and the law make of one article: JSON of `brief`, the printed page, and all of it unwrapped."""

    brief: Json
    page: str
    full: str


@functools.cache
def articles() -> tuple[Article, ...]:
    """All articles of the folder, by number."""
    return tuple(_article(p) for p in sorted(ARTICLES.glob("*.yaml")))


def _article(path: Path) -> Article:
    raw = yamlfile.load(path).value
    return Article(
        id=path.stem,
        published=raw["published"],
        split=raw["split"],
        text=raw["text"],
        about={k: raw[k] for k in ("title", "genre", "region", "era") if k in raw},
        expect=tuple(raw.get("expect") or ()),
        forbid=tuple(raw.get("forbid") or ()),
    )


@functools.cache
def outcome(article_id: str) -> Outcome:
    """The brief of one article, made once a process."""
    import foedus
    from foedus.brief.terminal import render

    article = next(a for a in articles() if a.id == article_id)
    answer = foedus.brief_article(article.text, published=article.published)
    full = render(answer.brief, text=article.text, full=True, width=WIDE)
    return Outcome(brief=answer.json(), page=str(answer), full=plain(full))


def plain(text: str) -> str:
    """A text with each run of white space as one blank."""
    return " ".join(text.split())


# --- the predicates


def holds(found: Outcome, predicate: Json) -> bool:
    """Whether a predicate holds of a brief; an unknown one is a KeyError."""
    name, wanted = next((k, v) for k, v in predicate.items() if k != "class")
    return TESTS[name](found, wanted)


def _event(o: Outcome, want: Json) -> bool:
    return any(_is_event(e, want) for e in o.brief["reading"]["events"])


def _is_event(e: Json, want: Json) -> bool:
    if e["type"] not in want["type"] or len({*e["actor"], *e["recipient"]}) > CROWD:
        return False
    exact = {"date": e["date"], "modality": e["modality"]}
    if not _actors(e, want) or not all(_among(exact[k], want[k]) for k in exact if k in want):
        return False
    if not str(e["date"] or "").startswith(want.get("month", "")):
        return False
    for by in ("alleged_by", "denied_by"):
        if by in want and want[by] not in e[by]:
            return False
    return not (want.get("undenied") and e["denied_by"])


def _among(value: object, wanted: object) -> bool:
    return value in wanted if isinstance(wanted, list) else value == wanted


def _actors(e: Json, want: Json) -> bool:
    """Forward, or (mutual acts) either way; a place may stand for the recipient, a missing one be forgiven."""
    who, whom = set(want.get("actor", ())), set(want.get("recipient", ()))
    actors, recipients = set(e["actor"]), set(e["recipient"])
    does, suffers = not who or bool(who & actors), not whom or bool(whom & recipients)
    if does and (suffers or (want.get("lenient_recipient") and not recipients)):
        return True
    if does and want.get("or_place") and e["place"] in whom:
        return True
    either = actors | recipients
    return bool(want.get("either_way")) and all(not s or bool(s & either) for s in (who, whom))


def _commitment(o: Outcome, want: Json) -> bool:
    return any(_is_commitment(c, want) for c in o.brief["reading"]["commitments"])


def _is_commitment(c: Json, want: Json) -> bool:
    bound = {*c["parties"], *c["debtor"], *c["creditor"]}
    if not set(want.get("parties", ())) <= bound or len(bound) > CROWD:
        return False
    return all(_among(c[k], want[k]) for k in ("kind", "act", "instrument") if k in want)


def _change(*lists: str) -> Callable[[Outcome, Json], bool]:
    def test(o: Outcome, want: Json) -> bool:
        return any(_is_change(c, want, lists) for c in o.brief["changes"])

    return test


def _is_change(change: Json, want: Json, lists: Iterable[str]) -> bool:
    occasion = change["if"]
    if "actor" in want and occasion["actor"] not in (
        want["actor"],
        "*",
    ):  # "*": any attacker that is no party
        return False
    if "target" in want and occasion["target"] != want["target"]:
        return False
    rows = [row for name in lists for row in change[name]]
    return any(all(row[k] == want[k] for k in ("debtor", "kind", "instrument") if k in want) for row in rows)


def _statement(o: Outcome, want: Json) -> bool:
    surname = want["speaker"].split()[-1]
    return any(
        surname in s["speaker"]
        and len(s["speaker"]) <= 80
        and want.get("state") in (None, s["state"])
        and want.get("stance") in (None, s["stance"])
        for s in o.brief["reading"]["statements"]
    )


def _denied_by(o: Outcome, state: str) -> bool:
    rows = [*o.brief["reading"]["events"], *o.brief["disputed"]]
    denials = [s for s in o.brief["reading"]["statements"] if s["stance"] == "deny"]
    return any(state in r["denied_by"] for r in rows) or any(s["state"] == state for s in denials)


def _no_changes(o: Outcome, _: object) -> bool:
    return not any(c[k] for c in o.brief["changes"] for k in CHANGED)


def _breach_by(o: Outcome, states: list[str]) -> bool:
    return any(b["who"] in states and b["verdict"] != "allowed" for b in o.brief["breaches"])


TESTS: dict[str, Callable[[Outcome, Any], bool]] = {
    "event": _event,
    "commitment": _commitment,
    "change": _change("added", "strengthened"),
    "weakened_or_removed": _change("removed", "weakened"),
    "statement": _statement,
    "denied_by": _denied_by,
    "no_changes": _no_changes,
    "max_events_of": lambda o, v: sum(e["type"] in v["type"] for e in o.brief["reading"]["events"]) <= v["n"],
    "max_commitments": lambda o, n: len(o.brief["reading"]["commitments"]) <= n,
    "breach_by": _breach_by,
    "printed": lambda o, pattern: re.search(pattern, o.page) is not None,
    "json": lambda o, pattern: re.search(pattern, json.dumps(o.brief, ensure_ascii=False)) is not None,
}


def sane(
    brief: Json, events: int = 40, statements: int = 40, commitments: int = 25, rows: int = 1500
) -> bool:
    """An answer that lists everything answers nothing."""
    reading = brief["reading"]
    changed = sum(len(c[k]) for c in brief["changes"] for k in CHANGED)
    return (
        len(reading["events"]) <= events
        and len(reading["statements"]) <= statements
        and len(reading["commitments"]) <= commitments
        and changed <= rows
    )


# --- what is missed


def misses(article: Article) -> list[str]:
    """Each `expect` that does not hold and each `forbid` that does, one line each."""
    found = outcome(article.id)
    lacking = [f"lacks  {_line(p)}" for p in article.expect if not holds(found, p)]
    false = [f"HAS    {p['class']}: {_line(p)}" for p in article.forbid if holds(found, p)]
    return lacking + false


def _line(predicate: Json) -> str:
    name, wanted = next((k, v) for k, v in predicate.items() if k != "class")
    said = " ".join(f"{k}={v}" for k, v in wanted.items()) if isinstance(wanted, dict) else str(wanted)
    return f"{name} {said}"


def wrongs(kind: str | None = None) -> list[str]:
    """`article: predicate` of every `forbid` of a class (of none: all but false-fact) that holds."""
    return [
        f"{a.id}: {p['class']}: {_line(p)}"
        for a in articles()
        for p in a.forbid
        if (p["class"] == kind if kind else p["class"] != "false-fact") and holds(outcome(a.id), p)
    ]


def score(split: str) -> tuple[int, int]:
    """Held and all of the expectations of a split."""
    held = [holds(outcome(a.id), p) for a in articles() if a.split == split for p in a.expect]
    return sum(held), len(held)


def table(word: str = "") -> str:
    """The misses of every article whose id contains a word."""
    lines = []
    for article in articles():
        if word in article.id:
            found = misses(article)
            lines += [f"{article.id} ({article.split}): {len(found)} missed", *(f"    {m}" for m in found)]
    for split in ("dev", "test"):
        held, total = score(split) if not word else (0, 0)
        lines += [f"{split}: {held}/{total} hold"] if total else []
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table(*sys.argv[1:2]))
