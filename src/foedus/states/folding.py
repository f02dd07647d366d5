"""How two spellings of a name are told to be the same: case, accents, stops and quotes do not count.

Letters of other scripts are left as they are: a Cyrillic look-alike of `Iran` is not Iran.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
        ".": None, "\u00a0": " ", "\u202f": " ",
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ð": "d", "Ð": "D", "đ": "d", "Đ": "D", "ı": "i",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
    }
)  # fmt: skip


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`Côte d’Ivoire` and `COTE D'IVOIRE`, `U.S.` and `US`, become one key."""
    if text.isascii():
        return " ".join(text.replace(".", "").replace("`", "'").casefold().split())
    plain = unicodedata.normalize("NFKD", text.translate(_SAME))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def bare(text: str) -> str:
    """The folded key without a leading article."""
    return fold(text).removeprefix("the ")
