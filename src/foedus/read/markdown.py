"""Markdown to plain text: front matter read, marks of headings, emphasis, links and quotes taken away."""

from __future__ import annotations

import html
import re
from datetime import date

from foedus.errors import InputError
from foedus.read.date_full import first_date
from foedus.read.extract import Extract

_FRONT_LINE = re.compile(r"[ \t]{0,4}(?P<key>[\w-]{1,40})\s{0,3}[:=]\s{0,3}(?P<value>.{0,2000})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|\Z)(?P<words>.*?)[ \t]*#*[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})\Z")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:\s")
_LEAD = re.compile(r"\A(?:[ \t]{0,8}>[ \t]?)+")
_ITEM = re.compile(r"\A[ \t]{0,12}(?:[-*+])[ \t]+(?:\[[ xX]\][ \t]+)?")
_TABLE_RULE = re.compile(r"[ \t|:-]*-[ \t|:-]*\Z")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,4000}?-->"), ""),
    (re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])"), ""),
    (re.compile(r"\[\^[^\[\]]{1,60}\]"), ""),
    (
        re.compile(
            r"\[([^\[\]]{1,1000})\](?:\([^()]{0,2000}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,200}\])"
        ),
        r"\1",
    ),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,2000}>"), ""),
    (re.compile(r"(?<!\\)\*\*\*([^*]{1,2000})\*\*\*"), r"\1"),
    (re.compile(r"(?<!\\)\*\*([^*]{1,2000})\*\*"), r"\1"),
    (re.compile(r"(?<!\\)\*([^*\s](?:[^*]{0,1998}[^*\s])?)\*"), r"\1"),
    (re.compile(r"(?<![\w\\])__([^_]{1,2000})__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w\\])_([^_]{1,2000})_(?!\w)"), r"\1"),
    (re.compile(r"~~([^~]{1,2000})~~"), r"\1"),
    (re.compile(r"`{1,3}([^`]{1,2000})`{1,3}"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])"), r"\1"),
)
_INLINE_TRIGGER = re.compile(r"[*_`\[<~\\!]")


def from_markdown(text: str, where: str) -> Extract:
    """The plain text of a Markdown file, its paragraphs parted by blank lines.

    Raises:
        InputError: where nothing is left.
    """
    lines = text.splitlines()
    front, start = _front_matter(lines)
    body, heading = _body(lines[start:])
    if not any(c.isalnum() for c in body):
        raise InputError("holds no text", where=where, hint="Give an article.", code="no-text")
    title = front.get("title") or front.get("headline") or heading
    when = front.get("date") or front.get("published") or front.get("pubdate")
    authors = front.get("author") or front.get("authors") or ""
    plain_title = _inline(title) if title else None
    if plain_title and plain_title not in body[:2000]:
        body = f"{plain_title}\n\n{body}"
    return Extract(
        text=body,
        title=plain_title,
        published=_day(when),
        authors=tuple(
            a for a in (p.strip(" '\"") for p in re.split(r",| and |;", authors.strip("[] "))) if a
        ),
        outlet=front.get("outlet") or front.get("source") or front.get("publisher"),
    )


def _day(when: str | None) -> date | None:
    found = first_date(when) if when else None
    return found.day if found else None


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """Plain `key: value` (or TOML's `key = value`) between two rules at the head of the file."""
    if not lines or lines[0].strip("\ufeff \t") not in ("---", "+++"):
        return {}, 0
    fence = lines[0].strip("\ufeff \t")
    closing = next((i for i, line in enumerate(lines[1:200], 1) if line.rstrip() in (fence, "...")), None)
    if closing is None:
        return {}, 0
    front: dict[str, str] = {}
    for line in lines[1:closing]:
        match = _FRONT_LINE.fullmatch(line)
        if match:
            value = match["value"].strip()
            front.setdefault(match["key"].lower(), value.strip("'\"") if value[:1] in "'\"" else value)
    return {k: v for k, v in front.items() if v}, closing + 1


def _body(lines: list[str]) -> tuple[str, str | None]:
    out: list[str] = []
    heading: str | None = None
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            out.append(line)
            continue
        if _UNDERLINE.match(line) and out and out[-1].strip():
            heading = heading or out[-1]
            out.append("")
            continue
        if _RULE.match(line) or _DEFINITION.match(line) or (line.count("|") > 1 and _TABLE_RULE.match(line)):
            out.append("")
            continue
        head = _HEADING.match(line)
        if head:
            words = _inline(head["words"])
            heading = heading or words
            out += ["", words, ""]
            continue
        out.append(_inline(_ITEM.sub("", _LEAD.sub("", line, count=1), count=1)).rstrip())
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(out))
    return joined.strip("\n"), heading


def _inline(line: str) -> str:
    if _INLINE_TRIGGER.search(line):
        for pattern, by in _INLINE:
            line = pattern.sub(by, line)
    return html.unescape(line) if "&" in line else line
