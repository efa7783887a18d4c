"""What a consultation page of PLACE prints beside its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from tests.real.comparison.model import AVIS, Expected, Row
from tests.real.comparison.readers.french_days import day
from tests.real.comparison.readers.values import REAL

LOTS = {"Non": 1, "-": None}


def pages() -> Iterator[Expected]:
    """The consultations."""
    for path in sorted((REAL / "place" / "html").glob("*.html")):
        yield Expected(path.name, path, {AVIS: [_row(_words(path))]})


def _words(path: Path) -> str:
    data = path.read_bytes()
    utf16 = data[:2] == b"\xff\xfe"
    text = data[2 : len(data) - len(data) % 2].decode("utf-16-le") if utf16 else data.decode()
    return " ".join(BeautifulSoup(text, "lxml").get_text(" ", strip=True).split())


def _between(words: str, label: str, *following: str) -> str:
    end = "|".join(re.escape(each) for each in following)
    found = re.search(rf"{re.escape(label)} : (.*?) (?:{end}) :", words)
    return found[1] if found else ""


def _row(words: str) -> Row:
    number = _between(words, "Référence", "Intitulé")
    entity = _between(words, "Entité d'Achat", "Type d'annonce").split(" / ")[0]
    limit = re.search(r"remise des plis : (\d\d)/(\d\d)/(\d{4}) (\d\d:\d\d)", words)
    lots = _between(words, "Allotissement", "Lieu d'exécution", "Code CPV")
    count = re.match(r"\d+", lots)
    codes = list(dict.fromkeys(re.findall(r"\b\d{8}\b", words[words.index("Code CPV") :])))
    published = re.search(r"Publié le : (.{0,30})", words)
    buyer = re.search(r"Organisme : (.*?) \((\d{5}) - ([^)]*)\)", words)
    place = _between(words, "Lieu d'exécution", "Code CPV")
    found: Row = {
        "id": f"place:{entity}:{number}",
        "numero_source": number,
        "type_avis": "consultation",
        "objet": _between(words, "Objet", "Organisme", "Entité publique"),
        "objet_publication": _between(words, "Intitulé", "Objet"),
        "type_marche": [_between(words, "Catégorie principale", "Allotissement").lower()],
        "procedure_libelle": _between(words, "Procédure", "Catégorie principale"),
        "date_limite_reponse": f"{limit[3]}-{limit[2]}-{limit[1]}T{limit[4]}" if limit else None,
        "date_publication": day(published[1].lower()) if published else None,
        "nb_lots": int(count[0]) if count else LOTS[lots],
        "cpv": codes[0] if codes else None,
        "cpv_secondaires": codes[1:],
        "montant_estime": None,
    }
    if buyer:
        found |= {"acheteur_nom": buyer[1], "acheteur_code_postal": buyer[2], "acheteur_ville": buyer[3]}
    if departments := re.findall(r"\((\d{2,3}|2[AB])\)", place):
        found["code_departement"] = departments
    return found
