"""A user's instrument files, checked: every fault of every file in one go, with line, field and remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from foedus.errors import DossierError, Fault, FoedusError, shown
from foedus.law.dossier import dossier, instrument_of
from foedus.law.lint_file import FileFaults
from foedus.yamlfile import Located


def lint(paths: Sequence[Path]) -> tuple[Fault, ...]:
    """Every fault of the instrument files (of folders: all .yaml files in them); none where all is well."""
    files = [f for p in paths for f in (sorted(p.rglob("*.yaml")) if p.is_dir() else [p])]
    faults: list[Fault] = []
    read: list[Located] = []
    for file in files:
        try:
            located, instrument, of_form = instrument_of(file)
        except FoedusError as e:
            faults += e.faults
            continue
        read.append(located)
        found = FileFaults(located)
        found.plain()
        if instrument is not None:
            found.instrument(instrument)
        said = {f.where for f in found.faults}
        faults += [f for f in of_form if f.where not in said] + found.faults
    faults += _across(read)
    return tuple(faults)


def _across(files: Sequence[Located]) -> list[Fault]:
    """Ids that stand twice, and `supersedes` that points nowhere or in a circle."""
    by_id: dict[str, Located] = {}
    faults = []
    for file in files:
        id_ = file.value.get("id") if isinstance(file.value, dict) else None
        if not isinstance(id_, str):
            continue
        if id_ in by_id and by_id[id_].name != file.name:
            message = f"the id '{shown(id_)}' is also that of {by_id[id_].name}"
            faults.append(Fault(message, file.where(("id",)), "Give each instrument its own id.", "dossier"))
        by_id.setdefault(id_, file)
    packaged = _packaged_ids()
    faults += [f for file in by_id.values() for f in _supersedes_nothing(file, by_id, packaged)]
    return faults + _cycles(by_id)


def _packaged_ids() -> frozenset[str]:
    try:
        return frozenset(dossier().instruments)
    except DossierError:
        return frozenset()


def _earlier(file: Located) -> list[str]:
    value = file.value.get("supersedes")
    return [v for v in ([value] if isinstance(value, str) else value or ()) if isinstance(v, str)]


def _supersedes_nothing(
    file: Located, by_id: Mapping[str, Located], packaged: frozenset[str]
) -> Iterable[Fault]:
    for earlier in _earlier(file):
        if earlier not in by_id and earlier not in packaged:
            near = difflib.get_close_matches(earlier[:60], [*by_id, *packaged], n=1)
            hint = (
                f"Did you mean {near[0]}?" if near else "Name an instrument of the dossier or of these files."
            )
            yield Fault(
                f"supersedes: '{shown(earlier)}' is no instrument",
                file.where(("supersedes",)),
                hint,
                "dossier",
            )


def _cycles(by_id: Mapping[str, Located]) -> list[Fault]:
    """Each circle once, printed from its least id."""
    found: dict[frozenset[str], list[str]] = {}
    for start in sorted(by_id):
        path, todo = [start], start
        while True:
            following = [e for e in _earlier(by_id[todo]) if e in by_id]
            if not following:
                break
            todo = following[0]
            if todo in path:
                circle = path[path.index(todo) :]
                found.setdefault(frozenset(circle), circle)
                break
            path.append(todo)
    return [
        Fault(
            f"supersedes goes round in a circle: {' → '.join([*circle, circle[0]])}",
            by_id[circle[0]].where(("supersedes",)),
            "An instrument replaces earlier ones only; take one of these out.",
            "dossier",
        )
        for circle in found.values()
    ]
