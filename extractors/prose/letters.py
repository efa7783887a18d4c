"""The letters, spaces and capitalised words that the grammars of this package are built from."""

from __future__ import annotations

import re
from functools import lru_cache

from core.model.act import Span
from extractors.prose.capitals import is_shouted, spoken

_FOLDED = {
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\t\r\x0b\x0c\x85\u2028\u2029", " "),
    **dict.fromkeys("’‘ʼ´`", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("“”„", '"'),
}
_WRAPPED = re.compile(
    r"(?<![.;:\n])\n(?=[a-zà-ÿ(])"
    r"|(?<= )(?:de|du|des|la|le|les|à|et|au|aux|par|M\.|MM\.|Mme|Mlle|Me|[dl]')\n"
)
_TABLE = str.maketrans(_FOLDED)

_BLOCKS = (range(0x41, 0x250), range(0x1E00, 0x1F00))
UPPER = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isupper())
LETTERS = "".join(chr(code) for block in _BLOCKS for code in block if chr(code).isalpha())

UP = f"[{UPPER}]"
INITIALS = rf"{UP}\.(?:[ -]?{UP}\.){{0,5}}"
CAPITALISED = rf"{UP}(?:[{LETTERS}'\-]*[{LETTERS}])?"
PARTICLE = (
    r"(?:(?:de la|de|du|des|le|la|les|von|van|der|den|ter|ten|zu|ben|bin|ibn|el|al|da|dos|das|do|di|del"
    r"|della|dal|y|und|ould|aït) +|de l'|d'|l')"
)
_FORM = r"(?!(?:SELARL|SELAS|SELAFA|SELCA|SCP|SAS|SARL|SPFPL|EURL|SNC)U?\b)"
TOKEN = rf"{_FORM}(?:{INITIALS}(?![{LETTERS}])|{CAPITALISED})"
NAME = rf"(?:{PARTICLE}){{0,3}}{TOKEN}(?: {{1,3}}(?:{PARTICLE}){{0,3}}{TOKEN}){{0,7}}"

MONTHS = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
DATE = rf"(?:(?:1 ?er|\d{{1,2}}) *(?:{MONTHS}) *\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})"


@lru_cache(maxsize=16)
def plain(text: str) -> str:
    """The text with typographic spaces, apostrophes and hyphens made plain; the length never changes.

    A line break inside a sentence (no stop before it, a small letter after it; or a word before it that
    cannot end a sentence) becomes a space.
    """
    flat = text.translate(_TABLE)
    flat = spoken(flat) if is_shouted(flat) else flat
    return _WRAPPED.sub(lambda match: match.group()[:-1] + " ", flat)


def printed(text: str, start: int, end: int, confidence: float = 0.99) -> Span:
    """The span of the words as printed, trimmed of outer spaces."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(text[start:end], start, end, confidence)


def coded(value: str, start: int, end: int, confidence: float = 0.99) -> Span:
    """The span of words that stand for a term of the dataset."""
    return Span(value, start, end, confidence)


def group(text: str, match: re.Match[str], name: str, confidence: float = 0.99) -> Span:
    """The span of a named group of a match made on the plain text."""
    return printed(text, match.start(name), match.end(name), confidence)
