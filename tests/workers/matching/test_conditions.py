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


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Range(90000.0), "≥ 90000"),
        (Range(None, "2026-03-31"), "≤ 2026-03-31"),
        (Range(25000.0, 90000.5), "25000…90000.5"),
        (Range(0.0, None), "≥ 0"),
        (Range(), "…"),
    ],
)
def test_bounds_are_told_as_people_write_them(wanted: Range, told: str) -> None:
    assert str(wanted) == told
