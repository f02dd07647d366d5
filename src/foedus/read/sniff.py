"""Bytes to characters: what kind of file it is, and where it stops being text. Nothing is guessed in silence.

Offsets count code points of the text as decoded, newlines untouched. A byte order mark is the mark of an
encoding, not a character of the text: it is dropped, so the first character has offset 0 with and without it.
"""

from __future__ import annotations

import codecs
import re

from foedus.errors import InputError, shown

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"{\\rtf", "an RTF document"),
    (b"AT&TFORM", "a DjVu file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"BZh", "a BZIP2 archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls or .ppt)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program (ELF)"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
)
_INSIDE_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an EPUB book"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")
_SAMPLE = 65536  # bytes looked at to tell text from other files
_BINARY_SHARE = 0.01  # more control bytes than this are no text


def decode(data: bytes, *, where: str, encoding: str | None = None) -> str:
    """The characters of a file.

    Args:
        data: the file's bytes.
        where: the file's name, safe to show.
        encoding: what the user says the encoding is; None: UTF-8, or what a byte order mark says.

    Raises:
        InputError: with code `empty`, `not-text`, `not-utf-8`, `no-text` or `encoding`, naming the first
            bad byte where there is one.
    """
    if not data:
        raise InputError("the file is empty", where=where, hint="Give a file with text.", code="empty")
    _refuse_other_types(data, where)
    text = _decoded(data, where, encoding)
    if "\0" in text:
        raise InputError(
            f"not text: NUL at character {text.index(chr(0))}",
            where=where,
            hint="Give text.",
            code="not-text",
        )
    if lone := _LONE.search(text):
        raise InputError(
            f"not text: half a surrogate pair at character {lone.start()}",
            where=where,
            hint="Save it as UTF-8.",
            code="not-text",
        )
    if not any(c.isalnum() for c in text):
        raise InputError(
            "holds no text: only blanks or marks", where=where, hint="Give a file with text.", code="no-text"
        )
    return text


def _refuse_other_types(data: bytes, where: str) -> None:
    kind = _real_type(data)
    if kind is None:
        return
    raise InputError(
        f"this is {kind}, not text; {kind.split(' ', 1)[1].split(' (')[0]} is not read",
        where=where,
        hint="Give the article as text, HTML or Markdown.",
        code="not-text",
    )


def _real_type(data: bytes) -> str | None:
    head = data[:1024]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            if kind == "a ZIP archive":
                return next((k for sign, k in _INSIDE_ZIP if sign in data[:_SAMPLE]), kind)
            return kind
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "a WebP image", b"WAVE": "a WAV recording"}.get(head[8:12], "an AVI film")
    if head[4:8] == b"ftyp":
        return "an MP4 film"
    return "a PDF" if b"%PDF-1." in head and not head.lstrip()[:1].isalpha() else None


def _decoded(data: bytes, where: str, encoding: str | None) -> str:
    if encoding is not None:
        return _as_told(data, where, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name, where)
    nul = data.find(b"\0")
    if nul >= 0:
        raise _with_nul(data, nul, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        raise _not_utf8(data, e.start, where) from None


def _with_nul(data: bytes, nul: int, where: str) -> InputError:
    """The first bad byte may stand before the NUL, where the file is no UTF-8 at all."""
    try:
        data[:nul].decode("utf-8")
    except UnicodeDecodeError as e:
        return InputError(
            f"not text: byte {e.start} is 0x{data[e.start]:02x}",
            where=where,
            hint=_nul_hint(data[:400]),
            code="not-text",
        )
    return InputError(
        f"not text: NUL at byte {nul}", where=where, hint=_nul_hint(data[:400]), code="not-text"
    )


def _nul_hint(head: bytes) -> str:
    """UTF-16 without its mark has a NUL in every second byte of Latin text."""
    half = len(head) // 2
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if half > 3 and zeros.count(0) > 0.8 * half and head.count(0) < 1.2 * half:
            return f"It looks like UTF-16 without a mark; try --encoding {name}."
    return "Give text, not another kind of file."


def _not_utf8(data: bytes, bad: int, where: str) -> InputError:
    sample = data[:_SAMPLE]
    controls = _CONTROL.findall(sample)
    if len(controls) > _BINARY_SHARE * len(sample):
        first_control = _CONTROL.search(sample)
        first = min(bad, first_control.start()) if first_control else bad
        return InputError(
            f"not text: byte {first} is 0x{data[first]:02x}",
            where=where,
            hint="Give text, not another kind of file.",
            code="not-text",
        )
    high = set(sample[max(0, bad - 2000) : bad + 20000])
    name = "cp1252" if high & set(range(0x82, 0xA0)) else "latin-1"
    return InputError(
        f"not UTF-8 at byte {bad}",
        where=where,
        hint=f"Save it as UTF-8, or try --encoding {name}.",
        code="not-utf-8",
    )


def _as_told(data: bytes, where: str, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name.replace("_", "-")
        if name in _NO_CHARSETS:
            raise LookupError(encoding)
        if name == "utf-8":
            name = "utf-8-sig"
        elif name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            return _strict(data, name, where).removeprefix("\ufeff")
        return _strict(data, name, where)
    except (LookupError, ValueError, TypeError) as e:
        if isinstance(e, InputError):
            raise
        raise InputError(
            f"'{shown(encoding)}' is no encoding of text that is known",
            where="--encoding",
            hint="Write utf-8, utf-16, latin-1 or cp1252.",
            code="encoding",
        ) from None


def _strict(data: bytes, name: str, where: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as e:
        said = name.removesuffix("-sig").upper()
        raise InputError(
            f"not {said} at byte {e.start}", where=where, hint="Try another --encoding.", code="not-utf-8"
        ) from None
