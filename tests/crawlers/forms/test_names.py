"""Numbers in names."""

import pytest

from core.model.evidence import Evidence
from core.model.reading import Value
from crawlers.forms.names import number_in_name


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Commune d'Istres (21130047000419)", "21130047000419"),
        ("EPPD (SIREN : 130 002 728)", "130 002 728"),
        (
            "AB — 807 567 136 RCS Pontoise — SIRET 807 567 136 000 21— NAF 6820 A",
            "807 567 136 000 21",
        ),
        ("SIRET n° 20001978400012 Cobas", "20001978400012"),
        ("Lycée du 8 mai 1945 (2020)", None),
        ("Ville de Nîmes", None),
    ],
)
def test_the_number_in_a_name(name: str, number: str | None) -> None:
    found = number_in_name(Value(name, Evidence(lecture=name)))
    assert (found.text if found else None) == number


def test_no_name() -> None:
    assert number_in_name(None) is None
