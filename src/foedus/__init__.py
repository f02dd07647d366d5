"""Foedus: who is bound to do what for whom, and what an event sets off, each line with its source."""

__version__ = "0.1.0"
