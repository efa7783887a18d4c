"""Words as published, repaired where the damage is certain."""

from __future__ import annotations

import html
import re

import ftfy

from normalizers.values.folding import collapse, fold
from normalizers.values.result import Result

__all__ = ["clean", "clean_lines", "collapse", "decode_entities", "fold"]

LOST_LETTER = "lettre_perdue"

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=['’])\?(?=[^\W\d_])|(?<=\s)\?(?=[^\W\d_])")
_ADDRESS = re.compile(r"\S*(?:://|www\.|=)\S*")

_SOUND = re.compile(r"[ -~àâçèéêëîïôùûü]*|[ -~°’«»–…€]*")
"""Nothing here can be a double encoding, which takes a letter and a sign: ftfy, the slow part, is spared."""

# Repairs that are certain; quotes, width, ligatures and accents stay as the publisher typed them.
_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=False,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=False,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization="NFC",
    explain=False,
)


def decode_entities(text: str) -> str:
    """Decode the entities a publisher left in plain text (``&amp;quot;`` too: twice at most)."""
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def clean(text: str | None) -> Result[str]:
    """One line of readable text; None where nothing is left.

    C1 control characters are read as windows-1252 and double-encoded text is decoded (ftfy, only its certain
    repairs). A letter that the publisher lost (U+FFFD, or "?" inside a word) is kept and warned of.
    """
    if not text:
        return Result(None)
    repaired = _repair(collapse(decode_entities(text)))
    if not repaired:
        return Result(None)
    return Result(repaired, (LOST_LETTER,) if _LOST.search(_ADDRESS.sub("", repaired)) else ())


def _repair(text: str) -> str:
    return text if _SOUND.fullmatch(text) else collapse(ftfy.fix_text(text, config=_FTFY))


def clean_lines(text: str | None) -> Result[str]:
    """As :func:`clean`, with the line ends kept: for descriptions of several paragraphs."""
    if not text:
        return Result(None)
    parts = [clean(line) for line in text.splitlines()]
    lines = [part.value for part in parts if part.value]
    warnings = tuple(dict.fromkeys(name for part in parts for name in part.warnings))
    return Result("\n".join(lines) or None, warnings)
