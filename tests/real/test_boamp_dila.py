"""Real XML of the DILA (V230), compared with the elements as lxml gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.real.boamp_rows import ABSENT, FOLDER, awards, extraction, lots, notices

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

FILES = sorted((FOLDER / "dila_xml_v230").glob("*.xml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_gives_what_its_elements_say(path: Path) -> None:
    root = etree.parse(str(path)).getroot()
    (row,) = notices(path)
    assert row.values["numero_source"] == root.findtext(".//GESTION/REFERENCE/IDWEB")
    assert row.values["date_publication"].isoformat() == root.findtext("GESTION/INDEXATION/DATE_PUBLICATION")
    assert row.values["acheteur_nom"] == root.findtext("DONNEES/IDENTITE/DENOMINATION")
    title = root.findtext("DONNEES/OBJET/TITRE_MARCHE") or root.findtext("DONNEES/OBJET/OBJET_COMPLET")
    assert row.values["objet"].split() == (title or "").split()
    divided = root.find("DONNEES/OBJET/DIV_EN_LOTS/OUI") is not None
    assert len(lots(path, row.id)) == (len(root.findall(".//LOTS/LOT")) if divided else 0)
    assert extraction(path).unmapped == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_award_names_every_winner(path: Path) -> None:
    root = etree.parse(str(path)).getroot()
    (row,) = notices(path)
    names = [each.text for each in root.findall(".//DECISION/TITULAIRE/DENOMINATION")]
    found = [award.values.get("titulaire_nom") for award in awards(path, row.id)]
    companies = [name for name in names if name and "infructueu" not in name.lower()]
    assert sorted(name for name in found if name) == sorted(companies)
