"""What readers and fetchers say of a document, told in French: they say it in English, and so it is stored.

``i18n/said.toml`` has the sentences, each with the parts that it names. A sentence that is not among them
stays as it was said.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from console.web.typography import french

_FILE = Path(__file__).parent / "i18n" / "said.toml"
_PART = re.compile(r"\{(\w+)\}")
_CLASS = re.compile(r"[A-Z]\w+: ")
"""What a step that failed tells before the sentence, at its beginning: the name of the error in the code."""
_LONGEST = 4000
"""Characters; what is longer is no sentence of ours."""


def in_french(text: str) -> str:
    """The sentence in French, its parts as they are; empty where it is none that we know."""
    if len(text) > _LONGEST:
        return ""
    named = _CLASS.match(text)
    said = text[named.end() :] if named else text
    for pattern, told in _sentences():
        if found := pattern.fullmatch(said):
            return told.format(**found.groupdict())
    return ""


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))["said"]
    return tuple((_pattern(each["en"]), french(each["fr"])) for each in said)


def _pattern(sentence: str) -> re.Pattern[str]:
    """Every part is as short as it can be, so that a path or an address never takes words of the sentence."""
    pieces = _PART.split(sentence)
    written = [rf"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)]
    return re.compile("".join(written), re.DOTALL)
