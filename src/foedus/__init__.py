"""Foedus: who is bound to do what for whom, and what an event sets off, each line with its source.

`read_article`, `brief_article`, `world`, `consequences`: see `foedus.api`. They are loaded on first use, so that
`import foedus` costs nothing.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["brief_article", "consequences", "read_article", "world"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("foedus.api"), name)
    raise AttributeError(f"module 'foedus' has no attribute '{name}'")
