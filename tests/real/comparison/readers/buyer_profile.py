"""What notices saved from Word print, where they have labels of their own or of the national form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from tests.real.comparison.model import AVIS, LOTS, Expected, Row
from tests.real.comparison.readers.french_days import day
from tests.real.comparison.readers.values import REAL, department

LOT = re.compile(r"\blot(?:\(s\))?\s?(?:n.\s?)?0?(\d{1,2}[AB]?)\s?(?::|-|\. -)", re.IGNORECASE)


def pages() -> Iterator[Expected]:
    """The notices."""
    for path in sorted((REAL / "buyer_profiles" / "word_htm").glob("*.htm")):
        words = _words(path)
        numbers = [each.upper() for each in LOT.findall(words) if each != "unique"]
        lots = [{"numero_lot": number} for number in dict.fromkeys(numbers)]
        yield Expected(path.name, path, {AVIS: [_row(words)], LOTS: lots})


def _words(path: Path) -> str:
    """The French text on one line; what a machine translated is not the notice."""
    data = path.read_bytes()
    page = BeautifulSoup(data[2 : len(data) - len(data) % 2].decode("utf-16-le"), "lxml")
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", page.get_text(" ", strip=True)))
    return text.split("Below text is machine")[0]


def _row(words: str) -> Row:
    published = re.search(r"Date de parution : (\d\d)/(\d\d)/(\d{4})", words)
    place = re.search(r"Localisation : (\w+) -|partement\(s\) de publication : (\w+)", words)
    sent = re.search(r"Envoi à la publication le : (.{0,30})", words)
    codes = re.findall(r"\b\d{8}\b(?= - )", words)
    found: Row = {
        "type_avis": "consultation",
        "date_publication": f"{published[3]}-{published[2]}-{published[1]}" if published else None,
        "departements_publication": [department(place[1] or place[2])] if place else None,
        "montant_attribue": None,
    }
    if sent:
        found["date_envoi"] = day(sent[1].replace("ao\ufffdt", "août")) or _short_day(sent[1])
    if codes:
        found |= {"cpv": codes[0], "cpv_secondaires": codes[1:]}
    if re.search(r"divisée en\s+lots : non", words):
        found["nb_lots"] = 1
    return found


def _short_day(text: str) -> str | None:
    found = re.match(r"(\d\d)/(\d\d)/(\d\d)\b", text)
    return f"20{found[3]}-{found[2]}-{found[1]}" if found else None
