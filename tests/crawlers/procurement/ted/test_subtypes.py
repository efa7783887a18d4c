"""Every subtype of the SDK (notice-types.json): root, notice type and directive tell what it is."""

from __future__ import annotations

import pytest

from core.model.reading import Reading, Refusal
from core.model.source import Unmapped
from tests.crawlers.procurement.ted.notices import read, rows
from tests.crawlers.procurement.ted.test_eforms import PROJECT, lot, notice

PLAN, CALL, AWARD = "PriorInformationNotice", "ContractNotice", "ContractAwardNotice"
CLASSIC, UTILITIES, DEFENCE, CONCESSIONS = "32014L0024", "32014L0025", "32009L0081", "32014L0023"
RAIL, FINANCE = "32007R1370", "32024R2509"
OPEN = (
    "<cac:TenderingProcess><cbc:ProcedureCode>open</cbc:ProcedureCode></cac:TenderingProcess>"
    f"{PROJECT}{lot('LOT-0001')}"
)

SUBTYPES = [
    ("1", PLAN, "pin-buyer", CLASSIC, "preinformation"),
    ("2", PLAN, "pin-buyer", UTILITIES, "preinformation"),
    ("3", PLAN, "pin-buyer", DEFENCE, "preinformation"),
    ("4", PLAN, "pin-only", CLASSIC, "preinformation"),
    ("5", PLAN, "pin-only", UTILITIES, "preinformation"),
    ("6", PLAN, "pin-only", DEFENCE, "preinformation"),
    ("7", PLAN, "pin-rtl", CLASSIC, "preinformation"),
    ("8", PLAN, "pin-rtl", UTILITIES, "preinformation"),
    ("9", PLAN, "pin-rtl", DEFENCE, "preinformation"),
    ("10", PLAN, "pin-cfc-standard", CLASSIC, "consultation"),
    ("11", PLAN, "pin-cfc-standard", UTILITIES, "consultation"),
    ("12", PLAN, "pin-cfc-social", CLASSIC, "consultation"),
    ("13", PLAN, "pin-cfc-social", UTILITIES, "consultation"),
    ("14", PLAN, "pin-cfc-social", CONCESSIONS, "consultation"),
    ("15", CALL, "qu-sy", UTILITIES, "consultation"),
    ("16", CALL, "cn-standard", CLASSIC, "consultation"),
    ("17", CALL, "cn-standard", UTILITIES, "consultation"),
    ("18", CALL, "cn-standard", DEFENCE, "consultation"),
    ("19", CALL, "cn-standard", CONCESSIONS, "consultation"),
    ("20", CALL, "cn-social", CLASSIC, "consultation"),
    ("21", CALL, "cn-social", UTILITIES, "consultation"),
    ("22", CALL, "subco", DEFENCE, "consultation"),
    ("23", CALL, "cn-desg", CLASSIC, "consultation"),
    ("24", CALL, "cn-desg", UTILITIES, "consultation"),
    ("25", AWARD, "veat", CLASSIC, "intention"),
    ("26", AWARD, "veat", UTILITIES, "intention"),
    ("27", AWARD, "veat", DEFENCE, "intention"),
    ("28", AWARD, "veat", CONCESSIONS, "intention"),
    ("29", AWARD, "can-standard", CLASSIC, "attribution"),
    ("30", AWARD, "can-standard", UTILITIES, "attribution"),
    ("31", AWARD, "can-standard", DEFENCE, "attribution"),
    ("32", AWARD, "can-standard", CONCESSIONS, "attribution"),
    ("33", AWARD, "can-social", CLASSIC, "attribution"),
    ("34", AWARD, "can-social", UTILITIES, "attribution"),
    ("35", AWARD, "can-social", CONCESSIONS, "attribution"),
    ("36", AWARD, "can-desg", CLASSIC, "attribution"),
    ("37", AWARD, "can-desg", UTILITIES, "attribution"),
    ("38", AWARD, "can-modif", CLASSIC, "modification"),
    ("39", AWARD, "can-modif", UTILITIES, "modification"),
    ("40", AWARD, "can-modif", CONCESSIONS, "modification"),
    ("CEI", PLAN, "pin-cfc-standard", FINANCE, "consultation"),
    ("T01", PLAN, "pin-tran", RAIL, "preinformation"),
    ("T02", AWARD, "can-tran", RAIL, "attribution"),
    ("E1", PLAN, "pmc", "other", "preinformation"),
    ("E2", PLAN, "pin-only", "other", "preinformation"),
    ("E3", CALL, "cn-standard", "other", "consultation"),
    ("E4", AWARD, "can-standard", "other", "attribution"),
    ("E5", AWARD, "compl", "other", "execution"),
    ("E6", AWARD, "can-modif", "other", "modification"),
]


@pytest.mark.parametrize(
    ("subtype", "root", "kind", "legal", "expected"), SUBTYPES, ids=[each[0] for each in SUBTYPES]
)
def test_a_subtype_is_what_its_notice_type_says(
    subtype: str, root: str, kind: str, legal: str, expected: str
) -> None:
    data = notice(OPEN, kind=kind, legal=legal, root=root)
    (row,) = rows(data)
    contest, concession = "-desg" in kind, legal == CONCESSIONS
    manner = "concours" if contest else "concession" if concession else "ouverte"
    assert (row["type_avis"], row["procedure"]) == (expected, manner)
    assert (row["acheteur_nom"], row["nb_lots"]) == ("Ville", "1")
    assert not [each for each in read(data) if isinstance(each, Unmapped)]


@pytest.mark.parametrize("kind", ["brin-eeig", "brin-ecs"])
def test_the_registration_of_a_company_is_refused(kind: str) -> None:
    """X01 and X02."""
    found = read(notice(kind=kind, root="BusinessRegistrationInformationNotice"))
    assert [each.code for each in found if isinstance(each, Refusal)] == ["not-procurement"]
    assert not [each for each in found if isinstance(each, Reading)]
