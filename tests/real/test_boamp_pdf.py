"""Real PDF extracts of boamp.fr; the truth was read by hand in the files."""

from __future__ import annotations

import pytest

from tests.real.boamp_rows import ABSENT, FOLDER, extraction, lots, notices

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

TRUTH = {
    "20-100260": ("Ville de Nîmes", "34110000", "2020-09-01T12:00", "2020-08-12", 1, ["30"], "adaptee"),
    "20-100721": ("Ville de Vieux Condé", "60130000", "2020-09-10T12:00", "2020-08-10", 3, ["59"], "adaptee"),
    "20-101053": (
        "MINARM/DGA/DO/S2A",
        "60100000",
        "2020-09-10T16:00",
        "2020-08-10",
        1,
        ["40", "13", "33", "83"],
        "adaptee",
    ),
    "20-101626": (
        "COMMUNE DE LE GRAND QUEVILLY",
        "79400000",
        "2020-09-07T16:00",
        "2020-08-12",
        1,
        ["76"],
        "adaptee",
    ),
    "20-101957": ("Mairie de Courthezon", "45454000", "2020-09-09T12:00", "2020-08-13", 7, ["84"], "adaptee"),
    "20-102401": (
        "COMMUNE DE SAINT QUENTIN",
        "34144700",
        "2020-09-08T12:00",
        "2020-08-14",
        5,
        ["02"],
        "adaptee",
    ),
}


@pytest.mark.parametrize("number", TRUTH)
def test_an_extract_gives_what_it_prints(number: str) -> None:
    path = FOLDER / "pdf" / f"boamp-avis-{number}.pdf"
    (row,) = notices(path)
    buyer, cpv, deadline, sent, count, departments, procedure = TRUTH[number]
    assert row.id == f"boamp:{number}"
    assert row.values["acheteur_nom"] == buyer
    assert row.values["cpv"] == cpv
    assert row.values["date_limite_reponse"].strftime("%Y-%m-%dT%H:%M") == deadline
    assert row.values["date_envoi"].isoformat() == sent
    assert row.values["nb_lots"] == count
    assert len(lots(path, row.id)) == (count if count > 1 else 0)
    assert row.values["departements_publication"] == departments
    assert row.values["procedure"] == procedure
    assert row.values["type_avis"] == "consultation"
    assert not extraction(path).refusals


def test_values_of_an_extract_point_into_its_pages() -> None:
    path = FOLDER / "pdf" / "boamp-avis-20-100721.pdf"
    for reading in extraction(path).readings:
        title = reading.values["intitule" if reading.dataset == "lots-marches" else "objet"]
        assert not isinstance(title, tuple)
        assert title.evidence.page
        assert title.evidence.bbox
