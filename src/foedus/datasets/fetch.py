"""Bring a dataset here: download with resume, or copy from a folder; nothing unchecked is put in place.

A download grows in `<file>.part`. Only when its sha256 is the registered one is it renamed to `<file>`; else
it is kept aside as `<file>.bad-<sha256>`. A good copy that is here is never touched.
"""

from __future__ import annotations

import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from foedus import __version__
from foedus.datasets.local import State, at_hand, check, how_to_get, locate, sha256, target
from foedus.datasets.registry import Entry, Form, entry
from foedus.errors import DataError, shown

Progress = Callable[[int, int], None]  # bytes done, bytes in all
_CHUNK = 1 << 16
_TIMEOUT = 30.0  # seconds without a byte


def fetch(name: str, *, from_dir: Path | None = None, progress: Progress | None = None) -> Path:
    """Have a good copy of a dataset here, and say where it lies.

    Args:
        name: the dataset's id.
        from_dir: copy it from this folder, laid out by sources, instead of downloading it.
        progress: called with the bytes done and the bytes in all.

    Raises:
        DataError: where it has no address, the network fails, what came is not what the registry says, or
            it cannot be written.
    """
    found = entry(name)
    here = at_hand(found)
    if here.state is State.GOOD:
        return locate(name)
    if from_dir is not None:
        return _copy(found, locate(name, from_dir), progress)
    form = next((f for f in found.files if f.url), None)
    if form is None:
        raise DataError(
            "this dataset has no address to download it from",
            where=found.id,
            hint=how_to_get(found),
            code="no-address",
        )
    return download(found, form, target(found, form), progress)


def download(found: Entry, form: Form, goal: Path, progress: Progress | None = None) -> Path:
    """Download one file to `goal`, going on where an earlier attempt stopped.

    Raises:
        DataError: as `fetch`.
    """
    part = goal.with_name(goal.name + ".part")
    with _part(part) as out:
        done = out.seek(0, os.SEEK_END)
        if done > form.bytes:  # left over from another version
            out.seek(0)
            out.truncate()
            done = 0
        if done < form.bytes:
            _receive(form, out, part, done, progress)
        size = _settled(out, part)
    if size < form.bytes:
        raise DataError(
            f"the download stopped at {size:,} of {form.bytes:,} bytes",
            where=shown(form.url),
            hint=f"Run foedus data fetch {found.id} again: it goes on from there.",
            code="truncated",
        )
    return _put(found, form, part, goal)


def _receive(form: Form, out: BinaryIO, part: Path, done: int, progress: Progress | None) -> None:
    """Append what the server sends, at most one byte more than the file should have."""
    where, again = shown(form.url), "Check the network and run the command again: it goes on from there."
    try:
        with _answer(str(form.url), done) as answer:
            if done and not _goes_on(answer, done):
                out.seek(0)
                out.truncate()
                done = 0
            while done <= form.bytes and (chunk := answer.read(min(_CHUNK, form.bytes + 1 - done))):
                _write(out, chunk, part)
                done += len(chunk)
                if progress:
                    progress(min(done, form.bytes), form.bytes)
    except urllib.error.HTTPError as e:
        raise DataError(
            f"the server answers {e.code} {shown(e.reason)}", where=where, hint=again, code="network"
        ) from None
    except http.client.IncompleteRead as e:
        _write(out, e.partial, part)  # what came is kept; download() says how far it got
    except (http.client.HTTPException, OSError) as e:  # what writing raises is a DataError already
        reason = getattr(e, "reason", None) or e
        raise DataError(
            f"cannot be reached: {shown(reason)}", where=where, hint=again, code="network"
        ) from None


def _write(out: BinaryIO, chunk: bytes, part: Path) -> None:
    try:
        out.write(chunk)
    except OSError as e:
        raise _unwritable(part, e) from None


def _settled(out: BinaryIO, part: Path) -> int:
    """Everything written is on the disk; the size of the file in bytes."""
    try:
        out.flush()
        os.fsync(out.fileno())
        return out.seek(0, os.SEEK_END)
    except OSError as e:  # a full disk shows itself here
        raise _unwritable(part, e) from None


def _answer(url: str, done: int) -> http.client.HTTPResponse:
    headers = {"User-Agent": f"foedus/{__version__}", "Accept-Encoding": "identity"}
    if done:
        headers["Range"] = f"bytes={done}-"
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  registry addresses are https
    try:
        return cast(http.client.HTTPResponse, urllib.request.urlopen(request, timeout=_TIMEOUT))  # noqa: S310
    except urllib.error.HTTPError as e:
        if e.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and done:
            return _answer(url, 0)
        raise


def _goes_on(answer: http.client.HTTPResponse, done: int) -> bool:
    """Whether the server sends the rest, and not the whole from its beginning."""
    given = answer.headers.get("Content-Range", "")
    return answer.status == http.client.PARTIAL_CONTENT and given.startswith(f"bytes {done}-")


def _copy(found: Entry, origin: Path, progress: Progress | None) -> Path:
    form = next(f for f in found.files if f.name == origin.name)
    goal = target(found, form)
    part = goal.with_name(goal.name + ".part")
    with _part(part) as out, origin.open("rb") as content:
        out.truncate(0)
        while chunk := content.read(_CHUNK):
            _write(out, chunk, part)
        _settled(out, part)
    if progress:
        progress(form.bytes, form.bytes)
    return _put(found, form, part, goal)


def _put(found: Entry, form: Form, part: Path, goal: Path) -> Path:
    """The checked part in its place; a wrong part, and a wrong file in that place, are kept aside."""
    try:
        digest = sha256(part, anew=True)
        if digest != form.sha256:
            aside = goal.with_name(f"{goal.name}.bad-{digest}")
            part.replace(aside)
            raise DataError(
                f"sha256 is {digest}, the registry has {form.sha256}: what came is kept as {shown(aside.name)}"
                " and not used.",
                where=shown(goal),
                hint="The file at the source has changed, or something on the way changed it. Try again later.",
                code="checksum",
            )
        if os.path.lexists(goal):
            before = check(found, form, goal, anew=True)
            if before.state is not State.GOOD:
                goal.replace(goal.with_name(f"{goal.name}.bad-{before.found or 'unread'}"))
        part.replace(goal)
    except FileNotFoundError:  # another process has just put it in place
        if check(found, form, goal, anew=True).state is not State.GOOD:
            raise
    except OSError as e:
        raise _unwritable(goal, e) from None
    return goal


@contextmanager
def _part(part: Path) -> Iterator[BinaryIO]:
    """The growing file, open to read and append, held by this process alone.

    A link in its place is not followed: it could lead the download over another file.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        number = os.open(part, flags | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as e:
        raise _unwritable(part, e) from None
    with os.fdopen(number, "r+b") as out:
        _hold(out, part)
        yield cast(BinaryIO, out)


def _hold(out: BinaryIO, part: Path) -> None:
    try:
        import fcntl
    except ImportError:  # a system without it: the rename at the end is whole all the same
        return
    try:
        fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(out.fileno()), part.lstat()):
            raise BlockingIOError  # it was put in its place while we waited
    except OSError:
        raise DataError(
            "another process is fetching this file",
            where=shown(part),
            hint="Wait for it, then run the command again.",
            code="locked",
        ) from None


def _unwritable(path: Path, e: OSError) -> DataError:
    why = "a link lies in its place" if path.is_symlink() else e.strerror or str(e)
    return DataError(
        f"cannot be written: {why}",
        where=shown(path),
        hint="Mend the folder's rights, or name another by FOEDUS_DATA.",
        code="unwritable",
    )
