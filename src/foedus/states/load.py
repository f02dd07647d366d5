"""The only file of this room that touches files: data/*.yaml → the five tables, each made once.

What YAML costs to parse is kept as JSON under the user's cache directory (`FOEDUS_CACHE` names another),
keyed by the content of the files; without it, or where it cannot be written, the files are parsed anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from foedus.errors import DataError
from foedus.states.actors import ActorClass, Actors, Body
from foedus.states.geometry import Outlines
from foedus.states.leaders import Leaders, table
from foedus.states.names import Names, forms_of
from foedus.states.places import Place, Zone
from foedus.states.system import State, StateSystem
from foedus.states.territory import Territory

_LAYOUT = "4"  # counts up when the cached shape or the rule for surnames changes
_MAX_CACHE = 50_000_000

Plain = dict[str, Any]


@cache
def system() -> StateSystem:
    return StateSystem(tuple(State.of(row) for row in _states()))


@cache
def names() -> Names:
    parties = {b.id: b.name for b in actors().all() if b.party}
    return Names(system(), tuple(form for row in _states() for form in forms_of(row)), parties)


@cache
def leaders() -> Leaders:
    contents = _contents("leaders")

    def made() -> Plain:
        return table(parse(name, content, "LeaderFile") for name, content in contents.items())

    return Leaders(_kept("leaders", contents, made))


@cache
def actors() -> Actors:
    organisations = [Body.of(r, ActorClass.ORGANISATION) for r in _one("organisations", "BodyFile")["bodies"]]
    groups = [Body.of(r, ActorClass.GROUP) for r in _one("groups", "BodyFile")["bodies"]]
    return Actors(tuple(organisations + groups))


@cache
def territory() -> Territory:
    return Territory(
        system(),
        names(),
        [Place.of(row) for row in _one("places", "PlaceFile")["places"]],
        [Zone.of(row) for row in _one("zones", "ZoneFile")["zones"]],
        {row["id"]: row["territory"] for row in _states() if row.get("territory")},
        outlines,
    )


@cache
def outlines() -> Outlines:
    return Outlines.of(
        json.loads(_data().joinpath("outlines.json").read_bytes()), _one("outlines", "OutlineFile")
    )


@cache
def _states() -> list[Plain]:
    return [row for file in _read("system", _contents("system"), "StateFile") for row in file["states"]]


def _data() -> Traversable:
    return resources.files("foedus.states").joinpath("data")


def _contents(folder: str) -> dict[str, bytes]:
    """All YAML files of a folder of data/, in the order of their names."""
    found = {f.name: f for f in _data().joinpath(folder).iterdir() if f.name.endswith(".yaml")}
    return {f"states/data/{folder}/{name}": found[name].read_bytes() for name in sorted(found)}


def _one(stem: str, kind: str) -> Plain:
    file = _data().joinpath(f"{stem}.yaml")
    return _read(stem, {f"states/data/{stem}.yaml": file.read_bytes()}, kind)[0]


def _read(what: str, contents: dict[str, bytes], kind: str) -> list[Plain]:
    def made() -> list[Plain]:
        return [parse(name, content, kind) for name, content in contents.items()]

    kept: list[Plain] = _kept(what, contents, made)
    return kept


def _kept(what: str, contents: dict[str, bytes], made: Callable[[], Any]) -> Any:
    """What `made` makes of the files, from the cache where it holds it for just these files."""
    key = _key(contents)
    value = _from_cache(what, key)
    if value is None:
        value = made()
        _to_cache(what, key, value)
    return value


def parse(name: str, content: bytes, kind: str) -> Plain:
    """One file, checked against its type in `schema`.

    Raises:
        DataError: with every fault of the file and its line.
    """
    from foedus.model.codec import validate
    from foedus.states import schema
    from foedus.yamlfile import loads

    located = loads(content.decode("utf-8"), name=name, error=DataError)
    validate(getattr(schema, kind), located, error=DataError)
    value: Plain = located.value
    return value


def _key(contents: dict[str, bytes]) -> str:
    digest = hashlib.blake2b(_LAYOUT.encode(), digest_size=20)
    for name, content in contents.items():
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where parsed files are kept; safe to delete. `FOEDUS_CACHE` names another."""
    folder = os.environ.get("FOEDUS_CACHE")
    if not folder:
        from platformdirs import user_cache_dir

        folder = user_cache_dir("foedus")
    return Path(folder)


def _cache_file(what: str) -> Path:
    return cache_folder() / "states" / f"{what}.json"


def _from_cache(what: str, key: str) -> Any:
    """None where there is none, or where it is of other files or damaged."""
    try:
        file = _cache_file(what)
        if file.stat().st_size > _MAX_CACHE:
            return None
        head, _, body = file.read_bytes().partition(b"\n")
        if head != _head(key, body):
            return None
        return json.loads(body)
    except (OSError, ValueError, RecursionError):
        return None


def _to_cache(what: str, key: str, value: Any) -> None:
    """Written beside and put in place at once; a folder that cannot be written is no fault."""
    import tempfile

    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    try:
        file = _cache_file(what)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{what}-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(_head(key, body) + b"\n" + body)
            Path(beside).replace(file)
        except OSError:
            Path(beside).unlink(missing_ok=True)
    except OSError:
        return


def _head(key: str, body: bytes) -> bytes:
    """The first line of a cache file: of which files it is, and a sum that finds damage."""
    return f"{key} {hashlib.blake2b(body, digest_size=16).hexdigest()}".encode("ascii")
