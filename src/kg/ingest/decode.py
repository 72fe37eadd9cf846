"""Bytes become text, or a reason why not.

UTF-8 first; UTF-16 only with its mark; Windows-1252 only when what it gives looks like a text in Latin letters. Whoever
guesses more turns one wrong file into a thousand wrong names.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import SourceError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"\xd0\xcf\x11")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_ODD = re.compile(r"[^\x00-\x7f‘’“”–—…•é-ïò-öù-üáàâãäåçñóÉÀÁÂÇÑÖÜ°·\u00a0«»ßžšŽŠ€£©®]")
_PROBE = 1 << 16


def decode(raw: bytes, origin: str) -> tuple[str, str]:
    """The text and its encoding ("utf-8", "utf-16", "cp1252"). Raises SourceError, naming ``origin``."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding, origin), encoding.removesuffix("-sig")
    if raw.startswith(_SIGNATURES) or b"\0" in raw[:_PROBE] or len(_CONTROLS.findall(raw[:_PROBE])) > 8:
        raise SourceError(origin, "binary, not text")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _windows(raw, error, origin), "cp1252"


def _strict(raw: bytes, encoding: str, origin: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(origin, f"marked as {encoding} but broken at byte {error.start}") from error


def _windows(raw: bytes, error: UnicodeDecodeError, origin: str) -> str:
    """Windows-1252, when nearly all is ASCII and the rest are letters and quotation marks of European typing."""
    reason = f"neither UTF-8 (broken at byte {error.start}) nor a known older encoding"
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as undefined:
        raise SourceError(origin, reason) from undefined
    foreign = sum(not c.isascii() for c in text)
    if foreign * 20 > len(text) or _ODD.search(text):
        raise SourceError(origin, reason)
    return text
