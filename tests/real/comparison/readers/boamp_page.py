"""What a page of boamp.fr prints: its head, and a national or a European form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from tests.real.comparison.model import Expected, Row
from tests.real.comparison.readers import boamp_european, boamp_national
from tests.real.comparison.readers.values import REAL, department


def national() -> Iterator[Expected]:
    """The pages with a national form."""
    yield from (each for path, page in _pages() if not _is_european(page) for each in [_read(path, page)])


def european() -> Iterator[Expected]:
    """The pages with a form of the JOUE."""
    yield from (each for path, page in _pages() if _is_european(page) for each in [_read(path, page)])


def _pages() -> Iterator[tuple[Path, Any]]:
    for path in sorted((REAL / "boamp" / "html").glob("*.html")):
        data = path.read_bytes()[2:]
        yield path, BeautifulSoup(data[: len(data) - len(data) % 2].decode("utf-16-le"), "lxml")


def _is_european(page: Any) -> bool:
    return "II.1.1)" in page.get_text()


def _read(path: Path, page: Any) -> Expected:
    form = page.find(id="detail-avis-content")
    head = _head(page)
    read = boamp_european.rows if _is_european(page) else boamp_national.rows_of_page
    return Expected(path.name, path, read(page, form, head))


def _head(page: Any) -> Row:
    number = page.select_one("p.avis-ref").get_text().split()[-1]
    day = page.select_one("p.date-publishing").get_text().split()[-1]
    geo = page.select_one("p.avis-geo span")
    codes = re.findall(r"\d{1,3}[AB]?", geo.get_text()) if geo else []
    return {
        "id": f"boamp:{number}",
        "numero_source": number,
        "type_avis": "consultation",
        "objet_publication": page.select_one("header h1").get_text(" "),
        "date_publication": "-".join(reversed(day.split("/"))),
        "departements_publication": [department(each) for each in codes],
    }
