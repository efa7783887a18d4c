"""Words as published: repaired where the damage is certain, folded for comparison."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

import ftfy

from normalizers.values.result import Result

LOST_LETTER = "lettre_perdue"

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=['’])\?(?=[^\W\d_])")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′`´＇", "'"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss", "ø": "o", "đ": "d"})

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


def collapse(text: str) -> str:
    """White space of any kind (U+00A0, U+202F, line ends) becomes one space; control characters go."""
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


def clean(text: str | None) -> Result[str]:
    """One line of readable text; None where nothing is left.

    C1 control characters are read as windows-1252 and double-encoded text is decoded (ftfy, only its certain
    repairs). A letter that the publisher lost (U+FFFD, or "?" inside a word) is kept and warned of.
    """
    if not text:
        return Result(None)
    repaired = collapse(ftfy.fix_text(decode_entities(text), config=_FTFY))
    if not repaired:
        return Result(None)
    return Result(repaired, (LOST_LETTER,) if _LOST.search(repaired) else ())


def clean_lines(text: str | None) -> Result[str]:
    """As :func:`clean`, with the line ends kept: for descriptions of several paragraphs."""
    if not text:
        return Result(None)
    parts = [clean(line) for line in text.splitlines()]
    lines = [part.value for part in parts if part.value]
    warnings = tuple(dict.fromkeys(name for part in parts for name in part.warnings))
    return Result("\n".join(lines) or None, warnings)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form under which spellings compare equal: no accent, no case, one apostrophe, one space."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES).translate(_APOSTROPHES))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return collapse(letters.casefold().translate(_APOSTROPHES))
