"""A small dataset of our own and a server on the loopback that hands it out, well or badly."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from datasets_toy import BODY, Server, sha

from foedus.datasets import registry
from foedus.datasets.registry import Citation, Column, Entry, Form, Missing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees the data of whoever runs it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("FOEDUS_DATA", raising=False)
    return tmp_path / "home"


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Entry:
    """One dataset in the place of the registry; its address is filled in by `server`."""
    form = Form(local="src/toy.csv", sha256=sha(BODY), bytes=len(BODY))
    entry = Entry(
        id="toy",
        title="Toy",
        version="1",
        home="https://example.org/toy",
        licence="CC0",
        source="made for the tests",
        rows=898,
        covers="1900",
        files=(form,),
        columns=(
            Column(name="ccode", meaning="state"),
            Column(name="year", meaning="year"),
            Column(name="deaths", meaning="deaths", missing=(Missing(code=-9, why="not known"),)),
        ),
        cite=(Citation(key="toy1", text="Toy. 2020.", bibtex="@misc{toy1,\n}"),),
    )
    monkeypatch.setattr(registry, "entries", lambda: {"toy": entry})
    return entry


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            state.asked.append(wanted)
            if state.status != 200:
                self.send_error(state.status)
                return
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and state.ranges else 0
            if start and start >= len(state.body):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(state.body) - 1}/{len(state.body)}")
            self.send_header("Content-Length", str(len(state.body) - start))
            self.end_headers()
            self.wfile.write(state.body[start : state.cut])

        def log_message(self, *arguments: object) -> None: ...

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{running.server_port}/toy.csv"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield state
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture
def online(toy: Entry, server: Server, monkeypatch: pytest.MonkeyPatch) -> Entry:
    """The toy dataset with the server's address."""
    entry = replace(toy, files=(replace(toy.files[0], url=server.url),))
    monkeypatch.setattr(registry, "entries", lambda: {"toy": entry})
    return entry


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Lay a file into a data folder."""

    def lay(folder: Path, local: str = "src/toy.csv", content: bytes = BODY) -> Path:
        file = folder / local
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    return lay
