"""Real consultation pages of PLACE, compared with what BeautifulSoup finds beside their labels."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from core.model.record import Record
from crawlers import source
from normalizers.normalise import normalise
from workers.extraction import read_here

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "place" / "html"
PAGES = sorted(FOLDER.glob("*.html"))
MONTHS = ("Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real pages are not beside this checkout")


@cache
def words(path: Path) -> str:
    data = path.read_bytes()
    utf16 = data[:2] == b"\xff\xfe"
    text = data[2 : len(data) - len(data) % 2].decode("utf-16-le") if utf16 else data.decode()
    return " ".join(BeautifulSoup(text, "lxml").get_text(" ", strip=True).split())


def between(path: Path, label: str, *following: str) -> str:
    end = "|".join(re.escape(each) for each in following)
    found = re.search(rf"{re.escape(label)} : (.*?) (?:{end}) :", words(path))
    assert found, (path.name, label)
    return found[1]


@cache
def row(path: Path) -> Record:
    found = read_here(source("place"), path.read_bytes(), name=path.name)
    assert not found.refusals
    assert not found.unmapped
    (reading,) = found.readings
    return normalise(reading, sha256=found.sha256, url="", read_at=datetime(2026, 3, 31, tzinfo=UTC))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page(path: Path) -> None:
    values = row(path).values
    assert values["numero_source"] == between(path, "Référence", "Intitulé")
    assert values["objet_publication"].split() == between(path, "Intitulé", "Objet").split()
    printed = between(path, "Objet", "Organisme", "Entité publique")
    assert values["objet"].split() == printed.split()
    limit = re.search(r"remise des plis : (\d\d)/(\d\d)/(\d{4}) (\d\d):(\d\d)", words(path))
    assert limit
    day, month, year, hour, minute = map(int, limit.groups())
    assert values["date_limite_reponse"] == datetime(
        year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris")
    )
    assert values["type_avis"] == "consultation"
    assert values["type_marche"] == [between(path, "Catégorie principale", "Allotissement").lower()]
    assert values["procedure_libelle"] == between(path, "Procédure", "Catégorie principale")
    assert not any(name.startswith("montant") for name in values)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_lots_codes_and_places(path: Path) -> None:
    values = row(path).values
    lots = between(path, "Allotissement", "Lieu d'exécution", "Code CPV")
    number = re.match(r"\d+", lots)
    assert values.get("nb_lots") == (int(number[0]) if number else {"Non": 1, "-": None}[lots])
    codes = re.findall(r"\b\d{8}\b", words(path)[words(path).index("Code CPV") :])
    assert [values["cpv"], *values.get("cpv_secondaires", [])] == list(dict.fromkeys(codes))
    place = values["lieu_libelle"]
    assert place in words(path)
    assert values.get("code_departement", []) == sorted(re.findall(r"\((\d{2,3}|2[AB])\)", place))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_buyers_and_dates(path: Path) -> None:
    values = row(path).values
    entity = between(path, "Entité d'Achat", "Type d'annonce")
    assert row(path).id == f"place:{entity.split(' / ')[0]}:{values['numero_source']}"
    bracket = re.search(r"Organisme : (.*?) \((\d{5}) - ([^)]*)\)", words(path))
    if bracket:
        name, postal, town = bracket.groups()
        found = (values["acheteur_nom"], values["acheteur_code_postal"], values["acheteur_ville"])
        assert found == (name, postal, town)
    published = re.search(r"Publié le : (\d+) (\w+) (\d{4})", words(path))
    if published:
        day, month, year = published.groups()
        assert (
            values["date_publication"].isoformat() == f"{year}-{MONTHS.index(month) + 1:02d}-{int(day):02d}"
        )
    else:
        assert "date_publication" not in values
