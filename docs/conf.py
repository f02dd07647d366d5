"""Sphinx configuration: MyST pages, the furo theme, no network."""

project = "Foedus"
author = "The Foedus maintainers"
copyright = "2026, the Foedus maintainers"  # noqa: A001
extensions = ["myst_parser"]
html_theme = "furo"
exclude_patterns = ["_build"]
myst_heading_anchors = 3
