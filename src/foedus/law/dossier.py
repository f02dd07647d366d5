"""The instruments as files: read them all, or check a user's own.

The packaged dossier is `instruments/<region>/<id>.yaml`, one instrument a file. What YAML and validation
cost is kept as JSON in the cache folder (`FOEDUS_CACHE` names another), keyed by the content of each file;
without it, or where it cannot be written, the files are simply read.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from foedus import __version__
from foedus.errors import DossierError, Fault
from foedus.law.world import World
from foedus.model import codec
from foedus.model.instrument import Instrument
from foedus.model.norm import Kind
from foedus.states.load import cache_folder
from foedus.yamlfile import Located, load, loads

_SHAPE = "1"  # changes when the cached form changes


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """What a reader of news needs to know of an instrument to name it."""

    id: str
    title: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    signed: str
    force: str
    articles: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All instruments by id. `version`: of the package, and of the content."""

    instruments: Mapping[str, Instrument]
    version: str

    def index(self) -> tuple[IndexRow, ...]:
        return tuple(
            IndexRow(
                id=i.id,
                title=i.title,
                names=i.names,
                parties=tuple(dict.fromkeys(s for m in i.parties for s in m.states)),
                signed=i.signed,
                force=i.force.value,
                articles=tuple((n.article, n.kind) for n in i.norms),
            )
            for i in self.instruments.values()
        )

    def world(self, on: date, known: date | None = None) -> World:
        """The norms in force on a day, as public by `known` (None: all that the files know)."""
        from foedus.states.load import territory

        return World.build(self.instruments, on=on, known=known, lands=territory())


def dossier(extra: Sequence[Path] = ()) -> Dossier:
    """The packaged instruments, and those of further files or folders, which win over ours of the same id.

    Raises:
        DossierError: with every fault of every file.
    """
    return _dossier(tuple(str(p) for p in extra), _stamp(extra))


def _stamp(extra: Sequence[Path]) -> tuple[tuple[str, int], ...]:
    return tuple((str(f), f.stat().st_mtime_ns) for f in _files(extra) if f.exists())


@functools.lru_cache(maxsize=8)
def _dossier(extra: tuple[str, ...], stamp: object) -> Dossier:
    texts = [*_packaged(), *((str(f), _bytes(f)) for f in _files(Path(p) for p in extra))]
    digest = hashlib.sha256(b"\0".join(content for _, content in texts)).hexdigest()
    found = _read(texts)
    return Dossier(MappingProxyType({i.id: i for i in found}), f"{__version__}+{digest[:12]}")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        raise DossierError(f"cannot be read: {e.strerror}", where=str(file), hint="Check the path.") from None


def _files(paths: Iterable[Path]) -> list[Path]:
    """Files as given; of folders, the YAML files in them."""
    return [f for p in paths for f in (sorted(p.rglob("*.yaml")) if p.is_dir() else [p])]


def _packaged() -> list[tuple[str, bytes]]:
    root = resources.files("foedus.law").joinpath("instruments")
    return [(name, entry.read_bytes()) for name, entry in sorted(_walk(root, "instruments"))]


def _walk(folder: Traversable, path: str) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, name)
        elif entry.name.endswith(".yaml"):
            yield name, entry


def _read(texts: Sequence[tuple[str, bytes]]) -> list[Instrument]:
    kept = _Cache(texts)
    found: list[Instrument] = []
    faults: list[Fault] = []
    for name, content in texts:
        try:
            found.append(kept.instrument(name, content))
        except DossierError as e:
            faults += e.faults
    if faults:
        raise DossierError.of(faults)
    kept.save()
    return found


def parse(name: str, content: bytes) -> Instrument:
    """One instrument from the bytes of its file. Raises DossierError with every fault of form."""
    return codec.validate(Instrument, _located(name, content), error=DossierError)


def _located(name: str, content: bytes) -> Located:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise DossierError(f"not UTF-8 at byte {e.start}", where=name, hint="Save it as UTF-8.") from None
    return loads(text, name=name, error=DossierError)


class _Cache:
    """Parsed YAML by the hash of the text, in one JSON file. Never trusted further than as YAML's twin:
    each entry is validated like a file.
    """

    def __init__(self, texts: Sequence[tuple[str, bytes]]) -> None:
        shape = hashlib.sha256(f"{_SHAPE} {__version__}".encode()).hexdigest()[:8]
        self.file = cache_folder() / f"dossier-{shape}.json"
        self.entries = self._load()
        self.used: dict[str, Any] = {}

    def instrument(self, name: str, content: bytes) -> Instrument:
        key = hashlib.sha256(content).hexdigest()
        plain = self.entries.get(key)
        if plain is None:
            plain = _located(name, content).value
            fresh = True
        else:
            fresh = False
        try:
            value = codec.validate(Instrument, Located(name, plain, {(): (1, 1)}), error=DossierError)
        except DossierError:
            if fresh:
                return parse(name, content)  # again, for the lines of the faults
            self.entries.pop(key)
            return self.instrument(name, content)
        self.used[key] = plain
        return value

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads(self.file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def save(self) -> None:
        """Written beside and put in place at once; a folder that cannot be written is no fault."""
        if self.used.keys() == self.entries.keys():
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, beside = tempfile.mkstemp(dir=self.file.parent, prefix=".dossier-", suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(self.used, out, ensure_ascii=False)
            Path(beside).replace(self.file)
        except OSError:
            return


def instrument_of(file: Path) -> tuple[Located, Instrument | None, tuple[Fault, ...]]:
    """One user's file: what it holds, the instrument if its form is sound, and the faults of form."""
    located = load(file, error=DossierError)
    try:
        return located, codec.validate(Instrument, located, error=DossierError), ()
    except DossierError as e:
        return located, None, e.faults
