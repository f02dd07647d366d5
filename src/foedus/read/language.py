"""Is this text in English? Refuses only what is surely in another language, and names the language.

Refused: most letters are of another script; or 200 letters or more, hardly an English function word among
them, and the language classifier sure of another language in each part. Names, headlines, quoted foreign
sentences and mixed texts pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.errors import ReaderError
from foedus.model.codec import validate
from foedus.read.wordlist import words
from foedus.yamlfile import load

MIN_LETTERS = 200
"""Fewer letters of Latin script are never refused."""
_SLICES, _SLICE = 24, 2000  # a long text is looked at in so many places, so many characters each
_ENGLISH_SHARE = 0.12  # function words among words: English prose has 0.25 to 0.50
_DOUBT_SHARE = 0.06  # between the two, the classifier decides only if no English sentence stands there
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION = frozenset(
    words(
        "the of and to that was with for by is it on as at from which this were has had be are have "
        "not will he his they their would said who its been an or but after than into more when you we "
        "she her about there all one could if can what should shall any such other between against "
        "under upon these those our us my your him them where while also only did do does being "
        "because before over most some no nor so"
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLetters:
    """Letters that only this language of a script has."""

    __pydantic_config__ = {"extra": "forbid"}

    script: str
    letters: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """What data/languages.yaml holds."""

    __pydantic_config__ = {"extra": "forbid"}

    scripts: dict[str, str]
    own_letters: tuple[OwnLetters, ...]
    codes: dict[str, str]


@cache
def _languages() -> Languages:
    return validate(Languages, load(Path(__file__).parent / "data" / "languages.yaml"))


def check_english(text: str, *, where: str | None = None) -> None:
    """Return silently where the text may be English.

    Raises:
        ReaderError: code `not-english`, "text is in Korean; only English is read".
    """
    found = other_language(text)
    if found is not None:
        raise ReaderError(
            f"text is in {found}; only English is read",
            where=where,
            hint="Give an English text, or read it with --reader llm.",
            code="not-english",
        )


def other_language(text: str) -> str | None:
    """The name of the language that a text is surely in, where it is not English; else None."""
    sample = _sample(text)
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    total = scripts.total()
    if not total:
        return None
    if scripts["LATIN"] * 2 < total:
        return _of_script(scripts, sample)
    return _of_latin(sample) if scripts["LATIN"] >= MIN_LETTERS else None


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = len(text) // _SLICES
    return "\n".join(text[i * step : i * step + _SLICE] for i in range(_SLICES))


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    name = unicodedata.name(char, "OTHER").replace("FULLWIDTH ", "").replace("HALFWIDTH ", "")
    return name.split(" ", 1)[0].split("-", 1)[0]


def _of_script(scripts: Counter[str], sample: str) -> str:
    """Japanese writes Chinese characters too: a tenth of kana decides. Korean likewise by its own letters."""
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    han = scripts["CJK"]
    if kana and kana * 10 >= han and kana + han >= scripts["HANGUL"]:
        return "Japanese"
    best = next(name for name, _ in scripts.most_common() if name != "LATIN")
    if best == "CYRILLIC":
        return _by_letters(sample, best, _bulgarian_or_russian(sample))
    return _by_letters(sample, best, _languages().scripts.get(best, f"{best.capitalize()} script"))


def _by_letters(sample: str, script: str, otherwise: str) -> str:
    """The language whose own letters stand there, at least one in 200 (a name may bring a stray one)."""
    table = [own for own in _languages().own_letters if own.script == script]
    letters = Counter(sample.lower())
    floor = max(1, sum(c.isalpha() for c in sample) // 200)
    return next((o.language for o in table if sum(letters[c] for c in o.letters) >= floor), otherwise)


def _bulgarian_or_russian(sample: str) -> str:
    letters = Counter(sample.lower())
    if letters["ы"] + letters["э"] + letters["ё"] == 0 and letters["ъ"] * 200 >= len(sample):
        return "Bulgarian"
    return "Ukrainian" if letters["і"] and not letters["ы"] else "Russian"


def _of_latin(sample: str) -> str | None:
    words = _WORD.findall(sample)
    share = sum(w.lower() in _FUNCTION for w in words) / max(1, len(words))
    if share >= _ENGLISH_SHARE:
        return None
    lower = sum(w.islower() for w in words)
    if lower * 10 < len(words) * 3 and not sample.isupper():  # a list of names is in no language
        return None
    if share >= _DOUBT_SHARE and _has_english_stretch(words):
        return None
    return _classified(sample, words)


def _has_english_stretch(words: list[str], size: int = 40) -> bool:
    """Some forty words in a row read as English: a mixed text, which passes."""
    marks = [w.lower() in _FUNCTION for w in words]
    windows = (marks[i : i + size] for i in range(0, len(marks), size // 2))
    return any(sum(w) >= 0.25 * len(w) and len(w) >= size // 2 for w in windows)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _classified(sample: str, words: list[str]) -> str | None:
    """py3langid (import and model 0.3 s) is asked only here; both halves must agree on one language."""
    identifier = _identifier()
    half = len(words) // 2
    codes = set()
    for part in (sample.lower(), " ".join(words[:half]).lower(), " ".join(words[half:]).lower()):
        code, probability = identifier.classify(part)
        if code == "en" or probability < 0.9:
            return None
        codes.add(code)
    if len(codes) > 1 and not codes <= {"nb", "nn", "no", "da"} and not codes <= {"hr", "bs", "sr"}:
        return None
    code = min(codes)
    return _languages().codes.get(code, f"another language ({code})")
