"""The datasets that Foedus knows: one YAML file each in registry/, read when it is asked for.

A dataset is one table. Its `files` are the forms in which that table can be had: whichever is at hand and
has the registered sha256 is read. `local` is the path inside a folder laid out by sources, such as
`peace/cow_nmc.parquet`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from foedus import yamlfile
from foedus.errors import DataError, Fault, shown
from foedus.model.codec import validate

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_URL = re.compile(r"https://[^\s]+\Z")
_HOME = re.compile(r"https?://[^\s]+\Z")
FORMATS = (".parquet", ".rda", ".csv", ".jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A value that stands for none: -9 in many files, -8 where the question does not arise."""

    __pydantic_config__ = {"extra": "forbid"}

    code: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it means, in which unit, which of its values stand for none."""

    __pydantic_config__ = {"extra": "forbid"}

    name: str
    meaning: str
    unit: str | None = None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One file that holds the table; `url` is null where there is no lasting public copy of it."""

    __pydantic_config__ = {"extra": "forbid"}

    local: str
    sha256: str
    bytes: int
    url: str | None = None

    @property
    def name(self) -> str:
        return PurePosixPath(self.local).name


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What to cite: `key` names the BibTeX entry, `text` is one line."""

    __pydantic_config__ = {"extra": "forbid"}

    key: str
    text: str
    bibtex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A dataset as registered. `rows` is the length of the table, `covers` its span in words."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    title: str
    version: str
    home: str
    licence: str
    source: str
    rows: int
    covers: str
    files: tuple[Form, ...]
    columns: tuple[Column, ...]
    cite: tuple[Citation, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A dataset that Foedus neither ships nor fetches, and why."""

    __pydantic_config__ = {"extra": "forbid"}

    names: tuple[str, ...]
    title: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _WithheldFile:
    __pydantic_config__ = {"extra": "forbid"}

    withheld: tuple[Withheld, ...]


class Registry(Mapping[str, Entry]):
    """A folder of registry files as a mapping from id to entry; a file is read when its entry is asked for."""

    def __init__(self, folder: Traversable) -> None:
        found = sorted(folder.iterdir(), key=lambda f: f.name)
        self._files = {f.name.removesuffix(".yaml"): f for f in found if f.name.endswith(".yaml")}
        self._read: dict[str, Entry] = {}

    def __getitem__(self, name: str) -> Entry:
        if name not in self._read:
            file = self._files[name]
            self._read[name] = parse(f"registry/{name}.yaml", file.read_text(encoding="utf-8"))
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def entries() -> Registry:
    """All datasets of this installation, by id, in the order of their ids."""
    return Registry(resources.files("foedus.datasets").joinpath("registry"))


def entry(name: str) -> Entry:
    """One dataset by its id; `cow_nmc` is taken for `cow-nmc`.

    Raises:
        DataError: where there is none of this name, or it is one that Foedus does not handle.
    """
    return named([name])[0]


def named(names: Iterable[str]) -> list[Entry]:
    """The datasets of these names, each once, in the order given; no names: all.

    Raises:
        DataError: with one fault for each name that is none.
    """
    wanted = list(dict.fromkeys(n.strip().lower().replace("_", "-") for n in names)) or list(entries())
    faults = [_unknown(n) for n in wanted if n not in entries()]
    if faults:
        raise DataError.of(faults)
    return [entries()[n] for n in wanted]


def _unknown(name: str) -> Fault:
    for refused in withheld():
        if name in refused.names:
            return Fault(f"{refused.title}: {refused.why}", shown(name), refused.instead, "withheld")
    near = difflib.get_close_matches(name, list(entries()), n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "See foedus data list."
    return Fault("there is no dataset of this name", shown(name), hint, "unknown-dataset")


@cache
def withheld() -> tuple[Withheld, ...]:
    file = resources.files("foedus.datasets").joinpath("withheld.yaml")
    located = yamlfile.loads(file.read_text(encoding="utf-8"), name="datasets/withheld.yaml", error=DataError)
    return validate(_WithheldFile, located, error=DataError).withheld


def parse(name: str, text: str) -> Entry:
    """One registry file; `name` stands in messages and must end in `<id>.yaml`.

    Raises:
        DataError: with every fault of the file, each with its line.
    """
    located = yamlfile.loads(text, name=name, error=DataError)
    read = validate(Entry, located, error=DataError)
    faults = [
        Fault(message, located.where(path), hint, "registry")
        for path, message, hint in _wrong(read, PurePosixPath(name).stem)
    ]
    if faults:
        raise DataError.of(faults)
    return read


def _wrong(entry: Entry, stem: str) -> Iterator[tuple[yamlfile.Path_, str, str]]:
    """What types alone do not see: path, what is wrong, what to write."""
    if not _ID.match(entry.id) or entry.id != stem:
        yield ("id",), f"'{shown(entry.id)}' is not the name of the file", f"Write {stem}."
    if not re.fullmatch(r"[\w.+-]+", entry.version):
        yield ("version",), "it names a folder", "Write letters, digits, dots and hyphens."
    if not _HOME.match(entry.home):
        yield ("home",), "this is no web address", "Write the page of the makers."
    for field in ("files", "columns", "cite"):
        if not getattr(entry, field):
            yield (field,), "there is none", "Write at least one."
    for k, form in enumerate(entry.files):
        yield from _wrong_form(form, k)
    names = [c.name for c in entry.columns]
    for k, column in enumerate(names):
        if column in names[:k]:
            yield ("columns", k, "name"), f"the column {shown(column)} stands twice", "Keep one."
    for k, citation in enumerate(entry.cite):
        if not re.match(r"@\w+\{" + re.escape(citation.key) + r",", citation.bibtex.strip()):
            yield ("cite", k, "bibtex"), "it does not begin with its key", f"Write @article{{{citation.key},"


def _wrong_form(form: Form, k: int) -> Iterator[tuple[yamlfile.Path_, str, str]]:
    path = PurePosixPath(form.local)
    if path.is_absolute() or ".." in path.parts or "\\" in form.local or path.suffix not in FORMATS:
        yield (
            ("files", k, "local"),
            f"'{shown(form.local)}' is no path inside a data folder",
            f"Write folder/name and one of {', '.join(FORMATS)}.",
        )
    if not _SHA256.match(form.sha256):
        yield ("files", k, "sha256"), "this is no sha256", "Write its 64 hexadecimal digits."
    if form.bytes < 1:
        yield ("files", k, "bytes"), "a file has a size", "Write its length in bytes."
    if form.url is not None and not _URL.match(form.url):
        yield ("files", k, "url"), "this is no https address", "Write one that begins with https://, or null."
