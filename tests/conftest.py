"""What every test shares: the folder beside the project with shared cases, where there is one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared cases and data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared/ folder beside the project")
    return SHARED
