"""Real notices saved from Word against plain patterns; national forms against the reader of the BOAMP."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rapidfuzz import fuzz

from core.errors import StructureChanged, UnknownForm
from core.model.reading import Extraction
from crawlers import source
from normalizers.normalise import normalise
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real"
PAGES = sorted((FOLDER / "buyer_profiles" / "word_htm").glob("*.htm"))
NOISE = sorted((FOLDER / "noise_html").glob("*.html"))
BOAMP = sorted((FOLDER / "boamp" / "html").glob("*.html"))
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")

pytestmark = pytest.mark.skipif(not PAGES, reason="the real pages are not beside this checkout")


@cache
def words(path: Path) -> str:
    """The French text of a page on one line, as BeautifulSoup gives it."""
    data = path.read_bytes()
    text = data[2 : len(data) - len(data) % 2].decode("utf-16-le")
    page = BeautifulSoup(text, "lxml").get_text(" ", strip=True)
    page = re.sub(r"\s+", " ", unicodedata.normalize("NFC", page))
    return page.split("Below text is machine")[0]


@cache
def extraction(path: Path, name: str = "buyer-profile") -> Extraction:
    return read_here(source(name), path.read_bytes(), name=path.name)


def rows(path: Path, dataset: str, name: str = "buyer-profile") -> list[dict[str, Any]]:
    found = extraction(path, name)
    at = datetime(2026, 3, 31, tzinfo=UTC)
    return [
        dict(normalise(each, sha256=found.sha256, url="", read_at=at).values)
        for each in found.readings
        if each.dataset == dataset
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_notice(path: Path) -> None:
    (row,) = rows(path, "avis-marches")
    assert row["id"] == f"buyer-profile:{extraction(path).sha256[:16]}"
    assert row["acheteur_nom"].lower() in words(path).lower()
    assert 3 < len(row["acheteur_nom"]) < 100
    assert "".join(row["objet"].split())[:60].lower() in "".join(words(path).split()).lower()
    assert row["type_avis"] == "consultation"
    assert "montant_attribue" not in row


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_head_of_the_page(path: Path) -> None:
    (row,) = rows(path, "avis-marches")
    published = re.search(r"Date de parution : (\d\d)/(\d\d)/(\d{4})", words(path))
    if published is None:
        assert "date_publication" not in row
        return
    day, month, year = map(int, published.groups())
    assert row["date_publication"] == date(year, month, day)
    place = re.search(r"Localisation : (\w+) -", words(path))
    assert place
    assert row["departements_publication"] == [place[1]]
    closing = re.search(r"Date de clot.re : (\d\d)/(\d\d)/(\d{4})", words(path))
    assert closing
    day, month, year = map(int, closing.groups())
    deadline = row["date_limite_reponse"]
    found = deadline.date() if isinstance(deadline, datetime) else deadline
    assert found == date(year, month, day), "the notice and its head close on one day"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_the_notice_prints(path: Path) -> None:
    (row,) = rows(path, "avis-marches")
    reference = re.search(r"R.f.rence acheteur : (\S+(?: \d\S*)?)", words(path))
    if reference:
        assert row["numero_source"] in (reference[1].rstrip("."), reference[1].split()[0].rstrip("."))
    sent = re.search(r"Envoi à la publication le : (\d{1,2}) (\w+) (\d{4})", words(path))
    if sent:
        assert row["date_envoi"] == date(int(sent[3]), MONTHS.index(sent[2]) + 1, int(sent[1]))
    undivided = re.search(r"divisée en\s+lots : non", words(path))
    if undivided:
        assert row["nb_lots"] == 1
    codes = re.findall(r"\b\d{8}\b(?= - )", words(path))
    assert [row["cpv"], *row.get("cpv_secondaires", [])] == codes if codes else True


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_lots_are_counted(path: Path) -> None:
    numbers = re.findall(
        r"\blot(?:\(s\))?\s?(?:n.\s?)?0?(\d{1,2}[AB]?)\s?(?::|-|\. -)", words(path), re.IGNORECASE
    )
    found = [row["numero_lot"] for row in rows(path, "lots-marches")]
    assert found == list(dict.fromkeys(number.upper() for number in numbers if number != "unique"))


@pytest.mark.parametrize("path", NOISE, ids=lambda path: path.name)
def test_pages_that_are_no_notice_are_refused_by_name(path: Path) -> None:
    with pytest.raises((UnknownForm, StructureChanged)):
        extraction(path)


COMPARED = ("acheteur_nom", "objet", "type_avis", "procedure", "cpv", "date_limite_reponse", "date_envoi")


def is_european(path: Path) -> bool:
    """Whether a page is a form of the JOUE, in numbered sections."""
    data = path.read_bytes()
    return "I.1)" in data[2 : len(data) - len(data) % 2].decode("utf-16-le")


def test_national_forms_read_as_the_reader_of_the_boamp_reads_them() -> None:
    """Same labels on another site: two readers that share no code for them must agree."""
    paths = [path for path in BOAMP if not is_european(path)]
    assert len(paths) > 60
    for path in paths:
        (ours,), (theirs,) = rows(path, "avis-marches"), rows(path, "avis-marches", "boamp")
        for name in COMPARED:
            assert _same(ours.get(name), theirs.get(name)), (path.name, name)
        assert len(rows(path, "lots-marches")) == len(rows(path, "lots-marches", "boamp")), path.name


@pytest.mark.slow
def test_european_forms_agree_nearly_everywhere() -> None:
    agreed: Counter[str] = Counter()
    compared = 0
    for path in filter(is_european, BOAMP):
        try:
            (ours,) = rows(path, "avis-marches")
        except StructureChanged:
            continue
        (theirs,) = rows(path, "avis-marches", "boamp")
        agreed.update(name for name in COMPARED if _same(ours.get(name), theirs.get(name)))
        agreed["lots"] += len(rows(path, "lots-marches")) == len(rows(path, "lots-marches", "boamp"))
        compared += 1
    assert compared > 270
    assert {name: count for name, count in agreed.items() if count < 0.97 * compared} == {}


def _same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return fuzz.ratio(ours.casefold(), theirs.casefold()) > 90
    return bool(ours == theirs)
