"""Real pages of boamp.fr, compared with what BeautifulSoup and a few patterns find in them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from core.model.record import Record
from tests.real.boamp_rows import ABSENT, FOLDER, extraction, lots, notices

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

PAGES = sorted((FOLDER / "html").glob("*.html"))
MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"]
MONTHS += ["octobre", "novembre", "décembre"]
_MOMENT = re.compile(r"(\d{1,2})(?:\.e\.r)?\s+(" + "|".join(MONTHS) + r")\s+(\d{4})[\s,àa-]*(\d{1,2})[:\sh]")


@cache
def soup(path: Path) -> BeautifulSoup:
    text = path.read_bytes()[2:].decode("utf-16-le", "replace")
    return BeautifulSoup(text, "lxml")


@cache
def words(path: Path) -> str:
    return " ".join(soup(path).get_text(" ", strip=True).split())


def row(path: Path) -> Record:
    (found,) = notices(path)
    return found


def test_every_page_gives_one_notice_without_refusal() -> None:
    assert len(PAGES) > 300
    for path in PAGES:
        assert row(path).id == f"boamp:{path.name.split('__')[0]}"
        assert not extraction(path).refusals


def test_the_head_of_the_page_is_read() -> None:
    for path in PAGES:
        page, found = soup(path), row(path).values
        day = page.select_one("p.date-publishing")
        title = page.select_one("header h1")
        assert day and found["date_publication"].strftime("%d/%m/%Y") == day.get_text().split()[-1]
        assert title
        if not set("\x92\x9c\x85\x96") & set(title.get_text()):
            assert found["objet_publication"].split() == title.get_text(" ").split(), path.name
        geo = page.select_one("p.avis-geo span")
        codes = re.findall(r"\d{1,3}[AB]?", geo.get_text()) if geo else []
        codes = [{"20A": "2A", "20B": "2B"}.get(code, code.zfill(2)) for code in codes]
        assert sorted(found["departements_publication"]) == sorted(codes), path.name


def test_deadlines_are_those_printed_in_the_notice() -> None:
    checked = 0
    for path in PAGES:
        text = words(path)
        section = re.search(r"IV\.2\.2\)(.{0,160})", text) or re.search(
            r"(?:Date limite de réception des offres : )(?!\d\d/)(.{0,60})", text
        )
        found = _MOMENT.search(section[1]) if section else None
        deadline = row(path).values.get("date_limite_reponse")
        if found and deadline:
            expected = (int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]), int(found[4]))
            assert (deadline.year, deadline.month, deadline.day, deadline.hour) == expected, path.name
            checked += 1
    assert checked > 320


def test_lots_are_counted() -> None:
    for path in PAGES:
        text, found = words(path), row(path)
        numbers = {each.lstrip("0") for each in re.findall(r"Lot nº : (\S+)(?= II\.2\.2)", text)}
        numbers |= {each.lstrip("0") for each in re.findall(r"Lot\(s\) (\S+?)\. -", text)}
        divided = "divisé en lots : oui" in text or "divisées en lots : oui" in text
        listed = lots(path, found.id)
        if divided and numbers and all(number.isdigit() for number in numbers):
            assert {lot.values["numero_lot"] for lot in listed} == numbers, path.name
        if "divisé en lots : non" in text or "divisées en lots : non" in text:
            assert found.values["nb_lots"] == 1
            assert listed == []


def test_the_main_code_of_a_european_form() -> None:
    for path in PAGES:
        code = re.search(r"Descripteur principal : (\d{8})", words(path))
        if code:
            assert row(path).values["cpv"] == code[1], path.name


def test_estimates_of_european_forms() -> None:
    checked = 0
    for path in PAGES:
        section = re.search(
            r"II\.1\.5\) Valeur totale estimée : Valeur hors TVA : ([\d ,]+)(?:euros|€)", words(path)
        )
        if section and re.fullmatch(r"\d{1,3}(?: \d{3})*(?:,\d{2})?", section[1].strip()):
            amount = float(section[1].replace(" ", "").replace(",", "."))
            assert row(path).values.get("montant_estime") == (amount if amount > 1 else None), path.name
            checked += 1
    assert checked > 80


def test_national_forms_keep_the_buyers_capitals() -> None:
    for path in PAGES:
        label = soup(path).find("h3", string=re.compile("Nom et adresse officiels"))
        if label:
            name = label.find_next_sibling("p")
            assert name and row(path).values["acheteur_nom"] == " ".join(name.get_text().split()), path.name


def test_european_buyers_have_a_town_and_a_number_where_printed() -> None:
    for path in PAGES:
        block = re.search(r"NOM ET ADRESSES (.{0,400}?) Adresse\(s\) internet", words(path))
        number = re.search(r"Numéro national d'identification : (\d{14}),", block[1]) if block else None
        if number:
            known = row(path)
            assert known.values.get("acheteur_siret") == number[1] or any(
                warning.startswith("siret_") for warning in known.warnings
            ), path.name
