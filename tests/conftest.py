"""What every test shares: the folder beside the project with shared cases, where there is one."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared machine", deadline=None)  # a busy machine is no defect
settings.load_profile("shared machine")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared cases and data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared/ folder beside the project")
    return SHARED


NOBODY = 65534


@pytest.fixture
def plain_user(tmp_path: Path) -> Iterator[None]:
    """The test runs as a user whom permissions bind: root gives up its rights while it lasts."""
    if os.geteuid() != 0:
        yield
        return
    top = Path(tempfile.gettempdir())
    for folder in (tmp_path, *tmp_path.parents):
        if top in folder.parents:
            folder.chmod(folder.stat().st_mode | 0o711)
    os.chown(tmp_path, NOBODY, NOBODY)
    "a".encode("idna")  # Python itself may lie where only root reads: what is imported late is imported now
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)
