import pytest

from core.errors import InputError
from core.model.watch import Range
from workers.matching.conditions import parse_conditions


def test_values_and_bounds() -> None:
    made = parse_conditions(
        ["code_departement=35, 22", "montant_estime >= 90000", "montant_estime<=1000000,5"]
    )
    assert made.accept == {"code_departement": ("35", "22")}
    assert made.ranges == {"montant_estime": Range(90000.0, 1000000.5)}
    assert made.columns == {"code_departement", "montant_estime"}


def test_days() -> None:
    made = parse_conditions(["date_limite_reponse>=2026-03-01", "date_limite_reponse<=2026-03-31T12:00"])
    assert made.ranges == {"date_limite_reponse": Range("2026-03-01", "2026-03-31T12:00")}


@pytest.mark.parametrize(
    "text", ["", "cpv", "cpv=", "=45", "montant>=", "montant>=beaucoup", "jour<=31/03/2026"]
)
def test_what_is_no_condition(text: str) -> None:
    with pytest.raises(InputError):
        parse_conditions([text])
